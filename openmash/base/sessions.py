"""Ended sessions: nothing typed is lost, and only a person's own input keeps a session alive."""

from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from django.contrib.auth import SESSION_KEY, logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.template.response import TemplateResponse
from django.urls import reverse

from openmash.base.actors import Actor
from openmash.base.drafts import save_draft
from openmash.base.transactions import request_transaction

IDLE_LIMIT = timedelta(minutes=15)
LAST_INPUT = "last_input_at"
# The session's own, where somebody came by an e-mailed link: which link was opened with its code.
LINK = "answer_link"
BACKGROUND = "X-OpenMASH-Background"


def is_background(request: HttpRequest) -> bool:
    """Whether the page asked by itself (autosave, polling): that is no sign of a person."""
    return BACKGROUND in request.headers


def seconds_left(request: HttpRequest, *, now: datetime) -> int:
    """Return how long the session still lives without any input. Zero or less: it has ended."""
    last = request.session.get(LAST_INPUT)
    if last is None:
        return int(IDLE_LIMIT.total_seconds())
    return int(last + IDLE_LIMIT.total_seconds() - now.timestamp())


def came_by_link(request: HttpRequest, *, now: datetime) -> bool:
    """Whether somebody is here by an e-mailed link, and not for too long without any input."""
    return LINK in request.session and not request.user.is_authenticated and seconds_left(request, now=now) > 0


def note_input(request: HttpRequest, *, now: datetime) -> None:
    """Take a person's request or keystroke as a sign of life; written at most every half minute."""
    last = request.session.get(LAST_INPUT)
    if last is None or now.timestamp() - last > 30:
        request.session[LAST_INPUT] = now.timestamp()


def end_idle_session(request: HttpRequest, *, now: datetime) -> bool:
    """End a session that had no input for 15 minutes, keeping what a form was sending. True when it was ended."""
    if SESSION_KEY not in request.session or seconds_left(request, now=now) > 0:
        return False
    if request.method == "POST" and request.user.is_authenticated:
        writer = Actor(user_id=request.user.pk, name="writer", purpose="keep what was typed")
        request.draft_was_kept = keep_posted(request, writer=writer, now=now)  # type: ignore[attr-defined]
    logout(request)
    return True


def keep_posted(request: HttpRequest, *, writer: Actor, now: datetime) -> bool:
    """Keep a form that arrived after its session ended as its writer's draft: the page shows it to who comes back.

    Returns whether it could be kept (the form had a draft key, and its words are not too many).
    """
    key = request.POST.get("draft_key", "")
    if not key:
        return False
    try:
        with request_transaction(writer):
            save_draft(
                actor=writer,
                key=key,
                content=dict(request.POST.lists()),
                address=request.path,
                title=request.POST.get("draft_title", "What you were sending"),
                now=now,
            )
    except ValueError:
        return False  # too long for a draft: the page gives the words back
    return True


def answer_signed_out(request: HttpRequest, *, now: datetime) -> HttpResponse:
    """Send a person without a session to sign in and back; with a form in hand, show its words so that none is lost."""
    if is_background(request) or request.headers.get("HX-Request"):
        return JsonResponse({"signed_out": True}, status=401)
    back = request.get_full_path()
    sign_in = f"{reverse('account_login')}?{urlencode({'next': back})}"
    if request.method != "POST":
        return HttpResponseRedirect(sign_in)
    context: dict[str, Any] = {
        "sign_in": sign_in,
        "kept": bool(getattr(request, "draft_was_kept", False)),
        "words": posted_words(request),
        "shell": {},
    }
    return TemplateResponse(request, "base/signed_out.html", context, status=401).render()


def is_secret(name: str) -> bool:
    """Whether a form's field holds what no page shows again: a password or a one-time code."""
    return "password" in name or name in {"code", "otp"}


def posted_words(request: HttpRequest) -> list[dict[str, str]]:
    """Return what a person typed, field by field, machinery left out."""
    return [
        {"label": name.replace("_", " ").capitalize(), "text": value}
        for name, values in request.POST.lists()
        if name not in {"csrfmiddlewaretoken", "idempotency_key", "version", "draft_key", "draft_title", "shown"}
        and not is_secret(name)
        for value in values
        if value.strip()
    ]


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A page that was open while its user signed in again: let them send it once more, nothing lost.

    Only for our own pages: a form from elsewhere (another Origin) is refused outright.
    """
    origin = request.headers.get("Origin", "")
    own = origin == f"{request.scheme}://{request.get_host()}"  # a sandboxed page of somebody else's says "null"
    if not own:
        return TemplateResponse(
            request,
            "errors/403.html",
            {
                "reason": "This form did not come from a page of OpenMASH. Open the page here and send it again.",
                "shell": {},
            },
            status=403,
        ).render()
    carried = [
        (name, value)
        for name, values in request.POST.lists()
        if name != "csrfmiddlewaretoken" and not is_secret(name)
        for value in values
    ]
    context = {"carried": carried, "words": posted_words(request), "address": request.get_full_path(), "shell": {}}
    return TemplateResponse(request, "base/send_again.html", context, status=403).render()
