from django.apps import AppConfig

from photos import uses


class AuthorsConfig(AppConfig):
    name = "authors"

    def ready(self):
        from authors.photo_uses import PortraitUses

        uses.register("authors", PortraitUses())
