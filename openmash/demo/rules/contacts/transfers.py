"""Passing a contact from triage to the locality's MASH team: offered, accepted, rejected once, settled."""

from datetime import datetime

from openmash.demo.rules import codes
from openmash.demo.rules.contacts.events import (
    TransferAccepted,
    TransferDisputed,
    TransferOffered,
    TransferRejected,
    TransferSettled,
)
from openmash.demo.rules.contacts.setting import Setting
from openmash.demo.rules.kinds import ELSEWHERE, HARM, NEED, SUPPORT

PASSED_ON = {HARM: 1.0, NEED: 0.96, SUPPORT: 0.4, ELSEWHERE: 0.3}
REJECTED, DISPUTED = 0.08, 0.22

OFFER_WORDS = (
    "For the MASH team: agencies need to be asked before this can be decided.",
    "Initial triage done. The history and the worry together need the locality team.",
    "Police and health hold more than we can see from here.",
    "More than advice is likely to be needed. Screening attached.",
)
REJECT_WORDS = {
    codes.REJECT_UNFINISHED: (
        "Please ring the school first: their view is missing.",
        "We cannot tell who lives in the house. Please find out and send again.",
    ),
    codes.REJECT_LEVEL: ("Early help is working with this family and can lead.", "Level 2 on what is written here."),
    codes.REJECT_OTHER_LOCALITY: (
        "They moved across the boundary last month, says the school.",
        "The address is a grandparent's; the children live in the next district.",
    ),
}
SETTLE_WORDS = (
    "I have read both views. The threshold for multi-agency work is met and the MASH team keeps it.",
    "The worry is about harm over time, and that needs the locality team. It stays there.",
)
RETURN_WORDS = ("Triage can finish this: early help is in place and nothing new is known.",)


def is_passed_on(setting: Setting) -> bool:
    """Return whether triage passes this on. In the North the same team screens and decides."""
    return setting.locality in ("Central", "East") and setting.chance.yes(PASSED_ON.get(setting.tier, 0.03))


def pass_on(setting: Setting, moments: list[datetime], by: str, to_team: str) -> bool:
    """Plan the transfer at six moments. Returns whether the MASH team has it at the end."""
    chance = setting.chance
    receiver = setting.staff.manager(to_team)

    def offer(at: datetime) -> None:
        words = chance.pick(OFFER_WORDS)
        setting.add(TransferOffered(at=at, by=by, from_team=setting.teams.triage, to_team=to_team, words=words))

    offer(moments[0])
    if setting.colour == codes.RED or not chance.yes(REJECTED):
        setting.add(TransferAccepted(at=moments[1], by=receiver))
        return True
    reason = chance.pick(tuple(REJECT_WORDS))
    setting.add(TransferRejected(at=moments[1], by=receiver, reason=reason, words=chance.pick(REJECT_WORDS[reason])))
    offer(moments[2])
    if not chance.yes(DISPUTED):
        setting.add(TransferAccepted(at=moments[3], by=receiver))
        return True
    words = "Still not for us, for the same reason."
    setting.add(TransferDisputed(at=moments[3], by=receiver, reason=reason, words=words))
    kept = chance.yes(0.7)
    setting.add(
        TransferSettled(
            at=moments[4],
            by=setting.staff.service_manager(),
            to_team=to_team if kept else setting.teams.triage,
            reason=codes.SETTLED_TAKEN if kept else codes.SETTLED_KEPT,
            words=chance.pick(SETTLE_WORDS if kept else RETURN_WORDS),
        )
    )
    return kept
