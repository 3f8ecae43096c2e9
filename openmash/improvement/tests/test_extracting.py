"""The text of minutes from a text file, a Word document and a saved page; and what cannot be read, in words."""

import io
import zipfile

import docx
import pytest

from openmash.improvement.extracting import CannotRead, text_of

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def saved(folder, name, content):
    path = folder / name
    path.write_bytes(content)
    return path


def word(body, **more):
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as out:
        out.writestr("word/document.xml", f"<?xml version='1.0'?><w:document {W}><w:body>{body}</w:body></w:document>")
        for name, part in more.items():
            out.writestr(f"word/{name}.xml", part)
    return held.getvalue()


def run(words):
    return f"<w:r><w:t xml:space='preserve'>{words}</w:t></w:r>"


@pytest.mark.parametrize(
    "content",
    [
        pytest.param("Café – notes\r\nline two\r\n".encode(), id="utf-8"),
        pytest.param("\ufeffCafé – notes\nline two\n".encode(), id="byte-order-mark"),
        pytest.param("Café – notes\r\nline two\n".encode("cp1252"), id="windows"),
        pytest.param("Café – notes\nline two\n".encode("utf-16"), id="utf-16"),
    ],
)
def test_a_text_is_read_whatever_wrote_it(tmp_path, content):
    assert text_of(saved(tmp_path, "m.txt", content)) == "Café – notes\nline two\n"


def test_a_word_document_keeps_its_rows_and_bullets(tmp_path):
    made = docx.Document()
    made.add_paragraph("Actions:")
    made.add_paragraph("To ring the school – Ada Example", style="List Bullet")
    table = made.add_table(rows=2, cols=2)
    for cell, words in zip(
        (c for row in table.rows for c in row.cells), ("Action", "Owner", "Write it", "Bo Example"), strict=True
    ):
        cell.text = words
    made.save(tmp_path / "m.docx")

    assert "Action\tOwner\nWrite it\tBo Example" in text_of(tmp_path / "m.docx")
    assert "To ring the school – Ada Example" in text_of(tmp_path / "m.docx")


def test_tracked_changes_read_as_accepted_and_footnotes_come_last(tmp_path):
    body = f"<w:p>{run('The plan ')}<w:del>{run('is late')}</w:del><w:ins>{run('is agreed')}</w:ins></w:p>"
    notes = f"<?xml version='1.0'?><w:footnotes {W}><w:footnote><w:p>{run('See the annex.')}</w:p></w:footnote></w:footnotes>"

    assert text_of(saved(tmp_path, "m.docx", word(body, footnotes=notes))) == "The plan is agreed\nSee the annex."


def test_a_saved_page_is_read_without_its_menus_and_scripts(tmp_path):
    page = b"""<!DOCTYPE html><html><head><title>x</title><script>alert(1)</script></head><body><nav>Home</nav>
        <h3>Plan</h3><p>Actions:</p><ul><li>To ring the school &ndash; Ada Example</li></ul>
        <table><tr><td>Action</td><td>Owner</td></tr></table><script>document.write('To do - Eve')</script></body></html>"""
    text = text_of(saved(tmp_path, "m.html", page))

    assert "· To ring the school – Ada Example" in text and "Action\tOwner" in text
    assert not [word for word in ("alert", "Eve", "Home") if word in text]


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        pytest.param("m.pdf", b"%PDF-1.7 ...", "is a PDF", id="pdf"),
        pytest.param("m.doc", b"\xd0\xcf\x11\xe0" + bytes(600), "old or a locked Word file", id="old-word"),
        pytest.param("m.docx", b"PK\x03\x04 broken", "damaged or locked", id="broken"),
        pytest.param("m.docx", word("<w:p/>"), "holds no text", id="scanned"),
        pytest.param("m.txt", b"  \n ", "holds no text", id="empty"),
        pytest.param("m.bin", bytes(5000), "no text, Word document or page", id="no-text"),
        pytest.param("m.rtf", b"{\\rtf1 hello}", "rich text", id="rich-text"),
    ],
)
def test_what_cannot_be_read_says_so(tmp_path, name, content, words):
    with pytest.raises(CannotRead, match=words):
        text_of(saved(tmp_path, name, content))


def test_entities_that_blow_up_and_parts_that_unpack_too_far_are_refused(tmp_path):
    entities = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'
    bomb = f'<?xml version="1.0"?>{entities}<w:document {W}><w:body><w:p>&b;</w:p></w:body></w:document>'
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as out:
        out.writestr("word/document.xml", bomb)
    with pytest.raises(CannotRead, match="damaged or locked"):
        text_of(saved(tmp_path, "m.docx", held.getvalue()))

    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as out:
        out.writestr("word/document.xml", b" " * 120_000_000)
    with pytest.raises(CannotRead, match="unpacks to more"):
        text_of(saved(tmp_path, "m.docx", held.getvalue()))
