"""Figures are counted from an extract: what changed is taken every few minutes, so that no page has to wait for it."""

from datetime import datetime, timedelta

from openmash.base.jobs import job
from openmash.indicators.engine import keeping, monthly
from openmash.indicators.queries.holding import passing_outcomes


@job("indicators.extract", every=timedelta(minutes=5))
def extract(*, now: datetime) -> None:
    """Take what changed since the last extract, and count every measure by month."""
    monthly.make(keeping.extract(now=now), passing_outcomes())
