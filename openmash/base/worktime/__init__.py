"""Working time: when something is due, counted the way a rule says, and in words.

Plain Python, no Django, no clock of its own: moments come in, answers go out. The kinds of
rule are hours by the clock, hours while a service is open, working days, days, weeks, months,
the next school day and school terms. Moments are UTC inside; days are London's.
"""

from openmash.base.worktime.calendar import (
    Calendar,
    CalendarEnds,
    OpeningHours,
    SchoolCalendar,
    SchoolTerm,
    england,
    in_full,
    is_working_day,
    next_working_day,
    service_hours_between,
    working_days_between,
)
from openmash.base.worktime.clocks import (
    CONVENTIONS,
    ClockRule,
    Convention,
    Due,
    Kind,
    add_months,
    convention_in_words,
    due,
    limit_in_words,
)
from openmash.base.worktime.moments import (
    NotATime,
    end_of,
    local,
    london_day,
    moment,
    read_moment,
)
from openmash.base.worktime.words import in_words, length, said_at

__all__ = [
    "CONVENTIONS",
    "Calendar",
    "CalendarEnds",
    "ClockRule",
    "Convention",
    "Due",
    "Kind",
    "NotATime",
    "OpeningHours",
    "SchoolCalendar",
    "SchoolTerm",
    "add_months",
    "convention_in_words",
    "due",
    "end_of",
    "england",
    "in_full",
    "in_words",
    "is_working_day",
    "length",
    "limit_in_words",
    "local",
    "london_day",
    "moment",
    "next_working_day",
    "read_moment",
    "said_at",
    "service_hours_between",
    "working_days_between",
]
