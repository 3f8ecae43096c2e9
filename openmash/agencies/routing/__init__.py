"""Where a postcode lies: district, locality of a service on a day, and authority. Plain Python, no guessing.

The product carries its own table of postcodes (`agencies/data`). A postcode that is not in it is
unknown; nothing is ever inferred from its first half.
"""

from openmash.agencies.routing.finding import Route, UnknownPostcode, route
from openmash.agencies.routing.names import authority_of, district_name
from openmash.agencies.routing.postcodes import PostcodeTable, readings, shipped_table, tidy

__all__ = [
    "PostcodeTable",
    "Route",
    "UnknownPostcode",
    "authority_of",
    "district_name",
    "readings",
    "route",
    "shipped_table",
    "tidy",
]
