"""Acts of screening, as the people of the story do them."""

from datetime import datetime
from functools import singledispatch
from typing import Any

from openmash.agencies import queries as agencies
from openmash.base.actors import Actor
from openmash.base.clock import london_day
from openmash.demo.rules import codes
from openmash.demo.rules.contacts import events
from openmash.demo.rules.contacts.events import Event
from openmash.demo.services.indexes import record_id
from openmash.demo.services.stage import Stage
from openmash.demo.services.story import code_among
from openmash.frontdoor.services import contacts, history, screening
from openmash.frontdoor.services import earlyhelp_checks as checks
from openmash.sharing import services as sharing

UNTOLD_WORDS = "Nothing is being asked of the family yet; whoever takes this on tells them at the first meeting."
NO_CHECK_WORDS = {
    "register-unavailable": "The register could not be reached.",
    "identity-not-known": "Too little is known of the child to look them up.",
    "unborn": "The child is not born yet.",
}


@singledispatch
def play(event: Event, stage: Stage) -> None:
    """Do what an event says. Raises NotImplementedError for an event that nobody knows how to play."""
    raise NotImplementedError(type(event).__name__)


@play.register
def _open_history(event: events.HistoryOpened, stage: Stage) -> None:
    actor = stage.worker(event.by, event.at)
    stage.act(
        actor,
        event.act,
        lambda actor: history.record_history_opened(actor=actor, contact=stage.contact, now=event.at),
    )


@play.register
def _rate(event: events.Rated, stage: Stage) -> None:
    stage.act(
        stage.worker(event.by, event.at),
        event.act,
        lambda actor: screening.rate_rag(
            actor=actor, children=stage.child_rows(event.children), rag=event.colour, reason=event.words, now=event.at
        ),
    )


@play.register
def _screen(event: events.Screened, stage: Stage) -> None:
    actor = stage.worker(event.by, event.at)
    headings = agencies.pack_of(stage.contact.pack_id).in_force("risk_headings", london_day(event.at))
    for factor in event.factors:
        items = (item.code for one in headings if one.column == factor.column for item in one.items)
        heading = code_among(factor.code, items, factor.code)
        stage.act(actor, "record_factor", _recorder(stage, event, factor, heading))

    def analyse(actor: Actor) -> Any:
        child, *siblings = stage.child_rows(event.children, fresh=True)
        return screening.record_analysis(
            actor=actor,
            child=child,
            siblings=siblings,
            analysis=event.analysis,
            lived_impact=event.lived_impact,
            not_known=event.not_known,
            expected_version=child.version,
            now=event.at,
        )

    stage.act(actor, "record_analysis", analyse)
    stage.thought = {"wider-family": event.wider_family, "what-would-make-this-wrong": event.what_would_make_this_wrong}
    if stage.planned.decision() is None:
        for prompt, words in stage.thought.items():
            stage.act(actor, "answer_prompt", _answerer(stage, event.children, prompt, words, event.at))


def _recorder(stage: Stage, event: events.Screened, factor: events.Factor, heading: str) -> Any:
    return lambda actor: screening.record_factor(
        actor=actor,
        children=stage.child_rows(event.children),
        column=factor.column,
        heading=heading,
        evidence=factor.evidence,
        source_words=factor.source,
        seen_on=factor.seen_on,
        now=event.at,
    )


def _answerer(stage: Stage, children: Any, prompt: str, words: str, at: datetime) -> Any:
    return lambda actor: screening.answer_prompt(
        actor=actor, children=stage.child_rows(children), prompt=prompt, words=words, now=at
    )


@play.register
def _recommend(event: events.LevelRecommended, stage: Stage) -> None:
    stage.act(
        stage.worker(event.by, event.at),
        event.act,
        lambda actor: screening.give_level(
            actor=actor,
            children=stage.child_rows(event.children),
            whose="recommended",
            level=event.level,
            reason=event.words,
            now=event.at,
        ),
    )


@play.register
def _check(event: events.EarlyHelpChecked, stage: Stage) -> None:
    children = stage.child_rows((event.child, *event.siblings))
    if not children:
        return
    known = stage.story.area.known.episodes.get(stage.planned.family, ())
    episode = next((one for one in known if one.key == event.episode), None)
    details: dict[str, str] = {}
    if episode is not None:
        details = {
            "index_record_id": record_id(episode, event.child),
            "episode": f"{episode.kind} since {episode.since.day} {episode.since:%B %Y}",
            "lead_professional": f"{episode.lead}, {episode.role}",
            "telephone": episode.telephone,
        }
    decided = stage.contact.status not in ("received", "screening")
    actor = stage.worker(event.by, event.at)
    stage.act(
        actor,
        "check_early_help_later" if decided else event.act,
        lambda actor: checks.record_early_help_check(
            actor=actor,
            children=children,
            result=event.result,
            reason=NO_CHECK_WORDS.get(event.reason, event.reason),
            now=event.at,
            **details,
        ),
    )


@play.register
def _take_position(event: events.FamilyPositionTaken, stage: Stage) -> None:
    actor = stage.worker(event.by, event.at)
    approached = event.told == codes.TOLD and stage.contact.family_approached_at is None
    if approached or event.before_history:
        stage.act(
            actor,
            "approach_family",
            lambda actor: history.record_family_approached(
                actor=actor, contact=stage.contact, reason=event.before_history, now=event.at
            ),
        )
    untold = event.told != codes.TOLD
    given = sharing.PositionGiven(
        told=event.told,
        told_who=event.told_who,
        must_not_be_told=event.must_not_be_told,
        agreement=event.agreement,
        agreement_who=event.agreement_who,
        going_ahead_reason=event.reason,
        going_ahead_words=event.reason_words or (UNTOLD_WORDS if untold else ""),
        lawful_bases=event.lawful_bases,
        necessity=event.necessity,
    )
    stage.act(
        actor,
        event.act,
        lambda actor: contacts_position(stage, actor, given, event.at),
    )
    manager = event.approved_by or (stage.manager_key() if untold and event.reason else "")
    if manager:
        at = stage.later(event.at, 2)
        stage.act(
            stage.cast.actor(manager, at),
            "approve_going_ahead",
            lambda actor: sharing.approve_going_ahead(
                actor=actor, subject_kind="contact", subject=stage.contact.reference, now=at
            ),
        )


def contacts_position(stage: Stage, actor: Actor, given: sharing.PositionGiven, at: datetime) -> Any:
    """Record the family's position on the contact."""
    return screening.record_family_position(actor=actor, contact=stage.contact, given=given, now=at)


@play.register
def _find_address(event: events.AddressFound, stage: Stage) -> None:
    stage.act(
        stage.worker(event.by, event.at),
        event.act,
        lambda actor: contacts.amend_contact(
            actor=actor,
            contact=stage.contact,
            changes={"address": event.address, "postcode": event.postcode},
            expected_version=stage.contact.version,
            now=event.at,
        ),
    )
