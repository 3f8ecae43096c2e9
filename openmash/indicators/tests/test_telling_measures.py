"""Who else was told in time, counted by hand on branches and notices to schools. "Now" is 20 November, 10:00."""

from dataclasses import dataclass, field
from datetime import date, datetime

import pytest
from django.urls import reverse

from openmash.adults.models import Branch, ConcernDecided, DangerWeighed
from openmash.agencies import queries as agencies
from openmash.agencies.choices import Role
from openmash.base.transactions import request_transaction
from openmash.frontdoor.tests.conftest import MACHINE, act_as, pack, signed_in  # noqa: F401 - fixtures
from openmash.indicators import queries
from openmash.indicators.rules.periods import Period
from openmash.indicators.tests.counted_world import NOW, at
from openmash.people.models import Person
from openmash.release.models import Disclosure
from openmash.schools.models import SchoolNotice

pytestmark = pytest.mark.django_db
NOVEMBER = Period(date(2026, 11, 1), date(2026, 11, 30))


@dataclass
class Told:
    """One branch: what for, when opened and due, when done (told, decided, weighed or heard), and by which way."""

    kind: str
    due: datetime
    done: datetime | None = None
    state: str = "settled"
    by: str = "package"
    opened: datetime = field(default_factory=lambda: at(2))
    locality: str = "Central"


BRANCHES = [
    Told("adviser", at(2, 14), at(2, 14)),  # what left, left at the very moment: in time
    Told("adviser", at(2, 14), at(2, 14, 0, 1)),  # a second late
    Told("housing", at(3), at(2, 12), by="branch", locality="North"),  # by word of mouth: in time
    Told("housing", at(3), None),  # settled, and told nothing: not counted
    Told("housing", at(3), None, state="to_tell"),  # overdue: late
    Told("housing", at(25), None, state="to_tell"),  # not due yet: not counted
    Told("housing", at(3), None, state="withdrawn"),  # taken back: not counted
    Told("adult_safeguarding", at(3), at(3), state="enquiry"),  # decided in time
    Told("adult_safeguarding", at(3), at(4), state="not_met", locality="North"),  # decided late
    Told("marac", at(3), at(2, 15), state="not_referred"),  # answered in time, and not referred
    Told("marac", at(12), at(12), state="heard"),  # heard on the day by which it is to be
    Told("marac", at(12), at(13), state="heard"),  # a day later
    Told("marac", at(25), None, state="referred"),  # not heard yet, nor due
    Told("adviser", at(31, month=10), at(31, month=10), opened=at(30, month=10)),  # of October
]
BY_KIND = {
    "Adult safeguarding concern": (1, 2),
    "Domestic abuse conference (MARAC)": (2, 3),
    "Independent domestic abuse adviser": (1, 2),
    "Housing": (1, 2),
}


@dataclass
class Notice:
    """One notice to a school: where it stands, when it was due, told and acknowledged."""

    state: str
    due: datetime
    told: datetime | None = None
    received: datetime | None = None
    locality: str = "Central"


NOTICES = [
    Notice("acknowledged", at(9, 8, 30), at(8), at(9, 8, 30)),  # told and acknowledged in time
    Notice("acknowledged", at(9, 8, 30), at(9, 8, 30), at(9, 9)),  # told in time, acknowledged late
    Notice("released", at(9, 8, 30), at(9, 8, 31), locality="North"),  # told a minute late, not acknowledged
    Notice("told_otherwise", at(9, 8, 30), at(9, 7)),  # in time by the police: no receipt is asked
    Notice("to_prepare", at(9, 8, 30)),  # overdue
    Notice("to_prepare", at(23, 8, 30)),  # not due yet
    Notice("with_council", at(9, 8, 30), at(9, 7)),  # in no school
    Notice("withdrawn", at(9, 8, 30)),  # not needed
]


def person(number: int) -> Person:
    return Person.objects.create(reference=f"P-T{number}", given_name="Mair", family_name="Example", created_at=NOW)


