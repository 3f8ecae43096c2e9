"""A small area in which something waits at every address: contacts in every state, a household, indexes, a failed job."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from io import BytesIO
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP

from openmash.accounts.models import User
from openmash.agencies.choices import Role
from openmash.base import clock, jobs
from openmash.base.actors import Actor
from openmash.base.models import Job
from openmash.base.transactions import request_transaction
from openmash.frontdoor.models import Contact, DipSample
from openmash.frontdoor.queries.contacts import contact_by_reference
from openmash.frontdoor.queries.earlyhelp import offer_rows
from openmash.frontdoor.queries.facts import unanswered_prompts
from openmash.frontdoor.rules.given import CallGiven, PersonRow
from openmash.frontdoor.services import (
    answers,
    callers,
    contacts,
    decisions,
    disagreements,
    earlyhelp,
    earlyhelp_checks,
    history,
    packages,
    screening,
    transfers,
)
from openmash.frontdoor.services.notices import load_notices
from openmash.frontdoor.tests import world
from openmash.people import services as people
from openmash.release import queries as release_queries
from openmash.release import services as release
from openmash.sharing import queries as sharing_queries
from openmash.sharing import services as sharing
from openmash.sharing.choices import SharingKind
from openmash.sharing.services import PositionGiven
from tests.journeys.edges.cases import settle_case
from tests.journeys.edges.rooms import MORE_PEOPLE, settle_rooms

SCHOOL = "Guild Example High School, Preston (demonstration)"
TOTP_SECRET = "JBSWY3DPEHPK3PXP"
LONG = "Bartholomew-Montgomery-Featherstonehaugh-Example " * 2
ALED = PersonRow(given_name="Aled", family_name="Example", date_of_birth=date(2015, 3, 4), is_child=True)
SIAN = PersonRow(given_name="Siân-Zoë", family_name="O'Example", date_of_birth=date(2019, 5, 6), is_child=True)
TOMOS = PersonRow(given_name="Tomos", family_name="Example", date_of_birth=date(2016, 7, 8), is_child=True)
LAYLA = PersonRow(given_name="ليلى", family_name="مثال", age=7, is_child=True)
MUM = PersonRow(given_name="Megan", family_name="Example", age=34, is_child=False, relationship="mother")
STORY = "He came to school with a bruise 😟 and said: “I don’t want to go home.”\n\nقال إنه خائف"
INDEX = (
    "record_id,given_name,family_name,date_of_birth,postcode,involvement,status,since,worker,team,phone\n"
    "S1,Aled,Example,2015-03-04,PR1 8XJ,Child in need,Open,2026-01-05,Sol Social,Central social work,01632 960123\n"
    "S3,Gwion,Example,2012-07-08,PR1 8XJ,Assessment,Closed,2022-01-05,Sol Social,Central social work,01632 960123\n"
    "S2,Cari,Example,2020-05-06,PR1 8XJ,Assessment,Closed,2024-01-05,Sol Social,Central social work,01632 960123\n"
)
NOTICES = (
    "reference,source,agency,received_at,given_name,family_name,date_of_birth,address,postcode,concern\n"
    "LP-1,3A,LANCS-POLICE,2026-11-20T09:00,Bryn,Example,2016-02-03,4 Example Row,PR1 8XJ,Shouting heard\n"
    "LP-2,3A,LANCS-POLICE,2026-11-20T09:00,Nobody,Example,2016-02-31,4 Example Row,PR1 8XJ,A day that never was\n"
)
PEOPLE = MORE_PEOPLE | {
    "triage": (Role.SCREENING_WORKER, "east-central-triage", "Tess Triage"),
    "second": (Role.SCREENING_WORKER, "east-central-triage", "Sam Second"),
    "central": (Role.SCREENING_WORKER, "central-mash", "Cass Central"),
    "manager": (Role.MASH_MANAGER, "mash-management", "Mo Manager"),
    "locality": (Role.LOCALITY_MANAGER, "central-social-work", "Lee Locality"),
    "social": (Role.SOCIAL_WORKER, "central-social-work", "Sol Social"),
    "officer": (Role.EARLY_HELP_OFFICER, "central-early-help", "Eli Officer"),
    "adult": (Role.ADULT_DUTY_WORKER, "adult-duty", "Ada Duty"),
    "school": (Role.PARTNER, "guild-high", "Sky School"),
    "police": (Role.PARTNER, "police-mash", "Pat Police"),
    "health": (Role.PARTNER, "health-mash", "Hal Health"),
    "hub": (Role.HUB_MEMBER, "health-mash", "Hedd Hub"),
    "referrer": (Role.REFERRER, "bay-primary", "Ray Referrer"),
    "designated": (Role.DESIGNATED_OFFICER, "designated-officer", "Olwen Officer"),
    "board": (Role.BOARD_MEMBER, "front-door-support", "Bo Board"),
    "governance": (Role.INFORMATION_GOVERNANCE, "front-door-support", "Gil Governance"),
    "admin": (Role.ADMINISTRATOR, "front-door-support", "Addy Admin"),
    "analyst": (Role.ANALYST, "front-door-support", "Ana Analyst"),
    "novice": (Role.SCREENING_WORKER, "north-mash", "Noor Novice"),
    "guarded": (Role.BOARD_MEMBER, "front-door-support", "Gwen Guarded"),
    "keyed": (Role.BOARD_MEMBER, "front-door-support", "Kit Keyed"),
    "idle": (Role.PARTNER, "calder-primary", "Ida Idle"),
}


@dataclass
class Area:
    """Who works in it, and the reference of what stands in each state."""

    actors: dict[str, Actor]
    now: datetime
    held: dict[str, str] = field(default_factory=dict)

    def __getitem__(self, name: str) -> str:
        return self.held[name]

    def call(self, *rows: PersonRow, by: str = "triage", **more: object) -> Contact:
        """Take a call as somebody and return the contact."""
        given = {"story": STORY, "caller_name": "Nia Neighbour", "caller_role": "Neighbour"}
        place = {"address": "12 Example Street", "postcode": world.CENTRAL}
        with request_transaction(self.actors[by]):
            told = CallGiven(**{**given, **place, **more}, people=rows or (ALED,))  # type: ignore[arg-type]
            return contacts.take_call(actor=self.actors[by], given=told, now=self.now)

    def screened(self, contact: Contact, *, rag: str = "amber") -> Contact:
        """Return the contact read, rated, checked and with the family's position."""
        actor = self.actors["triage"]
        with request_transaction(actor):
            held = contact_by_reference(actor, contact.reference)
            history.record_history_opened(actor=actor, contact=held, now=self.now)
            everyone = list(held.children.all())
            screening.rate_rag(actor=actor, children=everyone, rag=rag, reason="Told today", now=self.now)
            earlyhelp_checks.record_early_help_check(actor=actor, children=everyone, result="no_record", now=self.now)
            told = PositionGiven(told="told", told_who="Mother", agreement="agreed")
            screening.record_family_position(actor=actor, contact=held, given=told, now=self.now)
            return contact_by_reference(actor, contact.reference)

    def weighed(self, contact: Contact, outcome: str, level: int) -> Contact:
        """Return the contact with what the pack asks about this outcome answered for every child."""
        actor = self.actors["triage"]
        with request_transaction(actor):
            held = contact_by_reference(actor, contact.reference)
            for child in held.children.all():
                child.contact = held
                asked = unanswered_prompts(
                    actor, child, moments=("decision",), outcome=outcome, level=level, now=self.now
                )
                for prompt in asked:
                    screening.answer_prompt(
                        actor=actor, children=[child], prompt=prompt.code, words="Weighed", now=self.now
                    )
            return held

    def decided(self, contact: Contact, outcome: str, level: int) -> Contact:
        """Return the contact with an outcome proposed for every child, the pack's questions answered."""
        actor, held = self.actors["triage"], self.weighed(contact, outcome, level)
        with request_transaction(actor):
            everyone = list(held.children.all())
            decisions.propose_decision(
                actor=actor, children=everyone, outcome=outcome, level=level, rationale="Weighed, and why", now=self.now
            )
            return contact_by_reference(actor, contact.reference)

    def child_of(self, contact: Contact) -> str:
        """Return the reference of the first child of a contact."""
        with request_transaction(Actor.machine("test")):
            return str(contact.children.earliest("pk").person.reference)


