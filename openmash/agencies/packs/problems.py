"""What is wrong with a pack: the file, the key and the reason, each as a person can use it."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass


@dataclass(frozen=True, order=True)
class PackError:
    """One thing that is wrong, and where."""

    file: str
    key: str
    reason: str

    def __str__(self) -> str:
        """Return the whole of it on one line."""
        where = ": ".join(part for part in (self.file, self.key) if part)
        return f"{where}: {self.reason}" if where else self.reason


class PackErrors(Exception):
    """A pack that cannot be used, with everything that is wrong with it."""

    def __init__(self, errors: Iterable[PackError]) -> None:
        """Hold the errors in a steady order."""
        self.errors = tuple(sorted(set(errors)))
        super().__init__("\n".join(str(error) for error in self.errors))

    def as_rows(self) -> list[dict[str, str]]:
        """Return the errors as the command line shows them."""
        return [asdict(error) for error in self.errors]
