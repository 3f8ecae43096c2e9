"""Check a whole pack: whether what it names is there, and whether a front door could run on it.

Each check is a function that yields problems; a pack is sound when none yields any. The shape of
single entries has been checked before, by the schema.
"""

from openmash.agencies.packs.checking.door import check_coverage, check_door, check_rejections, check_whole
from openmash.agencies.packs.checking.names import check_names
from openmash.agencies.packs.checking.problem import Problem
from openmash.agencies.packs.checking.sense import (
    check_colours,
    check_localities,
    check_measures,
    check_outcomes,
    check_outside,
    check_templates,
)
from openmash.agencies.packs.schema import Pack

__all__ = ["Problem", "check_pack"]

CHECKS = [check_names, check_localities, check_outside, check_colours, check_outcomes, check_templates, check_measures]
DOOR_CHECKS = [check_whole, check_door, check_coverage, check_rejections]


def check_pack(pack: Pack) -> list[Problem]:
    """Return everything that does not fit together."""
    checks = list(CHECKS)
    if pack.front_door is not None or pack.authority is not None:
        checks += DOOR_CHECKS
    return [problem for check in checks for problem in check(pack)]
