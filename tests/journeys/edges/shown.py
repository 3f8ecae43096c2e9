"""One page in one state: how the lists of pages say it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Shown:
    """Who opens a page, and whether its form can be sent empty to see its errors."""

    who: str
    path: str
    errors: bool = False
    status: int = 200
