"""An Annex A is read: children by number, facts of their cases, once; what goes out of date is corrected."""

from datetime import date, datetime, timedelta, timezone

import pytest

from openmash.agencies.choices import Role
from openmash.agencies.tests.lancashire import load_lancashire
from openmash.agencies.tests.lancashire import worker as somebody
from openmash.base.actors import Actor
from openmash.base.errors import Denied, RuleBroken
from openmash.base.transactions import request_transaction
from openmash.cases.models import Correction, Fact
from openmash.people import queries as people
from openmash.people.models import Person
from openmash.returns.models import Adopter, HeadingSaid, ReturnRead
from openmash.returns.rules.annexa.layout import EARLIER
from openmash.returns.services import annexa
from openmash.returns.tests.annexa import cells_of, row_of, whole_book, write_book
from openmash.trail.models import Entry

NOW = datetime(2026, 11, 23, 14, 0, tzinfo=timezone.utc)
MACHINE = Actor.machine("test")


@pytest.fixture(autouse=True)
def lancashire(db):
    load_lancashire()


@pytest.fixture
def analyst(lancashire):
    return somebody(Role.ANALYST, "mash-management", name="Ana Analyst")


@pytest.fixture
def read(tmp_path):
    """Read a workbook with these rows by the number of their list, and return the record of it and what was understood."""

    def run(*, by=MACHINE, now=NOW, path=None, **lists):
        sheets = {f"List {name[1:]}": cells_of(int(name[1:]), rows) for name, rows in lists.items()}
        path = path or write_book(tmp_path / "book.xlsx", sheets)
        return annexa.read_annex_a(actor=by, path=path, name=path.name, now=now)

    return run


@pytest.fixture
def kept():
    """The facts that stand, as kind and sub-kind with the first and the last day."""

    def facts(**only):
        with request_transaction(MACHINE):
            rows = Fact.objects.filter(**only).order_by("kind", "variety", "began_on", "pk")
            return {(one.kind, one.variety): one for one in rows}

    return facts


def test_each_list_becomes_facts_of_the_case(read, kept, tmp_path):
    read_row, _ = read(path=whole_book(tmp_path / "whole.xlsx"))

    facts = kept()
    days = {f"{kind} {variety}".strip(): (one.began_on, one.ended_on) for (kind, variety), one in facts.items()}
    day = lambda month, of: date(2026, month, of)
    assert days == {
        "contact": (day(6, 1), None),
        "early-help": (day(6, 2), day(6, 20)),
        "referral": (day(6, 3), None),
        "assessment": (day(6, 4), day(7, 10)),
        "section-47": (day(6, 8), day(6, 26)),
        "conference initial": (day(6, 26), None),
        "conference review": (day(9, 20), None),
        "plan cp": (day(6, 26), None),
        "plan pathway": (day(9, 3), None),
        "visit cin": (day(9, 1), None),
        "visit cp": (day(9, 1), None),
        "visit care": (day(10, 28), None),
        "care-episode": (day(10, 1), None),
        "legal-status": (day(10, 1), None),
        "placement": (day(10, 1), None),
        "review care": (day(10, 25), None),
        "health initial": (day(10, 20), None),
        "health dental": (day(10, 21), None),
        "care-leaver": (day(9, 3), None),
        "adoption": (date(2025, 2, 3), None),
        "worker": (day(10, 1), None),
    }
    plan = facts["plan", "cp"]
    assert (plan.category, plan.details["latest_category"], plan.team, plan.worker) == (
        "NEG",
        "EMO",
        "Team East",
        "W Worker",
    )
    assert facts["referral", ""].details == {"source": "2A", "no_action": False, "earlier": 1, "need": "N1"}
    assert (read_row.children, read_row.new, read_row.told_until) == (1, 21, day(10, 28))


def test_the_child_is_known_by_the_number_and_open_by_the_facts(read, tmp_path, analyst):
    read(path=whole_book(tmp_path / "whole.xlsx"))

    with request_transaction(MACHINE):
        (person,) = Person.objects.all()
        (open_case,) = people.open_cases_of(MACHINE, person, today=date(2026, 11, 23))
    assert (person.full_name, person.sex, person.ethnicity, person.disabled) == (
        "Child 4711, name not given", "M", "WBRI", False,
    )  # fmt: skip
    assert (open_case.involvement, open_case.worker) == ("Looked after", "W Worker")


