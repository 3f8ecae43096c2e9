"""What can happen to a message at the door."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Sent:
    """It went. `provider_reference` is the provider's own name for it, where there is one."""

    through: str
    provider_reference: str = ""


@dataclass(frozen=True)
class NotSent:
    """It certainly did not go, and why. `again`: another try may help."""

    problem: str
    again: bool


@dataclass(frozen=True)
class Uncertain:
    """Nobody can tell whether it went."""

    problem: str


Handed = Sent | NotSent | Uncertain
