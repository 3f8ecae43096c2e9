"""The whole test run: two halves at once, of which neither can fail unseen."""

from types import SimpleNamespace

import pytest

from openmash.main import developing


@pytest.mark.parametrize(
    ("whole", "rooms", "code"),
    [
        pytest.param(0, 0, 0, id="both-pass"),
        pytest.param(1, 0, 1, id="the-whole-fails"),
        pytest.param(0, 1, 1, id="a-room-fails"),
        pytest.param(0, -9, -9, id="one-was-killed"),
        pytest.param(5, 0, 0, id="the-words-leave-tests-in-one-half"),
        pytest.param(5, 5, 5, id="the-words-leave-no-test"),
    ],
)
def test_a_run_of_everything_fails_when_one_half_does(monkeypatch, capsys, whole, rooms, code):
    begun = []

    def begin(words, **places):
        begun.append(words[-1])
        if "stdout" in places:
            places["stdout"].write(b"what the rooms said")
        ended = rooms if words[-1] == "openmash" else whole
        return SimpleNamespace(wait=lambda: ended, terminate=lambda: None)

    monkeypatch.setattr(developing, "_begin", begin)
    monkeypatch.setattr(developing, "browser", lambda: "chromium")

    assert developing.run_tests([]) == code
    assert begun == ["openmash", "tests"]
    assert "what the rooms said" in capsys.readouterr().out


def test_a_place_that_is_named_is_tested_alone(monkeypatch):
    called = []
    monkeypatch.setattr(developing, "_call", lambda words: called.append(words[-1]) or 0)

    assert developing.run_tests(["openmash/base"]) == 0
    assert called == ["openmash/base"]
