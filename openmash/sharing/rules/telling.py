"""When one may go ahead, by what the family was told and agreed to, and by whether harm is likely.

Agreement to support is not the lawful basis of sharing, and neither is telling: three facts, kept apart.
Working Together to Safeguard Children (2023) and the information-sharing advice of May 2024: agreement is not needed,
and is not asked, where a child is suffering or likely to suffer significant harm (Children Act 1989, s47).
"""

from dataclasses import dataclass

from openmash.sharing.choices import Agreement, Told

REQUIRED = "required"
UNTOLD = frozenset({Told.NOT_TOLD, Told.MUST_NOT, Told.NOT_KNOWN})
AGAINST = frozenset({Agreement.REFUSED, Agreement.WITHDRAWN})


@dataclass(frozen=True)
class Stop:
    """One thing that is missing before one may go ahead: the field, and a sentence that says what to do."""

    field: str
    sentence: str


@dataclass(frozen=True)
class GoingAhead:
    """Whether one may go ahead, what is missing if not, and why in one sentence."""

    stops: tuple[Stop, ...]
    because: str

    @property
    def allowed(self) -> bool:
        return not self.stops


def going_ahead(
    *,
    harm_likely: bool,
    told: str,
    agreement: str,
    agreement_rule: str = "expected",
    reason: str = "",
    words: str = "",
    must_not_be_told: str = "",
    manager_needed: bool = False,
    approved_by: str = "",
) -> GoingAhead:
    """Return whether one may go ahead.

    Where harm is likely nothing depends on agreement: a refusal does not stop it, and only the reason is recorded.
    Elsewhere: a refusal stops what needs agreement (`agreement_rule` of the outcome: not_asked, expected, required);
    going ahead untold needs a reason code, its words, and a manager where the pack says so (`manager_needed`).
    """
    stops = list(_about_telling(told, must_not_be_told))
    if harm_likely:
        if (told in UNTOLD or agreement in AGAINST) and not reason:
            stops.append(Stop("going_ahead_reason", "Choose why you are going ahead: the reason is recorded."))
        return GoingAhead(tuple(stops), "Harm is likely, so going ahead does not depend on agreement.")
    stops += _about_agreement(agreement, agreement_rule)
    if told in UNTOLD:
        stops += _untold(reason, words, manager_needed=manager_needed, approved_by=approved_by)
        return GoingAhead(tuple(stops), "The family has not been told, so a reason is recorded.")
    return GoingAhead(tuple(stops), "The family has been told.")


def _about_telling(told: str, must_not_be_told: str) -> list[Stop]:
    if told == Told.MUST_NOT and not must_not_be_told.strip():
        return [Stop("must_not_be_told", "Write who must not be told, and what they must not learn.")]
    return []


def _about_agreement(agreement: str, rule: str) -> list[Stop]:
    if rule != REQUIRED or agreement == Agreement.AGREED:
        return []
    if agreement in AGAINST:
        return [
            Stop("agreement", "The family does not agree to this support. Choose an outcome that does not need it.")
        ]
    return [Stop("agreement", "This support needs the family's agreement. Ask them, and record their answer.")]


def _untold(reason: str, words: str, *, manager_needed: bool, approved_by: str) -> list[Stop]:
    stops = []
    if not reason:
        stops.append(Stop("going_ahead_reason", "Choose why you are going ahead without telling the family."))
    if not words.strip():
        stops.append(
            Stop("going_ahead_words", "Write in a sentence why you are going ahead without telling the family.")
        )
    if manager_needed and not approved_by:
        stops.append(
            Stop("approved_by", "Going ahead without telling the family needs a manager. Ask one to approve it.")
        )
    return stops
