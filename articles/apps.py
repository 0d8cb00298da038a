from django.apps import AppConfig

from newsroom import jobs
from photos import uses


class ArticlesConfig(AppConfig):
    name = "articles"

    def ready(self):
        from articles import clock
        from articles.photo_uses import StoryUses

        jobs.register_sweep("articles.clock", clock.run_due, every=10)
        uses.register("articles", StoryUses())
