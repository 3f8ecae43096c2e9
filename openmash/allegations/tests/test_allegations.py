"""Worries about workers: who is told, who never is, what the officer decides, and that nothing stands anywhere else."""

from datetime import date, timedelta

import pytest

from openmash.accounts.models import User
from openmash.agencies.choices import Role
from openmash.agencies.models import Membership
from openmash.agencies.tests.lancashire import LONDON, NOW, load_lancashire, worker
from openmash.allegations import queries, rules, services
from openmash.allegations.models import Allegation
from openmash.allegations.services import DecisionGiven, WorryGiven
from openmash.base.actors import Actor
from openmash.base.errors import Conflict, Denied, NotFound, RuleBroken
from openmash.base.transactions import request_transaction
from openmash.trail.models import Entry
from openmash.work.models import WorkItem


@pytest.mark.parametrize(
    ("given", "held", "same"),
    [
        pytest.param("Priya Haslam", "Priya Haslam", True, id="the-same"),
        pytest.param("priya  haslam", "Priya Haslam", True, id="small-letters"),
        pytest.param("Naomi Butterfield", "Sgt Naomi Butterfield", True, id="without-the-rank"),
        pytest.param("Mrs Priya Haslam (triage)", "Priya Haslam", True, id="more-than-the-name"),
        pytest.param("Fairhurst Ali, Deborah", "Deborah Fairhurst-Ali", True, id="turned-round"),
        pytest.param("Mrs Haslam", "Priya Haslam", True, id="as-children-call-her"),
        pytest.param("Mrs Priya", "Priya Haslam", False, id="a-title-and-a-given-name"),
        pytest.param("Sgt Butterfield", "Sgt Naomi Butterfield", True, id="rank-and-family-name"),
        pytest.param("Renee O\u2019Dube", "Renée O'Dubé", True, id="without-accents-and-with-a-printed-apostrophe"),
        pytest.param("Renee ODube", "Renée O'Dubé", True, id="without-the-apostrophe"),
        pytest.param("Priya", "Priya Haslam", False, id="a-given-name-alone"),
        pytest.param("Priya", "Priya", True, id="one-name-and-no-other"),
        pytest.param("Priya Hassan", "Priya Haslam", False, id="another-family-name"),
        pytest.param("", "Priya Haslam", False, id="nobody-knows"),
    ],
)
def test_whom_a_name_may_mean(given, held, same):
    assert rules.same_name(given, held) is same


@pytest.mark.parametrize(
    ("officers", "managers", "concerned", "told"),
    [
        pytest.param({1}, {5, 6}, set(), (), id="the-officer-reads-it"),
        pytest.param({1}, {5, 6}, {1}, (5, 6), id="about-the-only-officer"),
        pytest.param({1, 2}, {5, 6}, {1}, (), id="the-other-officer-reads-it"),
        pytest.param({1}, {5, 6}, {1, 5}, (6,), id="about-officer-and-manager"),
        pytest.param(set(), {5}, set(), (5,), id="no-officer-here"),
        pytest.param(set(), set(), set(), (), id="nobody-is-left"),
    ],
)
def test_who_is_told(officers, managers, concerned, told):
    assert rules.who_is_told(officers=officers, managers=managers, concerned=concerned) == told


@pytest.mark.parametrize(
    ("officers", "managers", "told", "concerned", "reader"),
    [
        pytest.param({1}, {5}, set(), set(), "officer", id="the-officer"),
        pytest.param({1, 2}, {5}, set(), {1}, "officer", id="the-other-officer"),
        pytest.param({1}, {5, 6}, {5, 6}, {1}, "stand_in", id="managers-stand-in"),
        pytest.param({1}, {5, 6}, {6}, {1, 5}, "stand_in", id="one-manager-is-left"),
        pytest.param({1}, {5}, set(), {1, 5}, "nobody", id="officer-and-manager-concerned"),
        pytest.param(set(), set(), set(), set(), "nobody", id="nobody-holds-a-role"),
        pytest.param(set(), {7}, {5}, set(), "nobody", id="the-manager-told-has-left"),
        pytest.param(set(), {5}, {5}, {5}, "nobody", id="the-manager-told-became-known-as-concerned"),
        pytest.param({3}, {5}, {5}, {1}, "officer", id="a-new-officer-has-come"),
    ],
)
def test_who_can_read_it_now(officers, managers, told, concerned, reader):
    assert rules.who_can_read(officers=officers, managers=managers, told=told, concerned=concerned) == reader


