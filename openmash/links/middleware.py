"""Who comes by a link: puts its actor, for one record, on a request of somebody who is not signed in."""

from collections.abc import Callable
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import Resolver404, resolve, reverse

from openmash.base import access, clock, sessions
from openmash.base.transactions import request_transaction
from openmash.links import queries
from openmash.links.services import LINKS, landing_of


class LinkMiddleware:
    """Sets `request.actor` from a link that was opened with its code, while it lives. An account goes before it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if sessions.LINK not in request.session or request.user.is_authenticated or is_open(request):
            return self.get_response(request)
        now = clock.now()
        idle = sessions.seconds_left(request, now=now) <= 0
        with request_transaction(LINKS):
            actor = None if idle else queries.actor_by_link(request.session[sessions.LINK], now)
        if actor is None:
            return ended(request, now)
        if not sessions.is_background(request):
            sessions.note_input(request, now=now)
        request.actor = actor  # type: ignore[attr-defined]
        request.lands = landing_of(actor.link_kind, actor.link_record)  # type: ignore[attr-defined]
        return self.get_response(request)


def is_open(request: HttpRequest) -> bool:
    """Whether an address asks for nobody's sign-in: there, whoever came by a link is as everybody."""
    try:
        return "anonymous" in access.row_of(resolve(request.path_info).view_name).roles
    except (Resolver404, LookupError):
        return True


def ended(request: HttpRequest, now: datetime) -> HttpResponse:
    """Say that a link's time here is over: what was typed is kept for who comes back by a new one, and shown."""
    with request_transaction(LINKS):
        came = queries.writer_by_link(request.session[sessions.LINK])
    kept = came is not None and request.method == "POST" and sessions.keep_posted(request, writer=came[0], now=now)
    request.session.flush()
    context = {
        "kept": kept,
        "words": sessions.posted_words(request) if request.method == "POST" else [],
        "again": reverse("links:open_link", kwargs={"token": came[1]}) if came else "",
        "shell": {},
    }
    return TemplateResponse(request, "links/ended.html", context, status=401).render()
