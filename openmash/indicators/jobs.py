"""Figures are counted from an extract: what changed is taken every few minutes, so that no page has to wait for it."""

from datetime import datetime, timedelta

from openmash.base.jobs import job
from openmash.indicators.queries.holding import make_data


@job("indicators.extract", every=timedelta(minutes=5))
def extract(*, now: datetime) -> None:
    """Take what changed since the last extract, and make what pages count from."""
    make_data(now)
