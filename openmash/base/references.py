"""References are the names people use for records. Internal keys never leave the database."""

from django.db import connection


def next_reference(prefix: str, sequence: str) -> str:
    """Return a fresh reference such as C-10233. A rolled-back act leaves a gap, never a duplicate."""
    with connection.cursor() as cursor:
        cursor.execute("select nextval(%s::regclass)", [sequence])
        row = cursor.fetchone()
    if row is None:
        raise RuntimeError(f"The sequence {sequence} gave no number.")
    return f"{prefix}{row[0]}"
