"""One set of records for the promises: people at work in every role, and worries in every place a role can or cannot reach.

`Quillfeather` is the family name of everybody in them: it may stand on a page that shows them, and nowhere else.
"""

import hashlib
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from cryptography.hazmat.primitives.asymmetric import ec
from django.contrib.auth.hashers import make_password
from fido2.cose import ES256
from fido2.utils import websafe_encode
from fido2.webauthn import AttestationObject, AttestedCredentialData, AuthenticatorData, CollectedClientData

from openmash.accounts.models import User
from openmash.agencies import queries as agencies
from openmash.agencies.choices import Role
from openmash.agencies.models import Agency, Membership, Team
from openmash.base import clock, files
from openmash.base.actors import Actor
from openmash.base.models import Job, StoredFile
from openmash.base.transactions import request_transaction
from openmash.enquiries import models as hub
from openmash.frontdoor import models as door
from openmash.frontdoor.tests import world
from openmash.links.models import AnswerLink
from openmash.people import services as people
from openmash.people.models import Household, IndexLoad, IndexRecord, Person, Residence, SafetyWarning
from openmash.release.models import Dispatch
from openmash.sharing import services as sharing
from openmash.work.models import WorkItem
from tests.promises.auditing import audit_files
from tests.promises.boards import set_up_board
from tests.promises.cases import happen
from tests.promises.leaving import leave
from tests.promises.meeting import meet
from tests.promises.planning import keep_plan
from tests.promises.readin import read_audits
from tests.promises.reading import read_for_a_reason, worry_about_a_worker
from tests.promises.returning import read_returns, write_returns
from tests.promises.telling import keep_schools, tell_school
from tests.promises.thinkfamily import tell_others

FAMILY = "Quillfeather"
TOKEN = "a-link-of-the-tests"
MACHINE = Actor.machine("tests")
POLICE, HEALTH, EARLY_HELP = "LANCS-POLICE", "HEALTH-0-19", "LCC-EARLY-HELP"
# Which agency's request somebody answers, by role; in every other place it is asked of health.
ASKED_OF: dict[str, str] = {Role.EARLY_HELP_OFFICER: EARLY_HELP, Role.ADULT_DUTY_WORKER: "LCC-ADULTS"}
ELSEWHERE_TEAMS = ("north-mash",)

# Where each role works in these records. A locality manager and a screening worker also answer for a locality's team.
TEAMS: dict[str, tuple[str, ...]] = {
    Role.SCREENING_WORKER: ("east-central-triage", "central-mash"),
    Role.MASH_MANAGER: ("mash-management",),
    Role.LOCALITY_MANAGER: ("central-mash", "east-central-triage"),
    Role.SOCIAL_WORKER: ("central-social-work",),
    Role.EARLY_HELP_OFFICER: ("central-early-help",),
    Role.ADULT_DUTY_WORKER: ("adult-duty",),
    Role.PARTNER: ("police-mash",),
    Role.HUB_MEMBER: ("police-mash",),
    Role.DESIGNATED_OFFICER: ("designated-officer",),
    Role.REFERRER: ("police-mash",),
    Role.BOARD_MEMBER: ("front-door-support",),
    Role.BOARD_SECRETARY: ("front-door-support",),
    Role.INFORMATION_GOVERNANCE: ("front-door-support",),
    Role.PRINCIPAL_SOCIAL_WORKER: ("mash-management",),
    Role.AUDITOR: ("front-door-support",),
    Role.ANALYST: ("front-door-support",),
    Role.ADMINISTRATOR: ("front-door-support",),
}
ANOTHER_AGENCY = "health-mash"
OVERSIGHT = ("repeat-closed", "urgent-read-soon")  # the first by workers and managers, the second by managers alone
AFTER: dict[str, str] = {
    Role.SOCIAL_WORKER: "start_assessment",
    Role.EARLY_HELP_OFFICER: "early_help",
    Role.ADULT_DUTY_WORKER: "adult_duty",
    Role.INFORMATION_GOVERNANCE: "review_document",
    Role.DESIGNATED_OFFICER: "follow_up",
}


@dataclass
class Worry:
    """One contact in every state at once, so that each of its addresses has something to show."""

    contact: door.Contact
    person: Person
    adult: Person
    household: Household
    place: door.EarlyHelpPlace
    record: IndexRecord
    sibling: Person


