"""Who is asking: ends an idle session, notes a person's input, and puts the actor on the request."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from openmash.agencies import queries
from openmash.base import clock, sessions


class ActorMiddleware:
    """Sets `request.actor`: None when nobody is signed in, or the user is a member of no team."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        now = clock.now()
        request.actor = None  # type: ignore[attr-defined]
        if not sessions.end_idle_session(request, now=now) and request.user.is_authenticated:
            if not sessions.is_background(request):
                sessions.note_input(request, now=now)
            request.actor = queries.actor_for(  # type: ignore[attr-defined]
                request.user, on=clock.london_day(now), in_request=True
            )
        return self.get_response(request)
