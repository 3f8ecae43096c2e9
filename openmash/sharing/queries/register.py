"""The register as the actor may read it: documents, their versions, what stands now and when it is reviewed next."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from openmash.accounts import queries as accounts
from openmash.agencies import queries as agencies
from openmash.base.actors import Actor
from openmash.base.errors import NotFound
from openmash.base.transactions import remembered
from openmash.sharing.choices import DocumentKind, VersionState
from openmash.sharing.models import Document, DocumentVersion, FootingWarning
from openmash.sharing.rules import register as rules


@dataclass(frozen=True)
class VersionRow:
    """One version, its codes said in words. `standing` is where it stands on the day that was asked about."""

    reference: str
    number: int
    standing: str
    words: str
    parties: tuple[str, ...]
    purposes: tuple[str, ...]
    bases: tuple[str, ...]
    items: tuple[str, ...]
    retention: str
    review_on: date | None
    ends_on: date | None
    kept_at: str
    drafted_at: datetime
    drafted_by: str
    approved_at: datetime | None
    approved_by: str
    approved_for: str
    in_force_at: datetime | None
    in_force_by: str
    over_at: datetime | None
    over_by: str
    over_reason: str
    writers: tuple[str, ...]


@dataclass(frozen=True)
class DocumentRow:
    """One document: its versions, the latest first, the one that says where it stands, and the one in force."""

    reference: str
    kind: str
    title: str
    team: str
    versions: tuple[VersionRow, ...]

    @property
    def in_force(self) -> VersionRow | None:
        return next((one for one in self.versions if one.standing == VersionState.IN_FORCE), None)

    @property
    def latest(self) -> VersionRow:
        return self.versions[0]

    @property
    def shown(self) -> VersionRow:
        """Return the version that says where the document stands: in force, else the latest."""
        return self.in_force or self.latest

    @property
    def next_review(self) -> date | None:
        return rules.last_day(review_on=self.shown.review_on, ends_on=self.shown.ends_on)


def agency_names() -> dict[int, str]:
    """Return the names of agencies by key. Asked once in a transaction."""
    return remembered("sharing.agency_names", lambda: {one.pk: one.name for one in agencies.all_agencies()})


def titles(section: str) -> dict[str, str]:
    """Return the titles of a section of the pack in force by code, withdrawn ones included."""
    return {entry.code: entry.title for entry in agencies.pack_in_force().section(section)}


def register_rows(actor: Actor, *, on: date, kind: str = "", state: str = "") -> list[DocumentRow]:
    """Return the documents the actor may read, the nearest review first and those without one last. Two queries."""
    documents = Document.objects.visible_to(actor).select_related("team").order_by("reference")
    if kind:
        documents = documents.filter(kind=kind)
    rows = _rows(actor, list(documents), on=on)
    if state:
        rows = [row for row in rows if row.shown.standing == state]
    return sorted(rows, key=lambda row: (row.next_review is None, row.next_review or on, row.title))


def document_row(actor: Actor, reference: str, *, on: date) -> DocumentRow:
    """Return one document that the actor may read, with the versions that they may. Raises NotFound."""
    return _rows(actor, [document_by_reference(actor, reference)], on=on)[0]


def _rows(actor: Actor, documents: list[Document], *, on: date) -> list[DocumentRow]:
    held: dict[int, list[DocumentVersion]] = {}
    versions = DocumentVersion.objects.visible_to(actor).filter(document__in=documents).order_by("-number")
    for version in versions.select_related("document"):
        held.setdefault(version.document_id, []).append(version)
    names = _names(version for some in held.values() for version in some)
    said = {section: titles(section) for section in ("purposes", "lawful_bases", "data_items", "retention")}
    return [
        DocumentRow(
            reference=document.reference,
            kind=document.kind,
            title=document.title,
            team=document.team.name,
            versions=tuple(_version_row(version, names, said, on) for version in held[document.pk]),
        )
        for document in documents
        if document.pk in held
    ]


def _names(versions: Iterable[DocumentVersion]) -> dict[str, str]:
    actors = {
        actor
        for version in versions
        for actor in (version.drafted_by, version.approved_by, version.in_force_by, version.over_by)
        if actor
    }
    return accounts.names_of(actors)


def _version_row(
    version: DocumentVersion, names: dict[str, str], said: dict[str, dict[str, str]], on: date
) -> VersionRow:
    known = agency_names()
    return VersionRow(
        reference=version.reference,
        number=version.number,
        standing=rules.standing(version.state, review_on=version.review_on, ends_on=version.ends_on, on=on),
        words=version.words,
        parties=tuple(known.get(key, "?") for key in version.party_ids),
        purposes=_said(said["purposes"], version.purposes),
        bases=_said(said["lawful_bases"], version.bases),
        items=_said(said["data_items"], version.items),
        retention=said["retention"].get(version.retention, version.retention),
        review_on=version.review_on,
        ends_on=version.ends_on,
        kept_at=version.kept_at,
        drafted_at=version.drafted_at,
        drafted_by=names.get(version.drafted_by, ""),
        approved_at=version.approved_at,
        approved_by=names.get(version.approved_by, ""),
        approved_for=version.approved_for,
        in_force_at=version.in_force_at,
        in_force_by=names.get(version.in_force_by, ""),
        over_at=version.over_at,
        over_by=names.get(version.over_by, ""),
        over_reason=version.over_reason,
        writers=tuple(version.writers),
    )


def _said(titles: dict[str, str], codes: Iterable[str]) -> tuple[str, ...]:
    return tuple(titles.get(code, code) for code in codes)


def document_by_reference(actor: Actor, reference: str) -> Document:
    """Return a document that the actor may read. Raises NotFound."""
    found = Document.objects.visible_to(actor).select_related("team").filter(reference=reference).first()
    if found is None:
        raise NotFound
    return found


def version_of(actor: Actor, reference: str, number: int) -> DocumentVersion:
    """Return a version that the actor may read. Raises NotFound."""
    versions = DocumentVersion.objects.visible_to(actor).select_related("document__team")
    found = versions.filter(document__reference=reference, number=number).first()
    if found is None:
        raise NotFound
    return found


def said_in(version: DocumentVersion) -> dict[str, Any]:
    """Return what a version says, as a form of it takes it: codes, parties by the codes of their agencies."""
    codes = {one.pk: one.code for one in agencies.all_agencies()}
    plain = ("words", "purposes", "bases", "items", "retention", "review_on", "ends_on", "kept_at")
    return {name: getattr(version, name) for name in plain} | {
        "parties": [codes[key] for key in version.party_ids if key in codes]
    }


def latest_said(actor: Actor, reference: str) -> dict[str, Any]:
    """Return what the latest version of a document says, for the next one to begin with. Raises NotFound."""
    document = document_by_reference(actor, reference)
    return said_in(DocumentVersion.objects.visible_to(actor).filter(document=document).latest("number"))


def register_choices(on: date) -> dict[str, list[tuple[str, str]]]:
    """Return what can be chosen in the register on a day, as pairs of code and title: parties, purposes, bases and others."""
    pack = agencies.pack_in_force()
    purposes = [entry for entry in pack.in_force("purposes", on) if not entry.opens_records]
    items = sorted(pack.in_force("data_items", on), key=lambda entry: (entry.order, entry.code))
    return {
        "parties": [(one.code, one.name) for one in agencies.all_agencies()],
        "purposes": [(one.code, one.title) for one in sorted(purposes, key=lambda entry: (entry.order, entry.code))],
        "bases": [(one.code, one.title) for one in pack.in_force("lawful_bases", on)],
        "items": [(one.code, one.title) for one in items],
        "retention": [(one.code, one.title) for one in pack.in_force("retention", on)],
    }


def duties_on(on: date) -> list[dict[str, Any]]:
    """Return the duties about sharing that the pack knows, with the day each begins and whether it has begun."""
    found = agencies.pack_in_force().in_force("duties", on)
    return [
        {
            "title": duty.title,
            "law": duty.law,
            "words": duty.words,
            "begins_on": duty.begins_on,
            "begun": duty.has_begun(on),
            "note": duty.note,
            "source": duty.source,
            "checked_on": duty.checked_on,
        }
        for duty in sorted(found, key=lambda duty: (duty.begins_on is None, duty.begins_on or on, duty.title))
    ]


def warnings_of(actor: Actor, reference: str, *, most: int = 50) -> list[FootingWarning]:
    """Return when something was shared without an agreement that covers it, by a document's reference; the latest first."""
    if not actor.is_authority:
        return []
    warnings = FootingWarning.objects.filter(version__document__reference=reference)
    return list(warnings.select_related("from_agency", "to_agency").order_by("-warned_at")[:most])


def agreements_between(actor: Actor, keys: Iterable[int]) -> list[DocumentVersion]:
    """Return the versions of agreements that count, to which any of some agencies is party."""
    versions = DocumentVersion.objects.visible_to(actor).select_related("document")
    agreements = versions.filter(document__kind=DocumentKind.SHARING_AGREEMENT, party_ids__overlap=list(keys))
    return list(agreements.exclude(state=VersionState.SUPERSEDED).order_by("document__reference", "number"))
