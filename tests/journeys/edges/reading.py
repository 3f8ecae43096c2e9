"""What the area holds of reading: records opened for a reason, and a look-up that met a restricted one."""

from datetime import timedelta
from typing import Any

from openmash.allegations import services as allegations
from openmash.base.transactions import request_transaction
from openmash.frontdoor.rules.given import PersonRow
from openmash.meetings.services import CameGiven, FindingGiven, MeetingGiven
from openmash.people import services as people
from openmash.people.jobs import WATCHER
from openmash.work import queries as work

STORY = "He shouts at a child 😟 and sends messages at night.\n\nإنه خائف"
INVITED = f"{'Bartholomew-Montgomery ' * 6}\nDS Dee, police 😟"
CHILD = PersonRow(given_name="Siân-Zoë", family_name="O'Example", age=7, is_child=True)


def person_of(contact: Any) -> Any:
    """Return the first child of a contact."""
    with request_transaction(WATCHER):
        return contact.children.select_related("person").earliest("pk").person


def settle_reading(area: Any) -> None:
    """Two records opened for a reason, one of them reviewed; and a look-up that met a restricted record."""
    novice, manager = area.actors["novice"], area.actors["manager"]
    opened = []
    for words in ("Their school rang me", "A cousin of a child I work with"):
        person = person_of(area.call(CHILD))
        with request_transaction(novice):
            opened.append(
                people.break_glass(actor=novice, person=person, reason="caller-on-the-line", words=words, now=area.now)
            )
    with request_transaction(manager):
        people.review_opening(
            actor=manager, opening=opened[1], finding="follow_up", words="I talk to Noor tomorrow.", now=area.now
        )
    hidden = PersonRow(given_name="Heledd", family_name="Hiddenname", age=9, is_child=True)
    person = person_of(area.call(hidden, by="manager"))
    with request_transaction(manager):
        people.restrict_person(actor=manager, person=person, reason="Child of a member of staff", now=area.now)
    with request_transaction(novice):
        people.note_look_up(actor=novice, looked_for=[{"text": "Heledd Hiddenname"}], now=area.now)
    with request_transaction(WATCHER):
        people.look_again(actor=WATCHER, now=area.now)
    with request_transaction(manager):
        check = work.work_of(manager, which="mine", act="complete_check").get()
    area.held |= {
        "opening": opened[0].reference,
        "reviewed_opening": opened[1].reference,
        "check": check.subject,
    }
    _worried(area)


def _worried(area: Any) -> None:
    """A worry about a worker that waits, and one that was decided."""
    school, officer = area.actors["school"], area.actors["designated"]
    with request_transaction(school):
        waits, decided = (
            allegations.raise_allegation(
                actor=school,
                given=allegations.WorryGiven(
                    who_name=name,
                    who_role="Coach",
                    who_employer="Guild Example Rowing Club",
                    words=STORY,
                    children="Bartholomew-Montgomery " * 10,
                ),
                now=area.now,
            )
            for name in ("Cai Coach", "Nobody knows")
        )
    with request_transaction(officer):
        met = allegations.DecisionGiven("met", "The club suspends him today.", ("harm", "offence"))
        allegations.decide_allegation(actor=officer, allegation=decided, given=met, expected_version=1, now=area.now)
        named: Any = {"actor": officer, "reference": decided.reference, "now": area.now}
        given = MeetingGiven("allegation-meeting", area.now, "telephone", "01632 960400", STORY)
        called, held = (allegations.call_meeting(given=given, invited=INVITED, **named) for _ in range(2))
        came = [CameGiven(key=one.pk, attendance="room", said=STORY) for one in held.attendees.all()]
        found = [FindingGiven("allegation-outcome", "open", STORY)]
        allegations.hold_meeting(meeting=held.reference, held_at=area.now, came=came, notes=STORY, given=found, **named)
        action = allegations.agree_action(
            meeting=held.reference,
            words="Ask the club for its list " * 10,
            owner="The chair of the club",
            due_at=area.now + timedelta(days=1),
            **named,
        )
    area.held |= {
        "worry": waits.reference,
        "worry_decided": decided.reference,
        "worry_called": called.reference,
        "worry_held": held.reference,
        "worry_action": action.reference,
    }
