"""What tests of pages need: the ground floor alone, and plain static files."""

import pytest

from openmash.base import shell


@pytest.fixture
def ground_floor_only(settings, monkeypatch):
    """Serve only the ground floor's addresses, with nothing of `web` around the pages."""
    settings.ROOT_URLCONF = "openmash.base.tests.addresses"
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    }
    monkeypatch.setattr(shell, "_provider", [])
