"""The child process that opens what a stranger made: `python -I cleaning.py FILE OUTPUT`.

It knows no Django and no database. It gives up memory and time before it looks, and says in one line of JSON what the
file is: `{"kind": "image/jpeg", "width": 4000, "height": 3000}`, or why it is not taken: `{"refused": "..."}`.
"""

import json
import resource
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

MEMORY = 1_500_000_000  # bytes: a photograph of 64 million pixels is taken apart in a third of it
SECONDS = 20
LARGEST_OUTPUT = 40_000_000
MOST_PIXELS = 64_000_000
MOST_PAGES = 500
MOST_THINGS = 400_000
HEAD = 8192

JPEG, PNG, PDF = "image/jpeg", "image/png", "application/pdf"
PICTURES = {JPEG: "JPEG", PNG: "PNG", "image/webp": "WEBP", "image/gif": "GIF"}
PAGES = frozenset({"text/html", "application/xhtml+xml", "image/svg+xml", "text/xml", "application/xml"})
PHONES = frozenset({"image/heif", "image/heic", "image/avif"})
OFFICE = ("officedocument", "msword", "ms-excel", "ms-powerpoint", "opendocument", "zip", "rtf")

WEB_PAGE = "This is a web page, whatever its name says. Print it to PDF and send that."
OFFICE_FILE = "Word, Excel and zip files are not taken, because they can carry programs. Save it as PDF and send that."
PHONE_PICTURE = (
    "This photograph is in a form that only some phones can show. Send it as JPEG: on an iPhone, set Camera, Formats, to "
    "Most Compatible, or send a picture of your screen."
)
UNKNOWN = "This is not a photograph (JPEG, PNG, WebP, GIF) or a PDF, whatever its name says."
BROKEN = "This file is damaged or is not what it says. Save it again, or send it as PDF."
LOCKED = "This PDF is locked with a password. Save it without one and send that."


class CannotTake(Exception):
    """Why a file is not taken, as a sentence."""


def limit() -> None:
    """Give up memory, time and everything else that a file could use up. What a system does not know is left out."""
    limits = [
        ("RLIMIT_AS", MEMORY),
        ("RLIMIT_CPU", SECONDS),
        ("RLIMIT_FSIZE", LARGEST_OUTPUT),
        ("RLIMIT_NOFILE", 64),
        ("RLIMIT_CORE", 0),
    ]
    for name, most in limits:
        try:
            resource.setrlimit(getattr(resource, name), (most, most))
        except (AttributeError, ValueError, OSError):
            continue


def kind_of(head: bytes) -> str:
    """Return what the first bytes of a file say that it is. Raises CannotTake for everything that is not taken."""
    import puremagic

    try:
        found = [match.mime_type for match in puremagic.magic_string(head)]
    except (puremagic.PureError, ValueError):
        found = []
    if head.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"<" or PAGES.intersection(found[:2]):
        raise CannotTake(WEB_PAGE)
    if head.startswith(b"%PDF-"):
        return PDF
    best = found[0] if found else ""
    if best in PICTURES:
        return best
    if PHONES.intersection(found):
        raise CannotTake(PHONE_PICTURE)
    if any(word in name for name in found for word in OFFICE):
        raise CannotTake(OFFICE_FILE)
    raise CannotTake(UNKNOWN)


def clean(path: Path, output: Path) -> dict[str, Any]:
    """Make a harmless copy of a file, and return what it is. Raises CannotTake."""
    with path.open("rb") as file:
        kind = kind_of(file.read(HEAD))
    return clean_pdf(path, output) if kind == PDF else clean_picture(path, output, PICTURES[kind])


# -- photographs ---------------------------------------------------------------------------------------------------


def clean_picture(path: Path, output: Path, form: str) -> dict[str, Any]:
    """Draw a picture anew, upright, its first frame alone, and nothing else: no place, no camera, no remark.

    Its size is read from its head, and refused before a pixel is unpacked.
    """
    from PIL import Image, ImageOps

    Image.MAX_IMAGE_PIXELS = None  # our own limit says why
    try:
        with Image.open(path, formats=[form]) as held:
            check_pixels(*held.size)
            drawn = ImageOps.exif_transpose(held)
            through = drawn.mode in ("RGBA", "LA", "PA") or "transparency" in drawn.info
            plain = drawn.convert("RGBA" if through else "RGB")
    except (OSError, SyntaxError, ValueError, EOFError, Image.DecompressionBombError):
        raise CannotTake(BROKEN) from None
    plain.info = {}
    as_png = through or form in ("PNG", "GIF")
    if as_png:
        plain.save(output, "PNG", compress_level=6)
    else:
        plain.save(output, "JPEG", quality=88, optimize=True)
    return {"kind": PNG if as_png else JPEG, "width": plain.width, "height": plain.height}


