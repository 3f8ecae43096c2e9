"""The vocabulary of links."""

from enum import StrEnum


class Over(StrEnum):
    """Why a link opens nothing any more, beside its time."""

    REPLACED = "replaced"
    TAKEN_BACK = "taken_back"
    LOCKED = "locked"
