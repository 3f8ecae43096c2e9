"""What is named must be there: every code that an entry names elsewhere."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from openmash.agencies.choices import Role
from openmash.agencies.packs.checking.problem import Problem
from openmash.agencies.packs.schema import Fact, Pack

Named = Iterable[tuple[str, str, str | None]]
"""What an entry names elsewhere: the field, the section it points into, and the code (or None)."""


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


def _of_kinds(entry: Any) -> Named:
    yield from (("agency_kinds", "agency_kinds", code) for code in entry.agency_kinds)


def _of_suggestions(entry: Any) -> Named:
    yield from _of_kinds(entry)
    yield from (("categories", "contact_categories", code) for code in entry.categories)


def _of_agency_clocks(entry: Any) -> Named:
    yield from _of_kinds(entry)
    yield "colour", "colours", entry.colour
    yield "clock", "clocks", entry.clock


def _of_receives(entry: Any) -> Named:
    yield "code", "agency_kinds", entry.code
    yield from (("items", "data_items", code) for code in entry.items)


def _of_meeting_kinds(entry: Any) -> Named:
    yield "hold_clock", "clocks", entry.hold_clock
    yield "ends_with", "meeting_questions", entry.ends_with
    if (after := entry.clock_after) is not None:
        yield "clock_after.clock", "clocks", after.clock
        yield "clock_after.question", "meeting_questions", after.question
        yield "clock_after.ended_by", "meeting_questions", after.ended_by


def _of_meetings(entry: Any) -> Named:
    yield from _of_kinds(entry)
    yield from (("meetings", "meeting_kinds", code) for code in entry.meetings)


def _of_escalation_stages(entry: Any) -> Named:
    yield "clock", "clocks", entry.clock
    yield "team_kind", "team_kinds", entry.team_kind
    yield from (("roles", "roles", role) for role in entry.roles)


def _of_branches(entry: Any) -> Named:
    yield from _of_kinds(entry)
    yield "team_kind", "team_kinds", entry.team_kind
    yield "clock", "clocks", entry.clock
    yield "then_clock", "clocks", entry.then_clock
    yield "purpose", "reasons", entry.purpose
    yield from (("categories", "contact_categories", code) for code in entry.categories)


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
    "contact_sources": _of_kinds,
    "question_sets": _of_kinds,
    "suggestions": _of_suggestions,
    "recipients": _of_kinds,
    "agency_clocks": _of_agency_clocks,
    "meeting_kinds": _of_meeting_kinds,
    "must_attend": _of_meetings,
    "meeting_questions": _of_meetings,
    "escalation_stages": _of_escalation_stages,
    "branches": _of_branches,
    "outcomes": _of_outcomes,
    "oversight": _of_oversight,
    "prompts": _of_conditions,
    "contact_categories": _of_categories,
    "risk_headings": _of_risk_headings,
    "receives": _of_receives,
}
"""What the entries of each section name elsewhere."""


def check_names(pack: Pack) -> Iterator[Problem]:
    """Yield every code that is named and is not there."""
    for section, names in NAMES.items():
        for entry in pack.section(section):
            for field, into, code in names(entry):
                if code is not None and code not in codes_of(pack, into):
                    yield Problem(section, entry.code, field, absent(code, into))


def codes_of(pack: Pack, into: str) -> set[str]:
    """Return the codes of a section, of a national list (“list:…”), of all RAG colours, or of the product's roles."""
    if into == "roles":
        return {role.value for role in Role}
    if into == "colours":
        return {colour.code for policy in pack.rag_policies for colour in policy.colours}
    if into.startswith("list:"):
        wanted = into.removeprefix("list:")
        return {item.code for held in pack.code_lists if held.code == wanted for item in held.items}
    return {entry.code for entry in pack.section(into)}


def absent(code: str, into: str) -> str:
    """Return the sentence for a code that is named and is not there."""
    place = into.removeprefix("list:")
    return f"names “{code}”, which is not in {place}"
