"""A file in words."""

from openmash.base.files.scanning import SCAN_WORDS
from openmash.base.models import StoredFile

KINDS = {"image/jpeg": "Photograph", "image/png": "Picture", "application/pdf": "PDF"}
KB, MB = 1_000, 1_000_000


def in_words(row: StoredFile) -> str:
    """Return what a file is, how large, and whether it was scanned: "Photograph, 2.1 MB. Not scanned for viruses"."""
    size = f"{row.size / MB:.1f} MB" if row.size >= MB else f"{max(1, round(row.size / KB))} KB"
    return f"{KINDS[row.kind]}, {size}. {SCAN_WORDS[row.scan]}"