def settle() -> Area:
    """Build the area, its people first."""
    world.load_lancashire()
    actors = {
        name: world.worker(role, team, f"{name}@example.org", words) for name, (role, team, words) in PEOPLE.items()
    }
    area = Area(actors, clock.now() - timedelta(hours=1))
    _indexes(area)
    for build in (
        _new,
        _full,
        _awaiting,
        _offered,
        _bounced,
        _passed,
        _decided,
        _disagreed,
        _written,
        _gated,
        _accounted,
        _helped,
        _raised,
        _files,
        _steps,
        _register,
        settle_rooms,
    ):
        build(area)
    return area


def _indexes(area: Area) -> None:
    with request_transaction(area.actors["admin"]):
        loaded = people.load_index(
            actor=area.actors["admin"], index="social_care", file=BytesIO(INDEX.encode()), now=area.now
        )
    area.held["load"] = str(loaded.number)


def _new(area: Area) -> None:
    contact = area.call(LAYLA, story="Nothing else is known yet.", caller_name="", address="", postcode="")
    area.held |= {"new": contact.reference, "new_child": area.child_of(contact)}


def _full(area: Area) -> None:
    actor = area.actors["triage"]
    earlier = area.call(ALED)
    with request_transaction(actor):
        aled = earlier.children.get().person
        known = PersonRow(reference=aled.reference, is_child=True)
    long = PersonRow(given_name=LONG[:60].strip(), family_name="Example", age=3, is_child=True)
    contact = area.screened(area.call(known, SIAN, long, MUM, safety_words="A dog in the yard 🐕"))
    with request_transaction(actor):
        child = contact.children.first()
        assert child is not None
        screening.record_factor(
            actor=actor, children=[child], column="high_risk", heading="unexplained-injury", evidence="A bruise",
            source_words="The school", seen_on=area.now.date(), now=area.now,
        )  # fmt: skip
        screening.give_level(
            actor=actor, children=[child], whose="recommended", level=3, reason="Several needs", now=area.now
        )
        people.link_index_record(
            actor=actor, index="social_care", record_id=area.held.get("record", "S1"), person=aled, now=area.now
        )
        people.set_warning(actor=actor, person=aled, kind="dog", words="A dog that bites", now=area.now)
        home = contact.children.all()[1].person.household
        settle_case(area, aled)
    held = {"full": contact.reference, "child": aled.reference, "home": home.reference if home else ""}
    area.held |= held | {"draft": contact.reference}


