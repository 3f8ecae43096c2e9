"""The root addresses: each room's own, and sign-in."""

import importlib.util

from django.urls import URLPattern, URLResolver, include, path

# Rooms put their addresses under their own name; `web` holds the home page and everything else of the shell.
ROOMS = [
    "base",
    "frontdoor",
    "pulse",
    "adults",
    "allegations",
    "cases",
    "enquiries",
    "links",
    "schools",
    "release",
    "meetings",
    "people",
    "sharing",
    "work",
    "agencies",
    "accounts",
    "trail",
    "returns",
    "caseaudits",
    "indicators",
    "boards",
    "improvement",
    "demo",
]


def _room(name: str) -> list[URLResolver | URLPattern]:
    if (
        importlib.util.find_spec(f"openmash.{name}") is None
        or importlib.util.find_spec(f"openmash.{name}.urls") is None
    ):
        return []
    return [path("", include(f"openmash.{name}.urls"))]


handler500 = "openmash.base.views.failed"
urlpatterns: list[URLResolver | URLPattern] = [
    *_room("web"),
    *(address for name in ROOMS for address in _room(name)),
    path("account/", include("allauth.urls")),
]
