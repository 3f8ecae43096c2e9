"""What audit is telling us as a page: for whom, over which days, and taken away."""

from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse

from openmash.accounts.models import User
from openmash.agencies.choices import Role
from openmash.agencies.tests.lancashire import NOW, load_lancashire, worker
from openmash.base import clock
from openmash.base.actors import Actor
from openmash.base.transactions import request_transaction
from openmash.caseaudits import services
from openmash.indicators.rendering import Format

pytestmark = pytest.mark.django_db
PAGE = reverse("indicators:audit_report")
HEAD = "audit_id,sample,audited_on,cohort,locality,section,question,answer,grade\n"
AUDITS = HEAD + "".join(
    f"N-{one},random,2026-10-05,CLA,{'North' if one < 5 else 'East'},overall,,,good\n" for one in range(25)
)
FIGURES = "measure,period,cohort,numerator,denominator,percent,note\nreviews_in_time,2017-05,CLA,,,93,\n"
OCTOBER = {"from": "2026-10-01", "to": "2026-10-31"}


@pytest.fixture
def reader(db, monkeypatch, settings):
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = settings.STORAGES | {"staticfiles": plain}
    monkeypatch.setattr(clock, "now", lambda: NOW)
    load_lancashire()
    machine = Actor.machine("test")
    with request_transaction(machine):
        for service, rows in ((services.read_audits_in, AUDITS), (services.read_reported_in, FIGURES)):
            service(actor=machine, file=BytesIO(rows.encode()), name="x.csv", now=NOW)

    def sign_in(role, team="mash-management"):
        client = Client()
        user = User.objects.get(pk=worker(role, team).user_id)
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return sign_in


def test_it_is_where_the_principal_social_worker_is_led_and_tells_the_days_asked_for(reader):
    client = reader(Role.PRINCIPAL_SOCIAL_WORKER)
    whole = client.get(PAGE, OCTOBER).content.decode()
    north = client.get(PAGE, OCTOBER | {"locality": "North"}).content.decode()

    assert "25 audits" in whole
    assert "5 audits" in north
    assert "Read in audits made elsewhere, or reported figures" in whole
    assert "Figures reported without their cases are held for 1 May 2017 to 31 May 2017" in whole
    assert "Second readings" not in north
    assert "There is no such locality" in client.get(PAGE, {"locality": "Atlantis"}).content.decode()


def test_days_before_there_were_audits_say_so_and_never_nought_per_cent(reader):
    page = reader(Role.BOARD_MEMBER).get(PAGE, {"from": "2017-04-01", "to": "2017-05-31"}).content.decode()

    assert "No audit is held for this period." in page
    assert "93% (n not given)" in page
    assert "0%" not in page
    assert "Read in audits made elsewhere" not in page


@pytest.mark.parametrize(("role", "status"), [(Role.ANALYST, 200), (Role.SOCIAL_WORKER, 403)])
def test_whom_it_is_for(reader, role, status):
    assert reader(role).get(PAGE).status_code == status


@pytest.mark.parametrize(("form", "begins"), [("pdf", b"%PDF-"), ("docx", b"PK"), ("json", b"{")])
def test_it_is_taken_away(reader, form, begins):
    address = reverse("indicators:audit_report_file", kwargs={"form": Format(form)})
    answer = reader(Role.BOARD_MEMBER).get(address, OCTOBER)

    assert answer.content.startswith(begins)
    assert answer["Content-Disposition"] == f'attachment; filename="audit-2026-10-01-2026-10-31.{form}"'
