"""Every change of sharing: a family's position, the register's documents, warnings and reviews, standing feeds."""

from openmash.sharing.services.feeds import (
    FeedGiven,
    carriers,
    contents,
    end_feed,
    hand_feeds_over_by,
    kept_at,
    note_handed_over,
    offer_content,
    run_feed,
    start_feed,
)
from openmash.sharing.services.positions import PositionGiven, approve_going_ahead, record_family_position
from openmash.sharing.services.register import (
    VersionGiven,
    amend_draft,
    approve_version,
    bring_into_force,
    draft_document,
    draft_version,
    end_version,
    lapse_versions,
    return_to_draft,
)
from openmash.sharing.services.reviews import raise_reviews, record_warnings

__all__ = [
    "FeedGiven",
    "PositionGiven",
    "VersionGiven",
    "amend_draft",
    "approve_going_ahead",
    "approve_version",
    "bring_into_force",
    "carriers",
    "contents",
    "draft_document",
    "draft_version",
    "end_feed",
    "end_version",
    "hand_feeds_over_by",
    "kept_at",
    "lapse_versions",
    "note_handed_over",
    "offer_content",
    "raise_reviews",
    "record_family_position",
    "record_warnings",
    "return_to_draft",
    "run_feed",
    "start_feed",
]
