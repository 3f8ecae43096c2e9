"""Files that nobody should have to open, made here: what an attacker, a telephone or a mistake sends."""

import io
import struct
import zipfile
import zlib

import pikepdf
from PIL import Image, PngImagePlugin

SECRET_PLACE = b"53.7632N 2.7031W"


def photograph(width=60, height=40, *, place=True):
    """A photograph of a telephone: lying on its side, with where and with what it was taken, and a remark."""
    picture = Image.new("RGB", (width, height), (200, 30, 30))
    marks = Image.Exif()
    marks[0x0112] = 6  # turn it
    marks[0x010F] = "Telephone"
    if place:
        marks[0x010E] = SECRET_PLACE.decode()
    out = io.BytesIO()
    picture.save(out, "JPEG", exif=marks, comment=SECRET_PLACE)
    return out.getvalue() + b"<script>alert(1)</script>"


def drawing():
    """A PNG with a remark in it, and glass where nothing is drawn."""
    held = PngImagePlugin.PngInfo()
    held.add_text("Comment", SECRET_PLACE.decode())
    out = io.BytesIO()
    Image.new("RGBA", (20, 20), (0, 0, 0, 0)).save(out, "PNG", pnginfo=held)
    return out.getvalue()


def vast_png(width=100_000, height=100_000):
    """A PNG of a few bytes whose head says that it has ten thousand million points."""

    def part(kind, content):
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    rows = zlib.compress(b"\0" * 10_000)
    return b"\x89PNG\r\n\x1a\n" + part(b"IHDR", head) + part(b"IDAT", rows) + part(b"IEND", b"")


def workbook_bomb(gigabytes=1):
    """A workbook of a few kilobytes a sheet that unpacks to gigabytes: 8 MB of nothing, again and again."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as held:
        held.writestr("[Content_Types].xml", "<Types/>")
        for number in range(3):
            held.writestr(f"xl/worksheets/sheet{number}.xml", b"\0" * 8_000_000)
    return out.getvalue()


def pdf(**tricks):
    """A PDF of one page with tricks: `script`, `launch`, `attachment`, `form`, `link`, `note`."""
    held = pikepdf.new()
    held.add_blank_page(page_size=(200, 200))
    page = held.pages[0].obj
    notes = []
    script = pikepdf.Dictionary(S=pikepdf.Name("/JavaScript"), JS=pikepdf.String("app.alert('here')"))
    if "script" in tricks:
        held.Root.OpenAction = script
        held.Root.Names = pikepdf.Dictionary(
            JavaScript=pikepdf.Dictionary(Names=pikepdf.Array([pikepdf.String("x"), held.make_indirect(script)]))
        )
        page.AA = pikepdf.Dictionary(O=script)
    if "launch" in tricks:
        run = pikepdf.Dictionary(S=pikepdf.Name("/Launch"), F=pikepdf.String("cmd.exe"))
        notes.append(_note("/Link", A=run))
    if "link" in tricks:
        notes.append(
            _note("/Link", A=pikepdf.Dictionary(S=pikepdf.Name("/URI"), URI=pikepdf.String("https://x.example/")))
        )
    if "form" in tricks:
        held.Root.AcroForm = pikepdf.Dictionary(Fields=pikepdf.Array([]), XFA=pikepdf.String("<xfa>evil</xfa>"))
        notes.append(_note("/Widget", AA=pikepdf.Dictionary(K=script)))
    if "note" in tricks:
        notes.append(_note("/Text", Contents=pikepdf.String("seen on Monday")))
    if "attachment" in tricks:
        held.attachments["evil.exe"] = b"MZ evil"
    if notes:
        page.Annots = pikepdf.Array([held.make_indirect(one) for one in notes])
    held.docinfo["/Author"] = SECRET_PLACE.decode()
    out = io.BytesIO()
    held.save(out, encryption=pikepdf.Encryption(owner="o", user="u") if "password" in tricks else False)
    return out.getvalue()


def _note(kind, **more):
    return pikepdf.Dictionary(
        Type=pikepdf.Name("/Annot"), Subtype=pikepdf.Name(kind), Rect=pikepdf.Array([0, 0, 9, 9]), **more
    )
