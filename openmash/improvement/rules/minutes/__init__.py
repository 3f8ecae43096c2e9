"""Reading minutes: actions with owners and dates, commitments, resolutions, each with the place it came from.

Nothing is invented: what is not written is not there, and a person confirms whatever is read.
"""

from openmash.improvement.rules.minutes.reading import MinutesRead, read_minutes

__all__ = ["MinutesRead", "read_minutes"]
