"""The command line's answers about clocks, places and packs."""

import pytest

from openmash.agencies import commands  # noqa: F401 (registers the commands)
from openmash.agencies.packs import SHIPPED
from openmash.base.commandline import COMMANDS, CannotDo, WrongUse


def ask(name, *words):
    known = COMMANDS[name]
    return known.handler(known.parse(words))


def test_a_clock_says_when_it_is_due_and_who_says_so():
    assert ask("clock due", "referral-decision", "--start", "2026-04-02T16:30") == {
        "rule": "referral-decision",
        "start": "2026-04-02T16:30:00+01:00",
        "due": "2026-04-07T23:59:59+01:00",
        "limit": 1,
        "kind": "working_days",
        "convention": "day_after_is_one",
        "source": (
            "Working Together to Safeguard Children 2013 to 2023, as cited by teescpp.org.uk and millbrookprimary "
            "(2023 edition)"
        ),
    }


@pytest.mark.parametrize(
    ("rule", "start", "due"),
    [
        ("assessment", "2026-03-06T10:00", "2026-05-13T23:59:59+01:00"),
        ("icpc", "2026-03-06", "2026-03-27T23:59:59+00:00"),
        ("core-group", "2025-12-19T10:00", "2026-01-07T23:59:59+00:00"),
        ("return-interview", "2026-03-27T18:00", "2026-03-30T19:00:00+01:00"),
        ("cla-review-1", "2024-02-15T10:00", "2024-03-14T23:59:59+00:00"),
        ("handover", "2026-03-06T16:30", "2026-03-09T12:15:00+00:00"),
        ("rag-red", "2026-10-24T23:00+01:00", "2026-10-25T02:00:00+00:00"),
        ("review-conference-1", "2025-11-30", "2026-02-28T23:59:59+00:00"),
    ],
)
def test_named_clocks_fall_due(rule, start, due):
    assert ask("clock due", rule, "--start", start)["due"] == due


def test_a_clock_no_source_fixes_says_so():
    assert "no source fixes this number" in ask("clock due", "rag-red", "--start", "2026-03-06")["source"]


def test_a_clock_asked_about_a_day_before_it_began_says_so_aloud(capsys):
    ask("clock due", "encompass-notice", "--start", "2025-03-04T20:00")

    assert "This clock holds from 2025-11-01" in capsys.readouterr().err


def test_englands_pack_can_be_asked_alone_and_a_folder_too():
    assert ask("clock due", "icpc", "--start", "2026-03-06", "--pack", "england")["limit"] == 15
    assert ask("clock due", "icpc", "--start", "2026-03-06", "--pack", str(SHIPPED / "england"))["limit"] == 15


@pytest.mark.parametrize(
    ("words", "reason", "understood"),
    [
        pytest.param(("tea", "--start", "2026-03-06"), "There is no clock “tea”", {"rule": "tea"}, id="no-such-clock"),
        pytest.param(
            ("icpc", "--start", "31 February"), "is not a date or time", {"start": "31 February"}, id="no-such-day"
        ),
        pytest.param(
            ("assessment", "--start", "2028-12-01"),
            "nothing can be said about 1 January 2029",
            {"limit": 45, "start": "2028-12-01T00:00:00+00:00"},
            id="beyond-the-bank-holidays",
        ),
        pytest.param(
            ("icpc", "--start", "2026-03-06", "--pack", "x"), "There is no pack “x”", {"pack": "x"}, id="no-pack"
        ),
        pytest.param(
            ("rag-red", "--start", "2026-03-06", "--pack", "england"), "There is no clock", {}, id="not-in-this-pack"
        ),
    ],
)
def test_what_cannot_be_counted_is_refused_with_what_was_understood(words, reason, understood):
    with pytest.raises(CannotDo, match=reason) as refusal:
        ask("clock due", *words)

    assert understood.items() <= refusal.value.understood.items()


def test_a_clock_without_its_start_is_wrong_use():
    with pytest.raises(WrongUse):
        ask("clock due", "icpc")


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        (("pr18xj",), ("PR1 8XJ", "Preston", "Central", "Lancashire")),
        (("PR1", "8XJ"), ("PR1 8XJ", "Preston", "Central", "Lancashire")),
        (("FY1 1AA",), ("FY1 1AA", "Blackpool", None, "Blackpool")),
        (("LA1 1AA", "--service", "police"), ("LA1 1AA", "Lancaster", "West", "Lancashire")),
        (("LA1 1AA", "--on", "2017-08-01"), ("LA1 1AA", "Lancaster", "North", "Lancashire")),
    ],
)
def test_a_postcode_is_routed(words, answer):
    assert ask("route", *words) == dict(zip(("postcode", "district", "locality", "authority"), answer, strict=True))


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (("ZZ1 1AA",), "“ZZ1 1AA” is not known"),
        (("LA1 1AA", "--service", "buses"), "There is no service “buses”. There are: children_social_care"),
    ],
)
def test_a_postcode_or_service_that_is_not_known_is_refused(words, reason):
    with pytest.raises(CannotDo, match=reason) as refusal:
        ask("route", *words)

    assert refusal.value.understood == {"postcode": words[0]}


def test_a_sound_pack_is_told_with_its_size():
    told = ask("pack check", str(SHIPPED / "lancashire"))

    assert told == {"pack": "lancashire", "version": "2026.1", "entries": told["entries"], "errors": []}
    assert told["entries"] > 500


def test_a_wrong_pack_is_told_with_every_error(tmp_path):
    (tmp_path / "pack.toml").write_text('[pack]\nname = "x"\nversion = "1"\n', encoding="utf-8")

    with pytest.raises(CannotDo, match="1 thing is wrong") as refusal:
        ask("pack check", str(tmp_path))

    assert refusal.value.understood == {
        "pack": "x",
        "version": "1",
        "entries": 0,
        "errors": [{"file": "pack.toml", "key": "pack.title", "reason": "is missing"}],
    }


@pytest.mark.django_db
def test_a_pack_is_loaded_as_a_version_once():
    from openmash.agencies.models import PackVersion

    told = ask("pack load", str(SHIPPED / "lancashire"))
    ask("pack load", str(SHIPPED / "lancashire"))

    assert (told["pack"], told["errors"]) == ("lancashire", [])
    assert PackVersion.objects.filter(name="lancashire").count() == 1


@pytest.mark.django_db
def test_a_wrong_pack_is_not_loaded(tmp_path):
    from openmash.agencies.models import PackVersion

    with pytest.raises(CannotDo, match=r"no pack\.toml|cannot be used"):
        ask("pack load", str(tmp_path))

    assert not PackVersion.objects.exists()
