"""Audits that were made in another system, and the board minutes' own figures: read in as files, as an analyst does."""

from io import BytesIO
from pathlib import Path
from typing import Any

from openmash.base.clock import london_day
from openmash.base.transactions import request_transaction
from openmash.caseaudits import services
from openmash.demo.models import Built
from openmash.demo.rules.auditsread import audits_as_csv
from openmash.demo.services.cast import Cast
from openmash.demo.services.story import Story

SAMPLES = Path(__file__).parents[1] / "samples"
REPORTED = "reported-2017.csv"


def read_in_audits(story: Story, cast: Cast) -> None:
    """Read in the audits of another system, and what the minutes of 2017 report."""
    [analyst, *_] = cast.with_role("analyst")
    actor = cast.actor(analyst, story.now)
    told: Any = {"actor": actor, "now": story.now}
    audits = audits_as_csv(london_day(story.now)).encode()
    with request_transaction(actor), (SAMPLES / REPORTED).open("rb") as reported:
        services.read_audits_in(file=BytesIO(audits), name="audits-of-the-other-system.csv", **told)
        services.read_reported_in(file=reported, name=REPORTED, **told)
        Built.objects.create(kind="audits", key="elsewhere")
