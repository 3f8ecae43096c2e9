"""What `./run serve` refuses to serve with: each in a sentence that says what to do."""

import os
from pathlib import Path

from django.conf import settings


def unsafe_settings(data: Path) -> list[str]:
    """Return a sentence for every setting that is not safe for real records; usually nothing."""
    found = [*_hosts(), *_transport(), *_secrets(data), *_accounts(), *_mail(), *_backups()]
    if settings.DEBUG:
        found.insert(0, "OPENMASH_DEBUG is on: error pages would show records. Take it away.")
    return found


def _hosts() -> list[str]:
    if not os.environ.get("OPENMASH_HOSTS"):
        return ["OPENMASH_HOSTS is not set: say which host names are served, for example mash.example.org."]
    if "*" in settings.ALLOWED_HOSTS:
        return ["OPENMASH_HOSTS holds *: name the hosts, or links in messages could lead elsewhere."]
    return []


def _transport() -> list[str]:
    if settings.HTTPS:
        return []
    return ["OPENMASH_HTTPS is not on: put a proxy that ends TLS in front and set OPENMASH_HTTPS=on."]


def _secrets(data: Path) -> list[str]:
    keys = data / "keys"
    loose = [path.name for path in [keys, *keys.iterdir()] if path.stat().st_mode & 0o077]
    if loose:
        return [
            f"Keys can be read by others ({', '.join(sorted(loose))}): give them to their owner only (chmod go-rwx)."
        ]
    return []


def _accounts() -> list[str]:
    from django.contrib.auth import get_user_model

    model = get_user_model()
    demo = model._default_manager.filter(is_demonstration=True).count()
    if demo:
        return [
            f"{demo} demo accounts with published passwords are in this data folder: serve real records from another one."
        ]
    return []


def _mail() -> list[str]:
    if settings.RELEASE_DOOR == "notify" and not settings.NOTIFY_TEMPLATE:
        return [
            "OPENMASH_NOTIFY_TEMPLATE is not set: name the template of GOV.UK Notify that holds ((subject)) and ((body))."
        ]
    if os.environ.get("OPENMASH_MAIL_HOST"):
        return []
    return ["OPENMASH_MAIL_HOST is not set: passwords could not be reset and nobody would be told anything."]


def _backups() -> list[str]:
    if os.environ.get("OPENMASH_DATABASE_URL") or os.environ.get("OPENMASH_BACKUPS") == "on":
        return []
    return [
        "The embedded database is in use and nothing says that it is backed up: back up the data folder and set "
        "OPENMASH_BACKUPS=on, or name a server of your own in OPENMASH_DATABASE_URL."
    ]
