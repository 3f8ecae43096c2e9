"""What may leave: fixed notices that name a reference and nobody, and, for each kind of recipient, what they may be told."""

from datetime import date
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from openmash.agencies.packs.schema.entry import Code, Entry, Words


class NoticeUse(StrEnum):
    """What a fixed notice to an agency is for."""

    ASKED = "request_asked"
    ASKED_BY_LINK = "request_asked_by_link"
    REMINDED = "request_reminded"
    RAISED = "request_raised"
    WITHDRAWN = "request_withdrawn"
    WITHDRAWN_BY_LINK = "request_withdrawn_by_link"
    TIME_GIVEN = "request_time_given"
    TIME_REFUSED = "request_time_refused"
    LINK_CODE = "link_code"
    SCHOOL_TOLD = "school_told"
    SCHOOL_REMINDED = "school_reminded"
    SCHOOL_TOLD_BY_LINK = "school_told_by_link"
    SCHOOL_REMINDED_BY_LINK = "school_reminded_by_link"


SCHOOL_USES = frozenset({NoticeUse.SCHOOL_TOLD, NoticeUse.SCHOOL_REMINDED})
"""Needed by a front door that tells schools, and by no other."""
SCHOOL_LINK_USES = frozenset({NoticeUse.SCHOOL_TOLD_BY_LINK, NoticeUse.SCHOOL_REMINDED_BY_LINK})
"""Needed beside them where key adults are sent a link."""


NOTICE_PLACEHOLDERS = frozenset({"reference", "answer_by", "where", "authority", "team", "telephone"})
"""What may stand in braces in a notice: a reference, a time, and who writes. Nothing of a case."""
CODE_PLACEHOLDERS = frozenset({"reference", "code", "minutes", "authority"})
"""What may stand in braces where a code is sent for a link."""


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
    DISCLOSURE = "disclosure"
    INCIDENT = "incident"
    PRESENCE = "presence"
    WHEREABOUTS = "whereabouts"
    INCIDENT_PLACE = "incident_place"
    CHILD_VOICE = "child_voice"
    CIRCUMSTANCES = "circumstances"


class Recipient(Entry):
    """A kind of recipient and what it may be told: what is not named here is left out.

    `second_person`: whatever goes to them is read by a second person, also where nothing else asks for one.
    """

    agency_kinds: tuple[Code, ...] = ()
    fields: Annotated[tuple[ReleaseField, ...], Field(min_length=1)]
    second_person: bool = False


class PaperUse(StrEnum):
    """What a paper for a family is for."""

    NOTICE = "notice"
    STATEMENT = "statement"


PAPER_PLACEHOLDERS: dict[PaperUse, frozenset[str]] = {
    PaperUse.NOTICE: frozenset({"authority", "telephones"}),
    PaperUse.STATEMENT: frozenset({"authority", "telephones", "name", "told"}),
}
"""What may stand in braces: who writes, where to ring, whom it is about, and what was told to whom."""


class FamilyPaper(Entry):
    """A paper in plain words for families: what is done with what is known of them, or what was told about one of them."""

    use: PaperUse
    subject: Words
    body: Words

    @property
    def key(self) -> str:
        """Return what it is for: one paper at a time for each use."""
        return self.use.value
