"""Coming by a link: have a code sent, enter it, and the one record is open."""

from datetime import datetime, timedelta
from typing import Any, ClassVar

from django.http import HttpRequest
from django.http.response import HttpResponseBase, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse

from openmash.base import limits, sessions
from openmash.base.actors import Actor
from openmash.base.errors import NotFound, RuleBroken
from openmash.base.forms import Form
from openmash.base.transactions import request_transaction
from openmash.base.views import ActorView, ActView, PageView
from openmash.links import forms, queries, rules, services
from openmash.links.services import LINKS, Tried

TRIED = "answer-link"
MOST_FROM_A_PLACE = 60
KEPT = timedelta(hours=1)
SLOWLY = "Too many links and codes that do not work have come from where you are. Wait an hour, or ring the front door."


def link_address(token: str, name: str = "open_link") -> str:
    """Return where something about a link is done."""
    return reverse(f"links:{name}", kwargs={"token": token})


class ByLink(ActView):
    """A page for whoever holds a link: what does not work is counted by place, and says what to do."""

    form_class: ClassVar[type[Form]] = forms.SendForm

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = super().dispatch(request, *args, **kwargs)
        if response.status_code in (404, 422):
            limits.count_try(request, TRIED, kept_for=KEPT)
        return response

    def error_page(self, status: int, reason: str) -> HttpResponseBase:
        """Say why the link opens nothing, without the words for somebody at work here."""
        if status != 404:
            return super().error_page(status, reason)
        context = {"heading": "This link opens nothing", "words": reason, "shell": self.shell()}
        return TemplateResponse(self.request, "links/said.html", context, status=status).render()

    def page(self, actor: Actor, now: datetime, *, token: str, **kwargs: Any) -> dict[str, Any]:
        if limits.tries_from(self.request, TRIED) >= MOST_FROM_A_PLACE:
            raise NotFound(SLOWLY)
        with request_transaction(LINKS):
            held = queries.held_by(token, now)
        return {"trouble": held.trouble, "again": link_address(token), "renew": link_address(token, "renew_link")}


class OpenLink(ByLink):
    """What a link opens: nothing yet. A code is sent when somebody asks for it, not when a mail program looks."""

    template = "links/link.html"

    def get(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if sessions.came_by_link(request, now=self.now):
            with request_transaction(LINKS):
                came = queries.actor_by_link(request.session[sessions.LINK], self.now)
                opened = came is not None and queries.is_for(kwargs["token"], came)
            if came is not None and opened:
                return HttpResponseRedirect(services.landing_of(came.link_kind, came.link_record))
        return super().get(request, *args, **kwargs)

    def act(self, actor: Actor, form: Any, now: datetime, *, token: str, **kwargs: Any) -> str:
        services.send_code(actor=LINKS, token=token, now=now)
        return link_address(token, "enter_code")


class RenewLink(ByLink):
    """Have a new link sent for one that was used."""

    template = "links/link.html"

    def get(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return HttpResponseRedirect(link_address(kwargs["token"]))

    def act(self, actor: Actor, form: Any, now: datetime, *, token: str, **kwargs: Any) -> str:
        with request_transaction(LINKS):
            held = queries.held_by(token, now)
        if not held.may_renew:
            return link_address(token)
        services.renew_link(actor=LINKS, token=token, now=now)
        return reverse("links:link_sent")


class Said(PageView):
    """A page that says one thing to whoever holds a link, or held one."""

    template = "links/said.html"
    heading = ""
    words = ""

    def page(self, actor: Actor, now: datetime, **kwargs: Any) -> dict[str, Any]:
        return {"heading": self.heading, "words": self.words}


class LinkSent(Said):
    """Say that a new link is on its way."""

    heading = "A new link is on its way"
    words = (
        "We have sent it to the address that the first one went to. It may take a minute. What you have typed is kept."
    )


class Left(Said):
    """Say that nobody is here any more."""

    heading = "You have left"
    words = "Nobody sees it in this browser any more. To come back, open the link in your e-mail again."


class Leave(ActorView):
    """Leave: nobody who sits here next sees the record."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest) -> HttpResponseBase:
        request.session.flush()
        return HttpResponseRedirect(reverse("links:left"))


class EnterCode(ByLink):
    """Enter the code; then the one record is open, in this browser."""

    template = "links/code.html"
    form_class = forms.CodeForm

    def post(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.tried: Tried | None = None
        code = "".join(request.POST.get("code", "").split())
        with request_transaction(LINKS):  # kept, whatever the page says afterwards: each try counts
            self.page(self.actor, self.now, **kwargs)
            if rules.is_code(code):
                self.tried = services.try_code(actor=LINKS, token=kwargs["token"], code=code, now=self.now)
        if self.tried and self.tried.link:
            return self.let_in(self.tried)
        return super().post(request, *args, **kwargs)

    def let_in(self, tried: Tried) -> HttpResponseBase:
        """Open the record in this browser, with nothing of whoever sat here before."""
        self.request.session.flush()
        self.request.session[sessions.LINK] = tried.link
        sessions.note_input(self.request, now=self.now)
        return HttpResponseRedirect(services.landing_of(tried.kind, tried.record))

    def act(self, actor: Actor, form: Any, now: datetime, *, token: str, **kwargs: Any) -> str:
        raise RuleBroken(self.tried.trouble if self.tried else "Enter the six digits of the code.", field="code")
