"""Every read of what leaves."""

from openmash.release.queries.outbox import (
    Outbox,
    dispatch_by_reference,
    dispatch_made_from,
    needs_somebody,
    notice_to_settle,
    outbox,
    waiting_emails,
)
from openmash.release.queries.packages import (
    asks_for,
    findings_of,
    may_be_second,
    package_about,
    packages_about,
    recipient_of,
    told_of,
)
from openmash.release.rules.gate import Fact, Known

__all__ = [
    "Fact",
    "Known",
    "Outbox",
    "asks_for",
    "dispatch_by_reference",
    "dispatch_made_from",
    "findings_of",
    "may_be_second",
    "needs_somebody",
    "notice_to_settle",
    "outbox",
    "package_about",
    "packages_about",
    "recipient_of",
    "told_of",
    "waiting_emails",
]
