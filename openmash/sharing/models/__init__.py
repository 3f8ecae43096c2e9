"""The tables of sharing: a family's position, the register of documents, and what is sent regularly."""

from openmash.sharing.models.feeds import FeedRun, StandingFeed
from openmash.sharing.models.positions import FamilyPosition
from openmash.sharing.models.register import Document, DocumentVersion, FootingWarning

__all__ = ["Document", "DocumentVersion", "FamilyPosition", "FeedRun", "FootingWarning", "StandingFeed"]
