"""Finding people as workers ask for them, in a fixed number of queries, and never whom one may not know of."""

from datetime import date, timedelta

import pytest

from openmash.people import queries, services
from openmash.people.tests.conftest import NOW, TODAY, actor_with

HEAD = "record_id,given_name,family_name,date_of_birth,postcode,nhs_number,status,worker,phone"


@pytest.fixture
def find(as_actor, worker):
    def look(actor=worker, **asked):
        with as_actor(actor):
            return queries.find(actor, today=TODAY, **asked)

    return look


def names(candidates):
    return [candidate.name for candidate in candidates]


@pytest.mark.parametrize(
    "asked",
    [
        pytest.param({"text": "aled ex 11 pr1"}, id="as-on-the-telephone"),
        pytest.param({"text": "Aled Example"}, id="whole-name"),
        pytest.param({"text": "example aled"}, id="other-order"),
        pytest.param({"text": "aled exampel"}, id="slip-of-the-pen"),
        pytest.param({"given": "Example", "family": "Aled"}, id="swapped-names"),
        pytest.param({"dob": date(2015, 3, 4)}, id="date-of-birth-alone"),
        pytest.param({"dob": date(2015, 4, 3)}, id="day-and-month-swapped"),
        pytest.param({"text": "4/3/2015"}, id="typed-date"),
        pytest.param({"postcode": "pr1 2ab"}, id="postcode-in-lower-case"),
        pytest.param({"postcode": "PRI 2AB"}, id="letter-for-a-digit"),
        pytest.param({"text": "12 high street"}, id="house-and-street"),
        pytest.param({"nhs": "999 000 0018"}, id="nhs-number"),
        pytest.param({"text": "9990000018"}, id="typed-nhs-number"),
    ],
)
def test_somebody_is_found(find, person, asked):
    person(nhs_number="999 000 0018")
    person(
        given_name="Zebedee",
        family_name="Sample",
        date_of_birth=date(1980, 1, 1),
        postcode="BB1 1AA",
        address="1 Low Rd",
    )

    found = find(**asked)

    assert names(found) == ["Aled Example"]
    assert found[0].why


@pytest.mark.parametrize(
    ("given", "family", "typed"),
    [
        pytest.param("Siobhán", "O'Brien", "siobhan obrien", id="without-accents"),
        pytest.param("Siobhan", "OBrien", "Siobhán O’Brien", id="with-accents"),
        pytest.param("Anne-Marie", "Example-Sample", "annemarie sample", id="hyphens"),
        pytest.param("ليلى", "حسن", "ليلى حسن", id="right-to-left"),
        pytest.param("🌟", "", "🌟", id="emoji"),
        pytest.param("Łukasz", "Żółć", "lukasz zolc", id="polish"),
    ],
)
def test_names_are_found_however_they_are_written(find, person, given, family, typed):
    person(given_name=given, family_name=family, date_of_birth=None, postcode="", address="")

    assert names(find(text=typed)) == [f"{given} {family}".strip()]


def test_nothing_asked_finds_nothing(find, person):
    person()

    assert find() == []
    assert find(text="   ") == []
    assert find(age=11) == []


def test_the_likeliest_comes_first_and_a_sibling_is_called_one(find, person):
    person(given_name="Bryn", date_of_birth=date(2017, 5, 6))
    person()

    found = find(given="Aled", family="Example", dob=date(2015, 3, 4), postcode="PR1 2AB")

    assert names(found) == ["Aled Example", "Bryn Example"]
    assert "different first name: may be a sibling" in found[1].why
    assert found[0].probability > 0.99 > 0.1 > found[1].probability


def test_indexes_are_searched_with_our_own_people(find, load, person):
    person()
    load("social_care", HEAD, "S1,Aled,Example,2015-03-04,PR1 2AB,,Open,J Worker,01632 960001")
    load("early_help", HEAD, "E1,Aled,Exampel,2015-03-04,PR1 2AB,,Closed,K Worker,01632 960002")

    found = find(text="aled example 4/3/2015")

    assert [(c.index, c.record_id) for c in found][1:] == [("social_care", "S1"), ("early_help", "E1")]
    assert found[1].open_case.phone == "01632 960001"
    assert not found[2].open


def test_linked_rows_stand_under_their_person(find, load, person, as_actor, manager):
    aled = person()
    load("social_care", HEAD, "S1,Aled,Example,2015-03-04,PR1 2AB,,Open,J Worker,01632 960001")
    load("early_help", HEAD, "E1,A,X,,,,Open,K Worker,01632 960002")
    with as_actor(manager):
        for index, record in (("social_care", "S1"), ("early_help", "E1")):
            services.link_index_record(actor=manager, index=index, record_id=record, person=aled, now=NOW)

    (found,) = find(text="aled example", grouped=True)

    assert found.open_case.worker == "J Worker"
    assert found.early_help.worker == "K Worker"


def test_the_household_is_named(find, person, as_actor, manager):
    aled, mum = person(), person(given_name="Mair", date_of_birth=date(1992, 1, 1))
    with as_actor(manager):
        services.form_household(actor=manager, members=[aled, mum], now=NOW)

    found = find(text="aled example", grouped=True)

    assert found[0].household == ["Mair Example"]


def test_a_protected_address_is_not_shown(find, person):
    person(address_protected=True)

    assert find(text="aled example")[0].address == "Address protected"


