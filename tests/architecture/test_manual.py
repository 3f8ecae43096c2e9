"""The reference pages say what the code and the packs say."""

from openmash.main import manual
from openmash.main.manual.page import Page
from tests.architecture.guards.source import nothing_wrong


def test_the_reference_pages_are_as_what_runs():
    nothing_wrong([f"docs/reference/{name}: write it again with ./run manual" for name in manual.stale(manual.pages())])


def test_the_guard_sees_a_page_that_is_old_or_missing(tmp_path):
    (tmp_path / "old.md").write_text("then", encoding="utf-8")
    (tmp_path / "new.md").write_text("now", encoding="utf-8")
    found = [(tmp_path / name, "now") for name in ("old.md", "new.md", "missing.md")]

    assert manual.stale(found) == ["old.md", "missing.md"]


def test_a_cell_that_holds_a_stroke_does_not_break_its_table():
    assert "| a\\|b |" in Page("T").table(["x"], [["a|b"]]).text()
