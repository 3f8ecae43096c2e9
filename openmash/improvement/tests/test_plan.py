"""The plan: who may do what, what changes, what the trail says, and that nothing is dropped."""

from datetime import date, timedelta

import pytest

from openmash.agencies.tests.lancashire import NOW
from openmash.base.errors import Denied, NotFound, RuleBroken
from openmash.base.transactions import request_transaction
from openmash.improvement import queries, services
from openmash.improvement.choices import Origin
from openmash.improvement.tests.conftest import DUE, STARTS
from openmash.trail.models import Entry as TrailEntry
from openmash.work import queries as work
from openmash.work.choices import WorkAct

pytestmark = pytest.mark.django_db
LATER = STARTS + timedelta(weeks=12)


def as_(actor, service, **given):
    with request_transaction(actor):
        return service(actor=actor, now=given.pop("now", NOW), **given)


def kinds(reference):
    rows = TrailEntry.objects.filter(subject_kind="board_action", subject=reference)
    return list(rows.order_by("pk").values_list("kind", flat=True))


def test_an_action_goes_into_the_work_of_whoever_leads_with_its_origin(make, owner, shown):
    made = make(owners=["Olga Owner", "Nobody Here"])

    one = shown(made.reference)
    assert (one.owners, one.gaps, one.origin_kind, one.origin) == (
        ("Olga Owner", "Nobody Here"),
        (),
        "audit_theme",
        "smart-planning",
    )
    with request_transaction(owner):
        waits = work.own_work(owner, acts=[WorkAct.BOARD_ACTION], limit=5)
    assert [(item.note, item.due_at.date()) for item in waits] == [("Rewrite the template for plans", DUE)]
    assert kinds(made.reference) == ["board_action.made", "board_action.target_set"]


def test_what_an_action_lacks_is_no_hindrance_and_no_day_is_invented(make, shown):
    made = make(owners=[], due_on=None, target=services.Target())

    assert shown(made.reference).gaps == ("No owner is named.", "No day is set.", "No target is set.")
    assert (made.due_on, made.action.due_rule) == (None, "asked about again: no day is set")


def test_an_action_of_old_minutes_keeps_the_day_that_was_agreed(make, shown):
    made = make(origin_kind=Origin.MINUTE, origin="MN-1", due_on=date(2017, 9, 1), target=services.Target())

    assert shown(made.reference).due_on == date(2017, 9, 1)
    assert shown(made.reference).gaps == ()
    assert made.action.due_at > NOW


@pytest.mark.parametrize(
    ("more", "field"),
    [
        pytest.param({"words": " "}, "words", id="no-words"),
        pytest.param({"words": "x" * 401}, "words", id="too-many-words"),
        pytest.param({"origin_kind": "rumour"}, "origin_kind", id="from-nowhere"),
        pytest.param({"due_on": date(2026, 11, 17)}, "due_on", id="yesterday"),
    ],
)
def test_an_action_that_cannot_be_is_refused(make, more, field):
    with pytest.raises(RuleBroken) as refused:
        make(**more)

    assert refused.value.field == field


def test_only_those_who_keep_the_plan_change_it(make, cycle, owner, member, principal):
    made = make()
    wanted = services.ActionWanted("x", Origin.REVIEW)
    for actor in (owner, member):
        with pytest.raises(Denied, match="Only the board’s secretary"):
            as_(actor, services.make_action, wanted=wanted)
        with pytest.raises(Denied, match="Only the board’s secretary"):
            as_(actor, services.plan_cycle, starts_on=STARTS)
        with pytest.raises(Denied, match="Only the board’s secretary"):
            as_(actor, services.rate_action, action=made, colour="green", reason="It goes well")
    as_(principal, services.rate_action, action=made, colour="green", reason="It goes well")


def test_owners_write_how_it_goes_and_others_do_not(make, owner, member):
    made = make()
    as_(owner, services.write_entry, action=made, kind="note", words="Half of it is written")

    assert kinds(made.reference)[-1] == "board_action.note"
    with pytest.raises(Denied, match="Only the owners"):
        as_(member, services.write_entry, action=made, kind="note", words="x")


def test_the_board_reads_the_plan_and_another_agency_does_not(make, cycle, member, partner):
    held = cycle(make())

    with request_transaction(member):
        assert [one.words for one in queries.plan_of(member, held)] == ["Rewrite the template for plans"]
    with request_transaction(partner), pytest.raises(NotFound):
        queries.plan_of(partner, held)