@dataclass
class Records:
    """Users by role and place, worries by scope, and what stands alone."""

    users: dict[tuple[str, str], User]
    worries: dict[str, Worry]
    numbers: dict[str, int] = field(default_factory=dict)
    register: dict[str, str] = field(default_factory=dict)

    def actor(self, role: str, where: str = "own") -> Actor:
        found = agencies.actor_for(self.users[role, where], on=clock.london_day(clock.now()))
        assert found is not None
        return found


def make_records() -> Records:
    """Return the records, made in the current transaction."""
    world.load_lancashire()
    users = {(role, "own"): _user(role, teams) for role, teams in TEAMS.items()}
    users |= {(role, "another agency"): _user(role, (ANOTHER_AGENCY,)) for role in TEAMS}
    now = clock.now()
    with request_transaction(MACHINE):
        load = keep_schools(POLICE)
        worries = {
            "own": _worry("A", users, postcode=world.CENTRAL, teams=("east-central-triage", "central-mash"), by=POLICE),
            "raised": _worry("D", users, postcode=world.CENTRAL, teams=("east-mash", "north-mash"), by=EARLY_HELP),
            "elsewhere": _worry("B", users, postcode=world.NORTH, teams=("north-mash", "east-mash"), by=HEALTH),
            "restricted": _worry(
                "C", users, postcode=world.CENTRAL, teams=("east-central-triage", "central-mash"), by=POLICE
            ),
        }
        worries["raised"].contact.stepped_up_from = worries["own"].contact  # early help saw that one, and stepped it up
        worries["raised"].contact.save(update_fields=["stepped_up_from"])
        numbers = {
            "register_load": load,
            "audit_file": read_audits(),
            "notice_file": door.NoticeFile.objects.create(
                name="notices.csv", content_hash="x", rows=1, accepted=1, contacts=1, loaded_at=now, loaded_by="user:1"
            ).pk,
            "index_load": IndexLoad.objects.create(
                index="early_help", loaded_at=now, loaded_by="user:1", rows=0, accepted=0, new=0, changed=0, gone=0
            ).pk,
            "job": Job.objects.create(kind="x.y", arguments={}, due_at=now, created_at=now, gave_up_at=now).pk,
        }
    with request_transaction(MACHINE):
        returns = {"return": write_returns([worry.person for worry in worries.values()]), "return_read": read_returns()}
        body, numbers["seat"] = set_up_board()
        register = _register() | returns | {"plan": keep_plan(), "body": body}
    found = Records(users, worries, numbers, register)
    manager = found.actor(Role.MASH_MANAGER)
    with request_transaction(manager):
        people.restrict_person(actor=manager, person=worries["restricted"].person, reason="At risk", now=now)
    return found


def _user(role: str, teams: tuple[str, ...]) -> User:
    email = f"{role}.{teams[0]}@example.org".replace("_", "-")
    user = User.objects.create(email=email, name=f"{role} at {teams[0]}", password=_password())
    _secure(user)
    for code in teams:
        Membership.objects.create(user=user, team=Team.objects.get(code=code), role=role, since=date(2020, 1, 1))
    return user


@cache
def _password() -> str:
    return make_password("correct horse battery")


def _secure(user: User) -> None:
    """Give somebody an address to confirm, one-time codes, recovery codes and a security key."""
    EmailAddress.objects.create(user=user, email=user.email, primary=True, verified=False)
    TOTP.activate(user, "SECRET")
    RecoveryCodes.activate(user)
    Authenticator.objects.create(user=user, type="webauthn", data={"name": "Key", "credential": _security_key()})


@cache
def _security_key() -> dict[str, Any]:
    """Return what a browser sends when a security key is added; no such key exists."""
    public = ES256.from_cryptography_key(ec.generate_private_key(ec.SECP256R1()).public_key())
    held = AuthenticatorData.create(bytes(32), 0x41, 0, AttestedCredentialData.create(bytes(16), b"key", public))
    response = {
        "clientDataJSON": CollectedClientData.create("webauthn.create", b"x", "https://example.org"),
        "attestationObject": AttestationObject.create("none", held, {}),
    }
    name = websafe_encode(b"key")
    sent = {key: websafe_encode(value) for key, value in response.items()}
    return {"id": name, "rawId": name, "type": "public-key", "response": sent}


