"""What a page weighs as it is sent: itself, and at a first visit with every style sheet, script and icon it names."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

NAMED = re.compile(r"""<(?:link|script|img)\b[^>]*?\b(?:href|src)=["']?([^"'\s>]+)""", re.IGNORECASE)
Fetch = Callable[[str], "Got"]


@dataclass(frozen=True)
class Got:
    """An answer of the server: how it went, what it weighs as sent, and what it says."""

    status: int
    sent: int
    text: str
    place: str = ""
    seconds: float = 0.0


def named_files(page: str) -> list[str]:
    """Return the files of our own that a page tells the browser to fetch."""
    return list(dict.fromkeys(name for name in NAMED.findall(page) if name.startswith("/static/")))


def weigh(what: str, path: str, fetch: Fetch) -> dict[str, Any]:
    """Return a page's weight in bytes as sent: alone, and with its files."""
    page = fetch(path)
    files = {name: fetch(name).sent for name in named_files(page.text)}
    return {
        "what": what,
        "page": page.sent,
        "page_not_compressed": len(page.text.encode()),
        "first_visit": page.sent + sum(files.values()),
        "files": files,
    }
