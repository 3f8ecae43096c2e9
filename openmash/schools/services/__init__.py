"""Every change to the register of schools and to what schools are told."""

from openmash.schools.services.adults import KeyAdultGiven, add_key_adult, end_key_adult
from openmash.schools.services.calendars import (
    add_dates,
    load_calendar,
    make_default,
    remove_dates,
)
from openmash.schools.services.notices import open_notice, restrict_notices
from openmash.schools.services.preparing import NoticeGiven, hand_to_council, prepare_notice
from openmash.schools.services.raising import raise_late_notices
from openmash.schools.services.reading import acknowledge_notice, read_notice
from openmash.schools.services.register import load_register, set_up_school
from openmash.schools.services.settling import tell_otherwise, withdraw_notice

__all__ = [
    "KeyAdultGiven",
    "NoticeGiven",
    "acknowledge_notice",
    "add_dates",
    "add_key_adult",
    "end_key_adult",
    "hand_to_council",
    "load_calendar",
    "load_register",
    "make_default",
    "open_notice",
    "prepare_notice",
    "raise_late_notices",
    "read_notice",
    "remove_dates",
    "restrict_notices",
    "set_up_school",
    "tell_otherwise",
    "withdraw_notice",
]
