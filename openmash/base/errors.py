"""What can go wrong in a way that a person should read. Each carries a sentence, never a code."""

from collections.abc import Mapping


class Refusal(Exception):
    """Something the product will not do, with a sentence that says why and what to do."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Denied(Refusal):
    """The actor may know of the thing but may not do this to it (403)."""


class AskFirst(Denied):
    """Something is asked first, on the page `at`: whoever only looks is led there; what is sent meanwhile is refused (403)."""

    def __init__(self, reason: str, *, at: str) -> None:
        super().__init__(reason)
        self.at = at


class NotFound(Refusal):
    """There is nothing there that the actor may know of (404)."""

    def __init__(self, reason: str = "There is no record here that is visible to you.") -> None:
        super().__init__(reason)


class NotUnderstood(Refusal):
    """What an address asks for makes no sense as it stands: a day that does not exist, an end before its start (400)."""


class BeingMade(Refusal):
    """What is asked for is being made, and will be there when it is asked for again (202). The sentence says when."""


class RuleBroken(Refusal):
    """The act breaks a rule of the work; `field` names the form field it belongs to, if any."""

    def __init__(self, reason: str, *, field: str | None = None) -> None:
        super().__init__(reason)
        self.field = field


class Conflict(Refusal):
    """Somebody else saved the record first. Holds both texts, by field label, so that a person can choose."""

    def __init__(
        self,
        *,
        current: Mapping[str, str],
        yours: Mapping[str, str],
        changed_by: str,
        current_version: int,
    ) -> None:
        super().__init__(f"{changed_by} saved this while you were writing. Choose which words to keep.")
        self.current, self.yours = dict(current), dict(yours)
        self.changed_by, self.current_version = changed_by, current_version


class KeyReused(Refusal):
    """The same idempotency key came with another body (409)."""

    def __init__(self) -> None:
        super().__init__(
            "This form was already sent with other words. What was sent first is kept. "
            "Open the page again to see it, and send your change from there."
        )
