"""A line the size of a word, drawn by hand: it shows a series beside its number, and says nothing of its own."""

from collections.abc import Sequence
from html import escape

WIDTH = 120
HEIGHT = 28
EDGE = 4
FEWEST = 3


def sparkline(values: Sequence[float | None], *, label: str) -> str:
    """Return a small SVG line with its last point marked; nothing for fewer than 3 values: two are no line.

    A value not known (None) breaks the line.
    """
    known = [value for value in values if value is not None]
    if len(known) < FEWEST:
        return ""
    low, high = min(known), max(known)
    spread = high - low or 1
    across = (WIDTH - 2 * EDGE) / (len(values) - 1)
    places = [
        None if value is None else (EDGE + across * place, EDGE + (HEIGHT - 2 * EDGE) * (1 - (value - low) / spread))
        for place, value in enumerate(values)
    ]
    path, pen_down = [], False
    for place_at in places:
        if place_at is not None:
            path.append(f"{'L' if pen_down else 'M'}{place_at[0]:.1f} {place_at[1]:.1f}")
        pen_down = place_at is not None
    last = [place_at for place_at in places if place_at is not None][-1]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" viewBox="0 0 {WIDTH} {HEIGHT}" '
        f'role="img" aria-label="{escape(label)}">'
        f'<path d="{"".join(path)}" fill="none" stroke="#12436d" stroke-width="1.5"/>'
        f'<circle cx="{last[0]:.1f}" cy="{last[1]:.1f}" r="2.5" fill="#12436d"/></svg>'
    )
