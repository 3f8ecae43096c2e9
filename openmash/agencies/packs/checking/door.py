"""What a front door needs: an authority, its clocks, cover for every place, a rule for every transfer."""

from collections.abc import Iterable, Iterator

from openmash.agencies.packs.checking.names import absent, codes_of
from openmash.agencies.packs.checking.problem import Problem
from openmash.agencies.packs.schema import (
    SCHOOL_LINK_USES,
    SCHOOL_USES,
    AuditCohort,
    ModelKind,
    NoticeUse,
    Pack,
    QueueReason,
    RagUse,
    ReasonGroup,
    TemplateUse,
)

# Whom a front door tells something whoever its agencies are.
NEEDED_RECIPIENTS = ("another-service", "professional-referrer", "public-referrer")

OF_SCHOOLS = {
    "clock": "clocks",
    "raise_clock": "clocks",
    "no_school_clock": "clocks",
    "recipient": "recipients",
    "team": "teams",
    "no_school_team": "teams",
}
"""What the telling of schools names, and the section it is in."""

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
    yield from _check_reading(pack)
    yield from _check_schools(pack)
    yield from _check_auditing(pack)


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
    needed = set(NoticeUse) - SCHOOL_USES - SCHOOL_LINK_USES
    yield from _uncovered("notices", "use", needed, {notice.use for notice in pack.notices})
    yield from _uncovered("recipients", "code", NEEDED_RECIPIENTS, {one.code for one in pack.recipients})


def _check_reading(pack: Pack) -> Iterator[Problem]:
    """Yield what the reading of records names and is not there."""
    if (reading := pack.reading) is None:
        return
    named = {"notice_clock": "clocks", "review_clock": "clocks", "check_clock": "clocks", "review_team": "teams"}
    for field, into in named.items():
        code = getattr(reading, field)
        if code not in codes_of(pack, into):
            yield Problem("reading", "", field, absent(code, into))


def _check_schools(pack: Pack) -> Iterator[Problem]:
    """Yield what the telling of schools names and is not there."""
    if (schools := pack.schools) is None:
        return
    named = [(field, into, getattr(schools, field)) for field, into in OF_SCHOOLS.items()]
    named += [("categories", "contact_categories", code) for code in schools.categories]
    named += [("lawful_bases", "lawful_bases", code) for code in schools.lawful_bases]
    for field, into, code in named:
        if code not in codes_of(pack, into):
            yield Problem("schools", "", field, absent(code, into))
    clocks = [clock for clock in pack.clocks if clock.code == schools.clock]
    if any(clock.before is None for clock in clocks):
        yield Problem("schools", "", "clock", f"“{schools.clock}” does not say before which time of a school day")
    needed = SCHOOL_USES | SCHOOL_LINK_USES if schools.answers_by_link else SCHOOL_USES
    yield from _uncovered("notices", "use", needed, {notice.use for notice in pack.notices})


def _check_auditing(pack: Pack) -> Iterator[Problem]:
    """Yield what case-file audit names and is not there, and cohorts without a toolkit."""
    if (auditing := pack.case_audits) is None:
        return
    clocks = [field for field in type(auditing).model_fields if field.endswith("_clock")]
    for field, into in [("team", "teams"), ("escalation_team", "teams"), *((name, "clocks") for name in clocks)]:
        code = getattr(auditing, field)
        if code not in codes_of(pack, into):
            yield Problem("case_audits", "", field, absent(code, into))
    covered = {cohort for toolkit in pack.audit_toolkits if toolkit.until is None for cohort in toolkit.cohorts}
    yield from _uncovered("audit_toolkits", "cohorts", set(AuditCohort), covered)


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