def test_the_plan_asks_the_same_few_questions_however_many_actions(make, cycle, secretary, django_assert_num_queries):
    held = cycle(*[make(f"Action {number}") for number in range(4)])

    with request_transaction(secretary), django_assert_num_queries(8):
        assert len(queries.plan_of(secretary, held)) == 4


def test_to_blue_in_four_steps_and_not_in_fewer(make, cycle, owner, secretary, shown):
    made = make()
    cycle(made)
    with pytest.raises(RuleBroken, match="It cannot be blue yet"):
        as_(secretary, services.rate_action, action=made, colour="blue", reason="It is done")
    with pytest.raises(RuleBroken, match="not closed without evidence"):
        as_(owner, services.finish_board_action, action=made, words="Rewritten", evidence="")
    as_(owner, services.finish_board_action, action=made, words="Rewritten", evidence="The template of 3 December")
    with request_transaction(secretary):
        made = queries.board_action(secretary, made.reference)
    as_(secretary, services.look_again, action=made, holds=True, words="Eight of eight plans use it")

    one = shown(made.reference)
    assert (one.colour, one.finished, one.reason) == ("blue", True, "Looked at again: Eight of eight plans use it")


def test_nobody_looks_again_at_what_they_did_themselves(make, secretary):
    made = make()
    as_(secretary, services.finish_board_action, action=made, words="Done", evidence="See the file")
    with request_transaction(secretary):
        made = queries.board_action(secretary, made.reference)

    with pytest.raises(Denied, match="Somebody else looks again"):
        as_(secretary, services.look_again, action=made, holds=True, words="Yes")


def test_what_does_not_hold_is_red_and_done_once_more_with_its_history(make, owner, secretary, shown):
    made = make()
    first = made.action.reference
    as_(owner, services.finish_board_action, action=made, words="Rewritten", evidence="The template")
    with request_transaction(secretary):
        made = queries.board_action(secretary, made.reference)
    as_(
        secretary,
        services.look_again,
        action=made,
        holds=False,
        words="Nobody uses it",
        due_on=DUE + timedelta(days=14),
    )

    one = shown(made.reference)
    assert (one.colour, one.done, one.due_on, one.evidence) == ("red", False, DUE + timedelta(days=14), 1)
    with request_transaction(secretary):
        held = queries.board_action(secretary, made.reference)
    assert held.action.reference != first
    assert any("and not so: Nobody uses it" in entry.words for entry in held.entries.all())


def test_other_owners_and_another_day_take_the_work_along_and_stay_in_the_history(make, owner, secretary, shown):
    made = make(owners=["Nobody Here"], due_on=None)
    with pytest.raises(RuleBroken, match="Say why"):
        as_(secretary, services.amend_action, action=made, owners=["Olga Owner"], due_on=DUE, reason=" ")
    with pytest.raises(RuleBroken, match="already"):
        as_(secretary, services.amend_action, action=made, owners=["Nobody Here"], due_on=None, reason="x")
    as_(secretary, services.amend_action, action=made, owners=["Olga Owner"], due_on=DUE, reason="She offered.")

    one = shown(made.reference)
    assert (one.owners, one.due_on, one.gaps) == (("Olga Owner",), DUE, ())
    with request_transaction(owner):
        waits = work.own_work(owner, acts=[WorkAct.BOARD_ACTION], limit=5)
    assert [item.due_at.date() for item in waits] == [DUE]
    with request_transaction(secretary):
        words = [entry.words for entry in queries.board_action(secretary, made.reference).entries.all()]
    assert words == ["Owners were Nobody Here; now Olga Owner. The day was none; now 18 December 2026. She offered."]
    assert "board_action.amended" in kinds(made.reference)


def test_an_end_moves_with_a_reason_and_is_a_slip(make, cycle, secretary, shown):
    made = make()
    cycle(made)
    as_(secretary, services.move_end, action=made, to_week=7, reason="The printer was late")

    one = shown(made.reference)
    assert (one.end, one.slipped) == (7, 1)
    with pytest.raises(RuleBroken, match="Say why"):
        as_(secretary, services.move_end, action=made, to_week=9, reason=" ")


