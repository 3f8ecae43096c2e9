"""Branches of an incident, what each is shown, and what is decided on them."""

from openmash.adults.models.branches import Branch, BranchPerson
from openmash.adults.models.decisions import ConcernDecided, DangerWeighed

__all__ = ["Branch", "BranchPerson", "ConcernDecided", "DangerWeighed"]
