"""Messages to people who raised a worry: what has gone, what is on its way, and what needs somebody."""

from dataclasses import dataclass

from django.db.models import Q

from openmash.base.actors import Actor
from openmash.base.errors import NotFound
from openmash.frontdoor.choices import HAS_ENDED, AnswerState, Channel
from openmash.frontdoor.models import Answer, Contact
from openmash.frontdoor.models.contacts import ContactQuerySet

SENT_SHOWN = 50
WAITING_SHOWN = 200
STUCK = (AnswerState.UNCERTAIN, AnswerState.FAILED)


@dataclass(frozen=True)
class Outbox:
    """Messages by what they need."""

    needs_somebody: tuple[Answer, ...]
    on_their_way: tuple[Answer, ...]
    sent: tuple[Answer, ...]


def _contacts(actor: Actor) -> ContactQuerySet:
    """Return the contacts whose messages the actor may see: a message says whom it goes to."""
    return Contact.objects.visible_to(actor).caller_known_to(actor)


def outbox_of(actor: Actor) -> Outbox:
    """Return the e-mails and letters about contacts the actor may see: unsettled ones oldest first, sent ones latest first."""
    seen = Answer.objects.filter(
        contact__in=_contacts(actor), channel__in=(Channel.EMAIL, Channel.LETTER)
    ).select_related("contact")
    unsettled = list(seen.exclude(state__in=HAS_ENDED).order_by("prepared_at", "pk")[:WAITING_SHOWN])
    return Outbox(
        needs_somebody=tuple(one for one in unsettled if needs_somebody(one)),
        on_their_way=tuple(one for one in unsettled if not needs_somebody(one)),
        sent=tuple(seen.filter(state=AnswerState.SAID).order_by("-sent_at", "-pk")[:SENT_SHOWN]),
    )


def needs_somebody(answer: Answer) -> bool:
    """Whether a person has to look: a letter to post, or an e-mail that failed or of which nobody can tell."""
    return answer.state in STUCK or (answer.state == AnswerState.WAITING and answer.channel == Channel.LETTER)


def messages_in_need(actor: Actor) -> int:
    """Return how many messages need somebody."""
    # The contacts stand outside the choice: within it every contact would be read before the first message.
    need = Q(state__in=STUCK) | Q(state=AnswerState.WAITING, channel=Channel.LETTER)
    return int(Answer.objects.filter(need, contact__in=_contacts(actor)).count())


def message_by_reference(actor: Actor, reference: str) -> Answer:
    """Return a message about a contact the actor may see. Raises NotFound."""
    rows = Answer.objects.filter(contact__in=_contacts(actor), reference=reference)
    answer = rows.select_related("contact__team").first()
    if answer is None:
        raise NotFound
    return answer
