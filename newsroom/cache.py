"""The cache that several machines share: a convenience, and so no reason to refuse anything while it is away."""

import logging

from django.core.cache.backends.redis import RedisCache
from redis.exceptions import RedisError  # of requirements-scale.txt

from newsroom.logs import Seldom

_seldom = Seldom(logging.getLogger(__name__))


class LenientRedisCache(RedisCache):
    """Redis that knows nothing, and keeps nothing, while it does not answer; the log says so once a minute."""

    def get(self, key, default=None, version=None):
        try:
            return super().get(key, default, version)
        except RedisError as error:
            _away(error)
            return default

    def set(self, key, value, *args, **kwargs):
        try:
            super().set(key, value, *args, **kwargs)
        except RedisError as error:
            _away(error)


def _away(error):
    _seldom.warning("The cache does not answer, the newsroom goes on without it: %s", error)
