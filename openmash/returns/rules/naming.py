"""What the files of returns are called."""

from datetime import date

ENDINGS = {"cin": "xml", "annex_a": "xlsx", "ssd": "zip"}


def file_name(kind: str, first: date, last: date) -> str:
    """Return what the file of a return of a period is called."""
    return f"{kind.replace('_', '-')}-{first}-{last}.{ENDINGS[kind]}"
