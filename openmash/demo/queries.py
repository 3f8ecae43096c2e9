"""How far the demonstration area has been built."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from openmash.demo.models import Built


@dataclass(frozen=True)
class Progress:
    """Contacts that are there, and how many the story has in all. Finished also when the rest is not wanted."""

    done: int
    total: int
    finished: bool
    seconds_left: float | None = None
    """As the last run went so far; None where it has not come far enough to say."""

    @property
    def percent(self) -> int:
        return 100 if self.finished or not self.total else min(99, round(100 * self.done / self.total))

    @property
    def time_left(self) -> str:
        """Return about how long it takes yet, in words; empty where nobody can say."""
        if self.finished or self.seconds_left is None:
            return ""
        minutes = round(self.seconds_left / 60)
        return "less than a minute left" if minutes < 1 else f"about {minutes} minute{'s' * (minutes != 1)} left"

    @property
    def in_words(self) -> str:
        """Return the progress as one line."""
        line = f"{self.done:,} of {self.total:,} contacts"
        return f"{line}, {self.time_left}" if self.time_left else line


ENOUGH_TO_SAY = 20


def progress(*, now: datetime) -> Progress | None:
    """Return how far the build has come, or None where no demonstration was ever built."""
    row = Built.objects.filter(kind="progress", key="contacts").first()
    if row is None:
        return None
    finished = Built.objects.filter(kind="wave", key__in=("rest", "small")).exists()
    done, total = Built.objects.filter(kind="contact").count(), int(row.counts.get("total", 0))
    return Progress(done, total, finished, _seconds_left(row.counts, done, total, now))


def _seconds_left(counts: dict[str, Any], done: int, total: int, now: datetime) -> float | None:
    made = done - int(counts.get("then", done))
    if made < ENOUGH_TO_SAY:
        return None
    took = (now - datetime.fromisoformat(counts["since"])).total_seconds()
    return max(total - done, 0) * took / made


def is_built() -> bool:
    """Whether the whole story is there."""
    return Built.objects.filter(kind="wave", key="rest").exists()


def refused() -> dict[str, int]:
    """Return what rules refused while the story was played, by act and reason."""
    found: dict[str, int] = {}
    for counts in Built.objects.filter(kind="contact").values_list("counts", flat=True):
        for reason, number in counts.get("refused", {}).items():
            found[reason] = found.get(reason, 0) + number
    return dict(sorted(found.items(), key=lambda pair: -pair[1]))


def counts() -> dict[str, int]:
    """Return how many things of each kind the demonstration made."""
    kinds = ("user", "contact", "person", "warning")
    return {f"{kind}s" if kind != "person" else "people": Built.objects.filter(kind=kind).count() for kind in kinds}
