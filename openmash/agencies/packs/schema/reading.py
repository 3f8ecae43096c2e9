"""Who may read a person's record, and for how long: what is reckoned a purpose, and what follows a reason that is given."""

from typing import Annotated

from pydantic import Field

from openmash.agencies.packs.schema.entry import Code, Undated


class Reading(Undated):
    """How long closed work still is a purpose, how long a reason holds, and who reviews it by which clock."""

    days_after: Annotated[int, Field(ge=0, le=366)]
    hours: Annotated[int, Field(ge=1, le=24)]
    notice_clock: Code
    review_clock: Code
    review_team: Code
    check_clock: Code