@pytest.fixture
def town(db):
    load_lancashire()
    return {
        "officer": worker(Role.DESIGNATED_OFFICER, "designated-officer", name="Olwen Officer"),
        "manager": worker(Role.MASH_MANAGER, "mash-management", name="Mo Manager"),
        "worker": worker(Role.SCREENING_WORKER, "east-central-triage", name="Tess Triage"),
        "social": worker(Role.SOCIAL_WORKER, "central-social-work", name="Sol Social"),
        "school": worker(Role.PARTNER, "guild-high", name="Sky School"),
        "administrator": worker(Role.ADMINISTRATOR, "front-door-support", name="Ada Admin"),
    }


def raised(actor, name="Cai Coach", **more):
    with request_transaction(actor):
        given = WorryGiven(who_name=name, words="He shouted at a child and shook her.", **more)
        return services.raise_allegation(actor=actor, given=given, now=NOW)


def reads(actor, made):
    with request_transaction(actor):
        try:
            return queries.allegation_by_reference(actor, made.reference).reference == made.reference
        except NotFound:
            return False


@pytest.mark.parametrize("who", ["social", "school"])
def test_the_officer_reads_it_and_the_recorder_has_a_receipt(town, who):
    made = raised(town[who])

    assert {name for name, actor in town.items() if reads(actor, made)} == {"officer"}
    with request_transaction(town[who]):
        assert queries.receipt(town[who], made.reference).due_at.astimezone(LONDON).date() == date(2026, 11, 19)
    with request_transaction(town["worker"]), pytest.raises(NotFound):
        queries.receipt(town["worker"], made.reference)


@pytest.mark.parametrize(
    ("about", "readers"),
    [
        pytest.param("Tess Triage", {"officer"}, id="a-worker"),
        pytest.param("Mo Manager", {"officer"}, id="a-manager"),
        pytest.param("Olwen Officer", {"manager"}, id="the-officer"),
    ],
)
def test_whoever_it_is_about_never_reads_it(town, about, readers):
    made = raised(town["social"], about)

    assert {name for name, actor in town.items() if reads(actor, made)} == readers


def test_a_worry_about_oneself_is_kept_and_not_shown_again(town):
    made = raised(town["worker"], "Tess Triage")

    assert reads(town["officer"], made)
    with request_transaction(town["worker"]), pytest.raises(NotFound):
        queries.receipt(town["worker"], made.reference)


def at_home(actor):
    with request_transaction(actor):
        waiting = queries.waiting_for(actor)
    return [one.who_name for one in waiting.first] if waiting else []


@pytest.mark.parametrize(
    ("about", "shown"),
    [
        pytest.param("Cai Coach", {"officer"}, id="the-officer"),
        pytest.param("Mo Manager", {"officer"}, id="never-the-manager-concerned"),
        pytest.param("Olwen Officer", {"manager"}, id="who-stands-in-and-not-the-officer-concerned"),
    ],
)
def test_what_waits_is_shown_where_the_officer_begins_and_to_nobody_else(town, about, shown):
    made = raised(town["social"], about)

    assert {name for name, actor in town.items() if at_home(actor)} == shown
    decide(town[min(shown)], made, decision="not_met", words="No.")
    assert not any(at_home(actor) for actor in town.values())


def test_the_most_urgent_stands_first_and_all_are_counted(town):
    for weeks in range(queries.MOST_AT_HOME + 2):
        with request_transaction(town["social"]):
            given = WorryGiven(who_name=f"Coach {weeks}", words="He shouted.")
            services.raise_allegation(actor=town["social"], given=given, now=NOW - timedelta(weeks=weeks))

    with request_transaction(town["officer"]):
        waiting = queries.waiting_for(town["officer"])
    assert waiting.number == queries.MOST_AT_HOME + 2
    dues = [one.due_at for one in waiting.first]
    assert (len(dues), dues) == (queries.MOST_AT_HOME, sorted(dues))
    assert waiting.first[0].who_name == f"Coach {queries.MOST_AT_HOME + 1}"


def test_no_work_and_no_opening_stands_anywhere(town):
    raised(town["social"], "Tess Triage", contact="C-1")

    with request_transaction(Actor.machine("test")):
        assert not WorkItem.objects.exists()
        assert not Entry.objects.filter(kind="opened").exists()
        assert [row.subject_kind for row in Entry.objects.filter(kind__startswith="allegation")] == ["allegation"]


def raised_without_a_reader(town, **more):
    """Have a worry recorded that may be about officer and manager both: they are one person by name."""
    User.objects.filter(pk=town["manager"].user_id).update(name="Olwen Officer")
    return raised(town["social"], "Olwen Officer", **more)


def unread(actor):
    with request_transaction(actor):
        return queries.unread_for(actor, NOW)


def find_readers():
    with request_transaction(queries.KEEPER):
        return services.find_readers(actor=queries.KEEPER, now=NOW)


