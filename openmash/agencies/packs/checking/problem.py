"""One thing in a pack that does not fit."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Problem:
    """One thing that does not fit: where in the pack, and why."""

    section: str
    code: str
    field: str
    reason: str

    @property
    def key(self) -> str:
        """Return where it is, as an author of packs would write it."""
        where = f'{self.section}["{self.code}"]' if self.code else self.section
        return f"{where}.{self.field}" if self.field else where
