"""The schools of the demonstration, and a Saturday night: two children at two schools, one told in time, one late and raised.

The first school's people sign in; at the second nobody has an account, and its key adult is sent a link.
"""

import io
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from openmash.base.actors import Actor
from openmash.base.clock import LONDON, london_day
from openmash.base.transactions import request_transaction
from openmash.demo.models import Built
from openmash.demo.rules.settings import FIRST_DAY
from openmash.demo.rules.staff import SCHOOLS
from openmash.demo.services.cast import SETUP, Cast
from openmash.demo.services.deciding import POSTMAN
from openmash.demo.services.stage import Stage, hash_of
from openmash.frontdoor.queries.contacts import contact_by_reference
from openmash.frontdoor.queries.facts import unanswered_prompts
from openmash.frontdoor.services import answers, contacts, decisions, earlyhelp_checks, history, screening
from openmash.frontdoor.services import schools as telling
from openmash.frontdoor.services.contacts import CallGiven, Incident, PersonRow
from openmash.release import queries as leaving
from openmash.release import services as release
from openmash.schools import queries, services
from openmash.schools.choices import NoticeState
from openmash.schools.services import KeyAdultGiven, NoticeGiven
from openmash.sharing.services import PositionGiven

LEAD = "Designated safeguarding lead"
# Schools where nobody signs in, and the key adult of each.
BY_LINK = {"Gingham Example Primary School": ("Ursel Hartwright-Bray", "lead@gingham-primary.example")}
NOTICES = Actor.machine("police-notices", purpose="receive police notices")
RAISER = Actor.machine("raising-school-notices")
COLUMNS = "URN,EstablishmentName,EstablishmentStatus (name),PhaseOfEducation (name),LA (name),Town,TelephoneNum"
FIRST_URN = 900001
GUILD = "SCHOOL-GUILD"
DAY = timedelta(days=1)
SECONDARY = 11
HOUSE, POSTCODE = "27 Weaver’s Example Row, Burnley", "BB11 1DJ"
STORY = (
    "Called at 23:05 by a neighbour who heard shouting and a crash. The father had put his fist through a door. The mother has a "
    "bruise on her arm and says that it is not the first time. Both children were upstairs; the younger was crying."
)
FACTS = {
    "present": "yes",
    "place": "at home",
    "circumstances": "Shouting between the adults, and a door broken. The police came. The father has left the home.",
}
OUTCOME = "ADVICE"
RATED = "A first report at this address; the father has left and the mother has support from her sister."
WEIGHED = (
    "The mother spoke freely and has an adviser's number; the father is bailed not to come near. Both schools know by Monday. If "
    "the police are called again, it is looked at anew."
)
ANSWERED = "The mother was spoken with. Both schools are told. Please tell us of any further call."
SAID = {
    "elder": "She told the officer that she put the radio on so that her brother would not hear. Her mother was with her.",
    "younger": "He cried and asked when it will be Monday, so that he can go to school.",
}


@dataclass(frozen=True)
class _Pupil:
    """One child of that night, and the school they go to."""

    row: PersonRow
    school: str
    said: str


PUPILS = (
    _Pupil(
        PersonRow("Iolanthe", "Quarmby-Dane", date(2013, 5, 14), relationship="child", is_child=True, sex="F"),
        "Guild Example High School",
        SAID["elder"],
    ),
    _Pupil(
        PersonRow("Barnaby", "Quarmby-Dane", date(2018, 2, 9), relationship="child", is_child=True, sex="M"),
        "Gingham Example Primary School",
        SAID["younger"],
    ),
)
ADULTS = (
    PersonRow("Rosheen", "Quarmby", date(1988, 9, 3), relationship="mother", is_child=False, sex="F"),
    PersonRow("Lorcan", "Dane", date(1986, 1, 27), relationship="father", is_child=False, sex="M"),
)


def build_school_register(cast: Cast, *, now: datetime) -> None:
    """Load the register and name key adults."""
    with request_transaction(SETUP):
        _register(cast, now)
        Built.objects.create(kind="schools", key="register")


def build_saturday_night(cast: Cast, *, now: datetime) -> None:
    """Play the last Saturday night whose school day has begun."""
    with request_transaction(SETUP):
        _play_saturday(cast, now)
        Built.objects.create(kind="schools", key="saturday")


