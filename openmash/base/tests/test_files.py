"""What becomes of a file that somebody sends: taken and made harmless, or refused with a sentence."""

import io
import os
import subprocess
import sys
from datetime import datetime, timedelta, timezone

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http.multipartparser import MultiPartParser
from django.test import RequestFactory
from PIL import Image

from openmash.base import files
from openmash.base.errors import NotFound
from openmash.base.files import cleaning, keeping, scanning, taking, uploading
from openmash.base.models import StoredFile
from openmash.base.tests import hostile

NOW = datetime(2026, 11, 18, 10, 0, tzinfo=timezone.utc)


def sent(content, name="evidence"):
    (became,) = files.take_in([SimpleUploadedFile(name, content)])
    return became


@pytest.fixture
def kept(settings, tmp_path):
    settings.DATA = tmp_path
    return tmp_path


# -- taken ---------------------------------------------------------------------------------------------------------


def test_a_photograph_is_drawn_anew_upright_and_says_nothing_of_where_it_was_taken():
    became = sent(hostile.photograph(), "IMG_1.HEIC.jpeg")

    assert (became.kind, became.name) == ("image/jpeg", "IMG_1.HEIC.jpg")
    with Image.open(io.BytesIO(became.content)) as drawn:
        assert drawn.size == (40, 60)
        assert not drawn.getexif()
    for trace in (hostile.SECRET_PLACE, b"Telephone", b"<script>", b"Exif"):
        assert trace not in became.content


def test_a_drawing_keeps_its_glass_and_loses_its_remark():
    became = sent(hostile.drawing(), "x.png")

    with Image.open(io.BytesIO(became.content)) as drawn:
        assert (drawn.mode, drawn.text) == ("RGBA", {})


@pytest.mark.parametrize("form", ["WEBP", "GIF", "BMP"])
def test_other_pictures_become_one_that_everybody_can_show_or_are_refused(form):
    out = io.BytesIO()
    Image.new("RGB", (10, 10)).save(out, form)
    became = sent(out.getvalue(), "x")

    expected = {"WEBP": ("image/jpeg", "x.jpg"), "GIF": ("image/png", "x.png")}.get(form)
    assert (isinstance(became, files.Refused)) if expected is None else ((became.kind, became.name) == expected)


def test_a_pdf_is_written_anew_with_nothing_that_runs_opens_or_hides_in_it():
    tricks = dict.fromkeys(("script", "launch", "attachment", "form", "link", "note"))

    became = sent(hostile.pdf(**tricks) + b"<html><script>x</script>", "report.pdf")

    assert (became.kind, became.name) == ("application/pdf", "report.pdf")
    with pikepdf.open(io.BytesIO(became.content)) as held:
        assert len(held.pages) == 1
        assert not held.attachments
        notes = list(held.pages[0].obj.Annots)
        assert [str(one.Subtype) for one in notes] == ["/Link", "/Link", "/Text"]
        assert not any("/A" in one or "/AA" in one for one in notes)
        assert not {"/OpenAction", "/AcroForm", "/AA", "/Metadata"}.intersection(held.Root.keys())
        out = io.BytesIO()
        held.save(out, qdf=True, static_id=True)
    for trace in (
        b"JavaScript",
        b"Launch",
        b"cmd.exe",
        b"evil",
        b"alert",
        b"URI",
        b"xfa",
        b"<html>",
        hostile.SECRET_PLACE,
    ):
        assert trace not in out.getvalue(), trace
    assert b"seen on Monday" in out.getvalue()


# -- refused -------------------------------------------------------------------------------------------------------

