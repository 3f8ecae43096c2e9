"""A small site without a database: the style page, the error pages, and a server that can lose sessions and drafts."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from allauth.account.forms import ChangePasswordForm, LoginForm, ResetPasswordForm
from django import forms
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.urls import include, path

from openmash.web.design import EveryField, design_page

SHELL = {
    "area": "Lancashire (fictional)",
    "user": "Jo Worker",
    "role": "Screening social worker",
    "nav": [
        {"text": "My work", "href": "/design/", "current": True},
        {"text": "Take a call", "href": "/call/", "current": False},
        {"text": "Teams’ work", "href": "/board/", "current": False},
        {"text": "Find a person", "href": "/find/", "current": False},
        {"text": "Report", "href": "/report/", "current": False},
    ],
    "next": {"text": "PVP-2041, red, decide by 15:40", "href": "/design/#queue", "tone": "red"},
    "search": True,
    "purpose": "screen contacts",
}
WORDS = [{"label": "Story", "text": "Aled is afraid to go home.\nHe said so twice."}]
CONFLICT = {
    "reason": "Jo Worker saved this while you were writing. Choose which words to keep.",
    "changed_by": "Jo Worker",
    "version": 4,
    "idempotency_key": "k2",
    "carried": [("rationale", "Mine, a longer text than theirs was")],
    "rows": [
        {"name": "rationale", "label": "Why", "theirs": "Theirs", "yours": "Mine, a longer text than theirs was"},
        {"name": "rating", "label": "Rating", "theirs": "red", "yours": "amber"},
    ],
}
SIGNED_OUT = {"sign_in": "/account/login/", "words": WORDS}


class CodeForm(forms.Form):
    secret = "JBSWY3DPEHPK3PXP"
    code = forms.CharField(label="Authenticator code")


SIGN_IN: dict[str, tuple[str, Callable[[], dict[str, Any]]]] = {
    "sign-in": ("account/login.html", lambda: {"form": LoginForm(), "PASSKEY_LOGIN_ENABLED": True}),
    "sign-in-wrong": ("account/login.html", lambda: {"form": LoginForm({"login": "x", "password": ""})}),
    "new-password": ("account/password_reset.html", lambda: {"form": ResetPasswordForm()}),
    "change-password": ("account/password_change.html", lambda: {"form": ChangePasswordForm()}),
    "second-step": (
        "mfa/index.html",
        lambda: {"MFA_SUPPORTED_TYPES": ["totp", "webauthn"], "authenticators": {"webauthn": []}},
    ),
    "code": ("mfa/authenticate.html", lambda: {"form": CodeForm(), "MFA_SUPPORTED_TYPES": []}),
    "set-up-app": (
        "mfa/totp/activate_form.html",
        lambda: {"form": CodeForm(), "totp_svg": "<svg viewBox='0 0 9 9'></svg>"},
    ),
    "sign-out": ("account/logout.html", dict),
}
PAGES: dict[str, tuple[str, dict[str, Any]]] = {
    "signed-out": ("base/signed_out.html", SIGNED_OUT | {"kept": True}),
    "signed-out-lost": ("base/signed_out.html", SIGNED_OUT | {"kept": False}),
    "send-again": ("base/send_again.html", {"carried": [("story", "x")], "words": WORDS, "address": "/design/"}),
    "conflict": ("base/conflict.html", CONFLICT | {"shell": SHELL}),
    **{
        str(status): (f"errors/{status}.html", {"reason": "", "shell": SHELL})
        for status in (400, 404, 405, 409, 413, 429, 500, 503)
    },
    "403": ("errors/403.html", {"reason": "Only a social worker can decide a contact.", "shell": SHELL}),
    "422": ("errors/422.html", {"reason": "A red transfer is never rejected.", "shell": SHELL}),
    "plain-500": ("500.html", {}),
}


@dataclass
class Server:
    """What the pretended server does, and what reached it."""

    signed_in: bool = True
    broken: bool = False
    seconds_left: int = 900
    drafts: list[dict[str, str]] = field(default_factory=list)
    background: list[bool] = field(default_factory=list)
    active: int = 0
    sent: list[dict[str, str]] = field(default_factory=list)
    news: str = ""


SERVER = Server()


def design(request: HttpRequest) -> HttpResponse:
    return render(request, "web/design.html", design_page() | {"shell": SHELL})


def form_page(request: HttpRequest) -> HttpResponse:
    """One form with a draft, and a list with news."""
    if request.method == "POST":
        SERVER.sent.append(request.POST.dict())
        return HttpResponse("<!doctype html><html lang=en><title>Sent</title><p>Sent", status=200)
    context = {
        "form": EveryField(initial={"draft_key": "d1", "idempotency_key": "k1"}),
        "draft": {"key": "d1", "title": "A call"},
    }
    return render(request, "gallery_form.html", context | {"shell": SHELL, "news": {"url": "/news/", "every": 1}})


def named(request: HttpRequest, name: str) -> HttpResponse:
    if name in SIGN_IN:
        template, made = SIGN_IN[name]
        return render(request, template, made())
    template, context = PAGES[name]
    return render(request, template, context)


def save_draft(request: HttpRequest) -> HttpResponse:
    SERVER.background.append("X-OpenMASH-Background" in request.headers)
    if SERVER.broken:
        return HttpResponse(status=503)
    if not SERVER.signed_in:
        return JsonResponse({"signed_out": True}, status=401)
    SERVER.drafts.append(request.POST.dict())
    return JsonResponse({"saved_at": "14:03"})


def status(request: HttpRequest) -> HttpResponse:
    return JsonResponse(
        {"signed_in": SERVER.signed_in, "csrf": get_token(request), "seconds_left": SERVER.seconds_left}
    )


def active(request: HttpRequest) -> HttpResponse:
    SERVER.active += 1
    return JsonResponse({}, status=200 if SERVER.signed_in else 401)


def news(request: HttpRequest) -> HttpResponse:
    SERVER.background.append("X-OpenMASH-Background" in request.headers)
    return HttpResponse(SERVER.news)


View = Callable[..., HttpResponse]
urlpatterns = [
    path("design/", design),
    path("form/", form_page),
    path("page/<str:name>/", named),
    path("drafts/save", save_draft),
    path("session/status", status),
    path("session/active", active),
    path("news/", news),
    path("account/", include("allauth.urls")),
]
