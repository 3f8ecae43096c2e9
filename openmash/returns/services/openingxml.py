"""A file of XML that somebody sent, element by element, within bounds: no entities, no more memory than one child takes.

`Refused` carries a sentence; whatever is wrong with a file as a whole is said by it.
"""

from collections.abc import Iterator
from typing import Any, BinaryIO
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import iterparse

from openmash.base.errors import RuleBroken

# A census of the largest authority has some 40 megabytes and 20,000 children; a child some hundred elements.
MOST_BYTES = 200_000_000
MOST_ELEMENTS = 20_000
MOST_TEXT = 1_000_000
NOT_XML = "This is not a file of XML that can be read to its end: line {line} is wrong. It may have been cut off. Nothing was taken."
HOSTILE = "This file defines entities or a document type, which a census never does. It was not read."
TOO_MUCH = "This file holds one piece that is larger than any child of a census. It was not read to its end; nothing was taken."
TOO_LARGE = f"This file is larger than {MOST_BYTES // 1_000_000} megabytes, more than any census has. It was not read."


class _Watched:
    """What is read of a file, counted: how much has come since the last element began or ended."""

    def __init__(self, file: BinaryIO) -> None:
        self.file, self.since, self.whole = file, 0, 0

    def read(self, most: int = -1) -> bytes:
        part = self.file.read(most if most >= 0 else MOST_TEXT)
        self.since += len(part)
        self.whole += len(part)
        if self.whole > MOST_BYTES:
            raise RuleBroken(TOO_LARGE)
        if self.since > MOST_TEXT:
            raise RuleBroken(TOO_MUCH)
        return part


def name_of(element: Element) -> str:
    """Return what an element is called, without the address of its vocabulary."""
    return element.tag.rpartition("}")[2]


def elements(file: BinaryIO, *, root: str, units: frozenset[str]) -> Iterator[Element]:
    """Give the elements of a file that are called one of `units`, each with all within it, and forget each afterwards.

    Raises RuleBroken where the file is none of XML, begins with another element than `root`, or is larger than can be.
    """
    watched = _Watched(file)
    path: list[Element] = []
    held = 0
    try:
        for event, element in iterparse(watched, events=("start", "end"), forbid_dtd=True):
            watched.since = 0
            if event == "start":
                if not path and name_of(element) != root:
                    raise RuleBroken(f"This is a file of XML, but it does not begin with {root}: it is no census.")
                path.append(element)
                held += 1
                if held > MOST_ELEMENTS:
                    raise RuleBroken(TOO_MUCH)
                continue
            path.pop()
            if name_of(element) in units:
                yield element
                held = len(path)
                _forget(path, element)
    except ParseError as problem:
        raise RuleBroken(NOT_XML.format(line=problem.position[0])) from None
    except DefusedXmlException:
        raise RuleBroken(HOSTILE) from None
    except (LookupError, ValueError):
        raise RuleBroken("This file is written in letters that cannot be read. Write it in UTF-8.") from None


def _forget(path: list[Any], element: Element) -> None:
    """Take an element that was read out of what holds it."""
    element.clear()
    if path:
        path[-1].clear()
