"""A page of the manual: a heading, words, tables."""

from collections.abc import Iterable
from dataclasses import dataclass, field

WRITTEN = "Written by `./run manual` from what runs. Do not change it by hand: change that, then write it again."


@dataclass
class Page:
    """Text in Markdown, put together piece by piece."""

    title: str
    pieces: list[str] = field(default_factory=list)

    def say(self, words: str) -> "Page":
        self.pieces.append(words)
        return self

    def table(self, headings: Iterable[str], rows: Iterable[Iterable[str]]) -> "Page":
        """Add a table; a stroke or a line break in a cell does no harm."""
        heads = list(headings)
        lines = ["| " + " | ".join(heads) + " |", "|" + "---|" * len(heads)]
        lines += ["| " + " | ".join(_cell(cell) for cell in row) + " |" for row in rows]
        self.pieces.append("\n".join(lines))
        return self

    def text(self) -> str:
        return "\n\n".join([f"# {self.title}", WRITTEN, *self.pieces]) + "\n"


def _cell(words: str) -> str:
    return str(words).replace("|", "\\|").replace("\n", " ")
