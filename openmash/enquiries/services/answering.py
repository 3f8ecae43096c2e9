"""Open, answer, decline and pass on what one's agency was asked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction

from openmash.agencies import queries as agencies
from openmash.base import clock
from openmash.base.actors import Actor
from openmash.base.errors import RuleBroken
from openmash.base.fields.days import PartialDay
from openmash.base.files import Taken, store
from openmash.base.references import next_reference
from openmash.base.transactions import request_transaction
from openmash.enquiries import permissions, queries, rules
from openmash.enquiries.choices import HANDLING_WORDS, EventKind, Handling, RequestState, ReturnKind
from openmash.enquiries.models import AgencyRequest, AgencyReturn, DatedFact, Involvement, ReturnFile
from openmash.enquiries.services.asking import end_lateness
from openmash.enquiries.services.disclosing import disclose
from openmash.enquiries.services.hub import release_return
from openmash.enquiries.services.shared import HUB, finish_answering, lock_request, note_event, open_hub_work
from openmash.trail import services as trail
from openmash.work.choices import WorkAct

TOLD_OF_PEOPLE = ("name", "also_known_as", "born", "age", "address", "relationship")
TOLD_OF_THE_WORRY = ("category", "words", "must_not_be_told")
NO_LONGER = (
    "This question has been taken back. You need not answer, and nothing was sent. "
    "Ring the front door if you hold something that matters."
)


@dataclass(frozen=True)
class InvolvedGiven:
    """Somebody of the agency who knows the family."""

    worker: str
    role: str = ""
    about: str = ""
    since: str = ""
    until: str = ""
    telephone: str = ""


@dataclass(frozen=True)
class FactGiven:
    """Something that happened: a day, or about a month or year, and what."""

    when: PartialDay
    words: str


@dataclass(frozen=True)
class ReturnGiven:
    """What an agency answers. `handling` is its owner's mark: may the family be shown it?"""

    kind: str
    answers: Mapping[str, str] = field(default_factory=dict)
    words: str = ""
    reason: str = ""
    handling: str = ""
    involved: Sequence[InvolvedGiven] = ()
    files: Sequence[Taken] = ()
    facts: Sequence[FactGiven] = ()


@transaction.atomic
def open_request(*, actor: Actor, request: AgencyRequest, now: datetime) -> AgencyRequest:
    """Keep that the agency has opened what it was asked, and what it was told by that; the first time alone counts.

    Raises Denied.
    """
    permissions.check_can_answer(actor, request)
    request = lock_request(request)
    if request.opened_at is None:
        request.opened_at = now
        request.save(update_fields=["opened_at"])
        note_event(actor=actor, request=request, kind=EventKind.OPENED, now=now)
        _disclose(actor=actor, request=request, now=now)
    return request


def _disclose(*, actor: Actor, request: AgencyRequest, now: datetime) -> None:
    """Keep what an agency was told by opening what it was asked: what was shown of whom, on which basis."""
    enquiry, people = request.enquiry, list(request.enquiry.people.all())
    disclose(
        actor=actor,
        enquiry=enquiry,
        agency=request.agency,
        what="request_opened",
        source=("request", request.reference),
        fields=[name for name in TOLD_OF_PEOPLE if any(getattr(one, name) for one in people)]
        + [name for name in TOLD_OF_THE_WORRY if getattr(enquiry, name)],
        now=now,
    )


@transaction.atomic
def answer_request(*, actor: Actor, request: AgencyRequest, given: ReturnGiven, now: datetime) -> AgencyReturn:
    """Answer what one's agency was asked: nothing relevant, a part, the whole, or declined with a reason.

    A later answer adds to the earlier one. Raises Denied; RuleBroken for a request that was taken back, an empty
    answer, a required question without one, no handling mark, or declining without a reason.
    """
    permissions.check_can_answer(actor, request)
    request = lock_request(request)
    _check(request, given, now)
    given_return = AgencyReturn.objects.create(
        reference=next_reference("R-", "ref_return"),
        request=request,
        kind=given.kind,
        answers={code: answer for code, answer in given.answers.items() if answer.strip()},
        words=given.words,
        reason=given.reason,
        handling=given.handling or Handling.ASK,
        given_at=now,
        given_by=actor.reference,
        given_by_name=actor.name,
    )
    _keep_what_came_with_it(given_return, given, now)
    request.state, request.version = rules.FOLLOWS[given.kind], request.version + 1
    request.first_answered_at = request.first_answered_at or now
    request.more_time_asked_until = None
    request.save(update_fields=["state", "version", "first_answered_at", "more_time_asked_until"])
    trail.record(
        actor=actor,
        kind="request.answered",
        subject=f"request {request.reference}",
        at=now,
        answer=given_return.reference,
        answer_kind=given.kind,
        handling=given_return.handling,
        involved=len(given.involved),
        files=len(given.files),
        facts=len(given.facts),
    )
    end_lateness(actor=HUB, request=request, now=now)
    if request.state not in rules.OPEN:
        finish_answering(actor=actor, request=request, reason="answered", now=now)
    open_hub_work(
        act=WorkAct.READ_RETURNS,
        request=request,
        clock_code=agencies.pack_in_force().asking.read_clock,
        note=f"{request.agency.name} has answered",
        by_request=False,
        now=now,
    )
    return given_return


