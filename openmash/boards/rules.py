"""Who answers to whom, how that is drawn, and when a body is quorate. Plain Python: values in, answer out."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from openmash.boards.choices import VOTING

# Of the drawing, in its own units: one box, and the room between two.
WIDE, HIGH, BETWEEN_COLUMNS, BETWEEN_ROWS = 250, 64, 50, 16


@dataclass(frozen=True)
class Box:
    """One body in the drawing: where its upper left corner lies, and how many steps it is from the one that answers to none."""

    key: int
    steps: int
    x: int
    y: int


@dataclass(frozen=True)
class Line:
    """From the right side of a body to the left side of one that answers to it: points of a broken line."""

    points: tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Drawing:
    """A map of bodies, from left to right; `width` and `height` of the whole."""

    boxes: tuple[Box, ...]
    lines: tuple[Line, ...]
    width: int
    height: int


def line_of_sight(key: int, answers_to: Mapping[int, int | None]) -> list[int]:
    """Return a body and those above it, up to the one that answers to none. A circle ends where it began."""
    way = [key]
    while (above := answers_to.get(way[-1])) is not None and above not in way:
        way.append(above)
    return way


def would_circle(key: int, above: int | None, answers_to: Mapping[int, int | None]) -> bool:
    """Whether a body would answer to itself, at once or by others, if it answered to `above`."""
    return above is not None and key in line_of_sight(above, answers_to)


def below(key: int | None, answers_to: Mapping[int, int | None]) -> list[int]:
    """Return the bodies that answer to one, in the order given; for None those that answer to none that is there."""
    return [
        one for one, above in answers_to.items() if (above if above in answers_to else None) == key and one != above
    ]


def drawn(answers_to: Mapping[int, int | None]) -> Drawing:
    """Return the map: each body right of the one it answers to, in the order given, no two in one place."""
    boxes: list[Box] = []
    row = 0

    def place(key: int, steps: int) -> float:
        """Place what answers to a body, then the body between the first and the last of them. Returns its row."""
        nonlocal row
        rows = [place(one, steps + 1) for one in below(key, answers_to)]
        if not rows:
            rows, row = [float(row)], row + 1
        at = (rows[0] + rows[-1]) / 2
        boxes.append(Box(key, steps, steps * (WIDE + BETWEEN_COLUMNS), round(at * (HIGH + BETWEEN_ROWS))))
        return at

    for top in below(None, answers_to):
        place(top, 0)
    places = {box.key: box for box in boxes}
    lines = [
        _between(places[above], box) for box in boxes if (above := answers_to.get(box.key)) in places and box.steps
    ]
    furthest = max((box.steps for box in boxes), default=0)
    return Drawing(
        tuple(sorted(boxes, key=lambda box: (box.y, box.x))),
        tuple(lines),
        (furthest + 1) * WIDE + furthest * BETWEEN_COLUMNS,
        max(row * (HIGH + BETWEEN_ROWS) - BETWEEN_ROWS, 0),
    )


def _between(above: Box, box: Box) -> Line:
    start, end, half = (above.x + WIDE, above.y + HIGH // 2), (box.x, box.y + HIGH // 2), BETWEEN_COLUMNS // 2
    return Line((start, (start[0] + half, start[1]), (start[0] + half, end[1]), end))


def holds(from_on: date, until_on: date | None, on: date) -> bool:
    """Whether somebody sits there on a day, the last one included."""
    return from_on <= on and (until_on is None or on <= until_on)


def voters(capacities: Iterable[str]) -> int:
    """Return how many of those who sit there count towards the quorum."""
    return sum(1 for one in capacities if one in VOTING)


def quorum_words(quorum: int | None, voting: int) -> str:
    """Return the quorum in words, and whether a meeting could reach it at all."""
    if quorum is None:
        return "Not laid down yet"
    if voting < quorum:
        return (
            f"{quorum}, but there {'is' if voting == 1 else 'are'} only {voting} with a vote: no meeting can be quorate"
        )
    return f"{quorum} of the {voting} with a vote"


def missing_of(terms: str, quorum: int | None, frequency: str, capacities: Collection[str]) -> Sequence[str]:
    """Return what a body lacks to be able to decide, in words; an empty list where nothing is missing."""
    lacks = {
        "what it is for": not terms.strip(),
        "how often it meets": not frequency.strip(),
        "its quorum": quorum is None,
        "a chair": "chair" not in capacities,
    }
    return [words for words, missing in lacks.items() if missing]