def test_a_restricted_person_leaves_no_trace(find, load, person, as_actor, manager, worker):
    aled, bryn = person(), person(given_name="Bryn", date_of_birth=date(2017, 5, 6))
    load("social_care", HEAD, "S1,Aled,Example,2015-03-04,PR1 2AB,,Open,J Worker,01632 960001")
    with as_actor(manager):
        services.form_household(actor=manager, members=[aled, bryn], now=NOW)
        services.set_warning(actor=manager, person=aled, kind="dog", words="Dog loose", now=NOW)
        services.restrict_person(actor=manager, person=aled, reason="Court order", now=NOW)

    assert names(find(text="aled example", grouped=True, postcode="PR1 2AB")) == ["Bryn Example"]
    assert find(text="bryn example", grouped=True)[0].household == []
    with as_actor(worker):
        assert queries.household_of(worker, bryn) == []
        assert queries.warnings_for(worker, [bryn], address="12 High Street", postcode="PR1 2AB") == []
        assert queries.people_at_address(worker, address="12 High Street", postcode="PR1 2AB", besides=[bryn]) == []
    assert names(find(manager, text="aled example"))[0] == "Aled Example"


BY_PLACE = [
    pytest.param({"text": "12 high street"}, id="house-and-street"),
    pytest.param({"postcode": "PR1 2AB"}, id="postcode"),
    pytest.param({"text": "pr1"}, id="beginning-of-a-postcode"),
    pytest.param({"address": "High Street", "age": 11}, id="street-and-an-age-that-fits"),
    pytest.param({"given": "Zebedee", "family": "Sample", "postcode": "PR1 2AB"}, id="somebody-elses-name-there"),
]


@pytest.mark.parametrize("asked", BY_PLACE)
def test_nobody_is_found_by_an_address_that_is_protected(find, person, load, as_actor, manager, asked):
    hidden, child = person(), person(given_name="Bryn", date_of_birth=date(2017, 5, 6))
    seen = person(given_name="Cari", date_of_birth=date(2018, 1, 2))
    head = f"{HEAD},address"
    load(
        "social_care",
        head,
        "S1,Al,Ex,2014-01-01,PR1 2AB,,Open,J,,12 High Street",  # linked below
        "S2,Aled,Example,2015-03-04,PR1 2AB,,Open,J,,12 High Street",  # certainly him, linked by nobody yet
    )
    with as_actor(manager):
        services.link_index_record(actor=manager, index="social_care", record_id="S1", person=hidden, now=NOW)
        services.form_household(actor=manager, members=[hidden, child], now=NOW)
        hidden = queries.person_by_reference(manager, hidden.reference)
        changes = {"address_protected": True}
        services.amend_person(actor=manager, person=hidden, changes=changes, expected_version=hidden.version, now=NOW)

    assert names(find(**asked)) == [seen.full_name]
    assert names(find(manager, grouped=True, **asked)) == [seen.full_name]


def test_a_protected_address_is_neither_shown_nor_confirmed(find, person, load, as_actor, manager):
    hidden = person(address_protected=True)
    load("social_care", f"{HEAD},address", "S1,Aled,Example,2015-03-04,PR1 2AB,,Open,J,,12 High Street")
    with as_actor(manager):
        services.link_index_record(actor=manager, index="social_care", record_id="S1", person=hidden, now=NOW)

    for place in ("PR1 2AB", "BB1 1AA"):
        found = find(given="Aled", family="Example", dob=date(2015, 3, 4), postcode=place)

        assert [(c.address, c.postcode) for c in found] == [("Address protected", "")] * 2
        assert not any("postcode" in words or "address" in words for c in found for words in c.why)


@pytest.mark.parametrize(
    ("asked", "found", "why"),
    [
        pytest.param("sutcliffe", [], "", id="another-name-that-shares-an-ending"),
        pytest.param("sutcliffe 11", [], "", id="an-age-that-fits-is-no-reason"),
        pytest.param("rawclife", ["Scarlett Rawcliffe"], "name alike", id="a-slip"),
        pytest.param(
            "scarlett sutcliffe", ["Scarlett Rawcliffe"], "one name agrees, another does not", id="one-of-two-names"
        ),
        pytest.param("sutcliffe 4/3/2015", ["Scarlett Rawcliffe"], "same date of birth", id="same-day"),
    ],
)
def test_whoever_is_shown_shares_something_with_what_was_asked(find, person, asked, found, why):
    person(given_name="Scarlett", family_name="Rawcliffe")

    candidates = find(text=asked)

    assert names(candidates) == found
    assert all(why in candidate.why for candidate in candidates)


def test_another_agency_finds_nobody(find, person):
    person()

    assert find(actor_with("partner", authority=False), text="aled example") == []


def test_the_number_of_queries_is_fixed(person, load, as_actor, worker, django_assert_num_queries):
    everybody = [person(given_name=f"Aled{number}") for number in range(6)]
    with as_actor(worker):
        services.form_household(actor=worker, members=everybody, now=NOW)
    load(
        "social_care", HEAD, *(f"S{n},Aled{n},Example,2015-03-04,PR1 2AB,,Open,J Worker,01632 960001" for n in range(6))
    )

    with as_actor(worker), django_assert_num_queries(3):
        queries.find(worker, today=TODAY, text="aled example", top=5)
    with as_actor(worker), django_assert_num_queries(5):
        queries.find(worker, today=TODAY, text="aled example", top=5, grouped=True)


def test_freshness_is_told_of_every_index(load, as_actor, worker, django_assert_num_queries):
    load("social_care", HEAD, "S1,Aled,Example,,,,,,", now=NOW - timedelta(days=3))
    load("early_help", HEAD, "E1,Aled,Example,,,,,,")

    with as_actor(worker), django_assert_num_queries(1):
        fresh = {row.index: row for row in queries.index_freshness(now=NOW)}

    assert (fresh["social_care"].stale, fresh["early_help"].stale, fresh["police"].absent) == (True, False, True)
    assert fresh["social_care"].words == "loaded 3 days ago, older than it should be"
    assert fresh["police"].words == "not loaded, so not searched"
