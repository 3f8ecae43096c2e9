"""What is known of one child of a contact, as the facts that a pack's conditions ask for."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from openmash.agencies import queries as agencies
from openmash.base import clock
from openmash.base.actors import Actor
from openmash.frontdoor.choices import FactorColumn, WayIn
from openmash.frontdoor.models import Contact, ContactChild
from openmash.frontdoor.rules import screening as rules
from openmash.sharing import queries as sharing
from openmash.sharing.choices import Agreement, Told
from openmash.work.choices import RAG_RANK

HARM_ACTS = frozenset({"hold_strategy_discussion", "protect_now"})


def harm_likely(outcome: Any) -> bool:
    """Whether an outcome says that harm is likely: it asks for a strategy discussion or for protection now."""
    return outcome is not None and (str(outcome.next_work.act) in HARM_ACTS)


def earlier_contacts(actor: Actor, child: ContactChild) -> list[Contact]:
    """Return the earlier contacts about this child that the actor may see, the latest first."""
    return list(_earlier(actor, child).order_by("-received_at"))


def _earlier(actor: Actor, child: ContactChild) -> QuerySet[Contact]:
    rows = Contact.objects.visible_to(actor).filter(children__person_id=child.person_id)
    return rows.filter(received_at__lt=child.contact.received_at).exclude(pk=child.contact_id)


def contacts_at_address(actor: Actor, contact: Contact) -> list[Contact]:
    """Return earlier contacts at the same address about other children, the latest first."""
    return list(_at_address(actor, contact).order_by("-received_at"))


def _at_address(actor: Actor, contact: Contact) -> QuerySet[Contact]:
    if not contact.postcode or not contact.address.strip():
        return Contact.objects.none()
    own = contact.children.values("person_id")
    rows = Contact.objects.visible_to(actor).filter(postcode__iexact=contact.postcode, address__iexact=contact.address)
    return rows.filter(received_at__lt=contact.received_at).exclude(pk=contact.pk).exclude(children__person_id__in=own)


def facts_for(
    actor: Actor, child: ContactChild, *, outcome: str = "", level: int | None = None, now: datetime
) -> rules.Facts:
    """Return the facts of a child; with an outcome and a level, those of the decision that is proposed."""
    contact = child.contact
    pack = agencies.pack_of(contact.pack)
    entry = pack.outcome(outcome) if outcome else None
    held = list(child.factors.filter(withdrawn_at__isnull=True))
    earlier = [*_earlier(actor, child).values_list("received_at", "way_in"), (contact.received_at, contact.way_in)]
    facts = {
        **_of_factors(held),
        **_of_levels(pack, child, level, now),
        **_of_outcome(entry),
        **_of_record(contact, child, held, now),
        **_of_family(actor, contact),
    }
    return rules.Facts(
        now=now,
        holding=frozenset(name for name, true in facts.items() if true),
        moments={
            "repeat_contacts": [at for at, _ in earlier],
            "repeat_police_notices": [at for at, way_in in earlier if way_in == WayIn.POLICE_NOTICE],
            "repeat_at_address": [
                *_at_address(actor, contact).values_list("received_at", flat=True),
                contact.received_at,
            ],
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
    ratings = list(child.ratings.order_by("pk"))
    opened = contact.history_opened_at
    age = child.person.age_on(clock.london_day(now))
    lowered = len(ratings) > 1 and RAG_RANK[ratings[-1].rag] > RAG_RANK[ratings[-2].rag]
    first = ratings[0].rated_at if ratings else None
    others = contact.children.exclude(pk=child.pk).filter(rag="")
    return {
        "malicious_source_said": contact.believed_malicious,
        "malicious_source_only": contact.believed_malicious and not any(factor.source_words for factor in held),
        "no_wider_family_voice": not contact.adults.filter(relationship__iregex="grand|aunt|uncle|cousin").exists(),
        "no_child_voice": not (contact.child_words.strip() or child.lived_impact.strip()),
        "siblings_not_screened": others.exists(),
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


def _of_family(actor: Actor, contact: Contact) -> dict[str, bool]:
    position = sharing.position_of(actor, subject_kind="contact", subject=contact.reference)
    return {
        "going_ahead_without_telling": position.told in (Told.NOT_TOLD, Told.MUST_NOT),
        "agreement_refused": position.agreement in (Agreement.REFUSED, Agreement.WITHDRAWN),
    }


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
    answered = set(child.prompt_answers.values_list("prompt", flat=True))
    return [prompt for prompt in asking if prompt.code not in answered]
