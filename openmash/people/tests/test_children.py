"""Children of a statutory file: known by the council's number, once, and never by a name."""

from datetime import date, timedelta

import pytest

from openmash.base.actors import Actor
from openmash.base.errors import Denied
from openmash.base.transactions import request_transaction
from openmash.people import queries, services
from openmash.people.models import IndexRecord, Person
from openmash.people.services import ChildKnown
from openmash.people.tests.conftest import NOW, TODAY
from openmash.trail.models import Entry

MACHINE = Actor.machine("test")
BORN = date(2015, 3, 4)
COLUMNS = "record_id,given_name,family_name,date_of_birth,postcode,upn,status,worker"


@pytest.fixture
def keep(db):
    """Keep children of a file, and return what came of it."""

    def run(*children, by=MACHINE, now=NOW):
        with request_transaction(MACHINE):
            return services.keep_children(actor=by, children=children, now=now)

    return run


@pytest.fixture
def rows(db):
    """The rows of the index of social care, and all people, as they are now."""

    def read():
        with request_transaction(MACHINE):
            return list(IndexRecord.objects.order_by("record_id")), list(Person.objects.order_by("pk"))

    return read


def test_a_child_is_known_by_the_number_where_no_name_is_given(keep, rows):
    kept = keep(ChildKnown("12345", sex="F", ethnicity="WBRI", date_of_birth=BORN, upn="A123"))

    (row,), (person,) = rows()
    assert person.full_name == "Child 12345, name not given"
    assert kept.persons["12345"] == person
    assert (person.sex, person.ethnicity, person.date_of_birth, person.upn) == ("F", "WBRI", BORN, "A123")
    assert (row.record_id, row.person_id, row.identity_only, row.linked_by) == ("12345", person.pk, True, "system:test")
    assert (kept.new, kept.linked, kept.changed) == (1, 0, 0)


def test_an_unborn_child_is_called_so_until_it_is_born(keep, rows):
    keep(ChildKnown("7", date_of_birth=TODAY + timedelta(days=60)))
    assert rows()[1][0].full_name == "Unborn child 7, name not given"

    keep(ChildKnown("7", date_of_birth=TODAY + timedelta(days=50)), now=NOW + timedelta(days=70))

    assert rows()[1][0].full_name == "Child 7, name not given"


def test_the_same_number_is_the_same_person_again(keep, rows):
    first, again = keep(ChildKnown("1"), ChildKnown("2")), keep(ChildKnown("2"), ChildKnown("3"))

    assert (first.new, again.new) == (2, 1)
    assert again.persons["2"] == first.persons["2"]
    assert [len(held) for held in rows()] == [3, 3]


def test_what_several_lists_say_of_a_child_is_put_together(keep, rows):
    keep(ChildKnown("1", sex="M"), ChildKnown("1", ethnicity="WBRI"), ChildKnown("1", disabled=True))

    (person,) = rows()[1]
    assert (person.sex, person.ethnicity, person.disabled) == ("M", "WBRI", True)


def test_a_later_file_corrects_what_only_a_file_said(keep, rows):
    keep(ChildKnown("1", date_of_birth=BORN))

    again = keep(ChildKnown("1", date_of_birth=date(2015, 4, 3)), ChildKnown("1", disabilities=("MOB",)))

    ((row,), (person,)) = rows()
    assert (person.date_of_birth, person.disabilities, person.version) == (date(2015, 4, 3), ["MOB"], 2)
    assert row.date_of_birth == date(2015, 4, 3)
    assert (again.new, again.changed) == (0, 1)


def test_a_row_that_the_index_names_is_linked_and_not_doubled(keep, rows, load):
    load("social_care", COLUMNS, "9,Aled,Example,2015-03-04,PR1 2AB,,open,W Worker")

    kept = keep(ChildKnown("9", sex="M"))

    ((row,), (person,)) = rows()
    assert (person.full_name, person.sex, person.postcode) == ("Aled Example", "M", "PR1 2AB")
    assert (row.person_id, row.identity_only) == (person.pk, False)
    assert (kept.new, kept.linked) == (0, 1)


def test_whoever_is_certainly_the_child_already_is_not_made_twice(keep, rows, load, person):
    aled = person()
    load("social_care", COLUMNS, "9,Aled,Example,2015-03-04,PR1 2AB,,open,W Worker")

    kept = keep(ChildKnown("9"))

    assert kept.persons["9"] == aled
    assert len(rows()[1]) == 1
    assert rows()[1][0].full_name == "Aled Example"


@pytest.mark.parametrize(
    ("upn", "born", "same"),
    [
        pytest.param("A801200001001", BORN, True, id="pupil-number-and-birth-date-agree"),
        pytest.param("A801200001001", date(2015, 3, 5), False, id="another-birth-date"),
        pytest.param("", BORN, False, id="a-birth-date-alone-is-nobody"),
    ],
)
def test_a_pupil_number_and_a_birth_date_are_certain(keep, person, upn, born, same):
    aled = person(upn="A801200001001")

    kept = keep(ChildKnown("9", upn=upn, date_of_birth=born))

    assert (kept.persons["9"] == aled) is same


