"""What each kind of fact says, what it may not say, and which clock it starts. Plain values in, answers out."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from openmash.base.errors import RuleBroken
from openmash.cases.choices import (
    CONFERENCE_OUTCOMES,
    CONFERENCES,
    EDUCATION,
    ELIGIBILITY,
    HEALTH,
    IN_TOUCH,
    PLACED,
    PLANS,
    REVIEWS,
    STRATEGY_OUTCOMES,
    VISITS,
    ClockState,
    FactKind,
    Shape,
)

BEFORE_BIRTH = timedelta(days=300)
# Answers that have a column of their own, because figures are made of them; every other stands under `details`.
COLUMNS = frozenset({"outcome", "reason", "category", "seen", "alone", "seen_on", "worker", "team", "words"})


@dataclass(frozen=True)
class Answer:
    """One thing that a kind of fact says beside its dates. `code_list` names a list of the pack, `choices` are our own."""

    name: str
    title: str
    shape: Shape = Shape.LINE
    code_list: str = ""
    choices: Mapping[str, str] = field(default_factory=dict)
    hint: str = ""


@dataclass(frozen=True)
class KindOfFact:
    """A kind of fact: what its dates are called, what else it says, which clock it starts and what stops it.

    `clock` is a clock of the pack, by sub-kind where it differs. It stops at the end of the fact itself, or, where
    `stopped_by` names one, at the next fact of that kind and sub-kind (none: its own). It is over, too, when what it
    `ends_with` has ended: no review is due once the plan has ended.

    `story` is how a start and an end are told in the child's story: none, and it stands in the record alone; an empty word,
    and that end of it is not told. What was decided is told at the end where only the end brings it.
    """

    kind: FactKind
    title: str
    began: str
    ended: str = ""
    varieties: Mapping[str, str] = field(default_factory=dict)
    answers: tuple[Answer, ...] = ()
    clock: str | Mapping[str, str] = ""
    stopped_by: tuple[FactKind, str] | None = None
    ends_with: tuple[FactKind, str] | None = None
    story: tuple[str, str] | None = ("began", "ended")
    told_at_end: bool = False

    @cached_property
    def names(self) -> frozenset[str]:
        """What its answers are called."""
        return frozenset(answer.name for answer in self.answers)

    def clock_of(self, variety: str) -> str:
        """Return the clock that starts with this fact, empty for none."""
        return self.clock if isinstance(self.clock, str) else self.clock.get(variety, "")

    def title_of(self, variety: str) -> str:
        """Return what the fact is called."""
        return self.varieties.get(variety, self.title)


YES_NO, DAY, CODE, CODES, WORDS, NUMBER = (
    Shape.YES_NO,
    Shape.DAY,
    Shape.CODE,
    Shape.CODES,
    Shape.WORDS,
    Shape.NUMBER,
)
EARLIER = Answer("earlier", "How many before it in 12 months", NUMBER, hint="As the council's own system counts them.")
SEEN = Answer("seen", "Was the child seen?", YES_NO)
ALONE = Answer("alone", "Was the child seen alone?", YES_NO)
TEAM, WORKER = Answer("team", "Team"), Answer("worker", "Worker")
CATEGORY = Answer("category", "Category of abuse", CODE, "abuse-categories")
NEED = Answer("need", "Primary need", CODE, "primary-need")
# The list of the pack that says who a worry came from: it has more to say of each than a code and words.
SOURCES = "contact-sources"

FACTS: dict[str, KindOfFact] = {
    one.kind: one
    for one in (
        KindOfFact(
            FactKind.REFERRAL,
            "Referral",
            "Received on",
            "Closed on",
            answers=(
                Answer("source", "Who referred the child", CODE, SOURCES),
                NEED,
                Answer("outcome", "What was decided", CODE, "referral-outcomes"),
                Answer("reason", "Reason for closing", CODE, "closure-reasons", hint="Only once it is closed."),
                Answer("no_action", "Was it a referral with no further action?", YES_NO),
                EARLIER,
                TEAM,
                WORKER,
            ),
            story=("received", "closed"),
        ),
        KindOfFact(
            FactKind.ASSESSMENT,
            "Assessment",
            "Started on",
            "Authorised by a manager on",
            answers=(
                Answer("seen_on", "Child seen on", DAY),
                Answer(
                    "reviewed_on", "Looked at by a manager on", DAY, hint="Within ten days, before it is authorised."
                ),
                Answer("factors", "What the assessment found", CODES, "assessment-factors"),
                Answer("needs_services", "Does the child need social care?", YES_NO),
                SEEN,
                TEAM,
                WORKER,
            ),
            clock="assessment",
            story=("started", "authorised"),
        ),
        KindOfFact(
            FactKind.STRATEGY,
            "Strategy discussion",
            "Held on",
            answers=(
                Answer("agencies", "Who took part", hint="Social care, police and health at least."),
                Answer("outcome", "What was decided", CODE, choices=STRATEGY_OUTCOMES),
            ),
        ),
        KindOfFact(
            FactKind.SECTION_47,
            "Section 47 enquiry",
            "Strategy discussion that started it",
            "Ended on",
            answers=(
                Answer("seen_on", "Child seen on", DAY),
                Answer("outcome", "What came of it", CODE, "s47-outcomes"),
                Answer("no_conference", "Was it decided that no conference is needed?", YES_NO),
                EARLIER,
                Answer("earlier_conferences", "Initial conferences in the 12 months before", NUMBER),
                TEAM,
                WORKER,
            ),
            clock="icpc",
            stopped_by=(FactKind.CONFERENCE, "initial"),
            story=("started", "ended"),
            told_at_end=True,
        ),
        KindOfFact(
            FactKind.CONFERENCE,
            "Child protection conference",
            "Held on",
            varieties=CONFERENCES,
            answers=(Answer("outcome", "What was decided", CODE, choices=CONFERENCE_OUTCOMES), CATEGORY),
            clock={"initial": "review-conference-1", "review": "review-conference-next"},
            stopped_by=(FactKind.CONFERENCE, "review"),
            ends_with=(FactKind.PLAN, "cp"),
        ),
        KindOfFact(
            FactKind.PLAN,
            "Plan",
            "Started on",
            "Ended on",
            varieties=PLANS,
            answers=(
                CATEGORY,
                Answer("latest_category", "Category of abuse now", CODE, "abuse-categories", hint="Where it changed."),
                Answer(
                    "previous_plans", "Child protection plans before this one", NUMBER, hint="0 where it is the first."
                ),
                Answer("emergency", "Was there an emergency protection order or police protection?", YES_NO),
                Answer("words", "Why it ended", WORDS),
                TEAM,
                WORKER,
            ),
        ),
        KindOfFact(
            FactKind.PLAN_ITEM,
            "Item of a plan",
            "Agreed on",
            "Done on",
            answers=(
                Answer("words", "What is to change for the child, and what is done", WORDS),
                WORKER,
                Answer("by", "By when", DAY),
                Answer("measured_by", "How one will know"),
            ),
            story=None,
        ),
        KindOfFact(
            FactKind.VISIT,
            "Visit",
            "Visited on",
            varieties=VISITS,
            answers=(SEEN, ALONE, WORKER),
            clock={"cp": "cp-visit"},
            stopped_by=(FactKind.VISIT, "cp"),
            ends_with=(FactKind.PLAN, "cp"),
        ),
        KindOfFact(
            FactKind.REVIEW,
            "Review",
            "Held on",
            varieties=REVIEWS,
            answers=(Answer("participation", "How the child took part"),),
            clock={"care": "cla-review-next", "pathway": "pathway-review"},
            stopped_by=(FactKind.REVIEW, ""),
            ends_with=(FactKind.CARE, ""),
        ),
        KindOfFact(
            FactKind.CARE,
            "Time in care",
            "Became looked after on",
            "Ceased to be looked after on",
            answers=(
                NEED,
                Answer("unaccompanied", "Unaccompanied asylum-seeking child?", YES_NO),
                Answer("again", "Looked after before in the last 12 months?", YES_NO),
                Answer("permanence", "Permanence plan", CODE, "permanence-plans"),
                Answer("officer_on", "Reviewing officer last saw or spoke to the child on", DAY),
                Answer("placements", "Placements in the last 12 months", NUMBER),
                Answer("missing", "Times missing in the last 12 months", NUMBER),
                Answer("absent", "Times absent in the last 12 months", NUMBER),
                Answer("interview_offered", "Was a return interview offered after the last time?", YES_NO),
                Answer("interview_accepted", "Was it accepted?", YES_NO),
                Answer("ended_because", "Why it ended", CODE, "care-ended-reasons", hint="Only once it has."),
                Answer("words", "More on why it ended", WORDS),
                TEAM,
                WORKER,
            ),
            clock="cla-review-1",
            stopped_by=(FactKind.REVIEW, "care"),
        ),
        KindOfFact(
            FactKind.PLACEMENT,
            "Placement",
            "Moved in on",
            "Moved out on",
            answers=(
                Answer("placement", "Kind of placement", CODE, "placement-kinds"),
                Answer("provider", "Provider", CODE, "placement-providers"),
                Answer("location", "Where", CODE, choices=PLACED),
                Answer("authority", "Council where it is"),
                Answer("postcode", "Postcode of the placement"),
                Answer("urn", "Ofsted's number of it"),
                Answer("words", "Why it ended", WORDS),
            ),
            clock="placement-visit-1",
            stopped_by=(FactKind.VISIT, "care"),
        ),
        KindOfFact(
            FactKind.LEGAL_STATUS,
            "Legal status",
            "From",
            "Until",
            answers=(Answer("status", "Which legal status", CODE, "legal-statuses"),),
        ),
        KindOfFact(
            FactKind.HEALTH, "Health", "On", varieties=HEALTH, answers=(Answer("score", "Total score", NUMBER),)
        ),
        KindOfFact(FactKind.EDUCATION, "Education", "On", varieties=EDUCATION, answers=(Answer("school", "School"),)),
        KindOfFact(
            FactKind.WORKER, "Worker of the child", "From", "Until", answers=(WORKER, TEAM), story=("changed", "")
        ),
        KindOfFact(
            FactKind.CONTACT,
            "Contact",
            "Received on",
            answers=(Answer("source", "Who it came from", CODE, SOURCES),),
        ),
        KindOfFact(
            FactKind.EARLY_HELP,
            "Early-help assessment",
            "Started on",
            "Ended on",
            answers=(Answer("organisation", "Who carried it out"),),
            story=("started", "ended"),
        ),
        KindOfFact(
            FactKind.LEAVER,
            "Care leaver",
            "Known since",
            "Until",
            answers=(
                Answer("eligibility", "Entitlement", CODE, choices=ELIGIBILITY),
                Answer("touch", "Is the council in touch?", CODE, choices=IN_TOUCH),
                Answer("contact_on", "Last contact on", DAY),
                Answer("accommodation", "Where they live", CODE, "leaver-homes"),
                Answer("suitable", "Is it suitable?", YES_NO),
                Answer("activity", "Education, training or work", CODE, "leaver-activities"),
                Answer("unaccompanied", "Formerly an unaccompanied asylum-seeking child?", YES_NO),
                Answer("adviser", "Personal adviser"),
                TEAM,
                WORKER,
            ),
            story=None,
        ),
        KindOfFact(
            FactKind.ADOPTION,
            "Adoption",
            "Decided that the child should be placed for adoption on",
            "Adoption order on",
            answers=(
                Answer("entered_on", "Came into care on", DAY),
                Answer("order_on", "Placement order on", DAY),
                Answer("matched_on", "Matched with adopters on", DAY),
                Answer("placed_on", "Placed for adoption on", DAY),
                Answer("fostering_on", "Fostered by those who may adopt since", DAY),
                Answer("reversed_on", "Decided that the child should no longer be placed on", DAY),
                Answer("reversed_because", "Why no longer", CODE, "adoption-reversed-reasons"),
                Answer("family", "Number of the adoptive family"),
            ),
            story=("decided", "ordered"),
        ),
    )
}


def kind_of(code: str) -> KindOfFact:
    """Return a kind of fact. Raises RuleBroken for one that does not exist."""
    if code not in FACTS:
        raise RuleBroken("There is nothing of this kind in a case.")
    return FACTS[code]


def check_dates(kind: KindOfFact, *, began: date | None, ended: date | None, born: date | None, today: date) -> None:
    """Refuse days that cannot be: ahead, the end before the start, or long before birth. Raises RuleBroken with its field."""
    if began is None:
        raise RuleBroken(f"Enter the day: {kind.began.lower()}.", field="began_on")
    if began > today:
        raise RuleBroken("This day lies ahead. Record what happened once it has.", field="began_on")
    if born is not None and began < born - BEFORE_BIRTH:
        raise RuleBroken(
            "This day lies long before the child was born. Check it, and the date of birth.", field="began_on"
        )
    if ended is None:
        return
    if not kind.ended:
        raise RuleBroken("This has no end: it is one day.", field="ended_on")
    if ended > today:
        raise RuleBroken("This day lies ahead. Record the end once it has come.", field="ended_on")
    if ended < began:
        raise RuleBroken("It cannot have ended before it began.", field="ended_on")


def check_variety(kind: KindOfFact, variety: str) -> None:
    """Refuse a sub-kind that the kind does not have, and none where it has some. Raises RuleBroken."""
    if kind.varieties and variety not in kind.varieties:
        raise RuleBroken("Choose which it was.", field="variety")
    if variety and not kind.varieties:
        raise RuleBroken("There is only one of this kind.", field="variety")


def check_visit(values: Mapping[str, Any]) -> None:
    """Refuse a child seen alone who was not seen. Raises RuleBroken."""
    if values.get("alone") and values.get("seen") is False:
        raise RuleBroken("A child who was not seen cannot have been seen alone.", field="alone")


def check_stands(*, withdrawn: bool) -> None:
    """Refuse to change what was withdrawn as wrong. Raises RuleBroken."""
    if withdrawn:
        raise RuleBroken("This was withdrawn as wrong. Record it anew where it did happen.")


def check_part(kind: KindOfFact, *, of: str) -> None:
    """Refuse an item of a plan without its plan, and a part of anything else. `of`: the kind of what it is a part of."""
    if kind.kind == FactKind.PLAN_ITEM and of != FactKind.PLAN:
        raise RuleBroken("Record the plan first: an item belongs to one.", field="part_of" if of else None)
    if kind.kind != FactKind.PLAN_ITEM and of:
        raise RuleBroken("Only an item of a plan is a part of something.")


def seen_words(*, seen: bool | None, alone: bool | None) -> str:
    """Return whether a child was seen, as the story tells it; empty where nobody said so."""
    if seen is None:
        return ""
    if not seen:
        return "The child was not seen"
    return "The child was seen alone" if alone else "The child was seen"


@dataclass(frozen=True)
class Dated:
    """A fact as far as clocks and openness go."""

    kind: str
    variety: str
    began_on: date
    ended_on: date | None
    due_on: date | None = None


def stopped_on(fact: Dated, later: Iterable[Dated]) -> date | None:
    """Return the day on which the clock of a fact stopped: its own end, or the first fact after it that it waits for."""
    shape = FACTS[fact.kind]
    if shape.stopped_by is None:
        return fact.ended_on
    kind, variety = shape.stopped_by
    wanted = variety or fact.variety
    others = [one for one in later if one is not fact]
    days = [one.began_on for one in others if _stops(one, fact, kind, wanted)]
    ends = [one.ended_on for one in (fact, *others) if one.ended_on and (one is fact or _covers(one, fact, shape))]
    return min([*days, *ends], default=None)


def _stops(one: Dated, fact: Dated, kind: str, variety: str) -> bool:
    """Whether one fact is what another waited for: of that kind, after it, or on the same day where it is of another kind."""
    if one.kind != kind or (variety and one.variety != variety):
        return False
    return one.began_on > fact.began_on or (one.began_on == fact.began_on and one.kind != fact.kind)


def _covers(one: Dated, fact: Dated, shape: KindOfFact) -> bool:
    """Whether one fact is what another's clock ends with, and had not ended before it."""
    if shape.ends_with is None:
        return False
    kind, variety = shape.ends_with
    same = one.kind == kind and (not variety or one.variety == variety)
    return same and one.ended_on is not None and one.ended_on >= fact.began_on


