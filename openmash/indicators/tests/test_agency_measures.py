"""How agencies answer, counted by hand on ten questions, edges included. "Now" is 20 November, 10:00."""

from dataclasses import dataclass
from datetime import date, datetime

import pytest

from openmash.agencies import queries as agencies
from openmash.agencies.choices import Role
from openmash.base.transactions import request_transaction
from openmash.enquiries.models import AgencyRequest, Enquiry
from openmash.frontdoor.tests.conftest import MACHINE, act_as, pack  # noqa: F401 - fixtures
from openmash.indicators import queries
from openmash.indicators.rendering import Format, render
from openmash.indicators.rules.periods import Period
from openmash.indicators.tests.counted_world import NOW, Row, at, write

pytestmark = pytest.mark.django_db
NOVEMBER = Period(date(2026, 11, 1), date(2026, 11, 30))
POLICE, HEALTH, GUILD = "LANCS-POLICE", "HEALTH-0-19", "SCHOOL-GUILD"


@dataclass
class Asked:
    """One question: to whom, when, by when, and what came of it."""

    agency: str
    asked: datetime
    due: datetime
    answered: datetime | None = None
    state: str = "answered"
    contact: str = "C-1"
    given_until: datetime | None = None


# Hours to the answer: 2, 6, 5, 4, 12, 1 (the last of October, not counted).
QUESTIONS = [
    Asked(POLICE, at(2), at(2, 12), at(2, 12)),  # at the very moment: on time. 2 hours
    Asked(POLICE, at(2), at(2, 14), at(2, 16), "no_information"),  # late. 6 hours
    Asked(
        POLICE, at(3), at(3, 14), at(3, 15), given_until=at(3, 18)
    ),  # more time was given: late all the same. 5 hours
    Asked(POLICE, at(20, 9), at(20, 11), None, "asked"),  # not due yet: asked, and not reckoned
    Asked(POLICE, at(19), at(20, 9, 59), None, "asked"),  # a minute overdue: late
    Asked(HEALTH, at(4), at(4, 14), at(4, 14), "declined", contact="C-2"),  # 4 hours
    Asked(HEALTH, at(5), at(6), at(5, 22), "partly_answered", contact="C-2"),  # a part is an answer. 12 hours
    Asked(GUILD, at(4), at(4, 14), None, "withdrawn"),  # taken back: nobody had to answer
    Asked(POLICE, at(31, month=10), at(31, 14, month=10), at(31, 11, month=10)),  # of October
    Asked(GUILD, at(1, 0, month=12), at(1, 9, month=12), None, "asked"),  # of December
]
# Measure: (numerator, denominator), counted by hand from the rows above.
WHOLE = {
    "agencies_asked": (7, None),
    "agencies_answered": (5, 6),
    "agencies_on_time": (3, 6),
    "agencies_late": (3, 6),
    "agencies_declined": (1, 5),
    "agencies_no_information": (1, 5),
}
ON_TIME = {"Lancashire Constabulary": (1, 4), "Health visiting and school nursing (demonstration)": (2, 2)}


def ask(one: Asked, number: int) -> None:
    """Write a question as the services leave it."""
    enquiry = Enquiry.objects.create(
        reference=f"E-{number}", subject_kind="contact", subject=one.contact, purpose="protect-child", told="told",
        lawful_bases=["public-task"], rag="red", team=agencies.team_by_code("east-central-triage"),
        pack=agencies.current_pack_version(), asked_at=one.asked, asked_by="user:1",
    )  # fmt: skip
    AgencyRequest.objects.create(
        reference=f"Q-{number}", enquiry=enquiry, agency=agencies.agency_by_code(one.agency), question_set="police",
        state=one.state, rag_rank=0, asked_at=one.asked, first_due_at=one.due, due_at=one.given_until or one.due,
        due_rule="rag-red", first_answered_at=one.answered,
    )  # fmt: skip


@pytest.fixture
def counted(pack):  # noqa: F811
    with request_transaction(MACHINE):
        write(Row("where the police were asked", at(2), at(3), locality="Central"), 1)
        write(Row("where health was asked", at(4), at(5), locality="North"), 2)
        for number, one in enumerate(QUESTIONS, 1):
            ask(one, number)


def figures(code, by="", **more):
    return queries.measure_figures(code, NOVEMBER, by=by, now=NOW, **more)


