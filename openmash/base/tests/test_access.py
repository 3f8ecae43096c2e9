"""The access matrix is what the pages enforce."""

from dataclasses import replace

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
    rows = {name: replace(each, name=name) for name, each in rows.items()}
    monkeypatch.setattr(access, "matrix", lambda: rows)

    lines = access.answers(outside={"partner"}, cleared={"mash_manager"})
    told = {(line["address"], line["role"], line["scope"]): line["answer"] for line in lines}

    assert len(told) == len(lines)
    assert {told["a:open", role, "own"] for role in ("anonymous", "mash_manager", "partner")} == {"open"}
    assert told["b:mine", "anonymous", "own"] == "sign-in"
    assert (told["b:mine", "partner", "own"], told["b:mine", "partner", "another agency"]) == ("open", "404")
    assert (told["c:some", "mash_manager", "own"], told["c:some", "partner", "own"]) == ("open", "403")
    assert told["c:some", "mash_manager", "another agency"] == "403"
    assert told["c:some", "mash_manager", "another team and locality"] == "open"
    assert told["c:some", "mash_manager", "restricted record"] == "open"
    assert told["b:mine", "partner", "restricted record"] == "404"
    assert (told["d:quiet", "mash_manager", "own"], told["d:quiet", "partner", "own"]) == ("404", "open")


def test_an_address_stands_in_the_matrix_once(tmp_path, monkeypatch):
    text = '[[address]]\nname = "a:b"\nact = "Do"\nroles = ["any"]\nscope = "own"\nrecord = "none"\n'
    (tmp_path / "access.toml").write_text(text + text)

    class Config:
        name, label, path = "openmash.a", "a", str(tmp_path)

    monkeypatch.setattr(access.apps, "get_app_configs", lambda: [Config])
    with pytest.raises(ValueError, match="stands in the access matrix twice"):
        access.matrix.__wrapped__()