def _awaiting(area: Area) -> None:
    contact = area.decided(area.screened(area.call(SIAN), rag="red"), "NFA", 1)
    area.held |= {"awaiting": contact.reference, "awaiting_child": area.child_of(contact)}


def _offer(area: Area, contact: Contact) -> object:
    with request_transaction(area.actors["triage"]):
        return transfers.offer_transfer(
            actor=area.actors["triage"], contact=contact, to_team_code="central-mash", reason="In Preston", now=area.now
        )


def _offered(area: Area) -> None:
    contact = area.screened(area.call(SIAN))
    _offer(area, contact)
    area.held["offered"] = contact.reference


def _bounced(area: Area) -> None:
    contact = area.screened(area.call(SIAN))
    for _ in range(2):
        offered = _offer(area, contact)
        with request_transaction(area.actors["central"]):
            transfers.reject_transfer(
                actor=area.actors["central"],
                transfer=offered,
                reason="Not ours",
                now=area.now,  # type: ignore[arg-type]
            )
    area.held["bounced"] = contact.reference


def _passed(area: Area) -> None:
    contact, actor = area.call(ALED), area.actors["triage"]
    with request_transaction(actor):
        transfers.pass_to_worker(
            actor=actor, contact=contact, child=None, index_record_id="S1", worker="Sol Social",
            worker_user_id=area.actors["social"].user_id, worker_team="Central social work",
            worker_phone="01632 960123", warm=False, words="Please ring the school today.", now=area.now,
        )  # fmt: skip
    area.held["passed"] = contact.reference


def _decided(area: Area) -> None:
    contact = area.decided(area.screened(area.call(SIAN, MUM)), "S17", 4)
    with request_transaction(area.actors["manager"]):
        decision = contact.children.get().decisions.get()
        DipSample.objects.create(decision=decision, drawn_at=area.now)
    area.held |= {"decided": contact.reference, "decided_child": area.child_of(contact)}


def _disagreed(area: Area) -> None:
    contact = area.decided(area.screened(area.call(SIAN)), "ADVICE", 2)
    with request_transaction(area.actors["triage"]):
        disagreements.raise_disagreement(
            actor=area.actors["triage"], contact=contact, words="They are still afraid.", now=area.now
        )
    area.held["disagreed"] = contact.reference


def _written(area: Area) -> None:
    """A letter that waits to be posted."""
    contact, actor = area.decided(area.screened(area.call(SIAN)), "ADVICE", 2), area.actors["triage"]
    told = {"channel": "letter", "words": "", "reason": ""}
    with request_transaction(actor):
        callers.record_caller_address(
            actor=actor, contact=contact, address="Nia Neighbour\n3 Example Row\nPreston", source="She said so",
            now=area.now,
        )  # fmt: skip
    look = ""
    for _ in range(2):
        try:
            with request_transaction(actor):
                answer = answers.answer_referrer(actor=actor, contact=contact, now=area.now, look=look, **told)
        except answers.LookFirst as first:
            look = first.look
    area.held |= {"written": contact.reference, "letter": answer.reference}


