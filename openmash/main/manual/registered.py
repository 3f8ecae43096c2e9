"""What runs by itself or is told by another room: jobs, and handlers that a room registers with one beneath it."""

import inspect
from datetime import timedelta
from typing import Any

from openmash.base import jobs, shell
from openmash.cases import queries as cases
from openmash.links.services import opened_by_links
from openmash.main.manual.page import Page
from openmash.people import queries as people
from openmash.people.services import restrictions
from openmash.release.services import dispatch_followers, door_fillers, package_followers
from openmash.sharing import services as sharing


def page() -> Page:
    """Return every job with its schedule, and every handler with what it is told."""
    jobs.discover()
    every = {schedule.kind: schedule.every for schedule in jobs.SCHEDULES}
    made = Page("Jobs and handlers")
    made.say("## Jobs").say(
        f"Leased by one worker, tried again with longer waits at most {jobs.MOST_TRIES} times, then shown to administrators."
    )
    ours = {kind: handler for kind, handler in jobs.HANDLERS.items() if handler.__module__.startswith("openmash.")}
    made.table(
        ("Job", "What", "Comes round", "Where"),
        (
            (f"`{kind}`", _first_line(handler), _period(every.get(kind)), f"`{handler.__module__}`")
            for kind, handler in sorted(ours.items())
            if ".tests" not in handler.__module__
        ),
    )
    made.say("## Handlers").say(
        "A lower room tells an upper one in the same transaction; there are no signals between rooms."
    )
    made.table(
        ("What happens", "Who is told", "Where"),
        [
            *(("A restriction is set or lifted", _first_line(one), _place(one)) for one in restrictions.followers()),
            *(("A record is opened", _first_line(one), _place(one)) for one in people.bindings()),
            *(
                ("A fact of a case is recorded or read", _first_line(one), _place(one))
                for one in cases.looking_for_missing()
            ),
            *(("Somebody asks who works with a child", _first_line(one), _place(one)) for one in people.involving()),
            *(("A message leaves, or cannot", _first_line(one), _place(one)) for one in dispatch_followers()),
            *(
                ("The gate lets a package go, or stops it", _first_line(one), _place(one))
                for one in package_followers()
            ),
            *(("A message from a record goes", _first_line(one), _place(one)) for one in door_fillers()),
            *(("Somebody asks for a fresh link", _first_line(one), _place(one)) for one in opened_by_links()),
            *(("A standing feed may go", _first_line(one), _place(one)) for one in sharing.carriers()),
            *(("A page is shown", _first_line(one), _place(one)) for one in shell.providers()),
            *(
                (f"A standing feed of “{one.title}” is sent", _first_line(one.rows), _place(one.rows))
                for one in sharing.contents()
            ),
        ],
    )
    return made


def _first_line(handler: Any) -> str:
    return (inspect.getdoc(handler) or inspect.getdoc(inspect.getmodule(handler)) or "").split("\n")[0]


def _place(handler: Any) -> str:
    return f"`{handler.__module__}.{handler.__name__}`"


def _period(every: timedelta | None) -> str:
    if every is None:
        return "when it is asked for"
    minutes = int(every.total_seconds() // 60)
    hours, rest = divmod(minutes, 60)
    return (
        f"every {hours} hours" if hours and not rest else f"every {minutes} minutes" if minutes > 1 else "every minute"
    )
