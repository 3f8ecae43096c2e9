"""The addresses of the ground floor: drafts, the session, and whether the service is well."""

from datetime import datetime
from typing import Any

from django import forms
from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from openmash.base import acts, drafts, sessions
from openmash.base.actors import Actor
from openmash.base.clock import LONDON
from openmash.base.errors import RuleBroken
from openmash.base.forms import Form
from openmash.base.transactions import request_transaction
from openmash.base.views import PUBLIC, ActorView, ActView


class JsonView(ActorView):
    """An address for the page's own script: answers in JSON, signed out as well."""

    fragment = True

    def signed_out(self) -> HttpResponse:
        return JsonResponse({"signed_out": True}, status=401)

    def error_page(self, status: int, reason: str) -> HttpResponse:
        return JsonResponse({"error": reason}, status=status)


class SaveDraft(JsonView):
    """Keep what is being typed. The page asks by itself, so this is no sign of a person."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest) -> HttpResponse:
        key = request.POST.get("draft_key", "")
        if not key:
            raise RuleBroken("This form keeps no draft.")
        address = request.POST.get("draft_address", "")
        try:
            with request_transaction(self.actor):
                drafts.save_draft(
                    actor=self.actor,
                    key=key,
                    content=dict(request.POST.lists()),
                    address=address if own_address(address) else "",
                    title=request.POST.get("draft_title", ""),
                    now=self.now,
                )
        except ValueError as too_long:
            return JsonResponse({"error": str(too_long)}, status=413)
        return JsonResponse({"saved_at": f"{self.now.astimezone(LONDON):%H:%M}"})


def own_address(address: str) -> bool:
    """Whether an address leads to a page of ours: a draft's link never leads elsewhere."""
    return address.startswith("/") and url_has_allowed_host_and_scheme(address, allowed_hosts=None)


class DiscardForm(Form):
    """Which draft is thrown away."""

    key = forms.CharField(max_length=120, widget=forms.HiddenInput)


class Drafts(ActView):
    """The writer's own drafts; each can be opened or thrown away."""

    template = "base/drafts.html"
    form_class = DiscardForm

    def page(self, actor: Actor, now: datetime, **kwargs: Any) -> dict[str, Any]:
        return {
            "drafts": [
                {
                    "title": draft.title or "Words not sent yet",
                    "href": draft.address,
                    "key": draft.key,
                    "saved_at": draft.saved_at,
                    "kept_until": draft.expires_at,
                    "idempotency_key": acts.fresh_key(),
                }
                for draft in drafts.drafts_of(actor, now=now)
            ]
        }

    def act(self, actor: Actor, form: DiscardForm, now: datetime, **kwargs: Any) -> str:
        drafts.drop_draft(actor=actor, key=form.content["key"])
        return reverse("base:drafts")


class SessionStatus(JsonView):
    """Say whether the session lives and for how long: asked by the page, so it does not prolong it."""

    http_method_names = ["get"]

    def get(self, request: HttpRequest) -> HttpResponse:
        here = self.actor is not PUBLIC or sessions.came_by_link(request, now=self.now)
        left = sessions.seconds_left(request, now=self.now) if here else 0
        return JsonResponse({"signed_in": here, "seconds_left": left, "csrf": get_token(request)})


class SessionActive(JsonView):
    """A key was pressed or the page was touched: the session lives on."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest) -> HttpResponse:
        sessions.note_input(request, now=self.now)
        return JsonResponse({"seconds_left": sessions.seconds_left(request, now=self.now)})


class Health(JsonView):
    """Say that the service answers and its database with it."""

    http_method_names = ["get", "head"]

    def get(self, request: HttpRequest) -> HttpResponse:
        with connection.cursor() as cursor:
            cursor.execute("select 1")
        return JsonResponse({"status": "ok", "database": "ok", "at": self.now.isoformat(timespec="seconds")})
