"""Who read a record for a reason, and whose look-up met a restricted one: in the demonstration, as they would stand there."""

from collections import Counter
from datetime import timedelta
from typing import Any

from openmash.base.transactions import request_transaction
from openmash.demo.models import Built
from openmash.demo.services.cast import SETUP, Cast
from openmash.demo.services.story import Story
from openmash.frontdoor.queries.contacts import contact_by_reference
from openmash.people import services as people

NORTH, MOST = "north-mash", 3
COVERING = ("covering", "Their own team is at a meeting, and the school rings me back about tonight.")
ASKED = ("connected-person", "The grandmother of a child I work with names this child as living with her.")


def build_reading(cast: Cast, story: Story) -> None:
    """Open two records for a reason, one of them reviewed; restrict one, and let a search meet it."""
    now = story.now
    children = _children_elsewhere(story)
    if len(children) < 3:
        return
    hidden, reviewed, waits = children
    worker = cast.actor(cast.with_role("screening_worker", NORTH)[0], now)
    manager = cast.actor(cast.with_role("mash_manager")[0], now)
    at = now - timedelta(days=2)
    with request_transaction(worker):
        first = people.break_glass(actor=worker, person=reviewed, reason=ASKED[0], words=ASKED[1], now=at)
        people.break_glass(
            actor=worker, person=waits, reason=COVERING[0], words=COVERING[1], now=now - timedelta(hours=1)
        )
    with request_transaction(manager):
        people.review_opening(actor=manager, opening=first, finding="justified", words="", now=at + timedelta(hours=20))
        people.restrict_person(actor=manager, person=hidden, reason="Child of a member of staff", now=at)
    with request_transaction(worker):
        people.note_look_up(actor=worker, looked_for=[{"text": hidden.full_name}], now=now - timedelta(minutes=40))
    with request_transaction(SETUP):
        people.look_again(actor=SETUP, now=now - timedelta(minutes=39))
        Built.objects.create(kind="reading", key="all")


def _children_elsewhere(story: Story) -> list[Any]:
    """Return three children of decided contacts that are not with the North, each of a family without another contact.

    The story goes on for the other families: nobody who plays it may lose a contact from sight.
    """
    times = Counter(planned.family for planned in story.area.contacts)
    alone = {planned.key for planned in story.first_wave if times[planned.family] == 1 and not planned.named}
    references = Built.objects.filter(kind="contact", key__in=alone).exclude(reference="").order_by("-pk")
    found: list[Any] = []
    with request_transaction(SETUP):
        for reference in references.values_list("reference", flat=True)[:60]:
            contact = contact_by_reference(SETUP, reference)
            if contact.locality == "North" or contact.team.code == NORTH or contact.decided_at is None:
                continue
            known = [one.person for one in contact.children.all() if one.person.given_name and one.person.family_name]
            found += known[:1]
            if len(found) == MOST:
                break
    return found
