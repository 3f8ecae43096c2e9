"""The children in need census as plain values: a child, the episodes of a year, and what belongs to each.

The same shapes are made from the facts of a case, written as XML, and read from it. Every part names the fact that it
is made from; empty where it was read from a file.
"""

from dataclasses import dataclass, field
from datetime import date

FIRST_MONTH = 4


@dataclass(frozen=True)
class Period:
    """The part of one census year that a return covers: its first and its last day."""

    start: date
    end: date

    @property
    def reference_day(self) -> date:
        """The last day of the census year: every return of it bears this one."""
        return census_year_end(self.end)


def census_year_end(day: date) -> date:
    """Return the 31 March with which the census year of a day ends."""
    return date(day.year + (day.month >= FIRST_MONTH), 3, 31)


def census_year_of(day: date) -> Period:
    """Return the census year that a day lies in: 1 April to 31 March."""
    end = census_year_end(day)
    return Period(date(end.year - 1, FIRST_MONTH, 1), end)


def period_problem(start: date, end: date) -> str:
    """Return why two days are no period of one return, in a sentence; empty where they are."""
    if end < start:
        return "The last day comes before the first."
    if census_year_end(start) != census_year_end(end):
        return (
            "A children in need census covers one year, from 1 April to 31 March. "
            f"{start} and {end} lie in two. Ask for each year by itself."
        )
    return ""


@dataclass(slots=True)
class Assessment:
    """An assessment; factors only once it is authorised."""

    began: date
    reviewed: date | None = None
    authorised: date | None = None
    factors: list[str] = field(default_factory=list)
    fact: str = field(default="", compare=False)


@dataclass(slots=True)
class NeedPlan:
    """A child in need plan."""

    began: date
    ended: date | None = None
    fact: str = field(default="", compare=False)


@dataclass(slots=True)
class Enquiry:
    """A section 47 enquiry, with the initial conference that came of it or word that none was needed."""

    began: date
    target: date | None = None
    conference: date | None = None
    not_required: bool = False
    ended: date | None = field(default=None, compare=False)
    fact: str = field(default="", compare=False)


@dataclass(slots=True)
class ProtectionPlan:
    """A child protection plan with its review conferences."""

    began: date
    ended: date | None = None
    first: str = ""
    latest: str = ""
    previous: int | None = None
    reviews: list[date] = field(default_factory=list)
    fact: str = field(default="", compare=False)


@dataclass(slots=True)
class Episode:
    """A referral and what followed from it until it was closed."""

    referred: date
    source: str = ""
    need: str = ""
    closed: date | None = None
    reason: str = ""
    conference: date | None = None
    no_action: bool | None = None
    assessments: list[Assessment] = field(default_factory=list)
    plans: list[NeedPlan] = field(default_factory=list)
    enquiries: list[Enquiry] = field(default_factory=list)
    protections: list[ProtectionPlan] = field(default_factory=list)
    fact: str = field(default="", compare=False)

    @property
    def active(self) -> bool:
        """Whether anything followed from the referral."""
        return bool(self.assessments or self.plans or self.enquiries or self.protections or self.conference)


@dataclass(slots=True)
class Child:
    """A child as the census asks for them. `reference` is our own; `child_id` is what the return names the child by."""

    child_id: str
    upn: str = ""
    former_upn: str = ""
    upn_unknown: str = ""
    born: date | None = None
    expected: date | None = None
    sex: str = ""
    died: date | None = None
    ethnicity: str = ""
    disabilities: list[str] = field(default_factory=list)
    episodes: list[Episode] = field(default_factory=list)
    reference: str = field(default="", compare=False)
