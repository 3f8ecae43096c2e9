"""References are the names people use for records. Internal keys never leave the database."""

import secrets

from django.db import connection

# No order, and no letter that is read as another.
LETTERS = "23456789BCDFGHJKMNPQRTVWXZ"


def drawn_reference(prefix: str) -> str:
    """Return a fresh reference such as A-7KXN3PQD that tells nobody how many there are, and leaves no gap."""
    return prefix + "".join(secrets.choice(LETTERS) for _ in range(8))


def next_reference(prefix: str, sequence: str) -> str:
    """Return a fresh reference such as C-10233. A rolled-back act leaves a gap, never a duplicate."""
    return next_references(prefix, sequence, 1)[0]


def next_references(prefix: str, sequence: str, number: int) -> list[str]:
    """Return several fresh references, in order, by one question to the database."""
    with connection.cursor() as cursor:
        cursor.execute("select nextval(%s::regclass) from generate_series(1, %s)", [sequence, number])
        return [f"{prefix}{row[0]}" for row in cursor.fetchall()]
