from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PhotosConfig(AppConfig):
    name = "photos"
    verbose_name = _("Photos")

    def ready(self):
        from newsroom.jobs import register_sweep
        from photos import library, preparing, replacing

        register_sweep("photos.copies", preparing.sweep, every=30)
        register_sweep("photos.former_files", replacing.sweep, every=3600)
        register_sweep("photos.rights", library.rights_sweep, every=10)
