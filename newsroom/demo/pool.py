"""Processes for work that keeps a core busy. Imports nothing of Django before a process has set it up."""

import signal
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context


@contextmanager
def workers(count):
    """Give an executor of `count` processes that can use our models; with 0, one that works here and now.

    What is still waiting when the block fails, or is interrupted, is not begun any more.
    """
    if not count:
        yield _Here()
        return
    # Spawned, not forked: a child must not inherit an open database connection.
    pool = ProcessPoolExecutor(count, mp_context=get_context("spawn"), initializer=_start_process)
    try:
        yield pool
    finally:
        pool.shutdown(cancel_futures=True)


def _start_process():
    import django

    # Ctrl-C reaches every process of the terminal; the one that handed out the work ends the others.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    django.setup()


class _Here:
    """An executor that does the work when it is handed over, in this process."""

    def submit(self, work, *args, **kwargs):
        future = Future()
        future.set_result(work(*args, **kwargs))
        return future
