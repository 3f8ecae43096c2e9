"""When a link opens its record, when a code does, and the sentence for when not."""

from datetime import datetime

from openmash.links.choices import Over

MOST_CODES, MOST_TRIES = 5, 5
# How many links to one record are sent to whoever asks for a new one, within a day.
MOST_RENEWALS = 3

RING = "Ring the front door if you hold something that matters."
NO_LINK = f"This link does not work. It may have been cut off when it was copied: copy the whole of it. {RING}"
REPLACED = f"A newer link has taken the place of this one. Use the latest e-mail. {RING}"
USED = "This link has been used already, and it works once."
RUN_OUT = f"This link has run out. Ask the front door for a new one. {RING}"
TAKEN_BACK = f"What this link was for has been taken back. You need not answer, and nothing was sent. {RING}"
LOCKED = f"This link is locked, because too many wrong codes were entered. Ask the front door for a new one. {RING}"
TOO_MANY_CODES = f"Too many codes were sent for this link. Ask the front door for a new one. {RING}"
TOO_MANY_LINKS = f"Several links were sent to your address today. Use the latest e-mail. {RING}"
WRONG_CODE = "This is not the code that we sent last. Look at the latest e-mail and enter its six digits."
CODE_RUN_OUT = "This code has run out. Have a new code sent."

WORDS_OVER = {Over.REPLACED: REPLACED, Over.TAKEN_BACK: TAKEN_BACK, Over.LOCKED: LOCKED}


def trouble_with_link(*, over: str, used: bool, expires_at: datetime, now: datetime) -> str:
    """Return why a link opens nothing, as a sentence; empty where it may be used."""
    if over:
        return WORDS_OVER[Over(over)]
    if now >= expires_at:
        return RUN_OUT
    return USED if used else ""


def trouble_with_code(*, expires_at: datetime | None, right: bool, tries: int, now: datetime) -> str:
    """Return why a code opens nothing, as a sentence; empty where it does. `tries` are the wrong ones before it."""
    if tries >= MOST_TRIES:
        return LOCKED
    if expires_at is None or now >= expires_at:
        return CODE_RUN_OUT
    if right:
        return ""
    return LOCKED if tries + 1 >= MOST_TRIES else WRONG_CODE


def is_code(entered: str) -> bool:
    """Whether something has the shape of a code; what has not is no try."""
    return len(entered) == 6 and entered.isascii() and entered.isdecimal()
