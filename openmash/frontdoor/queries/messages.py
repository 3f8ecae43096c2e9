"""The words of a message to the person who raised a worry: the pack's fixed message, filled in."""

import base64
from datetime import datetime
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.crypto import constant_time_compare, salted_hmac

from openmash.agencies import queries as agencies
from openmash.base import clock
from openmash.frontdoor.choices import Channel, ContactStatus, WayIn
from openmash.frontdoor.models import Contact
from openmash.frontdoor.rules import answers as rules

PASSES_TO_WORKER = "pass_to_allocated_worker"
PARTS, LETTERS = 3, 4


def audience_of(contact: Contact) -> str:
    """Return how much the person may hear. Who is not known to be a professional is answered as the public."""
    return "professional" if contact.caller_is_professional else "public"


def sees_it_here(contact: Contact, *, now: datetime) -> bool:
    """Whether the person's agency reads here what becomes of this contact. A restricted one is shown to no agency."""
    if contact.sent_by_agency_id is None or contact.restricted:
        return False
    # A file of notices comes from an agency that has its page; a caller's agency may have no account at all.
    return contact.way_in == WayIn.POLICE_NOTICE or agencies.has_members(
        contact.sent_by_agency_id, on=clock.london_day(now)
    )


def plain_day(moment: datetime) -> str:
    day = clock.london_day(moment)
    return f"{day.day} {day:%B %Y}"


def fixed_message(contact: Contact, use: str, *, now: datetime, **values: str) -> rules.Message:
    """Return a fixed message of the pack about a contact, filled in."""
    pack = agencies.pack_in_force()
    template = pack.template(agencies.template_use(use), clock.london_day(now))
    common = {
        "reference": contact.reference,
        "received_on": plain_day(contact.received_at),
        "authority": pack.home.name,
        "team": contact.team.name,
        "telephone": contact.team.telephone,
    }
    return rules.fill(template.code, template.subject, template.body, common | values)


def outcome_use(contact: Contact) -> str:
    """Return which fixed message tells this contact's outcome."""
    return rules.outcome_template(
        professional=audience_of(contact) == "professional",
        passed=contact.status == ContactStatus.PASSED,
        way_in=contact.way_in,
    )


def takes_own_words(contact: Contact, *, now: datetime) -> bool:
    """Whether the decider's own words go into the message about this contact's outcome."""
    template = agencies.pack_in_force().template(agencies.template_use(outcome_use(contact)), clock.london_day(now))
    return rules.takes_own_words(template.body)


def outcome_message(contact: Contact, *, channel: str, words: str, now: datetime) -> rules.Message:
    """Return the message that tells an outcome, word for word as it goes."""
    values = {
        "outcome": outcome_words(contact),
        "deciders_words": words.strip(),
        "disagree_how": disagree_how(contact, channel=channel),
        "notice_reference": contact.external_reference,
        **_worker(contact),
    }
    return fixed_message(contact, outcome_use(contact), now=now, **values)


def outcome_words(contact: Contact) -> str:
    """Return what the pack lets be said of what was decided for the children, to this person."""
    entries = _outcomes(contact)
    if contact.adults_only:
        return str(agencies.pack_of(contact.pack).door.adults_only_answer)
    if audience_of(contact) == "professional":
        return rules.outcome_for_professional((initials, entry.to_professional) for initials, entry in entries)
    return rules.outcome_for_public([(entry.to_public, entry.closes) for _, entry in entries])


def _outcomes(contact: Contact) -> list[tuple[str, Any]]:
    """Return each decided child's initials with the pack's outcome; for a contact passed on, that of passing it on."""
    pack = agencies.pack_of(contact.pack)
    if contact.status == ContactStatus.PASSED:
        return [("", entry) for entry in pack.outcomes if str(entry.next_work.act) == PASSES_TO_WORKER][:1]
    decided = [child for child in contact.children.select_related("person").order_by("pk") if child.outcome]
    return [
        (rules.initials_of(child.person.given_name, child.person.family_name), pack.outcome(child.outcome))
        for child in decided
    ]


def _worker(contact: Contact) -> dict[str, str]:
    handover = contact.handovers.order_by("-pk").first() if contact.status == ContactStatus.PASSED else None
    return {
        "worker": (handover.worker if handover else "") or "their worker",
        "worker_telephone": (handover.worker_phone if handover else "") or contact.team.telephone,
    }


def disagree_how(contact: Contact, *, channel: str) -> str:
    """Return how somebody disagrees: on their own page, or with the reference and a code where they have no sign-in."""
    if channel == Channel.IN_PRODUCT:
        return "choose “Disagree with the outcome” on this page"
    address = f"{settings.PUBLIC_ADDRESS}{reverse('frontdoor:disagree_by_code')}"
    return f"go to {address} and give the reference {contact.reference} and the code {disagree_code(contact)}"


def disagree_code(contact: Contact) -> str:
    """Return the code that lets a person without a sign-in disagree about one contact: theirs, and not to be guessed."""
    digest = salted_hmac("openmash.frontdoor.disagree", contact.reference, algorithm="sha256").digest()
    letters = base64.b32encode(digest).decode()[: PARTS * LETTERS]
    return "-".join(letters[start : start + LETTERS] for start in range(0, len(letters), LETTERS))


def is_disagree_code(contact: Contact, given: str) -> bool:
    """Whether a code is this contact's, however it was typed."""
    wanted, typed = disagree_code(contact).replace("-", ""), "".join(one for one in given.upper() if one.isalnum())
    # No 0, 1 or 8 is in the code's alphabet: who reads O, I and B from a letter types what they look like.
    return constant_time_compare(typed.translate(str.maketrans("018", "OIB")), wanted)


def check_gives_nothing_away(contact: Contact, words: str) -> None:
    """Raise RuleBroken when words that leave the house name somebody of the contact, or where they live."""
    people = [row.person for row in contact.children.select_related("person")]
    people += [row.person for row in contact.adults.select_related("person")]
    places = {contact.address, contact.postcode, *(one.address for one in people), *(one.postcode for one in people)}
    rules.check_gives_nothing_away(words, names=[one.full_name for one in people], places=places - {""})


def look_of(to: str, message: rules.Message) -> str:
    """Return the mark of exactly this message to exactly this recipient: what a person has read is what goes."""
    return sha256(repr((to, message.subject, message.body)).encode()).hexdigest()
