"""Agencies asked about a contact of the story, and answering: each through the services, at its own moment."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from openmash.agencies import queries as agencies
from openmash.base.actors import Actor
from openmash.base.clock import london_day
from openmash.base.fields.days import PartialDay
from openmash.base.transactions import request_transaction
from openmash.demo.models import Built
from openmash.demo.rules.asking import PlannedAnswer, answered_at, plan_asking
from openmash.demo.services.cast import Cast
from openmash.demo.services.stage import Stage
from openmash.demo.services.story import Story
from openmash.enquiries import services as enquiries
from openmash.enquiries.services import EnquiryGiven, FactGiven, InvolvedGiven, ReturnGiven
from openmash.frontdoor.queries.contacts import contact_by_reference
from openmash.frontdoor.services.asking import ask_agencies_about

CHASER = Actor.machine("chasing-agencies")
ANSWERERS = {"LCC-ADULTS": "adult_duty_worker", "LCC-EARLY-HELP": "early_help_officer"}
HOUSING, ABOUT_A_HOME = "EXAMPLE-HOUSING", "assessment-late"
HEARD = "What was heard so far is enough to look in the right place."


@dataclass
class Waiting:
    """What agencies have still to do about a contact, each at its moment, and the answers that say something."""

    acts: list[tuple[datetime, Callable[[], None]]] = field(default_factory=list)
    given: list[Any] = field(default_factory=list)

    def play_until(self, at: datetime) -> None:
        """Play everything whose moment has come by then, in order."""
        due = sorted((act for act in self.acts if act[0] <= at), key=lambda act: act[0])
        self.acts = [act for act in self.acts if act[0] > at]
        for _, doing in due:
            doing()


def ask_about(stage: Stage, *, by: str, at: datetime) -> Waiting:
    """Ask agencies about a contact that is being screened, where the story does, and return what they will do."""
    waiting, contact = Waiting(), stage.contact
    planned = plan_asking(
        stage.story.area.settings.seed,
        stage.planned.key,
        colour=contact.rag,
        category=contact.category,
        locality=contact.locality,
        ages=[row.person.age_on(london_day(at)) for row in stage.child_rows()],
    )
    if planned is None or contact.restricted:
        return waiting
    asked_at = stage.later(at, planned.after)
    if not stage.has_come(asked_at):
        return waiting
    people = [row.person.reference for row in (*stage.child_rows(), *contact.adults.select_related("person"))]
    asking = stage.act(
        stage.worker(by, asked_at),
        "ask_agencies",
        lambda actor: ask_agencies_about(
            actor=actor,
            contact=contact,
            agency_codes=[one.agency for one in planned.answers],
            people=people,
            given=EnquiryGiven(purpose=planned.purpose, lawful_bases=("public-task",), told="not_told", words=HEARD),
            now=asked_at,
        ),
    )
    if asking is None:
        return waiting
    answers = {one.agency: one for one in planned.answers}
    moments = [_expect(stage, waiting, one, answers[one.agency.code], asked_at) for one in asking.requests]
    read_at = stage.later(max(moments), planned.after + 10)
    waiting.acts.append((read_at, lambda: _read(stage, waiting, by, read_at)))
    return waiting


def _expect(stage: Stage, waiting: Waiting, request: Any, planned: PlannedAnswer, asked_at: datetime) -> datetime:
    """Plan an answer, and before it the reminder and word to the agency's lead where it is late. Returns its moment."""
    at = answered_at(asked_at, request.due_at, stage.later(asked_at, planned.after), planned)
    lead = timedelta(minutes=agencies.pack_in_force().asking.raise_after_minutes)
    for moment in (request.due_at + timedelta(minutes=1), request.due_at + lead + timedelta(minutes=1)):
        if moment < at:
            waiting.acts.append((moment, _chaser(stage, request, moment)))
    waiting.acts.append((at, lambda: _answer(stage, waiting, request, planned, at)))
    return at


def _chaser(stage: Stage, request: Any, at: datetime) -> Callable[[], None]:
    def chase() -> None:
        stage.act(CHASER, "chase_agency", lambda actor: enquiries.chase_request(actor=actor, request=request, now=at))

    return chase


def _answer(stage: Stage, waiting: Waiting, request: Any, planned: PlannedAnswer, at: datetime) -> None:
    key = _who_answers(stage, planned.agency)
    user = stage.cast.planned[key]
    given = stage.act(
        stage.cast.actor(key, at),
        "answer_request",
        lambda actor: enquiries.answer_request(
            actor=actor, request=request, given=_given(planned, user.name, user.telephone, at), now=at
        ),
    )
    if given is not None and planned.kind not in ("no_information", "declined"):
        waiting.given.append(given)


def _who_answers(stage: Stage, agency: str) -> str:
    """Return somebody who answers for an agency: a partner of its team, or of the council's own service one of its officers."""
    role = ANSWERERS.get(agency)
    if role is not None:
        return stage.cast.with_role(role)[0]
    return stage.cast.with_role("partner", stage.story.area.settings.teams.partners[agency])[0]


def _given(planned: PlannedAnswer, name: str, telephone: str, at: datetime) -> ReturnGiven:
    if planned.kind == "no_information":
        return ReturnGiven(kind=planned.kind)
    if planned.kind == "declined":
        return ReturnGiven(kind=planned.kind, reason="not-ours", words=planned.words)
    day = london_day(at) - timedelta(days=planned.days_before)
    when = PartialDay(day.year, day.month, day.day if planned.days_before % 3 else None)
    return ReturnGiven(
        kind=planned.kind,
        answers=planned.answers,
        words=planned.words,
        handling=planned.mark,
        involved=(InvolvedGiven(worker=name, telephone=telephone),),
        facts=(FactGiven(when, planned.happened),),
    )


def _read(stage: Stage, waiting: Waiting, by: str, at: datetime) -> None:
    """Read what came in, and release what agencies know to those of them who sit in the hub."""
    stage.act(
        stage.worker(by, at),
        "read_returns",
        lambda actor: enquiries.read_returns(
            actor=actor, subject_kind="contact", subject=stage.contact.reference, now=at
        ),
    )
    for given in waiting.given:
        stage.act(
            stage.worker(by, at),
            "release_return",
            lambda actor, given=given: enquiries.release_return(actor=actor, given=given, now=at),  # type: ignore[misc]
        )


def ask_by_link(story: Story, cast: Cast) -> None:
    """Ask a housing association, which answers by an e-mailed link, about one family of today. A second time does nothing.

    The link goes when the area is served: the outbox shows it.
    """
    planned = story.area.named.get(ABOUT_A_HOME)
    built = Built.objects.filter(kind="contact", key=planned.key).first() if planned else None
    if built is None or Built.objects.filter(kind="link").exists():
        return
    at = story.now - timedelta(minutes=25)
    actor = cast.actor(cast.with_role("mash_manager")[0], at)
    with request_transaction(actor):
        contact = contact_by_reference(actor, built.reference)
        rows: list[Any] = [*contact.children.all(), *contact.adults.all()]
        people = [row.person.reference for row in rows]
        given = EnquiryGiven(purpose="decide-help", lawful_bases=("public-task",), told="not_told", words=HEARD)
        asked = ask_agencies_about(
            actor=actor, contact=contact, agency_codes=[HOUSING], people=people, given=given, now=at
        )
        Built.objects.create(kind="link", key=ABOUT_A_HOME, reference=asked.requests[0].reference)