def test_what_people_wrote_is_filled_in_and_not_written_over(keep, rows, person):
    person(upn="A801200001001", sex="F")

    keep(ChildKnown("9", upn="A801200001001", date_of_birth=BORN, sex="M", ethnicity="WBRI"))

    (aled,) = rows()[1]
    assert (aled.sex, aled.ethnicity, aled.known_by, aled.full_name) == ("F", "WBRI", "9", "Aled Example")


def test_a_restricted_person_stays_restricted(keep, person, manager, worker, as_actor):
    aled = person(upn="A801200001001")
    with as_actor(manager):
        services.restrict_person(actor=manager, person=aled, reason="A test", now=NOW)

    kept = keep(ChildKnown("9", upn="A801200001001", date_of_birth=BORN))

    assert kept.persons["9"] == aled
    with as_actor(worker):
        assert queries.find(worker, today=TODAY, dob=BORN, upn="A801200001001") == []
    with as_actor(manager):
        assert len(queries.find(manager, today=TODAY, dob=BORN, upn="A801200001001")) == 2


def test_a_number_alone_says_nothing_of_an_open_case(keep, as_actor, worker):
    kept = keep(ChildKnown("9", date_of_birth=BORN))

    with as_actor(worker):
        assert queries.involvements_of(worker, kept.persons["9"], today=TODAY) == []
        found = queries.find(worker, today=TODAY, dob=BORN)
    assert {(one.name, one.open) for one in found} == {("Child 9, name not given", False)}


def test_the_index_gives_its_names_to_those_whom_a_file_knew_by_number(keep, rows, load):
    keep(ChildKnown("9", date_of_birth=BORN, ethnicity="WBRI"), ChildKnown("10"))

    done = load("social_care", COLUMNS, "9,Aled,Example,2015-03-04,PR1 2AB,,open,W Worker")

    records, people = rows()
    assert [person.full_name for person in people] == ["Aled Example", "Child 10, name not given"]
    assert (people[0].search_text, people[0].postcode, people[0].ethnicity) == ("aled example", "PR1 2AB", "WBRI")
    assert {row.record_id: row.identity_only for row in records} == {"10": True, "9": False}
    # The index never held the other: it is not gone.
    assert done.gone == 0
    with request_transaction(MACHINE):
        open_now = queries.open_cases_of(MACHINE, people[0], today=TODAY)
    assert [one.worker for one in open_now] == ["W Worker"]


@pytest.mark.parametrize(
    ("child", "field"),
    [
        pytest.param(ChildKnown(" "), "record_id", id="no-number"),
        pytest.param(ChildKnown("9" * 61), "record_id", id="a-number-too-long"),
        pytest.param(ChildKnown("9", date_of_birth=date(1850, 1, 1)), "date_of_birth", id="born-before-1900"),
        pytest.param(ChildKnown("9", date_of_birth=date(2028, 1, 1)), "date_of_birth", id="expected-in-two-years"),
    ],
)
def test_a_child_that_cannot_be_is_refused_and_the_others_are_kept(keep, rows, child, field):
    kept = keep(child, ChildKnown("8"))

    assert {number: column for number, (column, _) in kept.refused.items()} == {child.record_id: field}
    assert [row.record_id for row in rows()[0]] == ["8"]


def test_what_was_kept_linked_and_changed_stands_in_the_trail(keep, load):
    load("social_care", COLUMNS, "9,Aled,Example,2015-03-04,PR1 2AB,,open,W Worker")

    keep(ChildKnown("9"), ChildKnown("10"))
    keep(ChildKnown("10", sex="F"))

    with request_transaction(MACHINE):
        told = [(one.kind, one.details) for one in Entry.objects.filter(actor="system:test").order_by("pk")]
    assert [kind for kind, _ in told] == ["index_record.linked", "children.kept", "person.amended", "children.kept"]
    assert told[1][1] == {"children": 2, "new": 1, "linked": 1, "changed": 0}
    assert told[2][1] == {"fields": ["sex"], "index": "social_care"}


def test_nobody_keeps_the_children_of_a_file_by_hand(keep, rows, worker, administrator):
    for actor in (worker, administrator):
        with pytest.raises(Denied):
            keep(ChildKnown("1"), by=actor)
    assert rows() == ([], [])


def test_many_children_are_kept_with_few_questions(keep, django_assert_max_num_queries):
    with django_assert_max_num_queries(30):
        kept = keep(*(ChildKnown(str(number), date_of_birth=BORN) for number in range(1000)))

    assert kept.new == 1000
