"""The hub of the small area: agencies that are asked and answer, a meeting that was held, a disagreement, the pulse."""

from datetime import timedelta
from typing import Any

from openmash.adults import queries
from openmash.adults.services import ConcernDecision, DangerGiven, decide_concern
from openmash.agencies import queries as agencies
from openmash.base.actors import Actor
from openmash.base.transactions import request_transaction
from openmash.enquiries import queries as enquiries
from openmash.enquiries import services as asking
from openmash.frontdoor.queries.contacts import contact_by_reference
from openmash.frontdoor.rules.given import PersonRow
from openmash.frontdoor.services import escalating
from openmash.frontdoor.services import meetings as meeting_services
from openmash.frontdoor.services.asking import ask_agencies_about
from openmash.frontdoor.services.contact_people import add_person
from openmash.frontdoor.services.thinkfamily import OthersGiven, tell_others_about, weigh_danger_in
from openmash.links import queries as links
from openmash.links.models import AnswerLink
from openmash.meetings import queries as meetings
from openmash.meetings.services import CameGiven, EscalationGiven, FindingGiven, InviteGiven, MeetingGiven
from openmash.pulse.jobs import OPENER
from openmash.pulse.services import open_round_when_due
from tests.journeys.edges.elsewhere import settle_elsewhere
from tests.journeys.edges.reading import settle_reading
from tests.journeys.edges.schools import settle_schools

SEATED = (
    InviteGiven("LCC", seat="social-work-manager"),
    InviteGiven("LANCS-POLICE", seat="police"),
    InviteGiven("HEALTH-0-19", seat="health"),
    InviteGiven("SCHOOL-GUILD", seat="education"),
)


def settle_hub(area: Any) -> None:
    """Ask agencies about the full contact, hold a meeting on it, disagree, and open a round of the pulse."""
    settle_reading(area)
    _asked(area)
    _met(area)
    _disagreed(area)
    _others_told(area)
    with request_transaction(OPENER):
        open_round_when_due(actor=OPENER, now=area.now)
    settle_schools(area)
    settle_elsewhere(area)


def _others_told(area: Any) -> None:
    """An incident about the full contact's mother was told to others: one to weigh, one referred, one decided, one to decide."""
    actor = area.actors["manager"]
    with request_transaction(actor):
        grandmother = PersonRow(given_name="Nain", family_name="Example", age=71, is_child=False)
        add_person(actor=actor, contact=contact_by_reference(actor, area["full"]), row=grandmother, now=area.now)
        contact = contact_by_reference(actor, area["full"])
        adults = [one.person for one in contact.adults.all()]
        kinds = ("adult_safeguarding", "marac", "housing")
        told = tell_others_about(
            actor=actor,
            contact=contact,
            given=OthersGiven(
                branches=[(kind, one.reference) for one in adults[:2] for kind in kinds],
                story="He held her by the throat.\n\nقال إنها خائفة",
                lawful_bases=["public-task"],
                agencies={"housing": "EXAMPLE-HOUSING"},
                safe_contact="Her sister, in the mornings",
            ),
            now=area.now,
        )
    held = list(told.made)
    names = ("concern", "weigh", "housing", "enquiry", "referred", "housing_too")
    area.held |= dict(zip(names, held, strict=True))
    with request_transaction(actor):
        branch = queries.branch_about(actor, area["referred"], subject_kind="contact", subject=area["full"])
        questions = queries.checklist(area.now).questions
        danger = DangerGiven({one.code: "yes" for one in questions}, "no", "as_band")
        weigh_danger_in(actor=actor, contact=contact, branch=branch, given=danger, now=area.now)
    duty = area.actors["adult"]
    with request_transaction(duty):
        decide_concern(
            actor=duty,
            branch=queries.concern_by_reference(duty, area["enquiry"]),
            given=ConcernDecision(
                {"needs": "yes", "at_risk": "yes", "cannot_protect": "not_known"},
                asked=False,
                why_not_asked="He was in the room.",
                decision="enquiry",
                reason="Not known whether she can protect herself; the enquiry finds out.",
            ),
            now=area.now,
        )


