"""A browser, and the gallery to look at with it. Neither needs the database."""

import threading
from collections.abc import Iterator
from pathlib import Path
from wsgiref.simple_server import WSGIRequestHandler, make_server

import pytest
from django.conf import settings
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.handlers.wsgi import WSGIHandler
from django.test import override_settings

from openmash.web.tests import gallery

CHROMIUM = "/usr/bin/chromium"


class Quiet(WSGIRequestHandler):
    def log_message(self, *args: object) -> None:
        return None


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    """Serve the gallery with the content policy in force; give its address."""
    here = Path(__file__).parent / "templates"
    templates = [settings.TEMPLATES[0] | {"DIRS": [str(here)]}]
    changes = {
        "ROOT_URLCONF": "openmash.web.tests.gallery",
        "MIDDLEWARE": ["openmash.web.middleware.ContentSecurityPolicy", "django.middleware.csrf.CsrfViewMiddleware"],
        "TEMPLATES": templates,
        "ALLOWED_HOSTS": ["127.0.0.1"],
        "STORAGES": settings.STORAGES
        | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}},
    }
    with override_settings(**changes):
        server = make_server("127.0.0.1", 0, StaticFilesHandler(WSGIHandler()), handler_class=Quiet)
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


@pytest.fixture(scope="module")
def chromium() -> Iterator[object]:
    playwright = pytest.importorskip("playwright.sync_api")
    if not Path(CHROMIUM).exists():
        pytest.skip("Chromium is not installed.")
    with playwright.sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def server() -> gallery.Server:
    """The pretended server, as new."""
    gallery.SERVER.__init__()  # type: ignore[misc]
    return gallery.SERVER
