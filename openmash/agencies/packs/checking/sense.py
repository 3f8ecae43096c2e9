"""What must hold of any pack: places, ratings, outcomes, messages and measures that make sense together."""

from collections.abc import Iterator
from string import Formatter
from typing import Any

from openmash.agencies.packs.checking.problem import Problem
from openmash.agencies.packs.schema import (
    CODE_PLACEHOLDERS,
    NOTICE_PLACEHOLDERS,
    PAPER_PLACEHOLDERS,
    PLACEHOLDERS,
    NoticeUse,
    Pack,
    Unit,
)
from openmash.base.worktime import Kind


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
    """Yield messages and notices with something in braces that is never filled in."""
    for template in pack.templates:
        yield from _check_braces("templates", template, PLACEHOLDERS[template.use])
    for notice in pack.notices:
        allowed = CODE_PLACEHOLDERS if notice.use is NoticeUse.LINK_CODE else NOTICE_PLACEHOLDERS
        yield from _check_braces("notices", notice, allowed)
    for paper in pack.family_papers:
        yield from _check_braces("family_papers", paper, PAPER_PLACEHOLDERS[paper.use])


def _check_braces(section: str, entry: Any, allowed: frozenset[str]) -> Iterator[Problem]:
    for field in ("subject", "body"):
        try:
            used = {name for _, name, *_ in Formatter().parse(getattr(entry, field)) if name is not None}
        except ValueError:
            yield Problem(section, entry.code, field, "has a brace without its partner")
            continue
        for name in sorted(used - allowed):
            yield Problem(
                section,
                entry.code,
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
