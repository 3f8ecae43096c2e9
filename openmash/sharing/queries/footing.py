"""Whether something may be shared on a day, by what the register holds: asked by every room that shares."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from openmash.agencies import queries as agencies
from openmash.base.actors import Actor
from openmash.sharing.choices import ShareAnswer, SharingKind
from openmash.sharing.models import DocumentVersion
from openmash.sharing.queries.register import agreements_between, titles
from openmash.sharing.rules.footing import WARNED_SO, MayShare, Party, Terms, Words, may_share

MOST_DOUBTS = 20
MOST_KEPT = 400


@dataclass(frozen=True)
class Footing:
    """The answer with its sentences, and the version it rests on: in force, or the draft or lapsed one that there is.

    `agreement_version` is what other records keep, as G-101/2 (empty where there is no agreement); `named` is how it is
    said. What `record_warnings` needs to know is here too: who, what for, on what basis, in which way.
    """

    answer: ShareAnswer
    sentences: tuple[str, ...]
    review: bool
    version: DocumentVersion | None
    named: str
    purpose: str
    bases: tuple[str, ...]
    from_agency: Any
    to_agency: Any
    kind: SharingKind

    @property
    def allowed(self) -> bool:
        """Whether it goes, with a warning or without."""
        return self.answer is not ShareAnswer.STOPPED

    @property
    def agreement_version(self) -> str:
        return self.version.reference if self.version else ""

    @property
    def warned(self) -> bool:
        """Whether it goes with a warning: no agreement in force covers it."""
        return self.answer is ShareAnswer.WARNED

    @property
    def kept(self) -> str:
        """Return what a record keeps of it, at most 400 characters: which agreement covers it, or what is wrong."""
        said = [one for one in self.sentences if one != WARNED_SO]
        return " ".join(said)[:MOST_KEPT]


def footing_for(
    actor: Actor,
    *,
    purpose: str,
    bases: Collection[str],
    from_agency: str,
    to_agency: str,
    items: Collection[str],
    kind: SharingKind,
    on: date,
) -> Footing:
    """Return whether something may go from one agency (by code) to another on a day, and under which version.

    Raises NotFound for an unknown agency.
    """
    wanted = {to_agency: kind}
    asked = footings_for(
        actor, purpose=purpose, bases=bases, from_agency=from_agency, to_agencies=wanted, items=items, on=on
    )
    return asked[to_agency]


def footings_for(
    actor: Actor,
    *,
    purpose: str,
    bases: Collection[str],
    from_agency: str,
    to_agencies: Mapping[str, SharingKind],
    items: Collection[str],
    on: date,
) -> dict[str, Footing]:
    """Return the same for several receivers, each in its own way of sharing, by code.

    One query for the agreements, one for the agencies. Raises NotFound for an unknown agency.
    """
    sender = agencies.agency_by_code(from_agency)
    receivers = {code: agencies.agency_by_code(code) for code in to_agencies}
    versions = agreements_between(actor, {one.pk for one in (sender, *receivers.values())})
    found = {}
    for code, kind in to_agencies.items():
        answer, version = _decide(
            versions, sender, receivers[code], purpose=purpose, bases=bases, items=items, kind=kind, on=on
        )
        found[code] = Footing(
            answer=answer.answer,
            sentences=answer.sentences,
            review=answer.review,
            version=version,
            named=answer.terms.named if answer.terms else "",
            purpose=purpose,
            bases=tuple(bases),
            from_agency=sender,
            to_agency=receivers[code],
            kind=kind,
        )
    return found


def _decide(
    versions: list[DocumentVersion],
    sender: Any,
    receiver: Any,
    *,
    kind: SharingKind,
    on: date,
    purpose: str = "",
    bases: Collection[str] = (),
    items: Collection[str] = (),
) -> tuple[MayShare, DocumentVersion | None]:
    by_terms = {_terms(version): version for version in versions}
    found = may_share(
        purpose=purpose,
        bases=bases,
        from_=_party(sender),
        to=_party(receiver),
        items=items,
        kind=kind,
        on=on,
        agreements=tuple(by_terms),
        words=Words(titles("purposes"), titles("lawful_bases"), titles("data_items")),
    )
    return found, by_terms[found.terms] if found.terms else None


def _party(agency: Any) -> Party:
    return Party(agency.code, agency.name, agency.kind, inside=agency.is_authority)


def _terms(version: DocumentVersion) -> Terms:
    parties = [one for one in agencies.all_agencies() if one.pk in set(version.party_ids)]
    return Terms(
        reference=version.document.reference,
        title=version.document.title,
        number=version.number,
        state=version.state,
        parties=frozenset(one.code for one in parties),
        council=any(one.is_authority for one in parties),
        purposes=frozenset(version.purposes),
        bases=frozenset(version.bases),
        items=frozenset(version.items),
        review_on=version.review_on,
        ends_on=version.ends_on,
    )


def doubts_on_loading(actor: Actor, *, senders: Iterable[str] = (), kinds: Collection[str] = (), on: date) -> list[str]:
    """Return a sentence for each sender, by agency code, that no agreement in force covers: nothing is blocked by it.

    Where only the kinds of agency are known that keep such a list (`kinds`), one of them that is covered is enough.
    """
    known = {one.code: one for one in agencies.all_agencies()}
    ours = next((one for one in known.values() if one.is_authority), None)
    if ours is None:
        return []
    named = [known[code] for code in sorted(set(senders)) if code in known]
    likely = [one for one in known.values() if one.kind in kinds]
    versions = agreements_between(actor, {one.pk for one in (*named, *likely)}) if named or likely else []
    doubts = [_doubt(versions, one, ours, on) for one in likely]
    found = [_doubt(versions, one, ours, on) for one in named] + (doubts if all(doubts) else [])
    return [sentence for sentence in found if sentence][:MOST_DOUBTS]


def _doubt(versions: list[DocumentVersion], sender: Any, ours: Any, on: date) -> str:
    found, _ = _decide(versions, sender, ours, kind=SharingKind.LOADING, on=on)
    return "" if found.answer is ShareAnswer.ALLOWED else f"{sender.name}: {' '.join(found.sentences)}"
