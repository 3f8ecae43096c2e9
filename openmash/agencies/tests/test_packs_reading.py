"""Reading a practice pack: what is laid over what, and what is refused with file, key and reason."""

import shutil
import tomllib
from datetime import date
from pathlib import Path

import pytest

from openmash.agencies.packs import SHIPPED, NotInPack, Pack, PackErrors, iter_packs, read_pack

RIVERTON = Path(__file__).parent / "riverton"
DAY = date(2026, 3, 6)
MISTAKES = tomllib.loads((Path(__file__).parent / "mistakes.toml").read_text(encoding="utf-8"))["mistakes"]
EVERYWHERE = {"nobody-is-the-authority", "reasons-missing", "message-missing"}


@pytest.fixture(scope="module")
def lancashire():
    return read_pack(SHIPPED / "lancashire")


@pytest.fixture(scope="module")
def riverton(tmp_path_factory):
    return read_pack(RIVERTON)


# --- what is kept


@pytest.mark.parametrize("folder", list(iter_packs()), ids=lambda folder: folder.name)
def test_every_pack_that_comes_with_the_product_is_sound(folder):
    pack = read_pack(folder)

    assert pack.about.name == folder.name
    assert pack.size > 100


def test_a_stored_pack_comes_back_as_it_was(lancashire):
    back = Pack.model_validate_json(lancashire.model_dump_json())

    assert back == lancashire
    assert back.content_hash == lancashire.content_hash


def test_a_pack_kept_as_plain_values_comes_back_as_it_was(lancashire):
    assert Pack.model_validate(lancashire.model_dump(mode="json", by_alias=True)) == lancashire


def test_the_same_folder_has_the_same_hash_wherever_it_stands(lancashire, tmp_path):
    copy = copied(tmp_path)

    assert read_pack(copy).content_hash == lancashire.content_hash


def test_one_changed_word_changes_the_hash(lancashire, tmp_path):
    copy = copied(tmp_path, "ratings.toml", "A child may be seriously harmed today.", "A child may be harmed today.")

    assert read_pack(copy).content_hash != lancashire.content_hash


def test_a_pack_cannot_be_changed(lancashire):
    with pytest.raises(ValueError, match="frozen"):
        lancashire.clock("icpc").limit = 3


# --- one over the other


def test_what_england_fixes_holds_beneath_a_local_pack(lancashire):
    assert lancashire.about.layers == ("england 2026.1", "lancashire 2026.1")
    assert lancashire.clock("icpc").layer == "england"
    assert lancashire.clock("rag-red").layer == "lancashire"


def test_a_local_entry_takes_the_place_of_the_one_beneath_with_its_history(tmp_path):
    folder = local_pack(
        tmp_path,
        """
        [[clocks]]
        code = "return-interview"
        title = "Hold the return home interview"
        limit = 24
        kind = "elapsed_hours"
        start = "child-returned"
        stop = "return-interview-held"
        words = "A day."
        source = "A test"
        confidence = "local_config"
        from = 2020-01-01
        """,
    )
    pack = read_pack(folder)

    assert pack.clock("return-interview").limit == 24
    with pytest.raises(NotInPack, match="return-interview"):
        pack.clock("return-interview", date(2015, 1, 1))


def test_an_entry_with_several_periods_answers_for_the_day_it_is_asked_about(tmp_path):
    clock = """
        [[clocks]]
        code = "cp-visit"
        title = "Visit"
        limit = {limit}
        kind = "working_days"
        start = "child-visited"
        stop = "child-visited-again"
        words = "Visits."
        source = "A test"
        confidence = "local_config"
        from = {since}
        {until}
    """
    folder = local_pack(
        tmp_path,
        clock.format(limit=20, since="2020-01-01", until="until = 2024-03-31")
        + clock.format(limit=10, since="2024-04-01", until=""),
    )
    pack = read_pack(folder)

    assert pack.clock("cp-visit", date(2024, 3, 31)).limit == 20
    assert pack.clock("cp-visit", date(2024, 4, 1)).limit == 10
    assert pack.clock("cp-visit").limit == 10


def test_a_withdrawn_entry_is_gone_or_ends_and_stays_readable(riverton):
    assert "lodger" not in [entry.code for entry in riverton.relationships]
    assert "quality" in [entry.code for entry in riverton.in_force("purposes", date(2023, 12, 31))]
    assert "quality" not in [entry.code for entry in riverton.in_force("purposes", date(2024, 1, 1))]
    assert riverton.one("purposes", "quality").title == "Quality and learning"


def test_another_place_differs_in_everything_with_a_pack_and_no_python(riverton):
    policy = riverton.rag_policy(DAY)

    assert [colour.code for colour in policy.colours] == ["urgent", "not-urgent"]
    assert policy.colour("not-urgent").clock is None
    assert [level.level for level in riverton.need_scheme(DAY).levels] == [0, 1, 2, 3, 4]
    assert riverton.need_scheme(DAY).statutory_from == 3
    assert [outcome.code for outcome in riverton.outcomes] == ["YES", "NO"]
    assert riverton.operating_model("City", service="children_social_care", on=DAY).screening_team == "door"
    assert [language.code for language in riverton.languages] == ["eo"]
    assert riverton.home.name == "Riverton City Council"
    assert riverton.clock("icpc").limit == 15


