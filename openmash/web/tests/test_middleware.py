"""What every answer tells the browser."""

import re

from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from openmash.web.middleware import ContentSecurityPolicy


def answered(view: object = None) -> HttpResponse:
    return ContentSecurityPolicy(view or (lambda request: HttpResponse("x")))(RequestFactory().get("/"))  # type: ignore[arg-type]


def test_everything_is_off_that_our_pages_do_not_need() -> None:
    policy = answered()["Content-Security-Policy"]

    assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';")
    assert "form-action 'self'; frame-ancestors 'none'; base-uri 'none'" in policy
    assert not re.search(r"unsafe|data:|\*|http", policy)


def test_a_page_that_asks_for_a_nonce_has_one_of_its_own() -> None:
    seen: list[str] = []

    def view(request: HttpRequest) -> HttpResponse:
        seen.append(str(request.csp_nonce))  # type: ignore[attr-defined]
        return HttpResponse(str(request.csp_nonce))  # type: ignore[attr-defined]

    first, second = answered(view), answered(view)

    assert seen[0] != seen[1]
    assert f"'nonce-{first.content.decode()}'" in first["Content-Security-Policy"]
    assert f"'nonce-{second.content.decode()}'" in second["Content-Security-Policy"]


def test_a_page_is_not_stored_and_tells_no_other_site() -> None:
    answer = answered()

    assert answer["Cache-Control"] == "no-store, private"
    assert answer["Referrer-Policy"] == "same-origin"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "camera=()" in answer["Permissions-Policy"]


def test_what_a_view_decided_about_keeping_stands() -> None:
    def view(request: HttpRequest) -> HttpResponse:
        return HttpResponse("x", headers={"Cache-Control": "max-age=60"})

    assert answered(view)["Cache-Control"] == "max-age=60"