def _worry(mark: str, users: dict[Any, User], *, postcode: str, teams: tuple[str, str], by: str) -> Worry:
    now = clock.now()
    ours, other = (Team.objects.get(code=code) for code in teams)
    home = Household.objects.create(
        reference=f"H-{mark}", address=f"{mark} Quillfeather Lane", postcode=postcode, created_at=now
    )
    person, sibling, adult = (
        _person(f"P-{mark}{number}", home, born, now)
        for number, born in enumerate((date(2015, 3, 4), date(2019, 3, 4), date(1985, 3, 4)), start=1)
    )
    _live_apart(adult, f"H-{mark}9")
    contact = door.Contact.objects.create(
        reference=f"C-{mark}",
        way_in="telephone",
        source="2A",
        sent_by_agency=Agency.objects.get(code=by),
        received_at=now - timedelta(hours=2),
        story=f"{FAMILY} came to school hungry.",
        address=home.address,
        postcode=postcode,
        district="Preston",
        locality=ours.locality or "Central",
        team=ours,
        rag="amber",
        rag_rank=2,
        status="screening",
        decide_due_at=now,
        referrer_due_at=now,
        pack=agencies.current_pack_version(),
    )
    child = door.ContactChild.objects.create(contact=contact, person=person, rag="amber")
    door.ContactPerson.objects.create(contact=contact, person=adult, relationship="mother")
    second = door.ContactChild.objects.create(contact=contact, person=sibling)
    _set_down(contact, child, second, users, ours, other)
    place = door.EarlyHelpPlace.objects.create(
        reference=f"E-{mark}", child=child, service="x", team=ours, offered_at=now, offered_by="user:1"
    )
    away = ours.code in ELSEWHERE_TEAMS
    _keep_case(mark, person, contact, users, away=away)
    told = (ours,) if away else (ours, Team.objects.get(code=TEAMS[Role.SOCIAL_WORKER][0]))
    worry_about_a_worker(mark, users=users, manager=mark != "B")
    read_for_a_reason(mark, person, told=told, by=users[Role.ADMINISTRATOR, "own"])
    _ask_agencies(mark, contact, (person, adult), ours)
    leave(contact, (person, adult))
    asked = (HEALTH,) if away else (POLICE, *ASKED_OF.values())
    doing = [TEAMS[role][0] for role in (Role.EARLY_HELP_OFFICER, Role.ADULT_DUTY_WORKER, Role.SOCIAL_WORKER)]
    meet(mark, contact, person, family=FAMILY, team=ours, asked=asked, doing=doing)
    tell_others(mark, contact, (adult, person), family=FAMILY, team=ours, elsewhere=away)
    tell_school(mark, contact, person, sibling, users[Role.PARTNER, "own"])
    return Worry(contact, person, adult, home, place, _open_case(mark, person), sibling)


def _keep_case(mark: str, person: Person, contact: door.Contact, users: dict[Any, User], *, away: bool) -> None:
    """Have something happen in the case of a child, and its file audited."""
    happen(mark, person, contact.pack)
    audit_files(mark, person, users, away=away)


def _ask_agencies(mark: str, contact: door.Contact, people: tuple[Person, ...], team: Team) -> None:
    """Ask the agencies about a worry: those of the roles that answer, or, elsewhere, health alone."""
    now = clock.now()
    enquiry = hub.Enquiry.objects.create(
        reference=f"N-{mark}",
        subject_kind="contact",
        subject=contact.reference,
        purpose="protect-child",
        told="not_told",
        team=team,
        restricted=contact.restricted,
        pack=contact.pack,
        asked_at=now,
        asked_by="user:1",
    )
    for one in people:
        hub.AskedAbout.objects.create(
            enquiry=enquiry, person=one, person_reference=one.reference, is_child=one is people[0], name=one.full_name
        )
    asked = (HEALTH,) if team.code in ELSEWHERE_TEAMS else (POLICE, *ASKED_OF.values())
    for code in asked:
        agency = Agency.objects.get(code=code)
        request = hub.AgencyRequest.objects.create(
            reference=f"Q-{mark}-{code}",
            enquiry=enquiry,
            agency=agency,
            question_set="voluntary",
            state="asked",
            rag_rank=2,
            asked_at=now,
            first_due_at=now,
            due_at=now,
            due_rule="agency-amber",
            more_time_asked_until=now + timedelta(hours=2),
        )
        _answer(request, f"{mark}-{code}")


