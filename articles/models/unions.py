"""Rows that stand in one of several lists: as a union, each part of which an index answers.

As one condition with OR, PostgreSQL reads the whole table and asks of each row whether it is in one of the lists.
"""

from django.db.models import Q


def any_of(first, *others):
    """Return the condition that a row is among one of several lists of numbers, none of them cut (see `cut`)."""
    return Q(pk__in=first.union(*others))


def cut(model, numbers):
    """Return a list of numbers of `model` that ends after the first few so that `any_of` takes it.

    SQLite lets no part of a union end early, but a part may ask for what is in a list that does.
    """
    return model.objects.filter(pk__in=numbers).order_by().values("pk")
