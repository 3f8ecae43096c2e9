"""Who acts in the tests of the ground floor."""

from datetime import datetime, timezone

from django.contrib.auth import get_user_model

from openmash.base.actors import Actor

NOW = datetime(2026, 11, 23, 14, 0, tzinfo=timezone.utc)


def person(email="worker@example.org"):
    user = get_user_model().objects.create_user(email, name="W Worker")
    return Actor(user_id=user.pk, name=user.name, in_authority=True, roles=frozenset({"screening_worker"}))