def told_by_the_police(stage: Stage, *, by: str, at: datetime) -> None:
    """Keep of a contact of the story that the police told its schools in time; what is due after the story is still to be told."""
    actor = stage.worker(by, at)
    with request_transaction(actor):
        held = queries.notices_about(actor, about_kind="contact", about=stage.contact.reference)
    for notice in held:
        if notice.state == NoticeState.TO_PREPARE and notice.due_at < stage.story.now:
            stage.act(actor, "tell_school_otherwise", _told(notice, stage.contact, at))


def _told(notice: Any, contact: Any, at: datetime) -> Callable[[Actor], Any]:
    told_at = max(notice.incident_at, min(at, notice.due_at - timedelta(minutes=20)))
    return lambda actor: telling.tell_school_otherwise(
        actor=actor,
        contact=contact,
        notice=notice,
        how="police",
        told_at=told_at,
        words="The key adult, by the police's own notice",
        urn=_school_of(notice, at),
        now=max(at, told_at),
    )


def _school_of(notice: Any, at: datetime) -> str:
    """Return a school that a child of that age may go to: always the same one for a child."""
    age = notice.person.age_on(london_day(at))
    fitting = [number for number, one in enumerate(SCHOOLS) if one.primary == (age is None or age < SECONDARY)]
    return str(FIRST_URN + fitting[hash_of(notice.person_reference, len(fitting))])


def _register(cast: Cast, now: datetime) -> None:
    begins = now - timedelta(days=200)
    rows = [
        f"{FIRST_URN + number},{one.name},Open,{'Primary' if one.primary else 'Secondary'},Lancashire,{one.district},1632960{number:03d}"
        for number, one in enumerate(SCHOOLS)
    ]
    file = io.BytesIO("\n".join([COLUMNS, *rows]).encode())
    services.load_register(actor=SETUP, file=file, name="establishments-lancashire.csv", now=begins)
    for number, one in enumerate(SCHOOLS):
        school = queries.school_by_urn(str(FIRST_URN + number))
        if one.agency:
            _key_adults(cast, school, one.agency, begins)
        elif one.name in BY_LINK:
            name, email = BY_LINK[one.name]
            given = KeyAdultGiven(name=name, email=email, role=LEAD, telephone="01632 960419", since=FIRST_DAY)
            services.add_key_adult(actor=SETUP, school=school, given=given, now=begins)


def _key_adults(cast: Cast, school: Any, agency: str, at: datetime) -> None:
    """Let the school's people sign in, and name those who answer for it: the first is told, then the deputies."""
    services.set_up_school(actor=SETUP, school=school, agency_code=agency, calendar_code="", now=at)
    users = [user for user in cast.planned.values() if user.agency == agency]
    for place, user in enumerate(sorted(users, key=lambda one: one.role != "partner")):
        role = LEAD if place == 0 else "Deputy safeguarding lead"
        given = KeyAdultGiven(
            name=user.name, email=user.email, role=role, telephone=user.telephone, place=place, since=FIRST_DAY
        )
        services.add_key_adult(actor=SETUP, school=queries.school_by_urn(school.urn), given=given, now=at)


def last_night(now: datetime) -> datetime:
    """Return the last Saturday, 23:05 in London, whose next school day has begun more than three hours ago."""
    day = london_day(now)
    while True:
        day -= DAY
        if day.weekday() != 5:
            continue
        night = datetime(day.year, day.month, day.day, 23, 5, tzinfo=LONDON)
        if queries.due_for(None, night).begins_at + timedelta(hours=3) < now:
            return night


def _play_saturday(cast: Cast, now: datetime) -> None:
    night = last_night(now)
    morning, due = night + timedelta(hours=10), queries.due_for(None, night).begins_at
    contact = _receive(night, night + timedelta(hours=6))
    key = cast.with_role("screening_worker", contact.team.code)[0]
    worker = cast.actor(key, morning)
    with request_transaction(worker):
        contact = contact_by_reference(worker, contact.reference)
        opened = telling.open_school_notices(actor=worker, contact=contact, now=morning)
    for notice, pupil in zip(opened, PUPILS, strict=True):
        _tell(worker, contact.reference, notice, pupil, morning + timedelta(minutes=20))
    _decide(worker, contact.reference, morning + timedelta(hours=2))
    _acknowledge(cast, opened[0], due - timedelta(minutes=42))
    with request_transaction(RAISER):
        services.raise_late_notices(actor=RAISER, now=due + timedelta(minutes=61))
    _post(contact.reference)


