"""Receiving uploads: files stream to temporary files and are counted on the way, before any view or form sees them."""

from django.core.files.uploadhandler import SkipFile, TemporaryFileUploadHandler

from photos.intake import MAX_BYTES, clean_name

MAX_FILES = 100


class PhotoUploadHandler(TemporaryFileUploadHandler):
    """Keeps no byte of a file that passes the limit, nor of the hundred-and-first; notes their names on the request.

    `request.oversized` and `request.surplus` list the names, for sentences beside the files that were taken.
    """

    def __init__(self, request):
        super().__init__(request)
        request.oversized, request.surplus = [], []
        self.files = 0

    def new_file(self, *args, **kwargs):
        super().new_file(*args, **kwargs)
        self.received = 0
        self.files += 1
        if self.files > MAX_FILES:
            self._drop(self.request.surplus)

    def receive_data_chunk(self, raw_data, start):
        self.received += len(raw_data)
        if self.received > MAX_BYTES:
            self._drop(self.request.oversized)
        return super().receive_data_chunk(raw_data, start)

    def _drop(self, names):
        names.append(clean_name(self.file_name))
        self.file.close()  # and with it goes the temporary file
        raise SkipFile
