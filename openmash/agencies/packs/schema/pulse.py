"""The pulse: a short survey of staff and partners that is asked again and again in the same words."""

from typing import Annotated

from pydantic import Field

from openmash.agencies.packs.schema.entry import Code, Entry, Part, Words


class Statement(Part):
    """One sentence to agree or disagree with. `counted` completes "14 of 20 …" for those who agree."""

    code: Code
    words: Words
    counted: Words


class PulseSurvey(Entry):
    """What is asked, how often, how long one may answer, and how few answers are never shown."""

    words: Words
    statements: Annotated[tuple[Statement, ...], Field(min_length=1, max_length=10)]
    every_weeks: Annotated[int, Field(ge=1, le=104)]
    open_days: Annotated[int, Field(ge=1, le=90)]
    fewest_shown: Annotated[int, Field(ge=5, le=50)]