def _accounted(area: Area) -> None:
    """What was told about a child, one of it kept back, and two papers that say the rest: one to be read, one released."""
    contact, triage, manager = area.call(TOMOS), area.actors["triage"], area.actors["manager"]
    machine = Actor.machine("tests")
    with request_transaction(triage):
        child = contact.children.get().person
    for to, must_not in (("Police", ""), ("Probation", "Dad must not learn that probation was asked.")):
        with request_transaction(machine):
            release.record_disclosure(
                actor=machine,
                given=release.DisclosureGiven(
                    what="request_opened", subject_kind="contact", subject=contact.reference, source_kind="request",
                    source="Q-1", recipient_kind="agency", recipient=to, recipient_name=to, must_not_be_told=must_not,
                    people=[(child.pk, child.reference)], lawful_bases=["public-task"], fields=["name", "born"],
                ),
                now=area.now,
            )  # fmt: skip
    with request_transaction(manager):
        held = [
            row.reference for row in release_queries.ledger_of(manager, child.reference).rows if row.to == "Probation"
        ]
        release.decide_withholding(
            actor=manager, reference=child.reference, now=area.now,
            given=release.WithholdingGiven(
                True, held, rule="prejudice-crime", reason="An arrest is planned.",
                review_on=clock.london_day(area.now) + timedelta(days=60),
            ),
        )  # fmt: skip
    with request_transaction(triage):
        given, to_read = (
            release.prepare_statement(actor=triage, reference=child.reference, to=child.reference, now=area.now)
            for _ in range(2)
        )
    for actor, answer in ((triage, "sign"), (manager, "release")):
        with request_transaction(actor):
            release.answer_statement(
                actor=actor, package=given, answer=answer, look=given.document_hash, seen=True, reason="", now=area.now
            )
    area.held |= {"told_child": child.reference, "statement": given.reference, "statement_to_read": to_read.reference}


def _gated(area: Area) -> None:
    """Documents about a contact: one that a second person reads, one to be read, one released; and a notice in doubt."""
    contact, actor = area.decided(area.screened(area.call(SIAN)), "ADVICE", 2), area.actors["triage"]
    with request_transaction(actor):
        child = contact.children.first()
        assert child is not None
        child.person.address_protected = True
        child.person.save(update_fields=["address_protected"])
        given = packages.TellingGiven(
            ("LANCS-POLICE", "LCC-EDUCATION", "HEALTH-0-19"),
            [child.person.reference],
            "protect-child",
            ("public-task",),
        )
        waits, to_read, released = packages.prepare_packages(actor=actor, contact=contact, given=given, now=area.now)
        for one in (waits, released):
            packages.answer_package(
                actor=actor, contact=contact, package=one, answer="sign", look=one.document_hash, seen=True, reason="",
                now=area.now,
            )  # fmt: skip
        notice = release.enqueue_dispatch(
            actor=actor,
            outgoing=release.Outgoing(
                kind="request_asked", subject_kind="contact", subject=contact.reference, source_kind="request",
                source="Q-1", recipient_kind="agency", recipient="agency LANCS-POLICE", recipient_name="Police",
                address="requests@police.example", subject_line="A question for you: Q-1", body="Please answer.",
            ),
            now=area.now,
        )  # fmt: skip
        release.begin_sending(actor=actor, reference=notice.reference, now=area.now)
        release.record_uncertain(actor=actor, reference=notice.reference, problem="It went away.", now=area.now)
    manager = area.actors["manager"]
    with request_transaction(manager):
        packages.answer_package(
            actor=manager, contact=contact, package=released, answer="release", look=released.document_hash, seen=True,
            reason="", now=area.now,
        )  # fmt: skip
    area.held |= {
        "gated": contact.reference,
        "package": waits.reference,
        "package_to_read": to_read.reference,
        "package_released": released.reference,
        "notice": notice.reference,
    }


def _helped(area: Area) -> None:
    contact = area.decided(area.screened(area.call(SIAN)), "EH", 2)
    officer = area.actors["officer"]
    with request_transaction(officer):
        child = contact.children.first()
        free = [row["code"] for row in offer_rows(officer, area.now) if row["free"]]
        first, second = (
            earlyhelp.offer_early_help(
                actor=officer,
                child=child,
                service=code,
                lead_professional="L Lead",
                now=area.now,  # type: ignore[arg-type]
            )
            for code in free[:2]
        )
        earlyhelp.take_up_place(actor=officer, place=second, now=area.now)
    area.held |= {
        "helped": contact.reference,
        "helped_child": area.child_of(contact),
        "place": first.reference,
        "taken": second.reference,
    }