def _asked(area: Any) -> None:
    """Police answered in part and ask for more time; health and the school have not answered."""
    actor = area.actors["triage"]
    with request_transaction(actor):
        contact = contact_by_reference(actor, area["full"])
        asked = ask_agencies_about(
            actor=actor,
            contact=contact,
            agency_codes=[
                "LANCS-POLICE", "HEALTH-0-19", "SCHOOL-GUILD", "LCC-EARLY-HELP", "EXAMPLE-HOUSING", "FELL-SURGERY",
            ],
            people=[one.person.reference for one in contact.children.all()],
            given=asking.EnquiryGiven(
                purpose="protect-child", lawful_bases=("public-task",), told="must_not",
                must_not_be_told="His father must not learn who said so", words="A bruise seen at school",
            ),
            now=area.now,
        )  # fmt: skip
    by_agency = {one.agency.code: one.reference for one in asked.requests}
    police = area.actors["police"]
    with request_transaction(police):
        request = enquiries.request_asked_of(police, by_agency["LANCS-POLICE"])
        part = asking.ReturnGiven(kind="part", answers={"known": "yes"}, words="Called in June", handling="ask")
        answer = asking.answer_request(actor=police, request=request, given=part, now=area.now)
        until = request.due_at + timedelta(hours=2)
        asking.ask_for_more_time(actor=police, request=request, until=until, reason="Paper files", now=area.now)
    area.held |= {"asked_police": by_agency["LANCS-POLICE"], "asked_health": by_agency["HEALTH-0-19"]}
    area.held |= {"answered_police": answer.reference, "asked_housing": by_agency["EXAMPLE-HOUSING"]}
    _came_by_link(area, by_agency)


def _came_by_link(area: Any, by_agency: dict[str, str]) -> None:
    """Nobody has opened the link that housing got; the surgery has used its own."""
    with request_transaction(Actor.machine("test")):
        held = {one.record: one for one in AnswerLink.objects.all()}
        area.held["token"] = links.token_of(held[by_agency["EXAMPLE-HOUSING"]])
        used = held[by_agency["FELL-SURGERY"]]
        used.used_at = area.now
        used.save(update_fields=["used_at"])
        area.held["token_used"] = links.token_of(used)


def _meeting(area: Any, contact: Any, *, reason: str) -> Any:
    manager = area.actors["manager"]
    return meeting_services.call_meeting_about(
        actor=manager,
        contact=contact,
        given=MeetingGiven("strategy-discussion", area.now, "telephone", "01632 960400", reason, ""),
        people=[one.person.reference for one in contact.children.all()],
        invited=SEATED,
        now=area.now,
    )


def _met(area: Any) -> None:
    """One discussion is called; another was held, decided for a child, and gave the police and triage something to do."""
    manager = area.actors["manager"]
    with request_transaction(manager):
        contact = contact_by_reference(manager, area["full"])
        called = _meeting(area, contact, reason="A bruise")
        held = _meeting(area, contact, reason="Two bruises")
        meeting_services.hold_meeting_about(
            actor=manager,
            contact=contact,
            meeting=held,
            held_at=area.now,
            came=[CameGiven("telephone", key=one.pk, name="S Somebody") for one in held.attendees.all()],
            inquorate_reason="",
            notes="All agree that he is not safe.",
            now=area.now,
        )
        held = meetings.meeting_about(
            manager, subject_kind="contact", subject=contact.reference, reference=held.reference
        )
        meeting_services.decide_in_meeting(
            actor=manager,
            contact=contact,
            meeting=held,
            about=meetings.person_of(held, area["child"]),
            given=[FindingGiven("threshold", "met", "Bruises of different ages")],
            expected_version=0,
            now=area.now,
        )
        actions = {
            name: meeting_services.agree_action_about(
                actor=manager,
                contact=contact,
                meeting=held,
                words="See the child today",
                due_at=area.now + timedelta(hours=6),
                owner=owner,
                now=area.now,
            )
            for name, owner in {
                "action": meeting_services.OwnerGiven(team="east-central-triage"),
                "police_action": meeting_services.OwnerGiven(agency="LANCS-POLICE"),
            }.items()
        }
    area.held |= {"called": called.reference, "met": held.reference}
    area.held |= {name: one.reference for name, one in actions.items()}


def _disagreed(area: Any) -> None:
    raised = {}
    for name in ("triage", "police"):
        actor: Actor = area.actors[name]
        with request_transaction(actor):
            raised[name] = escalating.raise_disagreement(
                actor=actor,
                contact=area["full"],
                team=agencies.team_by_code("east-central-triage"),
                given=EscalationGiven("contact", area["full"], "He is not safe tonight"),
                now=area.now,
            )
    area.held |= {"escalation": raised["triage"].reference, "police_escalation": raised["police"].reference}