def test_what_is_lacking_is_agreed_only_knowingly_and_asked_about_again(make, cycle, secretary):
    made = make(owners=[], due_on=None, target=services.Target())
    with pytest.raises(RuleBroken, match="knows what is lacking"):
        cycle(made)
    with request_transaction(secretary):
        planned = queries.cycle_planned(secretary)
    assert planned is None  # nothing of the act stays

    held = cycle(made, with_gaps=True)
    with request_transaction(secretary):
        gaps = queries.board_action(secretary, made.reference).placements.get(cycle=held).gaps
    assert gaps == ["No owner is named.", "No day is set.", "No target is set."]
    with pytest.raises(RuleBroken, match="knows what is lacking"):
        cycle(starts_on=LATER, carried={made.reference: "Nobody took it"})


def test_nothing_unfinished_is_dropped_when_the_next_cycle_is_agreed(make, cycle, secretary, owner, shown):
    left, done = make("Left"), make("Done")
    before = cycle(left, done)
    as_(owner, services.finish_board_action, action=done, words="Done", evidence="Seen")
    with request_transaction(secretary):
        finished = queries.board_action(secretary, done.reference)
    as_(secretary, services.look_again, action=finished, holds=True, words="It holds")
    with pytest.raises(RuleBroken, match="Say why it is carried over: Left"):
        cycle(starts_on=LATER)

    after = cycle(starts_on=LATER, carried={left.reference: "The training is in January"})
    with request_transaction(secretary):
        rows = queries.plan_of(secretary, after)
        assert [(one.words, one.carried, one.slipped) for one in rows] == [("Left", "The training is in January", 1)]
        assert [one.words for one in queries.plan_of(secretary, before)] == ["Left", "Done"]
        assert queries.cycle_numbered(secretary, before.number).state == "closed"
        assert after.predecessor == before
    assert "board_action.carried" in kinds(left.reference)


def test_one_cycle_is_planned_at_a_time_and_each_begins_after_the_last(make, cycle, secretary):
    cycle(make(), agree=False)

    with pytest.raises(RuleBroken, match="is being planned already"):
        cycle(starts_on=LATER)
    with request_transaction(secretary):
        planned = queries.cycle_planned(secretary)
    with pytest.raises(RuleBroken, match="which meeting"):
        as_(secretary, services.agree_cycle, cycle=planned, carried={}, words=" ")
    as_(secretary, services.agree_cycle, cycle=planned, carried={}, words="Board")
    with pytest.raises(RuleBroken, match="begins after"):
        cycle(starts_on=STARTS)
    with pytest.raises(RuleBroken, match="agreed this cycle already"):
        as_(secretary, services.agree_cycle, cycle=planned, carried={}, words="Board")


def test_an_action_that_waits_for_another_says_so_until_that_is_looked_at(make, cycle, secretary, shown):
    first, second = make("First"), make("Second")
    planned = cycle(first, agree=False)
    as_(
        secretary,
        services.place_action,
        action=second,
        cycle=planned,
        outcome=None,
        weeks=(2, 3),
        waits_for=[first.reference],
    )

    assert shown(second.reference).waits_for == ("First",)
    with request_transaction(secretary):
        assert queries.actions_waiting_for(secretary, first) == [(second.reference, "Second")]
    with pytest.raises(RuleBroken, match="already"):
        as_(secretary, services.place_action, action=second, cycle=planned, outcome=None, weeks=(2, 3))


def test_an_outcome_is_added_once_under_its_priority(secretary):
    outcome = as_(secretary, services.add_outcome, priority="Plans", words="Families understand them")

    with pytest.raises(RuleBroken, match="already"):
        as_(secretary, services.add_outcome, priority="Plans", words="Families understand them")
    with request_transaction(secretary):
        assert queries.outcome_chosen(secretary, "Plans: Families understand them") == outcome


def test_what_moved_since_a_day_is_told(make, cycle, secretary):
    first, second = make("First"), make("Second")
    held = cycle(first, second)
    later = NOW + timedelta(days=10)
    as_(secretary, services.rate_action, action=first, colour="amber", reason="The printer", now=later)

    with request_transaction(secretary):
        rows = queries.moved_since(secretary, held, since=NOW + timedelta(days=1))
    assert [(one.words, one.before, one.after, one.new) for one in rows] == [
        ("First", "", "amber", False),
        ("Second", "", "", False),
    ]
