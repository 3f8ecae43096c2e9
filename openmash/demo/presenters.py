"""What the pages say of a demonstration area that is still being filled."""

from typing import Any

from openmash.demo.queries import Progress

WORDS = {
    "users": "Workers and partners",
    "contacts": "Contacts",
    "people": "Children and adults",
    "warnings": "Worker-safety warnings",
}


def progress_in_words(progress: Progress | None, kinds: dict[str, int]) -> dict[str, Any]:
    """Return the progress as a page shows it."""
    if progress is None:
        return {"state": "none"}
    return {
        "state": "finished" if progress.finished else "filling",
        "done": progress.done,
        "total": progress.total,
        "percent": progress.percent,
        "line": progress.in_words,
        "kinds": [{"what": WORDS[what], "number": f"{number:,}"} for what, number in kinds.items()],
    }
