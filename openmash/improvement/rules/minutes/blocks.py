"""Minutes as blocks: a paragraph, a bullet or a row each, with its place in the text.

Places are offsets of characters. A line that was only wrapped is joined to the one before, letter for letter, so that places
stay true.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

BULLET = re.compile(
    r"\s*(?:#{1,6}\s+(?:\d{1,2}[.)]?\s+)?|[·•▪■◦‣●○►➢✓Ø§\uf000-\uf0ff*][\s\u200b]*|[-–—]\s+|o\s{2,}|\(?\d{1,2}(?:\.\d{1,2})+[.)]?\s+|\(?\d{1,2}[.)]\s+"
    r"|\(?(?:[a-z]|[ivx]{1,4})[.)]\s+)"
)
LONGEST_TAIL = 10  # words
LONGEST = 4000  # letters: what is longer is read piece by piece
SHORT = 40  # letters: a shorter line was not wrapped, unless it ends in the middle of something
WIDEST, NARROWER = 110, 6  # letters: lines of wrapped minutes are no longer; and how uneven their ends are
OF_ACTION = re.compile(r"(?:Owners?|Leads?|By(?:\s+(?:whom|when))?|Due|Deadline|Responsible|Who|When)\s*:")
SENTENCE_END = re.compile(r"[.!?;:]['’”\")]*$")


@dataclass(frozen=True)
class Block:
    """A paragraph: `text` without its bullet stands in the minutes from `start` to `end`, letter for letter."""

    text: str
    start: int
    end: int
    bulleted: bool = False
    after_gap: bool = False
    numbered: bool = False
    dashed: bool = False

    @property
    def is_heading(self) -> bool:
        """Whether this names what follows: short, and no sentence."""
        words = self.text.split()
        return (self.numbered or not self.bulleted) and len(words) <= 14 and not re.search(r"[.!?;,]$", self.text)

    def part(self, start: int, end: int) -> tuple[str, int, int]:
        """Return a part of the block without the spaces around it, with its place in the minutes."""
        cut = self.text[start:end]
        left = len(cut) - len(cut.lstrip())
        words = cut.strip()
        return words, self.start + start + left, self.start + start + left + len(words)


def blocks(text: str) -> list[Block]:
    """Return the paragraphs of minutes in their order."""
    found: list[Block] = []
    gap, width = True, _width(text)
    for start, end in _lines(text):
        line = text[start:end]
        if not line.strip(" \u00a0\u200b\t"):
            gap = True
            continue
        mark = BULLET.match(line)
        inner = mark.end() if mark else len(line) - len(line.lstrip())
        block = _block(text, start + inner, end, mark=mark.group() if mark else "", gap=gap)
        if block is None:
            gap = gap or mark is None
            continue
        line_start = text.rfind("\n", 0, found[-1].end) + 1 if found else 0
        before = text[line_start : found[-1].end].strip() if found else ""
        wrapped = mark is None and _goes_on(before, block.text, width, indented=line[:2].isspace())
        if not gap and found and (wrapped or _is_tail(found[-1], block)):
            first = found.pop()
            whole = text[first.start : block.end].replace("\n", " ")
            block = Block(whole, first.start, block.end, first.bulleted, first.after_gap, first.numbered, first.dashed)
        found.append(block)
        gap = False
    return found


def _is_tail(first: Block, block: Block) -> bool:
    """Whether a line is what stands after the dash of a bullet: its owner, on a line of its own."""
    starts_anew = block.text.startswith("To ") or len(block.text.split()) > LONGEST_TAIL
    return block.dashed and first.bulleted and not (first.dashed or first.numbered or starts_anew)


def _lines(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    while start <= len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        yield start, end
        start = end + 1


def _block(text: str, start: int, end: int, *, mark: str, gap: bool) -> Block | None:
    words = text[start:end]
    left = len(words) - len(words.lstrip())
    words = words.strip()
    if not words:
        return None
    numbered = re.search(r"[\d#]", mark) is not None
    return Block(
        words, start + left, start + left + len(words), bool(mark), gap, numbered, mark.strip() in {"-", "–", "—"}
    )


def _goes_on(before: str, line: str, width: int, *, indented: bool = False) -> bool:
    """Whether a line goes on with the sentence of the one before: `width` is how long lines are in minutes that were wrapped."""
    if "\t" in before or "\t" in line or "|" in before:
        return False
    if re.match(r"(?:ACTION|Action)\b", before) and (
        OF_ACTION.match(line) or re.search(rf"{OF_ACTION.pattern}$", before)
    ):
        return True
    if SENTENCE_END.search(before):
        return False
    if re.match(r"(?:ACTION|Action|RESOLVED|Resolved)\b", line):
        return False
    if (line[0].islower() and (indented or len(before) >= SHORT)) or re.search(
        r"[,/&–—-]$|\b(?:and|to|the|of|with)$", before
    ):
        return True
    return bool(width) and len(before) + 1 + len(line.split(maxsplit=1)[0]) > width


def _width(text: str) -> int:
    """Return how many letters a full line has, in minutes whose lines were wrapped; 0 where they were not."""
    lengths = sorted(len(line.rstrip()) for line in text.splitlines() if len(line.split()) > 6)
    if not lengths or lengths[-1] > WIDEST:
        return 0
    return lengths[-1] - NARROWER


def sentences(block: Block) -> Iterator[tuple[int, int]]:
    """Yield the places of a block's sentences, within the block."""
    start = 0
    if len(block.text) > LONGEST:  # no paragraph that people wrote
        yield from ((place, min(place + LONGEST, len(block.text))) for place in range(0, len(block.text), LONGEST))
        return
    for stop in re.finditer(r"(?<=[.!?])[”’\")]*\s+(?=[A-Z“‘(\[])", block.text):
        if _is_abbreviation(block.text[start : stop.start()]):
            continue
        yield start, stop.start()
        start = stop.end()
    if start < len(block.text):
        yield start, len(block.text)


def _is_abbreviation(words: str) -> bool:
    last = words.rsplit(None, 1)[-1] if words.split() else ""
    return bool(
        re.fullmatch(r"\(?(?:Dr|Mr|Mrs|Ms|Prof|Cllr|Rev|St|No|Nos|vs|etc|e\.g|i\.e|approx|dept|Sgt|Supt|[A-Z])\.", last)
    )
