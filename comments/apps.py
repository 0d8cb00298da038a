from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from newsroom.jobs import register_sweep


class CommentsConfig(AppConfig):
    name = "comments"
    verbose_name = _("Comments")

    def ready(self):
        from comments import checks  # noqa: F401 - registers itself
        from comments.forgetting import prune
        from comments.network import forget_networks
        from comments.notices import send_digests
        from comments.throttle import forget_buckets

        register_sweep("comments.digests", send_digests, every=600)
        register_sweep("comments.prune", prune, every=24 * 3600)
        register_sweep("comments.networks", forget_networks, every=3600)
        register_sweep("comments.budgets", forget_buckets, every=3600)
