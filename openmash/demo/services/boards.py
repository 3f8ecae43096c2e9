"""Boards and groups of the demonstration: the improvement board, what answers to it, and a group that stands by itself."""

from datetime import datetime, timedelta
from typing import Any

from openmash.base.clock import london_day
from openmash.base.transactions import request_transaction
from openmash.boards import services
from openmash.boards.choices import Capacity, Regime
from openmash.boards.services import BodyGiven, SeatGiven
from openmash.demo.models import Built
from openmash.demo.services.cast import SETUP, Cast

AGO = timedelta(days=400)
BOARD, OPERATIONAL, MASH = "Improvement board", "Operational improvement group", "MASH operational group"
BODIES: tuple[tuple[str, str, str, str, int | None], ...] = (
    (BOARD, "", "Steers the improvement of children’s services and answers for it in public.", "Every six weeks", 5),
    (
        OPERATIONAL,
        BOARD,
        "Does what the board has agreed, and brings back what stands in the way.",
        "Every two weeks",
        4,
    ),
    (MASH, OPERATIONAL, "Looks after the hub: people, agreements, figures, what partners say.", "Every month", 3),
    (
        "Audit and practice group",
        OPERATIONAL,
        "Reads what audit is telling us, and proposes actions.",
        "Every month",
        3,
    ),
    ("Liaison meeting with the districts", BOARD, "Housing and early help of the twelve districts.", "", None),
    ("Children’s services committee", "", "Councillors who ask the board to account.", "Every three months", 4),
)
CHAIR = ("Professor Imelda Standish", "Independent chair")
SEATS: tuple[tuple[str, str, str, Capacity, str], ...] = (
    (BOARD, *CHAIR, Capacity.CHAIR, ""),
    (BOARD, "Ignatius Farrow-Lyle", "Police, public protection", Capacity.MEMBER, "Sgt Naomi Butterfield"),
    (BOARD, "Clementine Oyelaran-Moss", "Health, safeguarding", Capacity.DEPUTY_CHAIR, "Gwendolyn Prior-Hale"),
    (BOARD, "Bartholomew Ness-Whitlow", "Schools forum", Capacity.MEMBER, ""),
    (BOARD, "Judith Ravenscroft", "Children’s social care", Capacity.MEMBER, ""),
    (BOARD, "Honora Blackwater-Finch", "Principal social worker", Capacity.MEMBER, ""),
    (BOARD, "Philippa Quillfeather", "Performance", Capacity.ADVISER, ""),
    (OPERATIONAL, "Honora Blackwater-Finch", "Principal social worker", Capacity.CHAIR, ""),
    (OPERATIONAL, "Judith Ravenscroft", "Children’s social care", Capacity.MEMBER, "Frances Holroyd-Shaw"),
    (OPERATIONAL, "Frances Holroyd-Shaw", "Central locality", Capacity.MEMBER, ""),
    (OPERATIONAL, "Noreen Eccleston-Bell", "Early help", Capacity.MEMBER, ""),
    (MASH, "Judith Ravenscroft", "Children’s social care", Capacity.CHAIR, ""),
    (MASH, "Sgt Naomi Butterfield", "Police", Capacity.MEMBER, ""),
    (MASH, "Gwendolyn Prior-Hale", "Health", Capacity.MEMBER, ""),
    ("Audit and practice group", "Honora Blackwater-Finch", "Principal social worker", Capacity.CHAIR, ""),
)


def build_boards(cast: Cast, *, now: datetime) -> None:
    """Set up the boards and groups, more than a year ago, as the principal social worker. A second time changes nothing."""
    at = now - AGO
    actor = cast.actor(cast.with_role("principal_social_worker")[0], at)
    held: dict[str, Any] = {}
    with request_transaction(actor):
        for name, above, terms, frequency, quorum in BODIES:
            regime = Regime.COMMITTEE if "committee" in name else Regime.OTHER
            answers_to = held[above].reference if above else ""
            given = BodyGiven(name, regime, terms, frequency, quorum, answers_to)
            held[name] = services.set_up_body(actor=actor, given=given, now=at)
        for body, name, organisation, capacity, deputy in SEATS:
            key = cast.key_of_name(name)
            user_id = cast.users[key].pk if key else None
            given_seat = SeatGiven(name, capacity, london_day(at), organisation, deputy, user_id)
            services.give_seat(actor=actor, body=held[body], given=given_seat, now=at)
    with request_transaction(SETUP):
        Built.objects.create(kind="boards", key="all")
