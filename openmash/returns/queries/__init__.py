"""Every read of what returns are made from."""

from openmash.returns.rules.census import Period, census_year_of

__all__ = ["Period", "census_year_of"]
