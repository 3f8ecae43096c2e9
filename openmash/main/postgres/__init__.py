"""The one small door to the database: an embedded PostgreSQL in the data folder, or a server of one's own.

Everything that knows how the embedded server is installed, started and shared stands in this folder; the rest of the
house asks for `open_database(data)` and connects to what it is told. Three roles: `postgres` (the server's own, only to
set up), `openmash_owner` (owns the tables and migrates) and `openmash_app`, which serves: it owns nothing and cannot
step round row-level security.
"""

from openmash.main.postgres.addresses import Address, DatabaseProblem, address_for
from openmash.main.postgres.door import Lease, open_database

__all__ = ["Address", "DatabaseProblem", "Lease", "address_for", "open_database"]
