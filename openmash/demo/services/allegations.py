"""Worries about workers in the demonstration: one that waits, one decided, and one about somebody who signs in here."""

from datetime import datetime, timedelta
from typing import Any

from openmash.allegations import queries, services
from openmash.allegations.services import DecisionGiven, WorryGiven
from openmash.base.actors import Actor
from openmash.base.transactions import request_transaction
from openmash.demo.models import Built
from openmash.demo.services.cast import Cast
from openmash.meetings.services import CameGiven, FindingGiven, MeetingGiven

COACH = WorryGiven(
    who_name="Leopold Tarrant-Moss",
    who_role="Volunteer swimming coach",
    who_employer="Saltmarsh Example Swimming Club",
    words="A girl of the squad told her form tutor that he sends her messages at night and asked her to delete them.",
    children="One girl, 14; perhaps others of the squad",
    safe_now="The club has been asked to keep him away from sessions this week.",
)
CARER = WorryGiven(
    who_name="A foster carer in Burnley, name to follow",
    who_role="Foster carer",
    who_employer="An independent fostering agency",
    words="Two children say that they are sent to bed without a meal when they swear. The younger one asked for somebody to ring.",
    children="Two brothers, 8 and 10",
    own_complaint=True,
)
WORKER = "He told a mother on the telephone that her file could go missing. She is afraid to ring again."
INVITED = """Detective Sergeant Fenella Roscoe-Byrne, police
Ottoline Greaves-Bright, chair of the club
Caspian Whitlock-Dunne, form tutor"""
SAID = (
    "The telephone is with us. We speak to the girl tomorrow, with her mother there.",
    "He does not come to the baths until this is over. Two parents have asked why.",
    "She told it of her own accord, and was afraid that nobody would believe her.",
)
FOUND = (
    (
        "allegation-enquiry",
        "police",
        "Under the child abduction and sexual communication offences; they report in a week.",
    ),
    ("allegation-work", "suspended", "The club, from today."),
    ("allegation-telling", "police", "The parents today; he is told when the telephone has been read."),
    ("allegation-outcome", "open", "One meets again when the police have read the telephone."),
)
MET = "Grooming cannot be ruled out. The police take it first; the club suspends him today; the tutor tells the parents with us."


def _meet(officer: Actor, reference: str, *, now: datetime) -> None:
    """Have the officer call and hold the meeting about the oldest worry: what it gave to do is due tomorrow."""
    called = now - timedelta(hours=69)
    given = MeetingGiven(
        kind=queries.meeting_kind(now).code,
        planned_at=now - timedelta(hours=46),
        means="video",
        place="the link is in the e-mail",
        purpose="Who enquires, and what keeps the squad safe meanwhile.",
    )
    meeting = services.call_meeting(actor=officer, reference=reference, given=given, invited=INVITED, now=called)
    held = queries.meeting_about(officer, reference, meeting.reference)
    came = [
        CameGiven(key=one.pk, attendance="video", said=words) for one, words in zip(_invited(held), SAID, strict=True)
    ]
    services.hold_meeting(
        actor=officer,
        reference=reference,
        meeting=meeting.reference,
        held_at=now - timedelta(hours=46),
        came=came,
        notes="",
        given=[FindingGiven(*one) for one in FOUND],
        now=now - timedelta(hours=45),
    )
    services.agree_action(
        actor=officer,
        reference=reference,
        meeting=meeting.reference,
        words="Give the police the list of the squad, with the parents' numbers",
        owner="Ottoline Greaves-Bright, chair of the club",
        due_at=now + timedelta(hours=22),
        now=now - timedelta(hours=45),
    )


def _invited(meeting: Any) -> list[Any]:
    return sorted(meeting.attendees.all(), key=lambda one: one.pk)


def build_allegations(cast: Cast, *, now: datetime) -> None:
    """Record three worries, and have the designated officer decide the oldest and meet about it."""
    officer = cast.actor(cast.with_role("designated_officer")[0], now)
    school, social, manager = (
        cast.actor(cast.with_role(role)[0], now) for role in ("partner", "social_worker", "mash_manager")
    )
    concerned = cast.planned[cast.with_role("screening_worker")[1]].name
    worker = WorryGiven(
        who_name=concerned, who_role="Screening social worker", who_employer="The council", words=WORKER
    )
    recorded = []
    for actor, given, hours in ((school, COACH, 74), (social, CARER, 20), (manager, worker, 3)):
        at = now - timedelta(hours=hours)
        with request_transaction(actor):
            recorded.append(services.raise_allegation(actor=actor, given=given, now=at))
    at = now - timedelta(hours=70)
    with request_transaction(officer):
        decision = DecisionGiven("met", MET, ("offence", "suitability"))
        services.decide_allegation(actor=officer, allegation=recorded[0], given=decision, expected_version=1, now=at)
        _meet(officer, recorded[0].reference, now=now)
        Built.objects.create(kind="allegations", key="all")
