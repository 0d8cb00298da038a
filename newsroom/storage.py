"""Photos in S3-like storage, whose troubles are those of a disk: every caller knows what to do about an OSError."""

from functools import wraps

from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError  # of requirements-scale.txt
from storages.backends.s3 import S3Storage

# A service that is silent must not hold a thread for the eight minutes that are the default.
PATIENCE = Config(connect_timeout=2, read_timeout=15, retries={"total_max_attempts": 2})


class Away(OSError):
    """The storage does not answer, or does not do what it is asked."""


def _as_of_a_disk(method):
    @wraps(method)
    def done(*args, **kwargs):
        try:
            return method(*args, **kwargs)
        except (BotoCoreError, ClientError) as error:
            raise Away(str(error)) from error

    return done


class PrivateS3Storage(S3Storage):
    """A private bucket. What goes wrong with it is an OSError, FileNotFoundError where there is no such file."""

    def __init__(self, **settings):
        super().__init__(**settings)
        self.client_config = self.client_config.merge(PATIENCE)

    @_as_of_a_disk
    def _open(self, name, mode="rb"):
        file = super()._open(name, mode)
        if "r" in mode:
            file.file  # noqa: B018  fetched now: a failure later would break off an answer that has begun
        return file

    _save = _as_of_a_disk(S3Storage._save)
    delete = _as_of_a_disk(S3Storage.delete)
    exists = _as_of_a_disk(S3Storage.exists)
    size = _as_of_a_disk(S3Storage.size)
