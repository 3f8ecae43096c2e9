"""The access matrix is what the pages enforce."""

import pytest

from openmash.base import access
from openmash.base.actors import Actor
from openmash.base.errors import Denied, NotFound


def row(*roles, hidden=False):
    return access.Row("x:y", "Decide a contact", frozenset(roles), "authority", "contact", "404", hidden, "x")


@pytest.mark.parametrize(
    ("roles", "hidden", "outcome"),
    [
        pytest.param({"any"}, False, None, id="everyone-signed-in"),
        pytest.param({"mash_manager", "partner"}, False, None, id="one-of-two"),
        pytest.param({"mash_manager"}, False, Denied, id="another-role"),
        pytest.param({"mash_manager"}, True, NotFound, id="another-role-hidden"),
    ],
)
def test_who_may_use_an_address(roles, hidden, outcome):
    actor = Actor(user_id=1, roles=frozenset({"partner"}))

    if outcome is None:
        row(*roles, hidden=hidden).check(actor)
    else:
        with pytest.raises(outcome):
            row(*roles, hidden=hidden).check(actor)


def test_the_matrix_says_what_each_role_is_answered(monkeypatch):
    rows = {
        "a:open": row("anonymous"),
        "b:mine": row("any"),
        "c:some": row("mash_manager"),
        "d:quiet": row("partner", hidden=True),
    }
    monkeypatch.setattr(access, "matrix", lambda: rows)

    told = [(line["role"], line["answer"]) for line in access.answers()]

    assert told == [
        *[("anonymous", "open"), ("mash_manager", "open"), ("partner", "open")],
        *[("anonymous", "sign-in"), ("mash_manager", "open"), ("partner", "open")],
        *[("anonymous", "sign-in"), ("mash_manager", "open"), ("partner", "403")],
        *[("anonymous", "sign-in"), ("mash_manager", "404"), ("partner", "open")],
    ]


def test_an_address_stands_in_the_matrix_once(tmp_path, monkeypatch):
    text = '[[address]]\nname = "a:b"\nact = "Do"\nroles = ["any"]\nscope = "own"\nrecord = "none"\n'
    (tmp_path / "access.toml").write_text(text + text)

    class Config:
        name, label, path = "openmash.a", "a", str(tmp_path)

    monkeypatch.setattr(access.apps, "get_app_configs", lambda: [Config])
    with pytest.raises(ValueError, match="stands in the access matrix twice"):
        access.matrix.__wrapped__()
