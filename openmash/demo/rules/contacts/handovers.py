"""A contact about a child who is open to social care: passed to their worker, the caller put through where it can be."""

from openmash.demo.rules import codes
from openmash.demo.rules.cases import Involvement
from openmash.demo.rules.contacts.events import HandedOver, HandoverReceived, ReferrerAnswered
from openmash.demo.rules.contacts.model import TELEPHONE, Caller
from openmash.demo.rules.contacts.pace import a_few
from openmash.demo.rules.contacts.screening import open_history
from openmash.demo.rules.contacts.setting import Setting
from openmash.demo.rules.words import replies

WARM = 0.68
READ_BY_WORKER = 0.96


def hand_over(setting: Setting, case: Involvement, caller: Caller, by: str, way_in: str) -> None:
    """Plan the history being read, the handing over, the worker reading it, and the answer to the caller."""
    chance = setting.chance
    worker = next(key for key, user in setting.staff.users.items() if user.name == case.worker)
    at = setting.hours.after(setting.received_at, a_few(chance, 3, 20 if way_in == TELEPHONE else 190))
    open_history(setting, at, by)
    at = setting.hours.after(at, a_few(chance, 4, 35))
    warm = way_in == TELEPHONE and chance.yes(WARM)
    words = replies.HANDED_WARM if warm else replies.HANDED_BY_MESSAGE if way_in == TELEPHONE else replies.HANDED_NOTICE
    setting.add(
        HandedOver(
            at=at,
            by=by,
            children=tuple(key for key in setting.child_keys if key in case.children) or setting.child_keys,
            involvement=case.key,
            worker=case.worker,
            worker_user=worker,
            team=case.team,
            telephone=case.telephone,
            warm=warm,
            words=chance.pick(words).format(worker=case.worker),
            not_reached="" if warm or way_in != TELEPHONE else codes.WORKER_NOT_REACHED,
        )
    )
    if chance.yes(READ_BY_WORKER):
        setting.add(HandoverReceived(at=setting.hours.after(at, a_few(chance, 5, 330)), by=worker))
    if not caller.anonymous and (caller.telephone or caller.email):
        audience = "professional" if caller.professional else "public"
        words_said = (
            replies.to_professional(setting.slots, codes.OPEN) if caller.professional else replies.to_public(chance)
        )
        channel = "in_product" if caller.user else "email" if caller.email else "telephone"
        answered = setting.hours.after(at, a_few(chance, 3, 240))
        setting.add(ReferrerAnswered(at=answered, by=by, audience=audience, channel=channel, words=words_said))
