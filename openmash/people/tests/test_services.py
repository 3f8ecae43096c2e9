"""What changes in people, households, warnings, links and restrictions, and what the trail says of it."""

from datetime import date, timedelta

import pytest

from openmash.agencies.choices import Role
from openmash.agencies.tests.lancashire import load_lancashire
from openmash.base.errors import Conflict, Denied, NotFound, RuleBroken
from openmash.people import queries, services
from openmash.people.models import IndexRecord, Person, Residence
from openmash.people.services import PersonGiven
from openmash.people.tests.conftest import NOW, TODAY, actor_with
from openmash.trail.models import Entry

HEAD = "record_id,given_name,family_name,date_of_birth,postcode,status,worker,phone"
OPEN = "S1,Aled,Example,2015-03-04,PR1 2AB,Open,J Worker,01632 960001"


def trail_of(subject):
    return list(Entry.objects.filter(subject=subject).order_by("pk").values_list("kind", flat=True))


@pytest.fixture
def amend(as_actor, worker):
    def change(person, version=None, actor=worker, **changes):
        with as_actor(actor):
            return services.amend_person(
                actor=actor, person=person, changes=changes, expected_version=version or person.version, now=NOW
            )

    return change


def test_a_person_is_kept_as_given(person, as_actor, worker):
    made = person(given_name=" Siobhán ", family_name="O’Brien", postcode="pr12ab", nhs_number="999 000 0018")

    assert (made.given_name, made.family_name, made.postcode, made.nhs_number) == (
        "Siobhán",
        "O’Brien",
        "PR1 2AB",
        "9990000018",
    )
    assert made.reference.isalnum()
    assert trail_of(made.reference) == ["person.created"]
    with as_actor(worker):
        assert Residence.objects.get(person=made).since == TODAY


def test_what_the_national_returns_ask_about_a_child_is_kept_in_their_codes(person, amend):
    load_lancashire()
    made = person()

    changed = amend(made, ethnicity="WBRI", disabilities=["VIS", "AUT", "VIS"], upn_unknown="UN4", died_on=TODAY)

    assert (changed.ethnicity, changed.disabilities, changed.upn_unknown) == ("WBRI", ["AUT", "VIS"], "UN4")


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"ethnicity": "XXXX"}, id="no-such-ethnicity"),
        pytest.param({"disabilities": ["AUT", "XXX"]}, id="no-such-disability"),
        pytest.param({"upn_unknown": "UN9"}, id="no-such-reason"),
        pytest.param({"died_on": TODAY + timedelta(days=1)}, id="a-death-that-lies-ahead"),
    ],
)
def test_a_code_that_is_in_no_list_is_refused_beside_its_question(person, amend, changes):
    load_lancashire()

    with pytest.raises(RuleBroken) as refused:
        amend(person(), **changes)

    assert refused.value.field in changes


def test_everything_may_be_not_known_yet(person):
    made = person(given_name="", family_name="", date_of_birth=None, address="", postcode="", age_given=11)

    assert made.full_name == "Name not known yet"
    assert made.age_on(date(2028, 1, 1)) == 12


@pytest.mark.parametrize(
    ("given", "field"),
    [
        pytest.param({"date_of_birth": date(2026, 11, 24)}, "date_of_birth", id="ahead"),
        pytest.param({"date_of_birth": date(1899, 1, 1)}, "date_of_birth", id="before-1900"),
        pytest.param({"unborn": True, "date_of_birth": date(2027, 12, 1)}, "date_of_birth", id="unborn-too-far"),
        pytest.param({"age_given": 121}, "age_given", id="too-old"),
        pytest.param({"given_name": "x" * 121}, "given_name", id="too-long"),
    ],
)
def test_what_cannot_be_is_refused(person, given, field):
    with pytest.raises(RuleBroken) as broken:
        person(**given)

    assert broken.value.field == field
    assert not Entry.objects.filter(kind="person.created").exists()


def test_an_unborn_child_has_an_expected_date(person):
    assert person(given_name="", unborn=True, date_of_birth=date(2027, 3, 1)).date_of_birth


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.BOARD_MEMBER, Role.REFERRER])
def test_only_those_who_work_with_families_make_people(as_actor, role):
    actor = actor_with(role)

    with as_actor(actor), pytest.raises(Denied, match="Your role"):
        services.create_person(actor=actor, given=PersonGiven(), now=NOW)


def test_another_agency_makes_nobody(as_actor):
    actor = actor_with(Role.SCREENING_WORKER, authority=False)

    with as_actor(actor), pytest.raises(Denied, match="council"):
        services.create_person(actor=actor, given=PersonGiven(), now=NOW)


