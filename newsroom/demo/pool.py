"""Processes for work that keeps a core busy. Imports nothing of Django before a process has set it up."""

from concurrent.futures import Future, ProcessPoolExecutor
from multiprocessing import get_context


def workers(count):
    """Return an executor of `count` processes that can use our models; with 0, one that works here and now."""
    if not count:
        return _Here()
    # Spawned, not forked: a child must not inherit an open database connection.
    return ProcessPoolExecutor(count, mp_context=get_context("spawn"), initializer=_start_process)


def _start_process():
    import django

    django.setup()


class _Here:
    """An executor that does the work when it is handed over, in this process."""

    def __enter__(self):
        return self

    def __exit__(self, *error):
        """Nothing is left to end."""

    def submit(self, work, *args, **kwargs):
        future = Future()
        future.set_result(work(*args, **kwargs))
        return future
