from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PhotosConfig(AppConfig):
    name = "photos"
    verbose_name = _("Photos")

    def ready(self):
        from newsroom.jobs import register_sweep
        from photos import preparing

        register_sweep("photos.copies", preparing.sweep, every=30)
