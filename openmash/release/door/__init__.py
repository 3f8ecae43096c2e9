"""The door itself: the one place that speaks to a mail server, to GOV.UK Notify, or to the council's secure transfer.

Which of the two is a setting (`RELEASE_DOOR`). What happened is one of three, and only three: it went, it certainly did not,
or nobody can tell.
"""

from pathlib import Path

from django.conf import settings

from openmash.release.door import folder, mail, notify
from openmash.release.door.outcomes import Handed, NotSent, Sent, Uncertain

__all__ = ["Handed", "NotSent", "Sent", "Uncertain", "hand_over", "hand_over_file"]
DOORS = {"mail": mail.hand_over, "notify": notify.hand_over}


def hand_over(*, reference: str, address: str, subject: str, body: str) -> Handed:
    """Hand one e-mail over and return what happened. Call it outside any transaction. No words returned hold an address.

    The same `reference` names the same message each time, so that whoever gets it twice can see that it is one.
    """
    return DOORS[settings.RELEASE_DOOR](reference=reference, address=address, subject=subject, body=body)


def hand_over_file(*, to: str, name: str, path: Path, mark: str) -> Handed:
    """Hand one file to the secure transfer, for an agency by its code, and return what happened. Outside any transaction."""
    return folder.hand_over(to=to, name=name, path=path, mark=mark)
