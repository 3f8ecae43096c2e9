"""Records that the promises about access are tested with: made once a file, each request undone again."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.management import call_command
from django.template import Template
from django.test import override_settings
from django.test.utils import _TestState

from openmash.agencies import queries as agencies
from tests.promises.asking import Asker
from tests.promises.records import Records, make_records

PLAIN_FILES = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}


@pytest.fixture(scope="module")
def records(django_db_setup: None, django_db_blocker: Any) -> Iterator[Records]:
    """Make the records and commit them; empty the tables afterwards."""
    from django.conf import settings
    from django.db import transaction

    # Nothing here looks at contexts; copying them for every template of thousands of pages takes a third of the time.
    watched, Template._render = Template._render, _TestState.saved_data.template_render
    with django_db_blocker.unblock(), override_settings(STORAGES=settings.STORAGES | {"staticfiles": PLAIN_FILES}):
        try:
            with transaction.atomic():
                made = make_records()
            yield made
        finally:
            call_command("flush", verbosity=0, interactive=False, inhibit_post_migrate=True)
            agencies.forget_packs()
            Template._render = watched


@pytest.fixture(scope="module")
def asker(records: Records) -> Asker:
    return Asker(records)
