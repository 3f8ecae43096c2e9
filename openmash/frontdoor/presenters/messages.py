"""Messages in words: to whom, how, where it stands and since when."""

from typing import Any

from openmash.frontdoor.choices import CHANNEL_WORDS, KIND_WORDS, STATE_WORDS, AnswerState, Channel
from openmash.frontdoor.models import Answer
from openmash.frontdoor.presenters.contacts import when


def standing(answer: Answer) -> str:
    """Return where a message stands, as one sentence."""
    if answer.channel == Channel.NOT_POSSIBLE:
        return f"Nobody could be told: {answer.reason}"
    if answer.state == AnswerState.SAID:
        gone = {Channel.EMAIL: "Sent", Channel.LETTER: "Posted"}.get(Channel(answer.channel), "Said")
        return f"{gone} {when(answer.sent_at)}"
    if answer.state == AnswerState.WAITING and answer.channel == Channel.LETTER:
        return "To be printed and posted"
    words = STATE_WORDS[answer.state]
    if answer.state == AnswerState.WAITING and answer.tries:
        words = f"Tried {answer.tries} {'time' if answer.tries == 1 else 'times'}, and will be tried again"
    return f"{words}. {answer.problem}" if answer.problem else words


def message_row(answer: Answer) -> dict[str, Any]:
    """Return one row of a list of messages."""
    return {
        "reference": answer.reference,
        "contact": answer.contact.reference,
        "kind": KIND_WORDS[answer.kind],
        "channel": CHANNEL_WORDS[answer.channel],
        "by": CHANNEL_WORDS[answer.channel][:1].lower() + CHANNEL_WORDS[answer.channel][1:],
        "to": answer.to.splitlines()[0] if answer.to else "",
        "standing": standing(answer),
        "prepared": when(answer.prepared_at),
        "letter": answer.channel == Channel.LETTER,
    }


def message_in_full(answer: Answer) -> dict[str, Any]:
    """Return a message word for word."""
    return message_row(answer) | {
        "to_lines": answer.to.splitlines(),
        "subject": answer.subject,
        "body": answer.words,
        "sent": when(answer.sent_at),
        "dated": when(answer.prepared_at).partition(",")[0],
    }
