from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from newsroom.jobs import register_sweep


class CommentsConfig(AppConfig):
    name = "comments"
    verbose_name = _("Comments")

    def ready(self):
        from comments.forgetting import forget_emails
        from comments.network import forget_networks
        from comments.throttle import forget_buckets

        register_sweep("comments.emails", forget_emails, every=24 * 3600)
        register_sweep("comments.networks", forget_networks, every=3600)
        register_sweep("comments.budgets", forget_buckets, every=3600)
