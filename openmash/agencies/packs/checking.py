"""Check a whole pack: whether what it names is there, and whether the front door could run on it.

Each check is a function that yields problems; a pack is sound when none yields any. The shape of
single entries has been checked before, by the schema.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from string import Formatter
from typing import Any

from openmash.agencies.choices import Role
from openmash.agencies.packs.schema import (
    PLACEHOLDERS,
    Fact,
    ModelKind,
    Pack,
    QueueReason,
    RagUse,
    ReasonGroup,
    TemplateUse,
    Unit,
)
from openmash.base.worktime import Kind


@dataclass(frozen=True)
class Problem:
    """One thing that does not fit: where in the pack, and why."""

    section: str
    code: str
    field: str
    reason: str

    @property
    def key(self) -> str:
        """Return where it is, as an author of packs would write it."""
        where = f'{self.section}["{self.code}"]' if self.code else self.section
        return f"{where}.{self.field}" if self.field else where


Named = Iterable[tuple[str, str, str | None]]
"""What an entry names elsewhere: the field, the section it points into, and the code (or None)."""


def check_pack(pack: Pack) -> list[Problem]:
    """Return everything that does not fit together."""
    checks = [check_names, *CHECKS]
    if pack.front_door is not None or pack.authority is not None:
        checks += DOOR_CHECKS
    return [problem for check in checks for problem in check(pack)]


# --- what is named must be there ----------------------------------------------------------


def _of_localities(entry: Any) -> Named:
    yield "service", "services", entry.service
    yield from (("districts", "districts", code) for code in entry.districts)


def _of_teams(entry: Any) -> Named:
    yield "kind", "team_kinds", entry.kind
    yield "agency", "agencies", entry.agency
    yield "service", "services", entry.service
    yield "hours", "opening_times", entry.hours
    yield from (("localities", "localities", code) for code in entry.localities)
    yield from (("districts", "districts", code) for code in entry.districts)


def _of_operating_models(entry: Any) -> Named:
    yield "service", "services", entry.service
    yield "locality", "localities", entry.locality
    yield "screening_team", "teams", entry.screening_team
    yield "transfers_to", "teams", entry.transfers_to
    yield "settled_in", "teams", entry.settled_in
    yield "transfer_clock", "clocks", entry.transfer_clock
    yield "settle_clock", "clocks", entry.settle_clock
    yield "settled_by", "roles", entry.settled_by or None
    yield from (("transfer_rules.clock", "clocks", rule.clock) for rule in entry.transfer_rules)


def _of_offers(entry: Any) -> Named:
    yield "agency", "agencies", entry.agency
    yield from (("districts", "districts", code) for code in entry.districts)


def _of_rag_policies(entry: Any) -> Named:
    yield from (("set_by", "roles", role) for role in entry.set_by)
    yield from (("colours.clock", "clocks", colour.clock) for colour in entry.colours)


def _of_outcomes(entry: Any) -> Named:
    yield "next_work.team_kind", "team_kinds", entry.next_work.team_kind
    yield "next_work.clock", "clocks", entry.next_work.clock
    yield from (("ssd_flags", "list:contact-flags", flag) for flag in entry.ssd_flags)
    yield "national_outcome", "list:contact-outcomes", entry.national_outcome or None


def _of_oversight(entry: Any) -> Named:
    yield from (("outcomes", "outcomes", code) for code in entry.outcomes)
    yield from (("colours", "colours", code) for code in entry.colours)
    yield from (("by", "roles", role) for role in entry.by)
    yield "clock", "clocks", entry.clock
    yield from _of_conditions(entry)


def _of_conditions(entry: Any) -> Named:
    for condition in entry.when:
        if condition.fact is Fact.CATEGORY_IS:
            yield from (("when.one_of", "contact_categories", code) for code in condition.one_of)


def _of_categories(entry: Any) -> Named:
    yield "primary_need", "list:primary-need", entry.primary_need or None
    yield from (("factors", "list:assessment-factors", code) for code in entry.factors)


def _of_risk_headings(entry: Any) -> Named:
    for item in entry.items:
        yield from (("items.factors", "list:assessment-factors", code) for code in item.factors)


def _of_clocks(entry: Any) -> Named:
    yield "start", "events", entry.start
    yield "stop", "events", entry.stop
    yield "hours", "opening_times", entry.hours or None


NAMES: dict[str, Callable[[Any], Named]] = {
    "localities": _of_localities,
    "outside_authorities": lambda entry: (),
    "agencies": lambda entry: [("kind", "agency_kinds", entry.kind)],
    "teams": _of_teams,
    "address_queues": lambda entry: [
        ("team", "teams", entry.team),
        ("clock", "clocks", entry.clock),
    ],
    "operating_models": _of_operating_models,
    "offers": _of_offers,
    "clocks": _of_clocks,
    "rag_policies": _of_rag_policies,
    "contact_sources": lambda entry: [("agency_kinds", "agency_kinds", code) for code in entry.agency_kinds],
    "outcomes": _of_outcomes,
    "oversight": _of_oversight,
    "prompts": _of_conditions,
    "contact_categories": _of_categories,
    "risk_headings": _of_risk_headings,
}
"""What the entries of each section name elsewhere."""


def check_names(pack: Pack) -> Iterator[Problem]:
    """Yield every code that is named and is not there."""
    for section, names in NAMES.items():
        for entry in pack.section(section):
            for field, into, code in names(entry):
                if code is not None and code not in _codes(pack, into):
                    yield Problem(section, entry.code, field, _absent(code, into))


def _codes(pack: Pack, into: str) -> set[str]:
    if into == "roles":
        return {role.value for role in Role}
    if into == "colours":
        return {colour.code for policy in pack.rag_policies for colour in policy.colours}
    if into.startswith("list:"):
        wanted = into.removeprefix("list:")
        return {item.code for held in pack.code_lists if held.code == wanted for item in held.items}
    return {entry.code for entry in pack.section(into)}


def _absent(code: str, into: str) -> str:
    place = into.removeprefix("list:")
    return f"names “{code}”, which is not in {place}"


# --- what must hold of any pack -----------------------------------------------------------


def check_localities(pack: Pack) -> Iterator[Problem]:
    """Yield districts that lie in two localities of one service at the same time."""
    for number, one in enumerate(pack.localities):
        for other in pack.localities[number + 1 :]:
            if one.service == other.service and one.key != other.key and one.overlaps(other):
                for district in sorted(set(one.districts) & set(other.districts)):
                    yield Problem("localities", other.code, "districts", f"{district} lies in {one.code} as well")


def check_outside(pack: Pack) -> Iterator[Problem]:
    """Yield outside authorities that claim a district of the authority itself."""
    own = {district.code for district in pack.districts}
    for outside in pack.outside_authorities:
        for district in outside.districts:
            if district in own:
                yield Problem(
                    "outside_authorities", outside.code, "districts", f"{district} is a district of this authority"
                )


def check_colours(pack: Pack) -> Iterator[Problem]:
    """Yield ratings that promise never to pause on a clock that does, and reds that may be rejected."""
    kinds = {clock.code: clock.kind for clock in pack.clocks}
    steady = set()
    for policy in pack.rag_policies:
        for colour in policy.colours:
            if not colour.never_pauses:
                continue
            steady.add(colour.code)
            if kinds.get(colour.clock or "", Kind.ELAPSED_HOURS) is not Kind.ELAPSED_HOURS:
                yield Problem(
                    "rag_policies",
                    policy.code,
                    f"colours.{colour.code}",
                    f"never pauses, so its clock “{colour.clock}” must count elapsed hours",
                )
    for model in pack.operating_models:
        for rule in model.transfer_rules:
            if rule.colour in steady and rule.rejections:
                yield Problem(
                    "operating_models",
                    model.code,
                    "transfer_rules",
                    f"“{rule.colour}” never pauses, so it cannot be rejected",
                )


def check_outcomes(pack: Pack) -> Iterator[Problem]:
    """Yield outcomes that contradict themselves."""
    for outcome in pack.outcomes:
        if outcome.is_referral and (outcome.statutory is not True or outcome.closes):
            yield Problem(
                "outcomes", outcome.code, "is_referral", "a referral is statutory and does not close the contact"
            )
        if outcome.urgent and outcome.agreement.value != "not_asked":
            yield Problem("outcomes", outcome.code, "agreement", "an urgent outcome does not wait for agreement")


def check_templates(pack: Pack) -> Iterator[Problem]:
    """Yield messages with something in braces that is never filled in."""
    for template in pack.templates:
        allowed = PLACEHOLDERS[template.use]
        for field in ("subject", "body"):
            try:
                used = {name for _, name, *_ in Formatter().parse(getattr(template, field)) if name is not None}
            except ValueError:
                yield Problem("templates", template.code, field, "has a brace without its partner")
                continue
            for name in sorted(used - allowed):
                yield Problem(
                    "templates",
                    template.code,
                    field,
                    f"has {{{name}}}, which is never filled in (known: {', '.join(sorted(allowed))})",
                )


def check_measures(pack: Pack) -> Iterator[Problem]:
    """Yield percentages that do not say what they count."""
    for measure in pack.measures:
        if measure.unit is Unit.PERCENT and not measure.numerator:
            yield Problem("measures", measure.code, "numerator", "a percentage says what it counts")
        if measure.target is not None and not measure.target_source:
            yield Problem("measures", measure.code, "target_source", "a target says who set it")


# --- what the front door needs ------------------------------------------------------------


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
        yield Problem("agencies", "", "is_authority", "at least one agency is the authority itself (its services may be several)")
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
    for field, into in named.items():
        code = getattr(door, field)
        if code not in _codes(pack, into):
            yield Problem("front_door", "", field, _absent(code, into))


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
            yield Problem("operating_models", model.code, "transfer_rules", _absent(colour, "rag_policies"))


CHECKS = [check_localities, check_outside, check_colours, check_outcomes, check_templates, check_measures]
DOOR_CHECKS = [check_whole, check_door, check_coverage, check_rejections]
