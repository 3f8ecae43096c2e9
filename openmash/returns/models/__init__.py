"""What returns keep: what records lack, the returns that were written, and the statutory files that were read."""

from openmash.returns.models.missing import MissingItem, MissingRun
from openmash.returns.models.read import Adopter, HeadingSaid, ReturnRead
from openmash.returns.models.written import ReturnWritten

__all__ = ["Adopter", "HeadingSaid", "MissingItem", "MissingRun", "ReturnRead", "ReturnWritten"]