def _receive(night: datetime, at: datetime) -> Any:
    people = tuple(pupil.row for pupil in PUPILS) + ADULTS
    given = CallGiven(
        story=STORY,
        source="3A",
        category="domestic-abuse",
        caller_organisation="LANCS-POLICE",
        caller_is_professional=True,
        risk_grade="Medium",
        address=HOUSE,
        postcode=POSTCODE,
        people=tuple(_at_home(row) for row in people),
    )
    incident = Incident(f"PVP-{night:%y}-95001", "LANCS-POLICE", at, night, given, "saturday-night", (1, 2, 3, 4))
    with request_transaction(NOTICES):
        return contacts.receive_notice(actor=NOTICES, incident=incident, now=at)


def _at_home(row: PersonRow) -> PersonRow:
    return PersonRow(**(vars(row) | {"address": HOUSE, "postcode": POSTCODE}))


def _tell(worker: Actor, reference: str, notice: Any, pupil: _Pupil, at: datetime) -> None:
    """Prepare a notice, read it at the gate and let it go."""
    with request_transaction(worker):
        contact = contact_by_reference(worker, reference)
        school = queries.schools_like(pupil.school)[0]
        given = NoticeGiven(
            urn=school.urn,
            facts=FACTS | {"child_said": pupil.said},
            police_reference=contact.external_reference,
            when_known=contact.incident_at is not None,
        )
        prepared = telling.prepare_school_notice(actor=worker, contact=contact, notice=notice, given=given, now=at)
        package = leaving.package_about(worker, prepared.package, subject_kind="contact", subject=reference)
        release.sign_package(
            actor=worker,
            package=package,
            look=package.document_hash,
            seen=True,
            queue=release.WorkGiven(team=contact.team),
            now=at + timedelta(minutes=5),
        )
    _post(reference)


def _decide(worker: Actor, reference: str, at: datetime) -> None:
    """Read, rate, check and decide the contact, and tell the police: so that nothing but the silent school is left."""
    with request_transaction(worker):
        contact = contact_by_reference(worker, reference)
        children = list(contact.children.all())
        history.record_history_opened(actor=worker, contact=contact, now=at)
        screening.rate_rag(actor=worker, children=children, rag="amber", reason=RATED, now=at)
        earlyhelp_checks.record_early_help_check(actor=worker, children=children, result="no_record", now=at)
        position = PositionGiven(told="told", told_who="The mother, by telephone on Sunday", agreement="agreed")
        screening.record_family_position(actor=worker, contact=contact, given=position, now=at)
        contact = contact_by_reference(worker, reference)
        for child in contact.children.all():
            child.contact = contact
            asked = unanswered_prompts(worker, child, moments=("decision",), outcome=OUTCOME, level=2, now=at)
            for prompt in asked:
                screening.answer_prompt(actor=worker, children=[child], prompt=prompt.code, words=WEIGHED, now=at)
        decisions.propose_decision(
            actor=worker, children=list(contact.children.all()), outcome=OUTCOME, level=2, rationale=WEIGHED, now=at
        )
    with request_transaction(worker):
        contact = contact_by_reference(worker, reference)
        answers.answer_referrer(
            actor=worker,
            contact=contact,
            channel="telephone",
            words=ANSWERED,
            reason="",
            now=at + timedelta(minutes=10),
        )


def _post(reference: str) -> None:
    """Say that the e-mails went when they were written."""
    with request_transaction(POSTMAN):
        for dispatch, at in leaving.waiting_emails(POSTMAN, subject_kind="contact", subject=reference):
            release.begin_sending(actor=POSTMAN, reference=dispatch, now=at)
            release.record_sent(actor=POSTMAN, reference=dispatch, through="mail", now=at)


def _acknowledge(cast: Cast, notice: Any, at: datetime) -> None:
    key = next(key for key, user in cast.planned.items() if user.agency == GUILD and user.role == "partner")
    head = cast.actor(key, at)
    with request_transaction(head):
        services.acknowledge_notice(actor=head, reference=notice.reference, now=at)
