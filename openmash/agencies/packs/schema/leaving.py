"""What may leave: fixed notices that name a reference and nobody, and, for each kind of recipient, what they may be told."""

from datetime import date
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from openmash.agencies.packs.schema.entry import Code, Entry, Words


class NoticeUse(StrEnum):
    """What a fixed notice to an agency is for."""

    ASKED = "request_asked"
    REMINDED = "request_reminded"
    RAISED = "request_raised"
    WITHDRAWN = "request_withdrawn"
    TIME_GIVEN = "request_time_given"
    TIME_REFUSED = "request_time_refused"


NOTICE_PLACEHOLDERS = frozenset({"reference", "answer_by", "where", "authority", "team", "telephone"})
"""What may stand in braces in a notice: a reference, a time, and who writes. Nothing of a case."""


class Notice(Entry):
    """A fixed message to an agency, looked at once, by the person and on the day it names."""

    use: NoticeUse
    subject: Words
    body: Words
    approved_by: Words
    approved_on: date

    @property
    def key(self) -> str:
        """Return what it is for: one notice at a time for each use."""
        return self.use.value


class ReleaseField(StrEnum):
    """A kind of fact that a document about a case can hold."""

    NAMES = "names"
    BORN = "born"
    ADDRESS = "address"
    PROTECTED_ADDRESS = "protected_address"
    ADULTS = "adults"
    CATEGORY = "category"
    STORY = "story"
    OUTCOME = "outcome"
    RATIONALE = "rationale"
    FAMILY_KNOWS = "family_knows"


class Recipient(Entry):
    """A kind of recipient and what it may be told: what is not named here is left out.

    `second_person`: whatever goes to them is read by a second person, also where nothing else asks for one.
    """

    agency_kinds: tuple[Code, ...] = ()
    fields: Annotated[tuple[ReleaseField, ...], Field(min_length=1)]
    second_person: bool = False
