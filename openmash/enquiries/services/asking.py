"""Ask agencies in one act, and take a request back."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import transaction

from openmash.agencies import queries as agencies
from openmash.base import clock
from openmash.base.actors import Actor
from openmash.base.errors import RuleBroken
from openmash.base.references import next_reference, next_references
from openmash.enquiries import permissions, queries, rules
from openmash.enquiries.choices import LINK_TO, EventKind, RequestState
from openmash.enquiries.models import AgencyRequest, AskedAbout, Enquiry
from openmash.enquiries.services.footing import put_on_footing
from openmash.enquiries.services.hub import give_places, take_place
from openmash.enquiries.services.noticing import send_notice, send_notices
from openmash.enquiries.services.shared import finish_answering, lock_request, note_event, open_answering
from openmash.links import services as links
from openmash.people import queries as people
from openmash.sharing.choices import TOLD_WORDS, Told
from openmash.trail import services as trail
from openmash.work import services as work
from openmash.work.choices import RAG_RANK, WorkAct

PROTECTED = "Address kept back"


@dataclass(frozen=True)
class PersonAsked:
    """Somebody whom agencies are asked about."""

    person: Any
    is_child: bool
    relationship: str = ""


@dataclass(frozen=True)
class EnquiryGiven:
    """Why agencies are asked, on which basis, and what the family knows. Nothing starts on an answer."""

    purpose: str
    lawful_bases: tuple[str, ...]
    told: str = Told.NOT_KNOWN
    must_not_be_told: str = ""
    category: str = ""
    words: str = ""
    rag: str = ""


@dataclass(frozen=True)
class Asking:
    """What came of an act of asking: the requests made, and the agencies that have the same question open already."""

    enquiry: Enquiry | None
    requests: list[AgencyRequest] = field(default_factory=list)
    open_already: list[AgencyRequest] = field(default_factory=list)


@transaction.atomic
def ask_agencies(
    *,
    actor: Actor,
    subject_kind: str,
    subject: str,
    team: Any,
    agency_codes: Sequence[str],
    about: Sequence[PersonAsked],
    given: EnquiryGiven,
    restricted: bool = False,
    locality: str = "",
    now: datetime,
) -> Asking:
    """Ask several agencies at once about several people. Who has the same question open is not asked again.

    A service of the council gets it as work of its team for the `locality`.

    Raises Denied; RuleBroken without an agency, a person or a basis, or where somebody must not be told and nobody is named.
    """
    permissions.check_can_ask(actor)
    _check(agency_codes, about, given)
    wanted, repeats = _without_repeats(subject_kind, subject, agency_codes, about)
    if not wanted:
        return Asking(enquiry=None, open_already=repeats)
    enquiry = Enquiry(
        reference=next_reference("E-", "ref_enquiry"),
        subject_kind=subject_kind,
        subject=subject,
        team=team,
        restricted=restricted,
        **vars(given),
    )
    with trail.gathering():
        requests = _keep(actor, enquiry, wanted, about, now)
        _send(actor, enquiry, requests, locality, now)
    trail.record(
        actor=actor,
        kind="agencies.asked",
        subject=f"{subject_kind} {subject}",
        at=now,
        enquiry=enquiry.reference,
        agencies=wanted,
        requests=[one.reference for one in requests],
        about=[one.person.reference for one in about],
        purpose=given.purpose,
        lawful_bases=list(given.lawful_bases),
    )
    return Asking(enquiry=enquiry, requests=requests, open_already=repeats)


def _keep(
    actor: Actor, enquiry: Enquiry, codes: Sequence[str], about: Sequence[PersonAsked], now: datetime
) -> list[AgencyRequest]:
    """Keep an enquiry with what agencies are shown of its people, and return the request to each agency, on its footing."""
    enquiry.lawful_bases, enquiry.pack = list(enquiry.lawful_bases), agencies.current_pack_version()
    enquiry.asked_at, enquiry.asked_by, enquiry.asked_by_name = now, actor.reference, actor.name
    enquiry.save(force_insert=True)
    protected = people.living_where_protected(one.person for one in about)
    AskedAbout.objects.bulk_create(_shown(enquiry, one, protected, clock.london_day(now)) for one in about)
    references = next_references("Q-", "ref_request", len(codes))
    pairs = zip(codes, references, strict=True)
    requests = [_request(enquiry, code, reference, now) for code, reference in pairs]
    about_a_child = any(one.is_child for one in about)
    put_on_footing(actor=actor, enquiry=enquiry, requests=requests, about_a_child=about_a_child, now=now)
    return AgencyRequest.objects.bulk_create(requests)


def _send(actor: Actor, enquiry: Enquiry, requests: list[AgencyRequest], locality: str, now: datetime) -> None:
    """Put requests before those who answer them: by notice, as work, with a place in the hub."""
    give_places(enquiry, [one.agency_id for one in requests], now)
    for one in requests:
        open_answering(request=one, locality=locality, now=now)
    send_notices(actor=actor, requests=requests, use="request_asked", now=now)


def _check(agency_codes: Sequence[str], about: Sequence[PersonAsked], given: EnquiryGiven) -> None:
    if not agency_codes:
        raise RuleBroken("Choose at least one agency to ask.", field="agencies")
    if not about:
        raise RuleBroken("Choose at least one person to ask about.", field="people")
    if not given.purpose:
        raise RuleBroken("Choose what you are asking for.", field="purpose")
    if not given.lawful_bases:
        raise RuleBroken("Choose the lawful basis on which you share this.", field="lawful_bases")
    if given.told not in TOLD_WORDS:
        raise RuleBroken("Choose whether the family has been told.", field="told")
    if given.told == Told.MUST_NOT and not given.must_not_be_told.strip():
        raise RuleBroken("Write who must not be told, and what they must not learn.", field="must_not_be_told")


def _without_repeats(
    subject_kind: str, subject: str, codes: Sequence[str], about: Sequence[PersonAsked]
) -> tuple[list[str], list[AgencyRequest]]:
    """Return whom to ask, and the open requests that the others would repeat."""
    asked_about = {one.person.reference for one in about}
    repeats = {
        one.agency.code: one
        for one in queries.open_requests_about(subject_kind, subject)
        if one.agency.code in codes
        and rules.is_repeat(
            open_about={each.person_reference for each in one.enquiry.people.all()}, asked_about=asked_about
        )
    }
    return [code for code in dict.fromkeys(codes) if code not in repeats], list(repeats.values())


def _shown(enquiry: Enquiry, one: PersonAsked, protected: Collection[int], today: date) -> AskedAbout:
    """Return the copy of what agencies are shown of a person: what they need to find their records, and no more.

    `protected`: the keys of those whose home is; it is kept back beside everybody's name who lives there.
    """
    person = one.person
    kept_back = person.pk in protected
    place = ", ".join(part for part in (person.address, person.postcode) if part)
    return AskedAbout(
        enquiry=enquiry,
        person=person,
        person_reference=person.reference,
        is_child=one.is_child,
        relationship=one.relationship,
        name=person.full_name,
        also_known_as=person.also_known_as,
        born=f"{person.date_of_birth.day} {person.date_of_birth:%B %Y}" if person.date_of_birth else "",
        age=person.age_in_words(today),
        address="" if kept_back else place,
        address_kept_back=kept_back,
    )


def _request(enquiry: Enquiry, code: str, reference: str, now: datetime) -> AgencyRequest:
    pack, agency = agencies.pack_of(enquiry.pack_id), agencies.agency_by_code(code)
    questions = queries.question_set_for(pack, agency.kind, now)
    if questions is None:
        raise RuleBroken(f"The pack has no questions for {agency.name}. Choose another agency.", field="agencies")
    due = queries.due_for(enquiry.rag, agency.kind, now)
    return AgencyRequest(
        reference=reference,
        enquiry=enquiry,
        agency=agency,
        question_set=questions.code,
        state=RequestState.ASKED,
        rag_rank=RAG_RANK[enquiry.rag],
        asked_at=now,
        first_due_at=due.due_at,
        due_at=due.due_at,
        due_rule=due.rule,
    )


@transaction.atomic
def withdraw_request(*, actor: Actor, request: AgencyRequest, reason: str, now: datetime) -> AgencyRequest:
    """Take a request back: the agency need not answer any more. Raises Denied; RuleBroken without a reason, or when answered."""
    permissions.check_can_ask(actor)
    request = lock_request(request)
    if not reason.strip():
        raise RuleBroken("Write why the agency need not answer any more. They are shown it.", field="reason")
    if not rules.may_move(request.state, RequestState.WITHDRAWN):
        raise RuleBroken(f"{request.agency.name} has answered already, so there is nothing to take back.")
    request.state, request.version = RequestState.WITHDRAWN, request.version + 1
    request.save(update_fields=["state", "version"])
    note_event(actor=actor, request=request, kind=EventKind.WITHDRAWN, words=reason, now=now)
    links.end_links(actor=actor, kind=LINK_TO, record=request.reference, now=now)
    send_notice(actor=actor, request=request, use="request_withdrawn", now=now)
    take_place(request)
    end_lateness(actor=actor, request=request, now=now)
    finish_answering(actor=actor, request=request, reason="taken back", now=now)
    return request


def end_lateness(*, actor: Actor, request: AgencyRequest, now: datetime) -> None:
    """End the work of chasing an agency, and of deciding on more time: it has answered, or need not."""
    for act in (WorkAct.CHASE_AGENCY, WorkAct.GIVE_MORE_TIME):
        work.finish_work(
            actor=actor,
            act=act,
            subject_kind=request.enquiry.subject_kind,
            subject=request.enquiry.subject,
            child=request.reference,
            reason="no longer waiting",
            now=now,
        )
