"""How a file comes in: counted as it arrives, onto the disk and not into memory; what is too large is let run past.

The page says how much it takes (`largest_upload` on its view). What is larger is read to its end and kept nowhere, so
that the browser hears a sentence instead of a broken connection.
"""

import io
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler
from django.urls import Resolver404, resolve

LARGEST_ANYWHERE = 500_000_000  # bytes: a whole index of another service, as CSV


class LimitedUploads(FileUploadHandler):
    """Stands before the handlers that keep a file, and hands on no more of it than the page takes."""

    chunk_size = 64 * 1024

    def __init__(self, request: Any = None) -> None:
        super().__init__(request)
        self.left = 0
        self.most: int | None = None

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.most = self.most or largest_for(self.request)
        self.left, self.too_large = self.most, False

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        self.left -= len(raw_data)
        if self.left < 0:
            self.too_large = True
            return None  # nobody after us is given it
        return raw_data

    def file_complete(self, file_size: int) -> UploadedFile | None:
        if not self.too_large:
            return None
        # Somebody is to hear that there was a file: its name, and that it was too large.
        upload = UploadedFile(io.BytesIO(), self.file_name, self.content_type, 0, self.charset)
        upload.too_large = True  # type: ignore[attr-defined]
        return upload


def largest_for(request: Any) -> int:
    """Return how large a file may be at the address that is asked."""
    try:
        view = getattr(resolve(request.path_info).func, "view_class", None)
    except (Resolver404, AttributeError):
        view = None
    return int(getattr(view, "largest_upload", LARGEST_ANYWHERE))
