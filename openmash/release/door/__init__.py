"""The door itself: the one place that speaks to a mail server or to GOV.UK Notify. Nothing else may.

Which of the two is a setting (`RELEASE_DOOR`). What happened is one of three, and only three: it went, it certainly did not,
or nobody can tell.
"""

from django.conf import settings

from openmash.release.door import mail, notify
from openmash.release.door.outcomes import Handed, NotSent, Sent, Uncertain

__all__ = ["Handed", "NotSent", "Sent", "Uncertain", "hand_over"]
DOORS = {"mail": mail.hand_over, "notify": notify.hand_over}


def hand_over(*, reference: str, address: str, subject: str, body: str) -> Handed:
    """Hand one e-mail over and return what happened. Call it outside any transaction. No words returned hold an address.

    The same `reference` names the same message each time, so that whoever gets it twice can see that it is one.
    """
    return DOORS[settings.RELEASE_DOOR](reference=reference, address=address, subject=subject, body=body)