def check_pixels(width: int, height: int) -> None:
    """Raise CannotTake for more pixels than any camera of an agency makes."""
    if width * height > MOST_PIXELS:
        raise CannotTake(
            f"This picture has {width:,} by {height:,} points; {MOST_PIXELS // 1_000_000} million in all are the most. "
            "Make it smaller and send that."
        )


# -- PDF -----------------------------------------------------------------------------------------------------------

# What runs, opens something else, or carries another file. Taken away wherever it stands.
TAKEN_AWAY = (
    *("/AA", "/OpenAction", "/JS", "/JavaScript", "/XFA", "/AcroForm", "/EmbeddedFiles", "/EF", "/AF", "/Collection"),
    *("/RichMediaContent", "/RichMediaSettings", "/Metadata", "/PieceInfo", "/Launch", "/Rendition", "/Perms"),
)
ANNOTATIONS_TAKEN_AWAY = frozenset({"/FileAttachment", "/RichMedia", "/Movie", "/Sound", "/Screen", "/3D", "/Widget"})


def clean_pdf(path: Path, output: Path) -> dict[str, Any]:
    """Write a PDF anew: its pages as they look, and nothing that runs, opens, or hides in it."""
    import pikepdf

    try:
        with pikepdf.open(path, attempt_recovery=True) as held:
            pages = len(held.pages)
            if not pages:
                raise CannotTake(BROKEN)
            if pages > MOST_PAGES:
                raise CannotTake(
                    f"This PDF has {pages:,} pages; {MOST_PAGES} are the most. Send the pages that matter."
                )
            for page in held.pages:
                _keep_harmless_notes(page.obj)
            for thing in _things(held):
                _take_away(thing)
            if "/Info" in held.trailer:
                del held.trailer["/Info"]
            held.save(output, linearize=False, deterministic_id=True)
    except pikepdf.PasswordError:
        raise CannotTake(LOCKED) from None
    except (pikepdf.PdfError, ValueError, TypeError, KeyError, RuntimeError, RecursionError):
        raise CannotTake(BROKEN) from None
    return {"kind": PDF, "pages": pages}


def _keep_harmless_notes(page: Any) -> None:
    import pikepdf

    notes = page.get("/Annots")
    if isinstance(notes, pikepdf.Array):
        kept = [
            one
            for one in notes
            if isinstance(one, pikepdf.Dictionary) and str(one.get("/Subtype", "")) not in ANNOTATIONS_TAKEN_AWAY
        ]
        page["/Annots"] = pikepdf.Array(kept)


def _things(held: Any) -> Iterator[Any]:
    """Yield every dictionary of a PDF, those within others too. Raises CannotTake for too many."""
    import pikepdf

    waiting, seen = [held.trailer, *held.objects], 0
    while waiting:
        seen += 1
        if seen > MOST_THINGS:
            raise CannotTake("This PDF is made of too many parts. Print it to PDF again and send that.")
        one = waiting.pop()
        if isinstance(one, pikepdf.Stream):
            one = one.stream_dict
        if isinstance(one, pikepdf.Dictionary):
            yield one
            inside = list(one.as_dict().values())
        elif isinstance(one, pikepdf.Array):
            inside = list(one)
        else:
            continue
        waiting += [
            each
            for each in inside
            if isinstance(each, pikepdf.Dictionary | pikepdf.Array) and not getattr(each, "is_indirect", False)
        ]


def _take_away(thing: Any) -> None:
    import pikepdf

    for name in TAKEN_AWAY:
        if name in thing:
            del thing[name]
    action = thing.get("/A")
    goes_to = isinstance(action, pikepdf.Dictionary) and str(action.get("/S", "")) == "/GoTo" and "/Next" not in action
    if "/A" in thing and isinstance(action, pikepdf.Dictionary) and not goes_to:
        del thing["/A"]


def main(arguments: list[str]) -> int:
    """Clean one file under limits, and say what became of it."""
    limit()
    try:
        said = clean(Path(arguments[0]), Path(arguments[1]))
    except CannotTake as why:
        said = {"refused": str(why)}
    except MemoryError:
        said = {"refused": "This file unpacks to more than can be looked at safely. Make it smaller and send that."}
    sys.stdout.write(json.dumps(said))
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
