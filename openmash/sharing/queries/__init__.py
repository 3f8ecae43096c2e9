"""What sharing knows: families' positions, the register, whether something may go, standing feeds."""

from openmash.sharing.queries.feeds import (
    FeedRow,
    feed_by_reference,
    feed_choices,
    feed_row,
    feed_rows,
    feeds_due,
    runs_of,
)
from openmash.sharing.queries.footing import Footing, doubts_on_loading, footing_for
from openmash.sharing.queries.positions import Position, check_going_ahead, position_of, positions_of
from openmash.sharing.queries.register import (
    DocumentRow,
    VersionRow,
    document_by_reference,
    document_row,
    duties_on,
    latest_said,
    register_choices,
    register_rows,
    said_in,
    titles,
    version_of,
    warnings_of,
)

__all__ = [
    "DocumentRow",
    "FeedRow",
    "Footing",
    "Position",
    "VersionRow",
    "check_going_ahead",
    "document_by_reference",
    "document_row",
    "doubts_on_loading",
    "duties_on",
    "feed_by_reference",
    "feed_choices",
    "feed_row",
    "feed_rows",
    "feeds_due",
    "footing_for",
    "latest_said",
    "position_of",
    "positions_of",
    "register_choices",
    "register_rows",
    "runs_of",
    "said_in",
    "titles",
    "version_of",
    "warnings_of",
]