def _answer(request: hub.AgencyRequest, mark: str) -> None:
    """Answer a request in part, with a file, released to the hub; and have a link to it that nobody has used."""
    now, enquiry = request.asked_at, request.enquiry
    given = hub.AgencyReturn.objects.create(
        reference=f"R-{mark}",
        request=request,
        kind="part",
        words=f"{FAMILY} is known",
        handling="ask",
        given_at=now,
        given_by="user:1",
        released_at=now,
        released_by="user:1",
    )
    drawing = _drawing()
    hub.ReturnFile.objects.create(reference=f"F-{mark}", given_in=given, file=drawing, name=f"{FAMILY}.png")
    about = {"subject_kind": enquiry.subject_kind, "subject": enquiry.subject}
    hub.HubPlace.objects.create(agency=request.agency, since=now, restricted=enquiry.restricted, **about)
    file = {"reference": f"F-{mark}", "name": f"{FAMILY}.png", "stored": drawing.pk}
    words = {"kind": "An answer in part", "words": f"{FAMILY} is known", "files": [file]}
    hub.HubRelease.objects.create(
        given_in=given, agency_name="X", given_at=now, content=words, made_at=now, made_by="user:1", **about
    )
    AnswerLink.objects.create(
        reference=f"L-{mark}",
        kind="request",
        record=request.reference,
        about_kind=enquiry.subject_kind,
        about=enquiry.subject,
        restricted=enquiry.restricted,
        agency=request.agency,
        recipient=f"agency {request.agency.code}",
        recipient_name=request.agency.name,
        address="requests@example.org",
        salt="x",
        token_hash=hashlib.sha256(f"{TOKEN}-{mark}".encode()).hexdigest(),
        made_at=now,
        made_by="user:1",
        expires_at=now + timedelta(days=7),
    )


def _drawing() -> StoredFile:
    """Return the one file that every agency sent."""
    content = b"a drawing"
    taken = files.Taken("x.png", "image/png", content, hashlib.sha256(content).hexdigest(), "not_scanned")
    return files.store(taken, now=clock.now())


def _open_case(mark: str, person: Person) -> IndexRecord:
    """Return the row of the social-care index that says whose open case a child is."""
    return IndexRecord.objects.create(
        index="social_care",
        record_id=f"S-{mark}",
        person=person,
        linked_at=clock.now(),
        linked_by="user:1",
        given_name="Index",
        family_name=FAMILY,
        search_text=f"Index {FAMILY}",
        involvement="Child protection plan",
        status="Open",
        worker="W Worker",
        team="Central",
        phone="01632 960001",
        content_hash="x",
    )


def _person(reference: str, home: Household, born: date, now: Any) -> Person:
    given = f"Child{reference[2:]}"
    made = Person.objects.create(
        reference=reference,
        given_name=given,
        family_name=FAMILY,
        search_text=f"{given} {FAMILY}",
        date_of_birth=born,
        address=home.address,
        postcode=home.postcode,
        household=home,
        created_at=now,
    )
    Residence.objects.create(person=made, household=home, address=home.address, postcode=home.postcode, since=born)
    SafetyWarning.objects.create(person=made, kind="dog", words=f"{FAMILY} dog", set_at=now, set_by="user:1")
    return made


def _live_apart(adult: Person, reference: str) -> None:
    """Give the adult of a worry a home of their own: so that being named is not explained by living together."""
    adult.household = Household.objects.create(
        reference=reference, address=f"{reference} Elsewhere Road", postcode=world.NORTH, created_at=clock.now()
    )
    adult.address, adult.postcode = adult.household.address, adult.household.postcode
    adult.save(update_fields=["household", "address", "postcode"])


