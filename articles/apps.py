from django.apps import AppConfig, apps
from django.utils.translation import gettext_lazy as _

from newsroom import jobs
from photos import uses


class ArticlesConfig(AppConfig):
    name = "articles"

    def ready(self):
        apps.get_app_config("taggit").verbose_name = _("Tags")
        from articles import clock
        from articles.desk import mail, notices, presence, scratch, watch
        from articles.photo_uses import StoryUses

        jobs.register_sweep("articles.clock", clock.run_due, every=10)
        jobs.register_sweep("articles.mail", mail.sweep, every=30)
        jobs.register_sweep("articles.notices", notices.prune, every=86_400)
        # By its name before the worker's own sign of life: a worker that starts sees how long there was none.
        jobs.register_sweep("articles.watch", watch.sweep, every=60)
        jobs.register_sweep("articles.presence", presence.forget, every=3600)
        jobs.register_sweep("articles.scratch", scratch.prune, every=86_400)
        uses.register("articles", StoryUses())
