"""What is known of one child of a contact, as the facts that a pack's conditions ask for."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from openmash.agencies import queries as agencies
from openmash.base import clock
from openmash.base.actors import Actor
from openmash.frontdoor.choices import FactorColumn, WayIn
from openmash.frontdoor.models import Contact, ContactChild, ContactPerson
from openmash.frontdoor.rules import screening as rules
from openmash.frontdoor.rules.contacts import ways_to_write
from openmash.sharing import queries as sharing
from openmash.sharing.choices import Agreement, Told
from openmash.work.choices import RAG_RANK

WIDER_FAMILY = re.compile("grand|aunt|uncle|cousin", re.IGNORECASE)
HARM_ACTS = frozenset({"hold_strategy_discussion", "protect_now"})


def harm_likely(outcome: Any) -> bool:
    """Whether an outcome says that harm is likely: it asks for a strategy discussion or for protection now."""
    return outcome is not None and (str(outcome.next_work.act) in HARM_ACTS)


@dataclass(frozen=True)
class Background:
    """What the facts of every child of a contact are told by, read once for all of them."""

    earlier: Mapping[int, Sequence[tuple[datetime, str]]]
    at_address: tuple[datetime, ...]
    position: Any
    adults: tuple[str, ...]
    not_rated: frozenset[int]


def background_of(actor: Actor, contact: Contact, children: Iterable[ContactChild]) -> Background:
    """Return what stands behind the facts of these children, as the actor may see it. Five queries, however many they are."""
    rows = ContactChild.objects.filter(contact=contact, rag="").values_list("pk", flat=True)
    return Background(
        earlier=_earlier(actor, contact, {child.person_id for child in children}),
        at_address=_at_address(actor, contact),
        position=sharing.position_of(actor, subject_kind="contact", subject=contact.reference),
        adults=tuple(ContactPerson.objects.filter(contact=contact).values_list("relationship", flat=True)),
        not_rated=frozenset(rows),
    )


def background_as_read(
    actor: Actor, contact: Contact, children: Sequence[ContactChild], *, position: sharing.Position
) -> Background:
    """Return the same for all children of a contact that was just read with its adults, and its family's position. Two queries."""
    return Background(
        earlier=_earlier(actor, contact, {child.person_id for child in children}),
        at_address=_at_address(actor, contact),
        position=position,
        adults=tuple(adult.relationship for adult in contact.adults.all()),
        not_rated=frozenset(child.pk for child in children if not child.rag),
    )


def _earlier(actor: Actor, contact: Contact, persons: set[int]) -> dict[int, list[tuple[datetime, str]]]:
    """Return when and how earlier contacts about each of these people came."""
    seen = Contact.objects.visible_to(actor).filter(received_at__lt=contact.received_at).exclude(pk=contact.pk)
    found: dict[int, list[tuple[datetime, str]]] = {person: [] for person in persons}
    rows = ContactChild.objects.filter(person_id__in=persons, contact__in=seen)
    for person, at, way_in in rows.values_list("person_id", "contact__received_at", "contact__way_in"):
        found[person].append((at, way_in))
    return found


def _at_address(actor: Actor, contact: Contact) -> tuple[datetime, ...]:
    """Return when earlier contacts about other children came from the same address."""
    if not contact.postcode or not contact.address.strip():
        return ()
    own = contact.children.values("person_id")
    # Only exact comparisons find their way by an index under row-level security.
    rows = Contact.objects.visible_to(actor).filter(postcode__in=ways_to_write(contact.postcode))
    rows = rows.filter(address__iexact=contact.address, received_at__lt=contact.received_at).exclude(pk=contact.pk)
    return tuple(rows.exclude(children__person_id__in=own).values_list("received_at", flat=True))


def facts_for(
    actor: Actor,
    child: ContactChild,
    *,
    outcome: str = "",
    level: int | None = None,
    now: datetime,
    background: Background | None = None,
) -> rules.Facts:
    """Return the facts of a child; with an outcome and a level, those of the decision that is proposed."""
    contact = child.contact
    behind = background or background_of(actor, contact, [child])
    pack = agencies.pack_of(contact.pack)
    entry = pack.outcome(outcome) if outcome else None
    held = [factor for factor in child.factors.all() if factor.withdrawn_at is None]
    earlier = [*behind.earlier[child.person_id], (contact.received_at, contact.way_in)]
    facts = {
        **_of_factors(held),
        **_of_levels(pack, child, level, now),
        **_of_outcome(entry),
        **_of_record(contact, child, held, now),
        **_of_others(child, behind),
    }
    return rules.Facts(
        now=now,
        holding=frozenset(name for name, true in facts.items() if true),
        moments={
            "repeat_contacts": [at for at, _ in earlier],
            "repeat_police_notices": [at for at, way_in in earlier if way_in == WayIn.POLICE_NOTICE],
            "repeat_at_address": [*behind.at_address, contact.received_at],
        },
        category=contact.category,
    )


