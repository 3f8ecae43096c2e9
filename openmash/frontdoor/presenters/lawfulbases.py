"""The lawful bases a worker chooses from: what is usual for this contact first, the others by the kind of law."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

USUAL = "Usual for what is known here"
KINDS = {
    "statutory_duty": "Duties in law",
    "statutory_power": "Powers in law",
    "uk_gdpr_article_6": "Data protection law",
    "uk_gdpr_article_9": "Data protection law: sensitive details",
    "uk_gdpr_article_10": "Data protection law: offences",
    "common_law": "Confidence",
    "law_enforcement": "Law enforcement",
}


@dataclass(frozen=True)
class Offered:
    """Choices in their order, the sentence under each, the heading each stands under, and which stand behind a summary."""

    choices: list[tuple[str, str]]
    hints: dict[str, str]
    groups: dict[str, str]
    more: frozenset[str]
    others: str = "Other lawful bases"

    @property
    def more_label(self) -> str:
        return f"{self.others} ({len(self.more)})"


def in_groups(bases: Iterable[Any], *, usual: Collection[str]) -> Offered:
    """Return the bases of a pack, those of `usual` (their codes) first. Where none is usual, all stand open, without sentences."""
    held = list(bases)
    first = [basis for basis in held if basis.code in usual]
    others = sorted((basis for basis in held if basis.code not in usual), key=lambda b: list(KINDS).index(str(b.kind)))
    return Offered(
        choices=[(basis.code, basis.title) for basis in [*first, *others]],
        hints={basis.code: basis.use_when for basis in held} if first else {},
        groups={b.code: USUAL for b in first} | {b.code: KINDS[str(b.kind)] for b in others},
        more=frozenset(basis.code for basis in others) if first else frozenset(),
    )