def test_amending_keeps_the_version_and_where_they_lived(person, amend, as_actor, worker):
    made = person()

    held = amend(made, given_name="Aled-Wyn", address="1 Low Road, Burnley", postcode="BB11 1AA")

    assert (held.version, held.search_text) == (2, "aled-wyn example aledwyn aled wyn")
    with as_actor(worker):
        lived = [(home.postcode, home.until) for home in queries.residences_of(worker, held)]
    assert lived == [("BB11 1AA", None), ("PR1 2AB", TODAY)]
    assert trail_of(made.reference) == ["person.created", "person.amended"]
    assert Entry.objects.get(kind="person.amended").details["fields"] == ["address", "given_name", "postcode"]


def test_the_second_editor_is_shown_both_texts(person, amend):
    made = person()
    amend(made, telephone="01632 960001")

    with pytest.raises(Conflict) as conflict:
        amend(made, version=1, telephone="01632 960002", given_name="Aled")

    assert conflict.value.current == {"telephone": "01632 960001"}
    assert conflict.value.yours == {"telephone": "01632 960002"}
    assert conflict.value.current_version == 2


def test_amending_nothing_changes_nothing(person, amend):
    made = person()

    assert amend(made, given_name="Aled").version == 1
    assert trail_of(made.reference) == ["person.created"]


def test_siblings_of_one_contact_form_one_household(person, as_actor, worker):
    aled, bryn, mum = person(), person(given_name="Bryn"), person(given_name="Mair", date_of_birth=date(1992, 1, 1))

    with as_actor(worker):
        first = services.form_household(actor=worker, members=[aled, bryn], now=NOW).household
        again = services.form_household(
            actor=worker, members=[queries.person_by_reference(worker, aled.reference), mum],
            roles={mum.reference: "mother"}, now=NOW,
        ).household  # fmt: skip
        others = queries.household_of(worker, queries.person_by_reference(worker, aled.reference))
        siblings = queries.siblings_of(worker, queries.person_by_reference(worker, aled.reference), today=TODAY)

    assert first == again
    assert [member.full_name for member in others] == ["Mair Example", "Bryn Example"]
    assert [member.full_name for member in siblings] == ["Bryn Example"]
    assert others[0].household_role == "mother"
    assert trail_of(first.reference) == ["household.formed"]


def test_a_household_moves_with_everybody_in_it(person, as_actor, worker):
    aled = person()
    with as_actor(worker):
        home = services.form_household(actor=worker, members=[aled], now=NOW).household

        services.move_household(
            actor=worker, household=home, address="1 Low Road", postcode="bb111aa", now=NOW + timedelta(days=9)
        )

        moved = queries.person_by_reference(worker, aled.reference)
        assert (moved.postcode, len(queries.residences_of(worker, moved))) == ("BB11 1AA", 2)
    assert trail_of(home.reference) == ["household.formed", "household.moved"]


def test_a_household_needs_somebody(as_actor, worker):
    with as_actor(worker), pytest.raises(RuleBroken, match="somebody"):
        services.form_household(actor=worker, members=[], now=NOW)


def test_a_warning_is_told_at_the_address_until_it_ends(person, as_actor, worker, django_assert_num_queries):
    aled, other = person(), person(given_name="Dai", address="14 High Street, Preston")
    with as_actor(worker):
        warning = services.set_warning(actor=worker, person=aled, kind="dog", words="Dog loose", now=NOW)

        with django_assert_num_queries(1):
            told = queries.warnings_for(worker, address="12, high street", postcode="pr12ab")
        assert [row.words for row in told] == ["Dog loose"]
        assert queries.warnings_for(worker, [other], address="14 High Street", postcode="PR1 2AB") == []

        services.end_warning(actor=worker, warning=warning, now=NOW)
        assert queries.warnings_for(worker, [aled]) == []
        with pytest.raises(RuleBroken, match="ended already"):
            services.end_warning(actor=worker, warning=warning, now=NOW)
    assert trail_of(aled.reference) == ["person.created", "warning.set", "warning.ended"]


def test_a_warning_needs_words(person, as_actor, worker):
    aled = person()

    with as_actor(worker), pytest.raises(RuleBroken) as broken:
        services.set_warning(actor=worker, person=aled, kind="dog", words=" ", now=NOW)

    assert broken.value.field == "words"


