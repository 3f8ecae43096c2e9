"""The text of minutes: a text file, a Word document, or a saved page of a council's website.

Nothing in a file runs, no address in it is asked, and what unpacks to too much is refused.
"""

import re
import zipfile
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

LARGEST = 20_000_000  # bytes of a file
LARGEST_TEXT = 2_000_000  # characters
LARGEST_PART = 100_000_000  # bytes of the text of a Word document, unpacked
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
BLOCKS = frozenset(
    {
        "p",
        "div",
        "li",
        "tr",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "br",
        "table",
        "ul",
        "ol",
        "section",
        "article",
        "dt",
        "dd",
        "blockquote",
        "pre",
        "hr",
    }
)
UNREAD = frozenset(
    {"script", "style", "head", "nav", "noscript", "template", "svg", "form", "button", "select", "iframe"}
)


class CannotRead(Exception):
    """A file from which no text can be had, with the reason as a sentence."""


def text_of(path: Path) -> str:
    """Return the text of a file of minutes, with lines ended by a line feed. Raises CannotRead, or OSError."""
    check_size(path.name, path.stat().st_size)
    return text_in(path.name, path.read_bytes())


def check_size(name: str, size: int) -> None:
    """Raise CannotRead for a file that is larger than minutes are."""
    if size > LARGEST:
        raise CannotRead(f"{name} is larger than {LARGEST // 1_000_000} MB. Save the minutes alone, without pictures.")


def text_in(name: str, content: bytes) -> str:
    """Return the text of a file of minutes that is in memory. Raises CannotRead."""
    text = _text(name, content)
    if not text.strip():
        raise CannotRead(f"{name} holds no text. A scanned page is a picture: ask for the minutes as Word or text.")
    if len(text) > LARGEST_TEXT:
        raise CannotRead(f"{name} holds more text than minutes of a year. Save one meeting in a file.")
    return text


def _text(name: str, content: bytes) -> str:
    if content.startswith(b"%PDF"):
        raise CannotRead(
            f"{name} is a PDF. Open it, and save it as Word or as text; a scanned page cannot be read at all."
        )
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        raise CannotRead(
            f"{name} is an old or a locked Word file. Open it in Word and save it as .docx without a password."
        )
    if content.startswith(b"PK"):
        return _of_word(name, content)
    if content.startswith(b"{\\rtf"):
        raise CannotRead(f"{name} is rich text. Open it in Word and save it as .docx.")
    if b"\x00" in content[:4096] and not content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise CannotRead(f"{name} is no text, Word document or page.")
    text = _decoded(content)
    if re.search(r"<(?:!doctype\s+html|html|body|table|div|p)\b", text[:20_000], re.IGNORECASE):
        return _of_page(text)
    return text


def _decoded(content: bytes) -> str:
    """Return the characters of a text: UTF-8, UTF-16 with its mark, or what Windows wrote."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = content.decode("utf-16", errors="replace")
    else:
        try:
            text = content.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = content.decode("cp1252", errors="replace")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _of_word(name: str, content: bytes) -> str:
    """Return the text of a Word document as it reads with its changes accepted, footnotes last."""
    import io

    from defusedxml import ElementTree
    from defusedxml.common import DefusedXmlException

    try:
        with zipfile.ZipFile(io.BytesIO(content)) as held:
            parts = [
                part
                for part in ("word/document.xml", "word/footnotes.xml", "word/endnotes.xml")
                if part in held.namelist()
            ]
            if "word/document.xml" not in parts:
                raise CannotRead(f"{name} is no Word document.")
            if sum(held.getinfo(part).file_size for part in parts) > LARGEST_PART:
                raise CannotRead(f"{name} unpacks to more than minutes can be.")
            roots = [ElementTree.fromstring(held.read(part)) for part in parts]
    except (
        zipfile.BadZipFile,
        ElementTree.ParseError,
        DefusedXmlException,
        RuntimeError,
        NotImplementedError,
        EOFError,
    ) as problem:
        raise CannotRead(f"{name} cannot be read as a Word document: it is damaged or locked.") from problem
    return "\n".join(line for root in roots for line in _lines_of(root))


def _lines_of(root: Any) -> Iterator[str]:
    """Yield the paragraphs of a part of a Word document, a row of a table as one line with its cells between tabs."""
    for child in root:
        if child.tag == f"{WORD}p":
            mark = "· " if child.find(f"{WORD}pPr/{WORD}numPr") is not None else ""
            words = "".join(_run_text(child))
            yield mark + words if words.strip() else ""
        elif child.tag == f"{WORD}tr":
            cells = [
                " ".join(line.removeprefix("· ").strip() for line in _lines_of(cell)).strip()
                for cell in child.iter(f"{WORD}tc")
            ]
            yield "\t".join(re.sub(r"\s+", " ", cell) for cell in cells)
        elif child.tag != f"{WORD}del":
            yield from _lines_of(child)


def _run_text(paragraph: Any) -> Iterator[str]:
    for child in paragraph:
        if child.tag == f"{WORD}t":
            yield child.text or ""
        elif child.tag == f"{WORD}tab":
            yield " "
        elif child.tag in (f"{WORD}br", f"{WORD}cr"):
            yield "\n"
        elif child.tag == f"{WORD}noBreakHyphen":
            yield "-"
        elif child.tag not in (f"{WORD}del", f"{WORD}moveFrom", f"{WORD}pPr", f"{WORD}instrText"):
            yield from _run_text(child)


class _Page(HTMLParser):
    """Gathers the text of a page, line by line; what is no text of it is left out."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[str] = [""]
        self.unread: list[str] = []

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        if tag in UNREAD:
            self.unread.append(tag)
        elif tag in BLOCKS:
            self.lines.append("· " if tag == "li" else "")
        elif tag in ("td", "th") and self.lines[-1].strip():
            self.lines[-1] += "\t"

    def handle_endtag(self, tag: str) -> None:
        if tag in self.unread:
            del self.unread[self.unread.index(tag) :]
        elif tag in BLOCKS and tag != "li":
            self.lines.append("")

    def handle_data(self, data: str) -> None:
        if not self.unread:
            self.lines[-1] += re.sub(r"[ \t\r\n]+", " ", data)


def _of_page(text: str) -> str:
    """Return the text of a saved page: no scripts, menus or forms. Paragraphs within a cell stay in its row."""
    page = _Page()
    page.feed(text)
    page.close()
    lines = [line.strip(" ") for line in page.lines]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n") + "\n"
