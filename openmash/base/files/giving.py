"""Give a file back: to be taken away, never shown or run within the page."""

from urllib.parse import quote

from django.http import HttpResponse

from openmash.base.files.keeping import read
from openmash.base.models import StoredFile


def download(row: StoredFile, name: str) -> HttpResponse:
    """Return the answer that gives a file to whoever may have it. Raises NotFound where its content is gone.

    The browser keeps it as a file, guesses no other kind, and runs nothing of it.
    """
    response = HttpResponse(read(row), content_type=row.kind)
    plain = "".join(letter if letter.isascii() and letter not in '"\\' else "_" for letter in name)
    response["Content-Disposition"] = f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name)}"
    response["X-Content-Type-Options"] = "nosniff"
    return response
