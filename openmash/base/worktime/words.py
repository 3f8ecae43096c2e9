"""A clock as a sentence, the way people say it."""

from datetime import datetime, timedelta

from openmash.base.worktime.moments import END_OF_DAY, local, moment

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
HOURS_WITH_MINUTES = 4


def in_words(due_at: datetime, now: datetime) -> str:
    """Return a due time as people say it: “due 15:40, in 42 minutes”, “overdue by 2 hours”."""
    due_at, now = moment(due_at), moment(now)
    due, today = local(due_at), local(now).date()
    if due_at < now:
        late = now - due_at
        return "overdue by less than a minute" if late < MINUTE else f"overdue by {length(late)}"
    if due.date() == today:
        left = due_at - now
        return f"due {due:%H:%M}, in {'under a minute' if left < MINUTE else length(left)}"
    if due.date() == today + DAY:
        return f"due tomorrow {due:%H:%M}"
    year = f" {due.year}" if due.year != today.year else ""
    clock = "" if due.time() == END_OF_DAY else f" {due:%H:%M}"
    return f"due {due:%A} {due.day} {due:%B}{year}{clock}"


def said_at(at: datetime, now: datetime) -> str:
    """Return a past moment as people say it: “today 14:03”, “Tuesday 3 March, 14:03”, “3 March 2024, 14:03”."""
    then, today = local(moment(at)), local(moment(now)).date()
    if then.date() == today:
        return f"today {then:%H:%M}"
    if then.date() == today - DAY:
        return f"yesterday {then:%H:%M}"
    if then.year == today.year:
        return f"{then:%A} {then.day} {then:%B}, {then:%H:%M}"
    return f"{then.day} {then:%B %Y}, {then:%H:%M}"


def length(span: timedelta) -> str:
    """Return a length of time in words, rounded down so that it never promises too much."""
    if span < HOUR:
        return counted(span // MINUTE, "minute")
    if span >= DAY:
        return counted(span // DAY, "day")
    hours, rest = divmod(span, HOUR)
    words, minutes = counted(hours, "hour"), rest // MINUTE
    if hours < HOURS_WITH_MINUTES and minutes:
        words += f" {counted(minutes, 'minute')}"
    return words


def counted(number: int, noun: str) -> str:
    """Return a number with its noun: 1 minute, 2 minutes."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
