from django.apps import AppConfig

from newsroom import jobs


class ArticlesConfig(AppConfig):
    name = "articles"

    def ready(self):
        from articles import clock

        jobs.register_sweep("articles.clock", clock.run_due, every=10)