def tell(one: Told, number: int) -> None:
    """Write a branch as the services leave it."""
    team, closed = agencies.team_by_code("east-central-triage"), one.state not in ("to_tell", "referred", "enquiry")
    package = f"K-{number}" if one.kind in ("adviser", "housing") else ""
    branch = Branch.objects.create(
        reference=f"B-{number}", kind=one.kind, subject_kind="contact", subject=f"C-{number}", person=person(number),
        person_reference=f"P-T{number}", state=one.state, team=team, asked_by_team=team, package=package,
        due_at=one.due, due_rule="tell-adviser", pack=agencies.current_pack_version(), opened_at=one.opened,
        opened_by="user:1", closed_at=NOW if closed else None, closed_by="user:1" if closed else "",
        locality=one.locality,
    )  # fmt: skip
    if one.kind == "adult_safeguarding":
        ConcernDecided.objects.create(
            branch=branch, needs="yes", at_risk="yes", cannot_protect="yes", asked=False, difficulty="no",
            decision=one.state, reason="So", decided_at=one.done, decided_by="user:2",
        )  # fmt: skip
    elif one.kind == "marac":
        heard_on = one.done.date() if one.state == "heard" else None
        DangerWeighed.objects.create(
            branch=branch, checklist="dash", total=1, band="high", judgement="as_band", aware="yes", refers=True,
            weighed_at=one.opened if heard_on or not one.done else one.done, weighed_by="user:1", heard_on=heard_on,
        )  # fmt: skip
    elif one.done:
        Disclosure.objects.create(
            reference=f"X-T{number}", what=one.kind, subject_kind="contact", subject=f"C-{number}",
            source_kind=one.by, source=package if one.by == "package" else branch.reference, recipient_kind="agency",
            recipient="SAFE-HOMES", disclosed_at=one.done, disclosed_by="user:1",
        )  # fmt: skip


def notify(one: Notice, number: int) -> None:
    SchoolNotice.objects.create(
        reference=f"SN-{number}", about_kind="contact", about=f"C-N{number}", person=person(100 + number),
        person_reference=f"P-T{100 + number}", child_name="Aled Example", incident_at=at(7), state=one.state,
        due_at=one.due, due_rule="encompass-notice", team=agencies.team_by_code("east-central-triage"),
        pack=agencies.current_pack_version(), opened_at=at(8), opened_by="user:1", told_at=one.told,
        acknowledged_at=one.received, acknowledged_by="user:3" if one.received else "", locality=one.locality,
    )  # fmt: skip


@pytest.fixture
def counted(pack):  # noqa: F811
    with request_transaction(MACHINE):
        for number, branch in enumerate(BRANCHES, 1):
            tell(branch, number)
        for number, notice in enumerate(NOTICES, 1):
            notify(notice, number)


def pairs(code, by="", **more):
    found = queries.measure_figures(code, NOVEMBER, by=by, now=NOW, **more)
    return {one.by: (one.numerator, one.denominator) for one in found}


def test_each_is_counted_against_its_own_clock_as_it_was_by_hand(counted):
    assert pairs("others_in_time") == {"": (5, 9)}
    assert pairs("schools_told_in_time") == {"": (3, 5)}
    assert pairs("schools_acknowledged_in_time") == {"": (1, 4)}


def test_a_figure_has_its_number_and_its_interval(counted):
    (one,) = queries.measure_figures("others_in_time", NOVEMBER, now=NOW)

    assert one.sentence == "5 of 9 told, or decided, in time; too few for a percentage"
    # Wilson, z = 1.959964, of 5 in 9: centre (5/9 + z*z/18) / (1 + z*z/9) = 0.53893, half-width 0.27221.
    assert (one.low, one.high) == (26.7, 81.1)


def test_by_whom_it_was_to_be_told_by_month_and_by_locality(counted):
    assert pairs("others_in_time", "branch") == BY_KIND
    assert pairs("others_in_time", "month") == {"2026-11": (5, 9)}
    assert {name: pair for name, pair in pairs("others_in_time", "locality").items() if pair[1]} == {
        "Central": (4, 7),
        "North": (1, 2),
    }
    assert pairs("others_in_time", locality="North") == {"": (1, 2)}
    assert pairs("schools_told_in_time", locality="North") == {"": (0, 1)}


@pytest.mark.parametrize(("code", "by"), [("others_in_time", "agency"), ("schools_told_in_time", "branch")])
def test_a_group_by_which_it_is_not_counted_is_refused(counted, code, by):
    with pytest.raises(LookupError, match="not counted by"):
        pairs(code, by)


def test_the_report_shows_it_with_a_table_by_whom(counted):
    made = queries.front_door_report(NOVEMBER, now=NOW)

    section = next(one for one in made.sections if one.title == "Who else was told, in time")
    assert [one.measure for one in section.figures] == [
        "others_in_time",
        "schools_told_in_time",
        "schools_acknowledged_in_time",
    ]
    (table,) = section.tables
    assert {one.by: (one.numerator, one.denominator) for one in table.parts} == BY_KIND


def test_the_page_of_the_report_has_it_and_no_list_of_cases_behind_it(counted, signed_in, act_as):  # noqa: F811
    browser = signed_in(act_as(Role.MASH_MANAGER, team="mash-management"))

    page = browser.get(reverse("indicators:report"), {"from": "2026-11-01", "to": "2026-11-30"}).text
    assert "Who else was told, in time" in page and "5 of 9 told, or decided, in time" in page
    assert reverse("indicators:cases", kwargs={"measure": "others_in_time"}) not in page
