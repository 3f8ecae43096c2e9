"""Every change to what leaves and to what was told."""

from openmash.release.services.disclosing import DisclosureGiven, record_disclosure, restrict_leaving
from openmash.release.services.following import (
    dispatch_followers,
    follow_dispatches,
    follow_packages,
    package_followers,
)
from openmash.release.services.packages import (
    PackageGiven,
    WorkGiven,
    change_package,
    prepare_package,
    refuse_package,
    release_package,
    sign_package,
    withdraw_packages,
)
from openmash.release.services.sending import (
    Outgoing,
    begin_sending,
    drop_dispatches,
    enqueue_dispatch,
    record_not_sent,
    record_sent,
    record_uncertain,
    settle_dispatch,
)

__all__ = [
    "DisclosureGiven",
    "Outgoing",
    "PackageGiven",
    "WorkGiven",
    "begin_sending",
    "change_package",
    "dispatch_followers",
    "drop_dispatches",
    "enqueue_dispatch",
    "follow_dispatches",
    "follow_packages",
    "package_followers",
    "prepare_package",
    "record_disclosure",
    "record_not_sent",
    "record_sent",
    "record_uncertain",
    "refuse_package",
    "release_package",
    "restrict_leaving",
    "settle_dispatch",
    "sign_package",
    "withdraw_packages",
]
