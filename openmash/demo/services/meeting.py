"""One strategy discussion of the demonstration: called, held, decided for two children, with what is to be done."""

from datetime import datetime, timedelta
from typing import Any

from openmash.base.transactions import request_transaction
from openmash.demo.models import Built
from openmash.demo.services.cast import Cast
from openmash.demo.services.story import Story
from openmash.frontdoor.queries.contacts import contact_by_reference
from openmash.frontdoor.services import meetings as services
from openmash.frontdoor.services import packages
from openmash.meetings import queries as meetings
from openmash.meetings.services import CameGiven, FindingGiven, InviteGiven, MeetingGiven

TALKED_ABOUT = "strategy-now"
CALLED_AFTER, HELD_AFTER, WRITTEN_AFTER, DONE_AFTER = 20, 32, 44, 56
"""Open minutes after the decision."""
POLICE, HEALTH, SCHOOL, COUNCIL = "LANCS-POLICE", "HEALTH-0-19", "SCHOOL-CALDER", "LCC"
INVITED = (
    InviteGiven(COUNCIL, seat="social-work-manager"),
    InviteGiven(POLICE, seat="police", name="PC Dilys Farrow"),
    InviteGiven(HEALTH, seat="health", name="Imogen Tarn, school nurse"),
    InviteGiven(SCHOOL, seat="education", name="Lindsey Garth"),
)
SAID = {
    COUNCIL: ("", "Two children who are afraid to go home. One earlier contact, about shouting, closed with advice."),
    POLICE: ("PC Dilys Farrow", "Nothing recorded at this address. Dean Corbishaw was cautioned in 2019 for a fight."),
    HEALTH: ("Imogen Tarn", "Mason was seen in June, with an old bruise on his arm that a fall from a bike explained."),
    SCHOOL: (
        "Lindsey Garth",
        "Mason is quieter since Easter. Both children are in the library with me, and are to be collected at half past three.",
    ),
}
MASON = (
    FindingGiven("threshold", "met", "A mark across his back, and his own words that it was a belt."),
    FindingGiven("single-or-joint", "joint"),
    FindingGiven("medical", "now", "At the hospital this afternoon. His social worker and his mother go with him."),
    FindingGiven(
        "protection", "agreed", "Both stay at school until they are seen. Dean stays with his brother tonight."
    ),
    FindingGiven("telling", "both", "Mother, at home, once the children have been seen and before half past three."),
)
LACEY = (
    FindingGiven("threshold", "met", "Afraid to go home, and lives with whoever hurt her brother."),
    FindingGiven("single-or-joint", "joint"),
    FindingGiven("protection", "agreed", "As for Mason."),
)
TO_DO = "Ask the school to keep both children until a social worker is there"
DONE = "The head keeps them in the library. Nobody collects them before we have come."


def build_meeting(story: Story, cast: Cast) -> None:
    """Hold the discussion about the children of one situation of today, where it has come so far. A second time does nothing."""
    planned = story.area.named.get(TALKED_ABOUT)
    built = Built.objects.filter(kind="contact", key=planned.key).first() if planned else None
    decision = planned.decision() if planned else None
    if built is None or decision is None or Built.objects.filter(kind="meeting").exists():
        return
    called, held_at, written, done = (
        story.hours.after(decision.at, minutes) for minutes in (CALLED_AFTER, HELD_AFTER, WRITTEN_AFTER, DONE_AFTER)
    )
    if done > story.now:
        return
    key = cast.with_role("mash_manager")[0]
    actor = cast.actor(key, called)
    with request_transaction(actor):
        contact = contact_by_reference(actor, built.reference)
        meeting = _held(actor, contact, cast.users[key].name, called, held_at)
        _decided(actor, contact, meeting, written)
        _to_do(actor, contact, meeting, written, done)
        _to_be_read(actor, contact, done)
        Built.objects.create(kind="meeting", key=TALKED_ABOUT, reference=meeting.reference)


def _held(actor: Any, contact: Any, name: str, called: datetime, held_at: datetime) -> Any:
    meeting = services.call_meeting_about(
        actor=actor,
        contact=contact,
        given=MeetingGiven(
            "strategy-discussion", held_at, "telephone", "01632 960400", "A mark that does not fit, seen today.", ""
        ),
        people=[one.person.reference for one in contact.children.all()],
        invited=INVITED,
        now=called,
    )
    attendees = meeting.attendees.select_related("agency")
    services.hold_meeting_about(
        actor=actor,
        contact=contact,
        meeting=meeting,
        held_at=held_at,
        came=[
            CameGiven("telephone", key=one.pk, name=SAID[one.agency.code][0] or name, said=SAID[one.agency.code][1])
            for one in attendees
        ],
        inquorate_reason="",
        notes="",
        now=held_at,
    )
    return _fresh(actor, contact, meeting)


def _fresh(actor: Any, contact: Any, meeting: Any) -> Any:
    return meetings.meeting_about(actor, subject_kind="contact", subject=contact.reference, reference=meeting.reference)


def _to_be_read(actor: Any, contact: Any, at: datetime) -> None:
    """Prepare a document for health visiting, which somebody has still to read before it leaves."""
    packages.prepare_packages(
        actor=actor,
        contact=contact,
        given=packages.TellingGiven(
            agencies=[HEALTH],
            people=[one.person.reference for one in contact.children.all()],
            purpose="protect-child",
            lawful_bases=("public-task",),
        ),
        now=at,
    )


def _decided(actor: Any, contact: Any, meeting: Any, at: datetime) -> None:
    police = next(one for one in meeting.attendees.all() if one.agency and one.agency.code == POLICE)
    children = sorted(meeting.about.all(), key=lambda one: one.pk)
    for about, given in zip(children, (MASON, LACEY), strict=False):
        services.decide_in_meeting(
            actor=actor,
            contact=contact,
            meeting=meeting,
            about=about,
            given=[*given, FindingGiven("criminal", "yes", said_by=police.pk)],
            expected_version=0,
            now=at,
        )
    school = next(one for one in meeting.attendees.all() if one.agency and one.agency.code == SCHOOL)
    services.record_dissent_about(
        actor=actor,
        contact=contact,
        meeting=meeting,
        attendee=school,
        question="protection",
        reason="They should not sleep at home at all until Dean has been spoken to.",
        now=at,
    )


def _to_do(actor: Any, contact: Any, meeting: Any, at: datetime, done: datetime) -> None:
    asked = services.agree_action_about(
        actor=actor, contact=contact, meeting=meeting, words=TO_DO, due_at=at + timedelta(minutes=30),
        owner=services.OwnerGiven(team=contact.team.code), now=at,
    )  # fmt: skip
    services.agree_action_about(
        actor=actor, contact=contact, meeting=meeting, due_at=at + timedelta(hours=4),
        words="Speak with Dean Corbishaw, after the children have been seen", owner=services.OwnerGiven(agency=POLICE),
        now=at,
    )  # fmt: skip
    services.finish_action_about(actor=actor, contact=contact, action=asked, words=DONE, now=done)
