"""How sign-in behaves here: accounts are made by an administrator, and each sign-in is recorded."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.internal import ratelimit
from django.db import transaction
from django.http import HttpRequest

from openmash.base import clock, sessions
from openmash.base.actors import Actor
from openmash.trail import services as trail


class AccountAdapter(DefaultAccountAdapter):
    """No sign-up; a fresh session at each sign-in; whoever signs in was there just now."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Count a try for the account at this place and for the place; then for the account from everywhere.

        Raises ValidationError beyond the limits of the settings. A right password takes its own try back from all counts.
        """
        super().pre_authenticate(request, **credentials)
        anywhere = ratelimit.consume(
            request,
            app="allauth.account",
            action="login_failed_anywhere",
            key=super()._get_login_attempts_cache_key(request, **credentials),
        )
        if anywhere is None:
            raise self.validation_error("too_many_login_attempts")
        self._login_failed_rl_usage.usage.extend(anywhere.usage)

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """Return what the tight limit counts: an account, tried from one place."""
        return f"{super()._get_login_attempts_cache_key(request, **credentials)}:{ratelimit.get_ip(request)}"

    def login(self, request: HttpRequest, user: Any) -> None:
        """Sign in under a fresh session key, whoever's session the browser brought along."""
        now = clock.now()
        super().login(request, user)
        request.session.cycle_key()
        request.session.pop(sessions.LAST_INPUT, None)
        sessions.note_input(request, now=now)
        with transaction.atomic():
            actor = Actor(user_id=user.pk, name=user.name, purpose="sign in")
            trail.record(actor=actor, kind="signed_in", subject=f"user {user.pk}", at=now)