def test_every_measure_is_counted_as_it_was_by_hand(counted):
    found = {code: figures(code)[0] for code in WHOLE}

    assert {code: (one.numerator, one.denominator) for code, one in found.items()} == WHOLE
    # Wilson, z = 1.959964, of 3 in 6: centre 0.5, half-width z * sqrt(0.25/6 + z*z/144) / (1 + z*z/6) = 0.31237.
    assert (found["agencies_on_time"].percent, found["agencies_on_time"].low) == (None, 18.8)
    assert found["agencies_on_time"].sentence == "3 of 6 answered on time; too few for a percentage"


def test_half_of_the_answers_took_no_longer_than_the_median(counted):
    [hours] = figures("hours_to_answer")  # 2, 4, 5, 6, 12

    assert (hours.median, hours.denominator, hours.sentence) == (5.0, 5, "5 hours, the middle of 5")
    by_agency = {one.by: one.median for one in figures("hours_to_answer", "agency")}
    assert by_agency["Lancashire Constabulary"] == 5.0  # 2, 5, 6
    assert by_agency["Health visiting and school nursing (demonstration)"] == 8.0  # between 4 and 12
    assert by_agency["Probation service (demonstration)"] is None


def test_an_agency_that_was_not_asked_is_said_as_nothing_of_nothing(counted):
    found = {one.by: (one.numerator, one.denominator) for one in figures("agencies_on_time", "agency")}

    assert {name: pair for name, pair in found.items() if pair != (0, 0)} == ON_TIME
    assert found["Guild Example High School, Preston (demonstration)"] == (0, 0)
    kinds = {one.by: (one.numerator, one.denominator) for one in figures("agencies_on_time", "agency_kind")}
    assert sorted(pair for pair in kinds.values() if pair != (0, 0)) == sorted(ON_TIME.values())


def test_a_locality_counts_the_questions_about_its_own_contacts(counted):
    [north], [central] = (figures("agencies_answered", locality=one) for one in ("North", "Central"))

    assert ((north.numerator, north.denominator), (central.numerator, central.denominator)) == ((2, 2), (3, 4))
    parts = {one.by: (one.numerator, one.denominator) for one in figures("agencies_answered", by="locality")}
    assert {name: pair for name, pair in parts.items() if pair[1]} == {"North": (2, 2), "Central": (3, 4)}


@pytest.mark.parametrize("kind", list(Format))
def test_the_report_holds_it_in_every_form(counted, kind):
    assert len(render(queries.front_door_report(NOVEMBER, now=NOW), kind)) > 1000


def test_the_report_puts_agencies_side_by_side_and_the_published_one_gives_nothing_small_away(counted):
    made = queries.front_door_report(NOVEMBER, now=NOW)

    table = next(one for section in made.sections for one in section.tables if one.title.endswith("by agency"))
    row = next(row for row in table.grid.rows if row[0] == "Lancashire Constabulary")
    assert row == ("Lancashire Constabulary", "5", "3 of 4", "1 of 4", "1 of 3", "0 of 3", "5")
    assert table.grid.rows[-1] == ("All", "7", "5 of 6", "3 of 6", "1 of 5", "1 of 5", "5")
    public = next(
        one
        for section in made.published_version().sections
        for one in section.tables
        if one.title.endswith("by agency")
    )
    shown = " ".join(cell for row in public.grid.rows for cell in row[1:])
    assert not {"1", "2", "3", "4", "5"} & set(shown.split())


def test_an_agency_is_shown_its_own_figures_and_nobody_elses(counted, act_as):  # noqa: F811
    police, health = act_as(Role.PARTNER, team="police-mash"), act_as(Role.PARTNER, team="health-mash")

    def told(actor):
        with request_transaction(actor):
            made = queries.how_own_agency_answers(actor, NOVEMBER, now=NOW)
        return {one.measure: (one.numerator, one.denominator) for one in made.sections[0].figures}

    assert told(police)["agencies_on_time"] == (1, 4)
    assert told(health) == {
        "agencies_asked": (2, None),
        "agencies_answered": (2, 2),
        "agencies_on_time": (2, 2),
        "agencies_late": (0, 2),
        "agencies_declined": (1, 2),
        "agencies_no_information": (0, 2),
        "hours_to_answer": (None, 2),
    }