def test_an_open_case_is_recognised_when_certain_or_linked(person, load, as_actor, worker, django_assert_num_queries):
    aled, bryn = person(), person(given_name="Bryn")
    load(
        "social_care", HEAD, OPEN, "S2,B,E,,,Open,K Worker,01632 960002", "S3,Aled,Example,2015-03-04,PR1 2AB,Closed,,"
    )

    with as_actor(worker):
        # One of the indexes, one of the room that holds cases.
        with django_assert_num_queries(2):
            (case,) = queries.open_cases_of(worker, aled, today=TODAY)
        assert (case.worker, case.phone, case.linked) == ("J Worker", "01632 960001", False)
        assert queries.open_cases_of(worker, bryn, today=TODAY) == []

        services.link_index_record(actor=worker, index="social_care", record_id="S2", person=bryn, now=NOW)
        assert queries.open_cases_of(worker, bryn, today=TODAY)[0].worker == "K Worker"
        with pytest.raises(RuleBroken, match="somebody else"):
            services.link_index_record(actor=worker, index="social_care", record_id="S2", person=aled, now=NOW)

        services.unlink_index_record(actor=worker, index="social_care", record_id="S2", now=NOW)
        assert queries.open_cases_of(worker, bryn, today=TODAY) == []
    assert trail_of(bryn.reference) == ["person.created", "index_record.linked", "index_record.unlinked"]


def test_early_help_tells_closed_episodes_too(person, load, as_actor, worker):
    aled = person()
    load("early_help", HEAD, OPEN.replace("Open", "Closed"))

    with as_actor(worker):
        assert [row.open for row in queries.early_help_of(worker, aled, today=TODAY)] == [False]


def test_a_restricted_person_is_hidden_with_their_rows(person, load, as_actor, worker, manager):
    aled = person()
    load("social_care", HEAD, OPEN)

    with as_actor(manager):
        services.restrict_person(actor=manager, person=aled, reason="Court order", now=NOW)

    with as_actor(worker):
        with pytest.raises(NotFound):
            queries.person_by_reference(worker, aled.reference)
        with pytest.raises(NotFound):
            services.amend_person(actor=worker, person=aled, changes={"upn": "1"}, expected_version=2, now=NOW)
        assert not IndexRecord.objects.exists()
        assert not Person.objects.exists()
    with as_actor(manager):
        services.lift_restriction(actor=manager, person=aled, now=NOW)
    with as_actor(worker):
        assert not queries.person_by_reference(worker, aled.reference).restricted
    assert trail_of(aled.reference) == [
        "person.created",
        "index_record.linked",
        "person.restricted",
        "person.restriction_lifted",
    ]


@pytest.mark.parametrize(
    ("role", "cleared"),
    [(Role.SCREENING_WORKER, True), (Role.MASH_MANAGER, False), (Role.ADMINISTRATOR, True)],
)
def test_only_a_cleared_manager_restricts(person, as_actor, role, cleared):
    aled, actor = person(), actor_with(role, cleared=cleared)

    with as_actor(actor), pytest.raises(Denied, match="cleared"):
        services.restrict_person(actor=actor, person=aled, reason="Court order", now=NOW)


def test_nobody_of_another_agency_sees_anybody(person, as_actor):
    aled, actor = person(), actor_with(Role.PARTNER, authority=False)

    with as_actor(actor):
        with pytest.raises(NotFound):
            queries.person_by_reference(actor, aled.reference)
        assert queries.warnings_for(actor, [aled]) == []


def test_somebody_chosen_from_an_index_becomes_a_person_once(load, as_actor, worker):
    load("social_care", HEAD, OPEN)

    with as_actor(worker):
        first = services.person_from_record(actor=worker, index="social_care", record_id="S1", now=NOW)
        again = services.person_from_record(actor=worker, index="social_care", record_id="S1", now=NOW)
        assert queries.open_cases_of(worker, first, today=TODAY)[0].linked
        assert queries.open_case(worker, "S1", today=TODAY).worker == "J Worker"
        with pytest.raises(NotFound):
            services.person_from_record(actor=worker, index="social_care", record_id="S2", now=NOW)

    assert first == again
    assert trail_of(first.reference) == ["person.created", "index_record.linked"]


def test_a_person_is_certain_only_when_one_agrees(person, as_actor, worker, django_assert_num_queries):
    aled = person()
    asked = {"given": "ALED", "family": "Example", "dob": date(2015, 3, 4), "postcode": "pr12ab"}

    with as_actor(worker):
        with django_assert_num_queries(1):
            assert queries.person_certain(worker, **asked) == aled
        assert queries.person_certain(worker, **{**asked, "given": "Bryn"}) is None
        assert queries.person_certain(worker, **{**asked, "dob": None}) is None
    person()
    with as_actor(worker):
        assert queries.person_certain(worker, **asked) is None
