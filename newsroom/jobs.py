"""Work outside a request: jobs, and the sweeps that `manage.py worker` runs. A leaf: it imports none of our apps."""

from collections.abc import Callable
from dataclasses import dataclass

# The one place jobs come from, so that Django 6's own tasks can replace the package.
from django_tasks import task

__all__ = ["Sweep", "register_sweep", "sweeps", "task"]


@dataclass(frozen=True)
class Sweep:
    """An idempotent pass over what is due and not done. `run` returns how many things it did."""

    name: str
    run: Callable[[], int]
    every: int  # seconds


_sweeps: dict[str, Sweep] = {}


def register_sweep(name, run, *, every):
    """Have every worker call `run` each `every` seconds. Called in an app's `ready`; a name registers once."""
    _sweeps[name] = Sweep(name, run, every)


def sweeps():
    """Return all registered sweeps, by name."""
    return [_sweeps[name] for name in sorted(_sweeps)]
