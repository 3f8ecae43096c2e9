"""What comes in: a call taken or a notice received, its people made or recognised, a warning set."""

import hashlib
from typing import Any

from openmash.agencies import queries as agencies
from openmash.base.actors import Actor
from openmash.demo.models import Built
from openmash.demo.rules.contacts.model import POLICE_NOTICE, Involved
from openmash.demo.services.stage import Stage
from openmash.demo.services.story import code_among
from openmash.frontdoor import queries as frontdoor
from openmash.frontdoor.services import contacts
from openmash.frontdoor.services.contacts import CallGiven, Incident, PersonRow
from openmash.people import queries as people
from openmash.people import services as people_services

NOTICES = Actor.machine("police-notices", purpose="receive police notices")


def open_contact(stage: Stage) -> bool:
    """Take the call or receive the notice, and remember who is who. False when a rule refused it."""
    planned = stage.planned
    held = _people_held(planned.people)
    given = _given(stage, held)
    at = planned.received_at
    if planned.way_in == POLICE_NOTICE:
        incident = Incident(
            planned.notice,
            planned.caller.agency,
            at,
            planned.incident_at,
            given,
            _mark(given),
            tuple(range(len(given.people))),
        )
        opened = stage.act(
            NOTICES, "receive_notice", lambda actor: contacts.receive_notice(actor=actor, incident=incident, now=at)
        )
    else:
        actor = stage.cast.actor(planned.taken_by, at)
        opened = stage.act(actor, "take_call", lambda actor: contacts.take_call(actor=actor, given=given, now=at))
    if opened is None:
        return False
    stage.contact = opened
    _remember(stage, held)
    _warn(stage)
    _believe_malicious(stage)
    return True


def _mark(given: CallGiven) -> str:
    return hashlib.sha256(repr(given).encode()).hexdigest()


def _people_held(rows: tuple[Involved, ...]) -> dict[str, str]:
    keys = [row.person for row in rows]
    return dict(Built.objects.filter(kind="person", key__in=keys).values_list("key", "reference"))


def _given(stage: Stage, held: dict[str, str]) -> CallGiven:
    planned, pack = stage.planned, agencies.pack_in_force()
    caller = planned.caller
    return CallGiven(
        story=planned.story,
        worries_most=planned.worries_most,
        child_words=planned.child_words,
        source=planned.source,
        category=code_among(planned.category, (entry.code for entry in pack.contact_categories), "other"),
        caller_name=caller.name,
        caller_role=caller.role,
        caller_organisation=next(
            (one.title for one in pack.agencies if one.code == caller.agency), caller.organisation
        ),
        caller_telephone=caller.telephone,
        caller_email=caller.email,
        caller_is_professional=None if caller.anonymous else caller.professional,
        anonymous=caller.anonymous,
        do_not_name=caller.do_not_name,
        interpreter_needed=bool(planned.interpreter),
        interpreter_language=planned.interpreter,
        safety_words=planned.warning[1] if planned.warning else "",
        address=planned.address.lines,
        postcode=planned.address.postcode,
        referrer_level=planned.referrer_level,
        risk_grade=planned.risk_grade,
        people=tuple(_row(row, held.get(row.person, "")) for row in planned.people),
    )


def _row(row: Involved, reference: str) -> PersonRow:
    given = row.given
    return PersonRow(
        given_name=given.given_name,
        family_name=given.family_name,
        date_of_birth=given.date_of_birth,
        age=None if given.date_of_birth else given.age,
        unborn=given.unborn,
        sex=given.sex,
        relationship=row.relationship,
        is_child=row.is_child,
        reference=reference,
        address=row.address.lines,
        postcode=row.address.postcode,
    )


def _remember(stage: Stage, held: dict[str, str]) -> None:
    """Keep which record each planned person has, and which child of the contact each planned child is."""
    everybody = frontdoor.visible_contact(NOTICES, stage.contact.reference)
    rows: dict[bool, list[Any]] = {
        True: list(everybody.children.select_related("person").order_by("pk")),
        False: list(everybody.adults.select_related("person").order_by("pk")),
    }
    taken: set[int] = set()
    new: list[Built] = []
    for person in stage.planned.people:
        row = _row_of(person, rows[person.is_child], taken, held)
        if row is None:
            continue
        taken.add(id(row))
        if person.is_child:
            stage.children[person.person] = row
        if person.person not in held:
            new.append(Built(kind="person", key=person.person, reference=row.person.reference))
    Built.objects.bulk_create(new, ignore_conflicts=True)


def _row_of(person: Involved, rows: list[Any], taken: set[int], held: dict[str, str]) -> Any:
    """Return the row of a contact that a planned person became: by their record, else by what was given."""
    for row in rows:
        if held.get(person.person) == row.person.reference:
            return row
    name = (person.given.given_name, person.given.family_name)
    free = [row for row in rows if id(row) not in taken]
    return next(
        (row for row in free if (row.as_given.get("given_name"), row.as_given.get("family_name")) == name), None
    )


def _warn(stage: Stage) -> None:
    """Set the warning of a family at its first contact, about the adult who looks after the children."""
    planned = stage.planned
    if planned.warning is None or Built.objects.filter(kind="warning", key=planned.family).exists():
        return
    adults = [row.person for row in planned.adults]
    held = _people_held(tuple(row for row in planned.people if row.person in adults[:1]))
    if not held:
        return
    kind = code_among(
        planned.warning[0], (entry.code for entry in agencies.pack_in_force().safety_warnings), "visit-in-pairs"
    )
    key = planned.taken_by or stage.cast.with_role("screening_worker")[0]
    actor = stage.cast.actor(key, planned.received_at)

    words = planned.warning[1][:300]

    def set_it(actor: Actor) -> Any:
        person = people.person_by_reference(actor, next(iter(held.values())))
        return people_services.set_warning(actor=actor, person=person, kind=kind, words=words, now=planned.received_at)

    if stage.act(actor, "set_warning", set_it):
        Built.objects.create(kind="warning", key=planned.family)


def _believe_malicious(stage: Stage) -> None:
    evidence = stage.planned.believed_malicious
    if not evidence:
        return
    at = stage.later(stage.planned.received_at, 15)
    if not stage.has_come(at):
        return
    actor = stage.worker(stage.planned.taken_by or stage.manager_key(), at)
    stage.act(
        actor,
        "amend_contact",
        lambda actor: contacts.amend_contact(
            actor=actor,
            contact=stage.contact,
            changes={"believed_malicious": True, "malicious_evidence": evidence},
            expected_version=stage.contact.version,
            now=at,
        ),
    )
    stage.refresh()
