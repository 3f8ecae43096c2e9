"""What comes round by itself: versions lapse, reviews are raised in time, standing feeds run."""

from datetime import datetime, timedelta

from openmash.base import clock, jobs
from openmash.base.actors import Actor
from openmash.base.transactions import request_transaction
from openmash.sharing import queries, services

KEEPER = Actor.machine("register", purpose="keep the register of sharing")
RUN_FEED = "sharing.run_feed"


@jobs.job("sharing.keep_register", every=timedelta(hours=1))
def keep_register(*, now: datetime) -> None:
    """Note what has lapsed, and raise the reviews that are near."""
    with request_transaction(KEEPER):
        services.lapse_versions(actor=KEEPER, now=now)
        services.raise_reviews(actor=KEEPER, now=now)


@jobs.job("sharing.run_feeds", every=timedelta(hours=1))
def run_feeds(*, now: datetime) -> None:
    """Have every feed run that is due: each by itself, so that one that fails holds up no other."""
    with request_transaction(KEEPER):
        for reference in queries.feeds_due(clock.london_day(now)):
            jobs.enqueue(RUN_FEED, now=now, unique_key=reference, reference=reference)


@jobs.job(RUN_FEED)
def run_feed(*, now: datetime, reference: str) -> None:
    """Run one feed. One that was ended or has run meanwhile is left alone."""
    with request_transaction(KEEPER):
        feed = queries.feed_by_reference(KEEPER, reference)
        if reference not in queries.feeds_due(clock.london_day(now)):
            return
        services.run_feed(actor=KEEPER, feed=feed, now=now)
