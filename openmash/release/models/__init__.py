"""What leaves, what waits at the gate, and what was told to whom."""

from openmash.release.models.disclosures import Disclosed, Disclosure
from openmash.release.models.dispatches import Dispatch
from openmash.release.models.packages import Package

__all__ = ["Disclosed", "Disclosure", "Dispatch", "Package"]
