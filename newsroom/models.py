"""What the wiring itself keeps in the database."""

from newsroom.pages import Purge

__all__ = ["Purge"]