def test_a_pack_that_is_extended_is_found_beside_the_one_that_extends_it(tmp_path):
    copied(tmp_path, "area.toml", 'short_name = "Lancashire"', 'short_name = "Copied"')
    shutil.copytree(RIVERTON, tmp_path / "riverton")

    assert read_pack(tmp_path / "riverton").about.layers[1] == "lancashire 2026.1"
    assert read_pack(tmp_path / "lancashire").home.short_name == "Copied"


# --- what is refused


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda mistake: mistake["name"])
def test_a_wrong_pack_is_refused_with_file_key_and_reason(tmp_path, mistake):
    key, reasons = mistake["key"], mistake["reason"].split("|")
    folder = copied(tmp_path, mistake["file"], mistake["old"], mistake["new"], every=mistake["name"] in EVERYWHERE)

    with pytest.raises(PackErrors) as refusal:
        read_pack(folder)

    told = refusal.value.errors
    assert any(key in error.key and any(reason in error.reason for reason in reasons) for error in told), told
    assert all(error.file.endswith(".toml") and error.reason for error in told), told


def test_every_mistake_is_told_at_once(tmp_path):
    folder = copied(tmp_path, "clocks.toml", "limit = 72", "limit = 0")
    change(folder / "need.toml", "\ntitle = ", "\ntitel = ")

    with pytest.raises(PackErrors) as refusal:
        read_pack(folder)

    assert {error.file for error in refusal.value.errors} == {"clocks.toml", "need.toml"}


def test_a_mistake_in_the_pack_beneath_names_that_pack(tmp_path):
    shutil.copytree(SHIPPED / "england", tmp_path / "england")
    change(tmp_path / "england" / "clocks.toml", "limit = 45", "limit = -45")
    folder = copied(tmp_path)

    with pytest.raises(PackErrors) as refusal:
        read_pack(folder)

    assert [(error.file, error.key) for error in refusal.value.errors] == [
        ("england/clocks.toml", 'clocks["assessment"].limit')
    ]


def test_what_is_no_pack_is_refused(tmp_path):
    (tmp_path / "notes.txt").write_text("hello", encoding="utf-8")

    for folder in (tmp_path, tmp_path / "nowhere", tmp_path / "notes.txt"):
        with pytest.raises(PackErrors, match=r"no pack\.toml"):
            read_pack(folder)


def test_text_that_is_not_utf_8_is_refused(tmp_path):
    folder = copied(tmp_path)
    (folder / "extra.toml").write_bytes(b'[defaults]\nsource = "caf\xe9"\n')

    with pytest.raises(PackErrors, match=r"extra\.toml: is not UTF-8 text"):
        read_pack(folder)


def test_a_file_that_leads_out_of_the_folder_is_refused(tmp_path):
    folder = copied(tmp_path)
    outside = tmp_path / "outside.toml"
    outside.write_text("", encoding="utf-8")
    (folder / "inside.toml").symlink_to(outside)

    with pytest.raises(PackErrors, match=r"inside\.toml: leads out of the pack's folder"):
        read_pack(folder)


def test_a_file_too_large_is_refused_unread(tmp_path):
    folder = copied(tmp_path)
    (folder / "large.toml").write_text("#" * 1_000_001, encoding="utf-8")

    with pytest.raises(PackErrors, match=r"large\.toml: is larger than 1 MB"):
        read_pack(folder)


def test_brackets_without_end_are_refused(tmp_path):
    folder = copied(tmp_path)
    (folder / "deep.toml").write_text("a = " + "[" * 50_000, encoding="utf-8")

    with pytest.raises(PackErrors, match=r"deep\.toml: is not TOML"):
        read_pack(folder)


def test_words_with_signs_that_cannot_be_shown_are_refused(tmp_path):
    folder = copied(tmp_path, "clocks.toml", "A day by the clock.", "A day \\u0007 by the clock.")

    with pytest.raises(PackErrors, match="cannot be shown"):
        read_pack(folder)


# --- helpers


def copied(folder: Path, file: str = "", old: str = "", new: str = "", *, every: bool = False) -> Path:
    """Return a copy of Lancashire's pack with one thing changed."""
    copy = folder / "lancashire"
    shutil.copytree(SHIPPED / "lancashire", copy)
    if file:
        change(copy / file, old, new, every=every)
    return copy


def change(file: Path, old: str, new: str, *, every: bool = False) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text, old
    file.write_text(text.replace(old, new, -1 if every else 1), encoding="utf-8")


def local_pack(folder: Path, entries: str) -> Path:
    """Return a pack of a few entries that extends England."""
    pack = folder / "local"
    pack.mkdir()
    (pack / "pack.toml").write_text(
        '[pack]\nname = "local"\ntitle = "Local"\nversion = "1"\nextends = "england"\n', encoding="utf-8"
    )
    (pack / "entries.toml").write_text("\n".join(line.strip() for line in entries.splitlines()), encoding="utf-8")
    return pack


def test_a_number_longer_than_a_computer_s_is_told_by_its_file(tmp_path):
    folder = copied(tmp_path)
    (folder / "odd.toml").write_text(f"limit = {'9' * 5000}\n")

    with pytest.raises(PackErrors) as refusal:
        read_pack(folder)

    assert [(error.file, "4,300 digits" in error.reason) for error in refusal.value.errors] == [("odd.toml", True)]