REFUSED = [
    pytest.param(b"<!DOCTYPE html><script>alert(1)</script>", "report.pdf", "web page", id="html-named-pdf"),
    pytest.param(b" \n\xef\xbb\xbf<html>", "photo.jpg", "web page", id="html-after-spaces"),
    pytest.param(b"<svg xmlns='http://www.w3.org/2000/svg' onload='x()'/>", "photo.png", "web page", id="svg"),
    pytest.param(hostile.vast_png(), "photo.png", "100,000 by 100,000 points", id="a-vast-png"),
    pytest.param(hostile.workbook_bomb(), "times.xlsx", "Word, Excel and zip", id="a-workbook-that-unpacks"),
    pytest.param(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "x.pdf", "Word, Excel and zip", id="old-word"),
    pytest.param(b"MZ" + b"\0" * 200, "photo.jpg", "not a photograph", id="a-program"),
    pytest.param(b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", "IMG.jpg", "only some phones", id="heic"),
    pytest.param(b"Dear all", "letter.txt", "not a photograph", id="plain-words"),
    pytest.param(b"", "x.pdf", "empty", id="empty"),
    pytest.param(hostile.photograph()[:300], "x.jpg", "damaged", id="half-a-photograph"),
    pytest.param(b"%PDF-1.7\nnothing", "x.pdf", "damaged", id="no-pdf"),
    pytest.param(hostile.pdf(password=True), "x.pdf", "locked with a password", id="locked"),
]


@pytest.mark.parametrize(("content", "name", "words"), REFUSED)
def test_what_is_not_taken_is_refused_with_a_sentence(content, name, words):
    became = sent(content, name)

    assert isinstance(became, files.Refused)
    assert words in became.reason
    assert became.name == name


def test_a_sixth_file_is_not_taken():
    became = files.take_in([SimpleUploadedFile("x", b"Dear all")] * 6)

    assert "5 files are the most" in became[5].reason


def test_a_name_keeps_nothing_that_could_mislead():
    assert taking.safe_name("..\\..\\etc/pass\u202egpj.exe\n") == "passgpj.exe"
    assert taking.safe_name("/") == "file"


# -- limits --------------------------------------------------------------------------------------------------------


def child(code):
    begins = f"import sys; sys.path.insert(0, {str(taking.CLEANING.parent)!r}); import cleaning; cleaning.limit(); "
    return subprocess.run([sys.executable, "-c", begins + code], capture_output=True, check=False)


def test_the_child_can_neither_take_all_memory_nor_write_without_end(tmp_path):
    assert b"MemoryError" in child("bytearray(3_000_000_000)").stderr
    assert child(f"open({str(tmp_path / 'x')!r}, 'wb').write(bytes(60_000_000))").returncode != 0


def test_a_child_that_never_ends_is_stopped_with_a_sentence(monkeypatch):
    monkeypatch.setattr(taking, "PATIENCE", 0.01)

    assert "too long" in sent(hostile.photograph()).reason


def test_a_file_that_unpacks_beyond_the_memory_is_refused(monkeypatch, tmp_path, capsys):
    monkeypatch.setattr(cleaning, "limit", lambda: None)
    monkeypatch.setattr(cleaning, "clean", lambda *_: (_ for _ in ()).throw(MemoryError))

    cleaning.main(["x", "y"])

    assert "unpacks to more" in capsys.readouterr().out


class Endless(io.RawIOBase):
    """A form with a photograph of 200 MB in it, made while it is read."""

    HEAD = (
        b'--x\r\nContent-Disposition: form-data; name="files"; filename="IMG_1.jpg"\r\nContent-Type: image/jpeg\r\n\r\n'
    )
    TAIL = b"\r\n--x--\r\n"

    def __init__(self, size):
        self.parts = [self.HEAD, size, self.TAIL]
        self.length = len(self.HEAD) + size + len(self.TAIL)

    def read(self, wanted=-1):
        while self.parts:
            first = self.parts[0]
            if isinstance(first, int):
                given = min(first, wanted)
                self.parts[0] = first - given
                if given:
                    return b"\xff" * given
            elif first:
                self.parts[0] = first[wanted:]
                return first[:wanted]
            self.parts.pop(0)
        return b""


def test_a_photograph_of_200_mb_is_let_run_past_and_refused(monkeypatch):
    monkeypatch.setattr(uploading, "largest_for", lambda request: files.LARGEST)
    request = RequestFactory().post("/")
    body = Endless(200_000_000)
    written = []
    meta = {"CONTENT_TYPE": "multipart/form-data; boundary=x", "CONTENT_LENGTH": str(body.length)}
    handlers = [uploading.LimitedUploads(request), Counting(written)]

    _, got = MultiPartParser(meta, body, handlers).parse()

    (became,) = files.take_in(got.getlist("files"))
    assert "larger than 20 MB" in became.reason
    assert became.name == "IMG_1.jpg"
    assert sum(written) <= files.LARGEST
    assert max(written) <= 64 * 1024


class Counting(uploading.FileUploadHandler):
    """Counts what it is given to keep."""

    def __init__(self, written):
        super().__init__()
        self.written = written

    def receive_data_chunk(self, raw_data, start):
        self.written.append(len(raw_data))

    def file_complete(self, file_size):
        return None


# -- kept ----------------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_a_file_is_kept_once_whole_and_given_back_to_be_taken_away(kept):
    taken = sent(hostile.drawing(), "Zeichnung “1”.png")

    row = files.store(taken, now=NOW)
    assert files.store(taken, now=NOW) == row
    response = files.download(row, taken.name)

    assert response.content == taken.content
    assert response["Content-Disposition"].startswith("attachment; ")
    assert (response["X-Content-Type-Options"], response["Content-Type"]) == ("nosniff", "image/png")
    assert [path.name for path in (kept / "files" / "kept").glob("*/*")] == [taken.sha256]
    assert "Not scanned for viruses" in files.in_words(row)


@pytest.mark.django_db
def test_a_file_that_is_gone_is_said_to_be(kept):
    row = files.store(sent(hostile.drawing()), now=NOW)
    keeping.path_of(row.sha256).unlink()

    with pytest.raises(NotFound, match="backups"):
        files.download(row, "x")


@pytest.mark.django_db
def test_what_nobody_refers_to_goes_after_a_day_and_nothing_before(kept):
    row = files.store(sent(hostile.drawing()), now=NOW)
    path = keeping.path_of(row.sha256)
    os.utime(path, (NOW.timestamp(), NOW.timestamp()))

    assert keeping.sweep_files(now=NOW + timedelta(hours=23)) == 0
    assert path.exists()
    assert keeping.sweep_files(now=NOW + timedelta(hours=25)) == 1
    assert not path.exists()
    assert not StoredFile.objects.exists()


# -- the scanner ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("command", "answer"),
    [
        ("", scanning.Scan.NOT_SCANNED),
        ("true", scanning.Scan.CLEAN),
        ("false", scanning.Scan.FOUND),
        ("/no/such/scanner", scanning.Scan.NOT_SCANNED),
        (f"{sys.executable} -c raise(SystemExit(2))", scanning.Scan.NOT_SCANNED),
    ],
    ids=["none", "clean", "found", "missing", "failing"],
)
def test_a_scanner_is_asked_and_its_absence_is_kept(settings, tmp_path, command, answer):
    settings.SCANNER = command

    assert scanning.scan(tmp_path) == answer


def test_a_file_in_which_something_was_found_is_refused(settings):
    settings.SCANNER = "false"

    assert "scanner found something" in sent(hostile.photograph()).reason
