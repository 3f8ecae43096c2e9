"""The returns of the demonstration: what records lack, found as every night, and two that the analyst had written."""

from openmash.base.actors import Actor
from openmash.base.clock import london_day
from openmash.base.transactions import request_transaction
from openmash.demo.models import Built
from openmash.demo.services.cast import Cast
from openmash.demo.services.story import Story
from openmash.returns.choices import Kind
from openmash.returns.queries import census_year_of
from openmash.returns.services import asking, missing

MACHINE = Actor.machine("returns")


def build_returns(story: Story, cast: Cast) -> None:
    """Look through the records, and have the census of the last year and the dataset of this one written."""
    today = london_day(story.now)
    this_year = census_year_of(today)
    last_year = census_year_of(this_year.start.replace(month=3))
    analyst = cast.actor(cast.with_role("analyst")[0], story.now)
    periods = ((Kind.CIN, last_year.start, last_year.end), (Kind.SSD, this_year.start, today))
    with request_transaction(analyst):
        asked = [
            asking.ask_return(actor=analyst, kind=kind, first=first, last=last, now=story.now)
            for kind, first, last in periods
        ]
    with request_transaction(MACHINE):
        missing.find_missing(actor=MACHINE, now=story.now)
        for one in asked:
            asking.write_return(actor=MACHINE, reference=one.reference, now=story.now)
    Built.objects.create(kind="returns", key="all")