def _raised(area: Area) -> None:
    told = {"caller_name": "Tam Teacher", "caller_is_professional": True, "caller_organisation": SCHOOL}
    contact = area.decided(area.screened(area.call(SIAN, **told)), "ADVICE", 2)
    with request_transaction(area.actors["triage"]):
        answers.answer_referrer(
            actor=area.actors["triage"],
            contact=contact,
            channel="in_product",
            words="We spoke.",
            reason="",
            now=area.now,
        )
    area.held |= {"raised": contact.reference, "waiting": area.call(SIAN, **told).reference}


def _files(area: Area) -> None:
    with request_transaction(area.actors["triage"]):
        file = load_notices(
            actor=area.actors["triage"], file=BytesIO(NOTICES.encode()), name="notices.csv", now=area.now
        )
    jobs.enqueue("no.such.job", now=area.now)
    failed = Job.objects.get(kind="no.such.job")
    Job.objects.filter(pk=failed.pk).update(gave_up_at=area.now, tries=8, last_error="LookupError at run_one:1")
    area.held |= {"notices": str(file.pk), "job": str(failed.pk)}


def _register(area: Area) -> None:
    """Keep a draft with a feed that it stops, an approved one, one in force and one lapsed."""
    admin, lead, day = area.actors["admin"], area.actors["governance"], area.now.date()
    said = sharing.VersionGiven(
        words=LONG, parties=("LCC", "LANCS-POLICE", "HEALTH-0-19"), purposes=("protecting-child", "continuity-of-care"),
        bases=("public-task", "safeguarding", "s47"), items=("name", "date_of_birth"), retention="contact",
        review_on=day + timedelta(days=40),
    )  # fmt: skip

    def document(title: str, kind: str = "sharing_agreement", *, now: datetime = area.now, given: object = said) -> Any:
        with request_transaction(admin):
            return sharing.draft_document(actor=admin, kind=kind, title=title, given=given, now=now)

    def approved(version: Any, now: datetime = area.now) -> Any:
        with request_transaction(lead):
            return sharing.approve_version(actor=lead, version=version, for_whom="Caldicott guardian", now=now)

    draft, waiting = document("MASH information-sharing agreement"), document("Impact assessment", "impact_assessment")
    approved(waiting)
    held = document("Privacy notice for families " + LONG[:60], "privacy_notice")
    approved(held)
    long_ago = area.now - timedelta(days=400)
    old = document("Notices", now=long_ago, given=replace(said, review_on=day - timedelta(days=30)))
    approved(old, long_ago)
    with request_transaction(admin):
        sharing.bring_into_force(actor=admin, version=held, now=area.now)
        sharing.bring_into_force(actor=admin, version=old, now=long_ago)
        feed = sharing.start_feed(
            actor=admin, now=area.now,
            given=sharing.FeedGiven(
                "Children with open contacts, for health visiting", "frontdoor.open_children", draft.document.reference,
                "LCC", "HEALTH-0-19", "continuity-of-care", ("public-task",), ("name", "date_of_birth"), 7, day,
            ),
        )  # fmt: skip
        sharing.run_feed(actor=admin, feed=feed, now=area.now)
        footing = sharing_queries.footing_for(
            admin, purpose="protecting-child", bases=("s47",), from_agency="LCC", to_agency="LANCS-POLICE",
            items=("name",), kind=SharingKind.ONE_CHILD, on=day,
        )  # fmt: skip
        sharing.record_warnings(
            actor=admin, footings=[footing], subject_kind="contact", subject=area.held["full"], now=area.now
        )
    names = {"draft_document": draft, "waiting_document": waiting, "held_document": held, "old_document": old}
    area.held |= {name: version.document.reference for name, version in names.items()} | {"feed": feed.reference}


def _steps(area: Area) -> None:
    """Give one user an authenticator app with recovery codes, and one a key."""
    guarded, keyed = (User.objects.get(email=f"{name}@example.org") for name in ("guarded", "keyed"))
    TOTP.activate(guarded, TOTP_SECRET)
    RecoveryCodes.activate(guarded)
    key = Authenticator.objects.create(user=keyed, type=Authenticator.Type.WEBAUTHN, data={"name": "The blue key"})
    area.held["key"] = str(key.pk)
