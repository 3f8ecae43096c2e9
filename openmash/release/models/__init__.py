"""What leaves, what waits at the gate, what was told to whom, and what of that a family is not told."""

from openmash.release.models.disclosures import Disclosed, Disclosure
from openmash.release.models.dispatches import Dispatch
from openmash.release.models.packages import Package
from openmash.release.models.withholdings import Withholding

__all__ = ["Disclosed", "Disclosure", "Dispatch", "Package", "Withholding"]
