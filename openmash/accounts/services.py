"""Make and close accounts."""

from datetime import datetime

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from openmash.accounts import permissions
from openmash.accounts.models import User
from openmash.base.actors import Actor
from openmash.base.errors import RuleBroken
from openmash.trail import services as trail


@transaction.atomic
def create_user(
    *,
    actor: Actor,
    email: str,
    name: str,
    password: str | None = None,
    telephone: str = "",
    demonstration: bool = False,
    now: datetime,
) -> User:
    """Make an account; without a password it can sign in only after setting one from a message.

    A demonstration account may have a published password. Raises Denied; RuleBroken for an address that is wrong or
    taken, an empty name, or a password that is too easy to guess.
    """
    permissions.check_can_change_accounts(actor)
    address = User.objects.normalize_email(email.strip()).lower()
    try:
        validate_email(address)
    except ValidationError:
        raise RuleBroken("Enter an e-mail address, such as name@example.org.", field="email") from None
    if not name.strip():
        raise RuleBroken("Enter the person's name as they write it.", field="name")
    if User.objects.filter(email=address).exists():
        raise RuleBroken("Somebody has an account with this e-mail address already.", field="email")
    fields = {"name": name.strip(), "telephone": telephone, "is_demonstration": demonstration, "joined_at": now}
    if password is not None and not demonstration:
        try:
            validate_password(password, User(email=address, name=name))
        except ValidationError as weak:
            raise RuleBroken(" ".join(weak.messages), field="password") from None
    user = User.objects.create_user(address, password, **fields)
    trail.record(actor=actor, kind="user.created", subject=f"user {user.pk}", at=now, demonstration=demonstration)
    return user


@transaction.atomic
def close_account(*, actor: Actor, user: User, now: datetime) -> User:
    """Close an account: it can no longer sign in, and what it did stays. Raises Denied; RuleBroken when closed."""
    permissions.check_can_change_accounts(actor)
    user = User.objects.select_for_update().get(pk=user.pk)
    if not user.is_active:
        raise RuleBroken("This account is closed already.")
    user.is_active = False
    user.save(update_fields=["is_active"])
    trail.record(actor=actor, kind="user.closed", subject=f"user {user.pk}", at=now)
    return user
