"""Schools, their calendars and key adults, and what they are told."""

from openmash.schools.models.notices import NoticeEvent, SchoolNotice
from openmash.schools.models.register import Calendar, CalendarDates, KeyAdult, RegisterLoad, School

__all__ = [
    "Calendar",
    "CalendarDates",
    "KeyAdult",
    "NoticeEvent",
    "RegisterLoad",
    "School",
    "SchoolNotice",
]
