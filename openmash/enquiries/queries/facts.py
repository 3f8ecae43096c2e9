"""What agencies say happened when, for one chronology of all of them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from openmash.enquiries.choices import HANDLING_SHORT, Handling
from openmash.enquiries.queries.words import facts_in_order, when_of

TONES = {Handling.YES: "green", Handling.ASK: "amber", Handling.NO: "red"}


@dataclass(frozen=True)
class Fact:
    """Something that happened, by whom it is told, and the owner's mark on it. `on` is the first day that it can be."""

    on: date
    when: str
    words: str
    agency: str
    code: str
    mark: str
    tone: str


def facts_told(requests: Iterable[Any]) -> list[Fact]:
    """Return what agencies say happened when, oldest first, from requests read by `requests_about`. No query."""
    found = [
        Fact(
            on=one.happened_on,
            when=when_of(one),
            words=one.words,
            agency=request.agency.name,
            code=request.agency.code,
            mark=HANDLING_SHORT[given.handling],
            tone=TONES[Handling(given.handling)],
        )
        for request in requests
        for given in request.returns.all()
        for one in facts_in_order(given)
    ]
    return sorted(found, key=lambda one: (one.on, one.agency))
