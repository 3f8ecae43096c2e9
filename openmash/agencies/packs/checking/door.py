"""What a front door needs: an authority, its clocks, cover for every place, a rule for every transfer."""

from collections.abc import Iterable, Iterator

from openmash.agencies.packs.checking.names import absent, codes_of
from openmash.agencies.packs.checking.problem import Problem
from openmash.agencies.packs.schema import ModelKind, NoticeUse, Pack, QueueReason, RagUse, ReasonGroup, TemplateUse

# Whom a front door tells something whoever its agencies are.
NEEDED_RECIPIENTS = ("another-service", "professional-referrer", "public-referrer")

MAY_BE_NAMED = {"register_team": "teams", "agreement_review_clock": "clocks"}
"""What a front door may name and can do without: packs of earlier releases do not."""


def check_whole(pack: Pack) -> Iterator[Problem]:
    """Yield what a front door cannot do without."""
    if pack.authority is None:
        yield Problem("authority", "", "", "is missing: a front door belongs to an authority")
    if pack.front_door is None:
        yield Problem("front_door", "", "", "is missing: it names the clocks the front door runs on")
    if not any(outcome.is_referral for outcome in pack.outcomes):
        yield Problem("outcomes", "", "", "no outcome makes a contact a referral")
    if not any(policy.use is RagUse.DECISION for policy in pack.rag_policies):
        yield Problem("rag_policies", "", "", "no policy sets the time for a decision")
    if not pack.need_schemes:
        yield Problem("need_schemes", "", "", "no Continuum of Need is set")
    if not any(agency.is_authority for agency in pack.agencies):
        yield Problem(
            "agencies", "", "is_authority", "at least one agency is the authority itself (its services may be several)"
        )
    yield from _uncovered("reasons", "group", ReasonGroup, {reason.group for reason in pack.reasons})
    yield from _uncovered("templates", "use", TemplateUse, {template.use for template in pack.templates})
    queued = {why for queue in pack.address_queues for why in queue.when}
    yield from _uncovered("address_queues", "when", QueueReason, queued)


def _uncovered(section: str, field: str, wanted: Iterable[str], there: Iterable[str]) -> Iterator[Problem]:
    for missing in sorted(set(wanted) - set(there)):
        yield Problem(section, "", field, f"nothing is set for {missing}")


def check_door(pack: Pack) -> Iterator[Problem]:
    """Yield what the front door's own table names and is not there."""
    if (door := pack.front_door) is None:
        return
    named = {
        "service": "services",
        "decision_clock": "clocks",
        "acknowledgement_clock": "clocks",
        "answer_clock": "clocks",
        "disagreement_clock": "clocks",
        "early_help_check_clock": "clocks",
        "handover_clock": "clocks",
        "referral_clock": "clocks",
        "emergency_team": "teams",
        "adult_duty_team": "teams",
        "unknown_source": "contact_sources",
        "anonymous_source": "contact_sources",
    }
    named |= {field: into for field, into in MAY_BE_NAMED.items() if getattr(door, field)}
    for field, into in named.items():
        code = getattr(door, field)
        if code not in codes_of(pack, into):
            yield Problem("front_door", "", field, absent(code, into))
    yield from _check_hub(pack)


def _check_hub(pack: Pack) -> Iterator[Problem]:
    """Yield what the asking of agencies names and is not there."""
    if (hub := pack.hub) is None:
        return
    for field, into in {"unrated_colour": "colours", "read_clock": "clocks", "late_clock": "clocks"}.items():
        code = getattr(hub, field)
        if code not in codes_of(pack, into):
            yield Problem("hub", "", field, absent(code, into))
    if not any(policy.use is RagUse.AGENCY_ANSWER for policy in pack.rag_policies):
        yield Problem("rag_policies", "", "", "no policy sets the time for an agency's answer")
    yield from _uncovered("notices", "use", NoticeUse, {notice.use for notice in pack.notices})
    yield from _uncovered("recipients", "code", NEEDED_RECIPIENTS, {one.code for one in pack.recipients})


def check_coverage(pack: Pack) -> Iterator[Problem]:
    """Yield districts without a locality, and localities that nobody screens."""
    if (door := pack.front_door) is None:
        return
    ours = [locality for locality in pack.localities if locality.service == door.service]
    current = [locality for locality in ours if locality.until is None]
    covered = {code for locality in current for code in locality.districts}
    for district in pack.districts:
        if district.until is None and district.code not in covered:
            yield Problem("districts", district.code, "", f"lies in no locality of {door.service}")
    screened = {
        model.locality for model in pack.operating_models if model.service == door.service and model.until is None
    }
    for locality in current:
        if locality.code not in screened:
            yield Problem("localities", locality.code, "", "no operating model says who screens it")


def check_rejections(pack: Pack) -> Iterator[Problem]:
    """Yield transferring models that leave a rating without a rule about rejection."""
    colours = {
        colour.code for policy in pack.rag_policies if policy.use is RagUse.DECISION for colour in policy.colours
    }
    for model in pack.operating_models:
        if model.kind is not ModelKind.TRIAGE_THEN_TRANSFER:
            continue
        ruled = {rule.colour for rule in model.transfer_rules}
        for colour in sorted(colours - ruled):
            yield Problem(
                "operating_models", model.code, "transfer_rules", f"does not say how often “{colour}” may be rejected"
            )
        for colour in sorted(ruled - colours):
            yield Problem("operating_models", model.code, "transfer_rules", absent(colour, "rag_policies"))
