"""Who is called alike: keys from the database's own function, which asks what the policies ask. See docs/decisions/0006."""

from django.db import connection

from openmash.base.actors import Actor
from openmash.people.rules import query_text

MOST = 200
WILD = str.maketrans({"\\": r"\\", "%": r"\%", "_": r"\_"})


def keys_alike(actor: Actor, *, names: str = "", address: str = "") -> dict[str, list[int]]:
    """Return the keys of our people (`person`) and of index rows (`record`) with names or an address alike.

    Only keys, and only of those the actor may see; whoever shows them reads them through what is visible once more.
    """
    found: dict[str, list[int]] = {"person": [], "record": []}
    wanted = query_text(names)
    # Trigrams know letters and digits. Words in other signs, such as an emoji, are looked for as they stand.
    others = [f"%{word.translate(WILD)}%" for word in wanted.split() if not word.isascii()]
    place = f"%{address.strip().lower().translate(WILD)}%" if address.strip() else ""
    if not actor.is_authority or not (wanted or place):
        return found
    with connection.cursor() as cursor:
        cursor.execute(
            "select kind, key from people_alike(%s, %s, %s::text[], %s, %s)",
            [wanted, f"{wanted.translate(WILD)}%", others, place, MOST],
        )
        for kind, key in cursor.fetchall():
            found[kind].append(key)
    return found