def _keep_what_came_with_it(given_return: AgencyReturn, given: ReturnGiven, now: datetime) -> None:
    """Keep who is involved, what happened when, and the files; release the whole to the hub where the pack says so."""
    Involvement.objects.bulk_create(Involvement(given_in=given_return, **vars(one)) for one in given.involved)
    DatedFact.objects.bulk_create(_fact(given_return, one) for one in given.facts)
    _keep_files(given_return, given.files, now)
    _release_by_pack(given_return, now)


def _release_by_pack(given: AgencyReturn, now: datetime) -> None:
    """Release an answer to the hub as it comes in, where the pack says so; one about a restricted family never."""
    if agencies.pack_in_force().asking.releases_answers and not given.request.enquiry.restricted:
        with request_transaction(HUB):
            release_return(actor=HUB, given=given, now=now)


def _keep_files(given_return: AgencyReturn, sent: Sequence[Taken], now: datetime) -> None:
    """Keep what was sent with an answer, each under a reference of its own."""
    for one in sent:
        ReturnFile.objects.create(
            reference=next_reference("F-", "ref_return_file"),
            given_in=given_return,
            file=store(one, now=now),
            name=one.name,
        )


def _check(request: AgencyRequest, given: ReturnGiven, now: datetime) -> None:
    if request.state == RequestState.WITHDRAWN:
        raise RuleBroken(NO_LONGER)
    after = rules.FOLLOWS.get(given.kind)
    if after is None:
        raise RuleBroken("Choose what kind of answer this is.", field="kind")
    if not rules.may_move(request.state, after):
        raise RuleBroken("Your agency has answered this already. Add to the answer instead.", field="kind")
    if given.kind == ReturnKind.DECLINED:
        _check_declining(given, now)
    elif given.kind != ReturnKind.NOTHING:
        _check_content(request, given)
        _check_facts(given, now)


def _fact(given_in: AgencyReturn, one: FactGiven) -> DatedFact:
    exactness = rules.exactness_of(one.when.month, one.when.day)
    return DatedFact(given_in=given_in, happened_on=one.when.earliest, exactness=exactness, words=one.words)


def _check_declining(given: ReturnGiven, now: datetime) -> None:
    pack, day = agencies.pack_in_force(), clock.london_day(now)
    reasons = {one.code: one for one in pack.in_force("reasons", day) if one.group == "request_declined"}
    if given.reason not in reasons:
        raise RuleBroken("Choose why you cannot answer.", field="reason")
    if reasons[given.reason].needs_words and not given.words.strip():
        raise RuleBroken("Say in a sentence why, and what would help.", field="words")


def _check_content(request: AgencyRequest, given: ReturnGiven) -> None:
    if given.handling not in HANDLING_WORDS:
        raise RuleBroken("Choose whether the family may be shown this.", field="handling")
    if not rules.says_something(given.answers, given.words, [*given.involved, *given.facts], given.files):
        raise RuleBroken("Write what you know, or answer that you hold nothing relevant.", field="words")
    if given.kind == ReturnKind.WHOLE:
        questions = queries.question_set_of(request).questions
        answered = dict(given.answers)
        for earlier in request.returns.all():
            answered = dict(earlier.answers) | answered
        for code in rules.missing_answers(questions, answered):
            raise RuleBroken("Answer this question, or send what you have as a part.", field=f"question_{code}")


def _check_facts(given: ReturnGiven, now: datetime) -> None:
    for number, one in enumerate(given.facts, 1):
        if not one.words.strip():
            raise RuleBroken("Write what happened on that day.", field=f"fact_{number}_words")
        if one.when.earliest > clock.london_day(now):
            raise RuleBroken("What happened lies in the past. Check the date.", field=f"fact_{number}_when")


@transaction.atomic
def pass_request_on(
    *, actor: Actor, request: AgencyRequest, to_user_id: int, words: str, now: datetime
) -> AgencyRequest:
    """Leave the answer to a colleague of one's agency. Raises Denied; RuleBroken for somebody else, or when it is over."""
    permissions.check_can_answer(actor, request)
    request = lock_request(request)
    if request.state not in rules.OPEN:
        raise RuleBroken("This is not waiting for an answer any more.")
    names = dict(queries.colleagues_of(actor, now))
    if to_user_id not in names:
        raise RuleBroken("Choose a colleague of your agency.", field="to")
    request.with_user_id = to_user_id
    request.save(update_fields=["with_user"])
    said = f"To {names[to_user_id]}." + (f" {words}" if words.strip() else "")
    note_event(actor=actor, request=request, kind=EventKind.PASSED_ON, words=said, now=now)
    return request