def test_the_same_workbook_again_changes_nothing(read, kept, tmp_path):
    path = whole_book(tmp_path / "whole.xlsx")
    read(path=path)

    again, book = read(path=path, now=NOW + timedelta(days=1))

    assert (again.new, again.changed) == (0, 0)
    assert all(len(held.rows) == 1 for held in book.lists.values())
    assert all(one.version == 1 for one in kept().values())


def test_the_layout_of_2019_is_read_to_the_same_facts_but_for_what_it_lacks(read, tmp_path, kept):
    read_row, _ = read(path=whole_book(tmp_path / "old.xlsx", layout=EARLIER))

    assert read_row.layout == EARLIER
    assert kept()["care-leaver", ""].began_on == date(2026, 10, 28)


def test_the_next_workbook_corrects_ends_and_keeps_what_was_said(read, kept):
    read(l7=[row_of(7)], l8=[row_of(8)])
    ended = row_of(7, ended=date(2026, 11, 1))
    moved = row_of(8, placed_on=date(2026, 11, 2), placement="d) U4: Foster placement - long term")

    again, _ = read(now=NOW + timedelta(days=1), l7=[ended], l8=[moved])

    with request_transaction(MACHINE):
        homes = list(Fact.objects.filter(kind="placement").order_by("began_on").values_list("began_on", "ended_on"))
        said = list(Correction.objects.filter(fact__kind="plan").values_list("field", "before", "after"))
    assert homes == [(date(2026, 10, 1), date(2026, 11, 2)), (date(2026, 11, 2), None)]
    assert said == [("ended_on", None, "2026-11-01")]
    assert (again.new, again.changed) == (1, 2)


def test_a_care_leaver_stays_known_since_the_first_workbook(read, kept):
    read(l9=[row_of(9)])

    read(now=NOW + timedelta(days=1), l9=[row_of(9, contact_on=date(2026, 11, 5), suitable="b) Unsuitable")])

    leaver = kept()["care-leaver", ""]
    assert (leaver.began_on, leaver.details["suitable"], leaver.version) == (date(2026, 9, 3), False, 2)


def test_two_contacts_of_one_day_are_two(read):
    read(l1=[row_of(1), row_of(1, source="e) 2A: Schools")])

    with request_transaction(MACHINE):
        assert sorted(one.details["source"] for one in Fact.objects.filter(kind="contact")) == ["2A", "6"]


def test_a_referral_within_an_episode_that_is_over_ended_with_it(read, kept):
    read(
        l3=[row_of(3)],
        l6=[row_of(6, began=date(2026, 5, 1), ended=date(2026, 8, 1), reason="RC7", status="e) Closed episode")],
    )

    with request_transaction(MACHINE):
        ends = set(Fact.objects.filter(kind="referral").values_list("began_on", "ended_on"))
    assert ends == {(date(2026, 5, 1), date(2026, 8, 1)), (date(2026, 6, 3), date(2026, 8, 1))}


def test_a_refused_child_leaves_nothing(read, kept):
    _, book = read(l1=[row_of(1), row_of(1, child="5")], l3=[row_of(3, began="soon")])

    with request_transaction(MACHINE):
        assert [one.known_by for one in Person.objects.all()] == ["5"]
    assert set(kept()) == {("contact", "")}
    assert {name: (held.total, len(held.rows)) for name, held in book.lists.items()} == {1: (2, 1), 3: (1, 0)}


def test_what_only_the_record_here_refuses_refuses_the_child_whole(read, kept, lancashire):
    read(l1=[row_of(1, date_of_birth=date(2026, 5, 1))])
    with request_transaction(MACHINE):
        Person.objects.update(given_name="Aled", family_name="Example")

    _, book = read(l3=[row_of(3, date_of_birth="", began=date(2020, 1, 1))], l2=[row_of(2, date_of_birth="")])

    assert [(one.row, one.column) for one in book.lists[3].refused] == [(1, "Date of Referral")]
    assert book.lists[2].refused[0].reason == "belongs to a child of whom row 1 of List 3 is refused"
    assert set(kept()) == {("contact", "")}


def test_adopters_are_kept_apart_from_people(read):
    read(l11=[row_of(11)])
    read(l11=[row_of(11, left_on=date(2026, 10, 1))])

    with request_transaction(MACHINE):
        (adopter,) = Adopter.objects.all()
        assert not Person.objects.exists()
    assert (adopter.number, adopter.told["approved_on"], adopter.told["left_on"]) == ("AD1", "2026-08-09", "2026-10-01")


