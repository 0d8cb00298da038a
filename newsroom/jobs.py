"""Work outside a request: jobs, and the sweeps that `manage.py worker` runs. A leaf: it imports none of our apps.

A *job* is one thing to do soon (render a photo, send a mail): a function under `@task`, enqueued on commit. A worker
may die half-way and the job is then run again, so every job must be harmless when run twice.
A *sweep* is a regular look at the database for whatever is due and not done. It, not a job, publishes on time.
"""

from collections.abc import Callable
from dataclasses import dataclass

# The one place jobs come from, so that Django 6's own tasks can replace the package.
from django_tasks import task

__all__ = ["Sweep", "register_sweep", "sweeps", "task"]


@dataclass(frozen=True)
class Sweep:
    """An idempotent pass over what is due and not done. `run` returns how many things it did."""

    name: str
    run: Callable[[], int]
    every: int  # seconds


_sweeps: dict[str, Sweep] = {}


def register_sweep(name: str, run: Callable[[], int], *, every: int) -> None:
    """Have every worker call `run` each `every` seconds. Called in an app's `ready`; a name registers once.

    All sweeps share the thread that publishes on time: what takes longer than a second belongs into a job.
    """
    _sweeps[name] = Sweep(name, run, every)


def sweeps() -> list[Sweep]:
    """Return all registered sweeps, by name."""
    return [_sweeps[name] for name in sorted(_sweeps)]
