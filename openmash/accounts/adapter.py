"""How sign-in behaves here: accounts are made by an administrator, and each sign-in is recorded."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.db import transaction
from django.http import HttpRequest

from openmash.base import clock, sessions
from openmash.base.actors import Actor
from openmash.trail import services as trail


class AccountAdapter(DefaultAccountAdapter):
    """No sign-up; a fresh session at each sign-in; whoever signs in was there just now."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

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