def test_what_a_heading_means_is_said_once_by_the_analyst(read, analyst, tmp_path):
    cells = cells_of(3, [row_of(3)])
    cells[0][cells[0].index("Allocated Team")] = "Patch"
    path = write_book(tmp_path / "odd.xlsx", {"List 3": cells})
    _, before = read(path=path)
    with request_transaction(analyst):
        annexa.say_heading(actor=analyst, list_number=3, heading="Patch", column="team", now=NOW)

    _, after = read(path=path)

    assert (before.lists[3].unknown, after.lists[3].unknown) == (["Patch"], [])
    with request_transaction(MACHINE):
        assert Fact.objects.get(kind="referral").team == "Team East"
        assert HeadingSaid.objects.get().council == "lancashire"


@pytest.mark.parametrize(
    "heading",
    [
        pytest.param("Initial Category of Abuse", id="an-answer"),
        pytest.param("Child Protection Plan End Date", id="a-day"),
        pytest.param("Allocated Worker", id="who-works-with-the-child"),
    ],
)
def test_what_a_workbook_has_no_column_for_stays_as_it_was_known(read, kept, tmp_path, heading):
    ended = row_of(7, ended=date(2026, 11, 1))
    read(l7=[ended])
    before = kept()["plan", "cp"]
    cells = cells_of(7, [ended])
    cells[0] = ["What nobody knows" if one == found(cells[0], heading) else one for one in cells[0]]
    path = write_book(tmp_path / "odd.xlsx", {"List 7": cells})

    again, _ = read(path=path, now=NOW + timedelta(days=1))

    after = kept()["plan", "cp"]
    assert (again.new, again.changed) == (0, 0)
    assert (after.category, after.ended_on, after.worker) == (before.category, before.ended_on, before.worker)
    assert all((after.category, after.ended_on, after.worker))


def found(headings, wanted):
    """Return the heading that begins alike, whatever its case and end."""
    return next(one for one in headings if one.lower().startswith(wanted.lower()))


def test_an_answer_that_is_empty_now_is_taken_out_where_its_column_is_there(read, kept):
    read(l7=[row_of(7)])

    again, _ = read(now=NOW + timedelta(days=1), l7=[row_of(7, category="")])

    assert again.changed == 1
    assert kept()["plan", "cp"].category == ""


def test_what_another_list_told_stays_where_that_list_does_not_come_again(read, kept):
    read(l3=[row_of(3)], l6=[row_of(6)])
    before = kept()["referral", ""]

    again, _ = read(now=NOW + timedelta(days=1), l3=[row_of(3)])

    assert again.changed == 0
    assert kept()["referral", ""].details == before.details
    assert before.details["need"]


def test_a_heading_can_only_mean_a_column_of_its_list(analyst):
    with request_transaction(analyst), pytest.raises(RuleBroken):
        annexa.say_heading(actor=analyst, list_number=3, heading="Patch", column="legal", now=NOW)


def test_what_was_read_is_kept_and_stands_in_the_trail(read, analyst):
    row, _ = read(by=analyst, l3=[row_of(3, source="a passing cloud"), row_of(3, child="5", began="soon")])

    with request_transaction(MACHINE):
        held = ReturnRead.objects.get(reference=row.reference)
        told = Entry.objects.get(kind="return.read")
    assert held.lists["List 3"]["accepted"] == 1
    assert held.lists["List 3"]["refused"][0]["reason"] == "This is not a date. Write it as DD/MM/YYYY."
    assert held.lists["List 3"]["noted"][0]["column"] == "Referral Source"
    assert held.lists["List 3"]["columns"]["Date of Referral"] == "began"
    assert (told.actor, told.details) == (analyst.reference, {"children": 1, "new": 1, "changed": 0})


@pytest.mark.parametrize("role", [Role.SOCIAL_WORKER, Role.MASH_MANAGER, Role.PARTNER])
def test_only_an_analyst_has_workbooks_read(read, role):
    with pytest.raises(Denied):
        read(
            by=somebody(role, "central-social-work" if role == Role.SOCIAL_WORKER else "mash-management"),
            l3=[row_of(3)],
        )