def clock_state(*, due_on: date, stopped: date | None, today: date) -> ClockState:
    """Return where a clock stands."""
    if stopped is None:
        return ClockState.LATE if today > due_on else ClockState.RUNNING
    return ClockState.DONE_LATE if stopped > due_on else ClockState.IN_TIME


# What makes a child open to children's social care, the weightiest first, and what it is called.
OPEN_BY: tuple[tuple[str, str, str], ...] = (
    (FactKind.CARE, "", "Looked after"),
    (FactKind.PLAN, "cp", "Child protection plan"),
    (FactKind.PLAN, "cin", "Child in need plan"),
    (FactKind.PLAN, "pathway", "Care leaver"),
    (FactKind.SECTION_47, "", "Section 47 enquiry"),
    (FactKind.ASSESSMENT, "", "Assessment"),
    (FactKind.REFERRAL, "", "Referral"),
)


def open_as(facts: Sequence[Dated]) -> tuple[str, date] | None:
    """Return what a child is open to children's social care as, and since when; None when nothing is open."""
    for kind, variety, words in OPEN_BY:
        held = [
            one
            for one in facts
            if one.kind == kind and one.ended_on is None and (not variety or one.variety == variety)
        ]
        if held:
            return words, min(one.began_on for one in held)
    return None
