"""How far the demonstration area has been built."""

from dataclasses import dataclass

from openmash.demo.models import Built


@dataclass(frozen=True)
class Progress:
    """Contacts that are there, and how many the story has in all. Finished also when the rest is not wanted."""

    done: int
    total: int
    finished: bool

    @property
    def percent(self) -> int:
        return 100 if self.finished or not self.total else min(99, round(100 * self.done / self.total))


def progress() -> Progress | None:
    """Return how far the build has come, or None where no demonstration was ever built."""
    row = Built.objects.filter(kind="progress", key="contacts").first()
    if row is None:
        return None
    finished = Built.objects.filter(kind="wave", key__in=("rest", "small")).exists()
    done = Built.objects.filter(kind="contact").count()
    return Progress(done, int(row.counts.get("total", 0)), finished)


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
