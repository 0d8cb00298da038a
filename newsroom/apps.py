from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig


class DeskConfig(AdminConfig):
    """The admin with the desk's own site in the place of the stock one."""

    default_site = "newsroom.admin_site.DeskSite"


class NewsroomConfig(AppConfig):
    name = "newsroom"
    verbose_name = "Newsroom"

    def ready(self):
        from newsroom import checks, deploy_checks, worker  # noqa: F401  importing registers the checks
        from newsroom.pagestore import purges

        worker.register()
        purges.forget_regularly()