def _set_down(
    contact: door.Contact,
    child: door.ContactChild,
    sibling: door.ContactChild,
    users: dict[Any, User],
    ours: Team,
    other: Team,
) -> None:
    """Put the contact into every state: work for each team, a decision to countersign, a transfer on offer, and so on."""
    now = clock.now()
    if ours.code not in ELSEWHERE_TEAMS:
        for role, act in AFTER.items():
            _work(contact, Team.objects.get(code=TEAMS[role][0]), act, users[role, "own"])
    where = "another agency" if ours.code in ELSEWHERE_TEAMS else "own"
    door.OpenCaseHandover.objects.create(
        contact=contact,
        child=child,
        worker_user=users[Role.SOCIAL_WORKER, where],
        handed_at=now,
        handed_by="user:1",
        due_at=now,
    )
    _work(contact, ours, "screen", users[Role.SCREENING_WORKER, where])
    door.Transfer.objects.create(
        contact=contact, from_team=ours, to_team=other, state="offered", offered_at=now, offered_by="user:1", due_at=now
    )
    door.Answer.objects.create(
        reference=f"M-{contact.reference[2:]}",
        contact=contact,
        kind="outcome",
        channel="letter",
        audience="public",
        words=f"{FAMILY} is looked after",
        state="waiting",
        prepared_at=now,
        prepared_by="user:1",
    )
    _leaving(contact)
    door.Disagreement.objects.create(contact=contact, words="No", raised_at=now, raised_by="user:1", due_at=now)
    door.Factor.objects.create(child=child, column="high_risk", heading="x", recorded_at=now, recorded_by="user:1")
    for one, oversight in zip((child, sibling), OVERSIGHT, strict=True):
        said = {"child": one, "outcome": "NFA", "level": 1, "rationale": FAMILY, "proposed_by": "user:1"}
        door.Decision.objects.create(**said, state="awaiting", oversight=oversight, proposed_at=now)
        made = door.Decision.objects.create(**said, state="made", proposed_at=now, made_at=now)
        door.DipSample.objects.create(decision=made, drawn_at=now)


def _register() -> dict[str, str]:
    """Return the references of a draft agreement between the council and the police, and of a feed under it."""
    given = sharing.VersionGiven(words="Shared", parties=("LCC", POLICE), purposes=("protecting-child",))
    version = sharing.draft_document(
        actor=MACHINE, kind="sharing_agreement", title="With the police", given=given, now=clock.now()
    )
    feed = sharing.start_feed(
        actor=MACHINE,
        given=sharing.FeedGiven(
            title="Children with open contacts",
            content="frontdoor.open_children",
            document=version.document.reference,
            from_agency="LCC",
            to_agency=POLICE,
            purpose="protecting-child",
            bases=("public-task",),
            items=("name",),
            every_days=7,
            first_on=clock.london_day(clock.now()),
        ),
        now=clock.now(),
    )
    return {"document": version.document.reference, "feed": feed.reference}


def _leaving(contact: door.Contact) -> None:
    """Have a letter about a contact wait to be posted, and a notice to an agency be uncertain."""
    mark = contact.reference[2:]
    for reference, way, kind, state in (("D", "letter", "outcome", "waiting"), ("W", "email", "notice", "uncertain")):
        Dispatch.objects.create(
            reference=f"{reference}-{mark}",
            kind=kind,
            way=way,
            subject_kind="contact",
            subject=contact.reference,
            source_kind="answer" if way == "letter" else "request",
            source=f"M-{mark}",
            restricted=contact.restricted,
            recipient_kind="referrer" if way == "letter" else "agency",
            recipient=f"contact {contact.reference}",
            address=f"N {FAMILY}" if way == "letter" else "requests@police.example",
            body=f"{FAMILY} is looked after" if way == "letter" else "A question waits.",
            document_hash="x",
            carries_detail=way == "letter",
            state=state,
            prepared_at=clock.now(),
            prepared_by="user:1",
        )


def _work(contact: door.Contact, team: Team, act: str, owner: User) -> None:
    WorkItem.objects.create(
        owner=owner,
        act=act,
        subject_kind="contact",
        subject=contact.reference,
        team=team,
        locality=contact.locality,
        rag="amber",
        rag_rank=2,
        due_at=contact.decide_due_at,
        due_rule="referral-decision",
        pack=contact.pack,
        arrived_at=contact.received_at,
    )