def test_a_worry_that_nobody_can_read_is_raised_to_the_administrator_and_said_to_whoever_recorded_it(town):
    made = raised_without_a_reader(town)

    assert not any(reads(actor, made) for actor in town.values())
    with request_transaction(town["social"]):
        held = queries.receipt(town["social"], made.reference)
        assert queries.reader_of(held, NOW) == "nobody"
        assert ("outside office hours", "01632 960107") in queries.telephones(NOW)
    assert {name: told.number for name, actor in town.items() if (told := unread(actor))} == {"administrator": 1}
    assert set(vars(unread(town["administrator"]))) == {"number", "since"}


@pytest.mark.parametrize("role", [Role.DESIGNATED_OFFICER, Role.MASH_MANAGER])
def test_whoever_is_given_the_role_reads_it_and_it_is_raised_no_more(town, role):
    made = raised_without_a_reader(town)
    assert find_readers() == 0
    new = worker(role, "designated-officer", "nia.new@example.org", name="Nia New")

    find_readers()

    assert {name for name, actor in {**town, "new": new}.items() if reads(actor, made)} == {"new"}
    assert unread(town["administrator"]) is None
    assert find_readers() == 0


def test_a_manager_stands_in_for_an_officer_who_has_left(town):
    made = raised(town["social"])
    Membership.objects.filter(user_id=town["officer"].user_id).update(until=NOW.date() - timedelta(days=1))
    assert unread(town["administrator"]).number == 1

    assert find_readers() == 1

    assert reads(town["manager"], made)


def test_an_administrator_is_not_told_of_a_worry_about_themselves(town):
    User.objects.filter(pk__in=[town["manager"].user_id, town["administrator"].user_id]).update(name="Olwen Officer")
    raised(town["social"], "Olwen Officer")

    assert unread(town["administrator"]) is None


def test_no_person_looks_for_readers(town):
    with request_transaction(town["administrator"]), pytest.raises(Denied):
        services.find_readers(actor=town["administrator"], now=NOW)


def decide(actor, made, **given):
    words = {"decision": "met", "thresholds": ["harm"], "words": "Shaken, bruised."}
    with request_transaction(actor):
        return services.decide_allegation(
            actor=actor,
            allegation=made,
            given=DecisionGiven(**(words | given)),
            expected_version=queries.allegation_by_reference(actor, made.reference).version,
            now=NOW + timedelta(hours=1),
        )


@pytest.mark.parametrize(
    ("given", "why"),
    [
        pytest.param({"decision": ""}, "Choose what you decide", id="nothing-chosen"),
        pytest.param({"thresholds": []}, "Choose which threshold", id="met-and-none-named"),
        pytest.param({"words": " "}, "Write why", id="without-a-reason"),
        pytest.param({"concerned_email": "nobody@example.org"}, "Nobody signs in", id="an-address-nobody-has"),
    ],
)
def test_what_is_missing_is_said(town, given, why):
    with pytest.raises(RuleBroken, match=why):
        decide(town["officer"], raised(town["social"]), **given)


def test_a_later_decision_stands_and_the_earlier_stays(town):
    made = raised(town["social"])
    decide(town["officer"], made)
    decide(town["officer"], made, decision="advocacy", words="It is her own complaint.")

    with request_transaction(town["officer"]):
        held = queries.allegation_by_reference(town["officer"], made.reference)
        assert held.state == "advocacy"
        assert [(one.decision, one.thresholds) for one in held.decisions.order_by("pk")] == [
            ("met", ["harm"]),
            ("advocacy", []),
        ]


def test_an_address_given_later_hides_it_from_whoever_signs_in_with_it(town):
    made = raised(town["social"], "The tall one at the desk")
    decide(town["officer"], made, concerned_email="MASH_MANAGER.mash-management@example.org".lower())

    with request_transaction(Actor.machine("test")):
        assert Allegation.objects.get(pk=made.pk).concerned == f",{town['manager'].user_id},"


def test_two_officers_do_not_overwrite_each_other(town):
    made = raised(town["social"])
    decide(town["officer"], made)
    with request_transaction(town["officer"]), pytest.raises(Conflict):
        services.decide_allegation(
            actor=town["officer"], allegation=made, given=DecisionGiven("not_met", "No"), expected_version=1, now=NOW
        )


def test_a_machine_records_none_and_a_colleague_decides_none(town):
    with pytest.raises(Denied):
        raised(Actor.machine("test"))
    made = raised(town["social"])
    with request_transaction(town["manager"]), pytest.raises(NotFound):
        services.decide_allegation(
            actor=town["manager"], allegation=made, given=DecisionGiven("met", "x"), expected_version=1, now=NOW
        )
