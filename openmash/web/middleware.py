"""What the browser is told about every page: what it may load, whom it may tell, and what it may keep."""

import secrets
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import add_never_cache_headers
from django.utils.functional import SimpleLazyObject

Answer = Callable[[HttpRequest], HttpResponse]

# Everything off, then what our own pages need. Images and fonts are files of ours: no data: addresses, no other host.
POLICY = (
    "default-src 'none'; script-src 'self'{nonce}; style-src 'self'; img-src 'self'; font-src 'self'; "
    "connect-src 'self'; manifest-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)
FEATURES_OFF = ", ".join(
    f"{feature}=()"
    for feature in (
        "accelerometer",
        "browsing-topics",
        "camera",
        "display-capture",
        "geolocation",
        "gyroscope",
        "magnetometer",
        "microphone",
        "midi",
        "payment",
        "usb",
    )
)


class ContentSecurityPolicy:
    """Sets the content security policy with a nonce of its own for each page, and the headers that go with it.

    A page's one inline script carries `request.csp_nonce`. Nothing that a browser or proxy might show to the next
    person is stored: only static files, which are served before this, may be kept.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        asked: list[str] = []

        def nonce() -> str:
            if not asked:
                asked.append(secrets.token_urlsafe(16))
            return asked[0]

        request.csp_nonce = SimpleLazyObject(nonce)  # type: ignore[attr-defined]
        response = self.get_response(request)
        self.protect(response, asked[0] if asked else "")
        return response

    def protect(self, response: HttpResponse, nonce: str) -> None:
        """Add each header that the view has not set itself."""
        policy = POLICY.format(nonce=f" 'nonce-{nonce}'" if nonce else "")
        if settings.SECURE_SSL_REDIRECT:
            policy += "; upgrade-insecure-requests"
        response.headers.setdefault("Content-Security-Policy", policy)
        response.headers.setdefault("Permissions-Policy", FEATURES_OFF)
        response.headers.setdefault("Referrer-Policy", "same-origin")
        response.headers.setdefault("X-Content-Type-Options", "nosniff")
        response.headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        if "Cache-Control" not in response.headers:
            add_never_cache_headers(response)
            response.headers["Cache-Control"] = "no-store, private"