def _of_factors(held: list[Any]) -> dict[str, bool]:
    columns = {factor.column for factor in held}
    return {
        "high_risk_recorded": FactorColumn.HIGH_RISK in columns,
        "no_strength_evidenced": FactorColumn.STRENGTH not in columns,
    }


def _of_levels(pack: Any, child: ContactChild, level: int | None, now: datetime) -> dict[str, bool]:
    level = level if level is not None else child.recommended_level
    statutory = pack.need_scheme(clock.london_day(now)).statutory_from
    return {
        "level_below_statutory": level is not None and statutory is not None and level < statutory,
        "level_below_recommended": level is not None
        and child.recommended_level is not None
        and level < child.recommended_level,
        "level_below_referrers": level is not None
        and child.referrer_level is not None
        and level < child.referrer_level,
    }


def _of_outcome(entry: Any) -> dict[str, bool]:
    return {
        "outcome_closes": bool(entry and entry.closes),
        "outcome_statutory": bool(entry and entry.statutory),
        "outcome_urgent": bool(entry and entry.urgent),
        "harm_likely": harm_likely(entry),
    }


def _of_record(contact: Contact, child: ContactChild, held: Iterable[Any], now: datetime) -> dict[str, bool]:
    ratings = sorted(child.ratings.all(), key=lambda rating: rating.pk)
    opened = contact.history_opened_at
    age = child.person.age_on(clock.london_day(now))
    lowered = len(ratings) > 1 and RAG_RANK[ratings[-1].rag] > RAG_RANK[ratings[-2].rag]
    first = ratings[0].rated_at if ratings else None
    return {
        "malicious_source_said": contact.believed_malicious,
        "malicious_source_only": contact.believed_malicious and not any(factor.source_words for factor in held),
        "no_child_voice": not (contact.child_words.strip() or child.lived_impact.strip()),
        "history_not_read": opened is None,
        "early_help_check_outstanding": not child.check_result,
        "rating_lowered": lowered,
        "rated_without_history": first is not None and (opened is None or first < opened),
        "child_under_one": age is not None and age < 1 and not child.person.unborn,
        "unborn": child.person.unborn,
        "outside_opening_hours": _outside_hours(contact),
    }


def _outside_hours(contact: Contact) -> bool:
    local = contact.received_at.astimezone(clock.LONDON)
    return not agencies.pack_of(contact.pack).calendar().is_working_day(local.date()) or not 8 <= local.hour < 18


def _of_others(child: ContactChild, behind: Background) -> dict[str, bool]:
    return {
        "siblings_not_screened": bool(behind.not_rated - {child.pk}),
        "no_wider_family_voice": not any(WIDER_FAMILY.search(relationship) for relationship in behind.adults),
        "going_ahead_without_telling": behind.position.told in (Told.NOT_TOLD, Told.MUST_NOT),
        "agreement_refused": behind.position.agreement in (Agreement.REFUSED, Agreement.WITHDRAWN),
    }


def usual_bases(
    actor: Actor, children: Sequence[ContactChild], bases: Iterable[Any], *, now: datetime
) -> frozenset[str]:
    """Return the codes of the lawful bases that the pack calls usual for what is known of one of the children."""
    if not children:
        return frozenset()
    behind = background_of(actor, children[0].contact, children)
    known = [facts_for(actor, child, now=now, background=behind) for child in children]
    return frozenset(
        basis.code
        for basis in bases
        if basis.usual_when is not None and any(rules.all_hold(basis.usual_when, facts) for facts in known)
    )


# When a decision looks back: what was to be answered while screening, rating or going ahead holds it as well.
BEFORE_DECIDING = ("screening", "rating", "decision", "going_ahead")


def asked_by_a_decision(child: ContactChild, facts: rules.Facts, *, now: datetime) -> list[Any]:
    """Return what a decision asks: its own questions, and those raised before that need an answer and have none.

    A decision that closes goes ahead with nothing, so it does not ask why the family is not told.
    """
    left_out = {"going_ahead"} if "outcome_closes" in facts.holding else set()
    moments = set(BEFORE_DECIDING) - left_out
    asked = unanswered_with(child, facts, moments=moments, now=now)
    return [prompt for prompt in asked if prompt.requires_answer or "decision" in map(str, prompt.at)]


def unanswered_prompts(
    actor: Actor,
    child: ContactChild,
    *,
    moments: Iterable[str],
    outcome: str = "",
    level: int | None = None,
    now: datetime,
) -> list[Any]:
    """Return the pack's questions that apply to a child at these moments and have no answer yet."""
    facts = facts_for(actor, child, outcome=outcome, level=level, now=now)
    return unanswered_with(child, facts, moments=moments, now=now)


def unanswered_with(child: ContactChild, facts: rules.Facts, *, moments: Iterable[str], now: datetime) -> list[Any]:
    """Return the pack's questions that these facts of a child raise and that have no answer yet."""
    pack = agencies.pack_of(child.contact.pack)
    asking = rules.prompts_that_ask(pack.in_force("prompts", clock.london_day(now)), moments=set(moments), facts=facts)
    answered = {answer.prompt for answer in child.prompt_answers.all()}
    return [prompt for prompt in asking if prompt.code not in answered]
