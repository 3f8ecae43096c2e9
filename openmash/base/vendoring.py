"""Prepare the vendored design system: what is copied from three packages, and what is taken out of it.

Run it after `npm pack`, with the unpacked packages side by side in one folder (the README beside the vendored files
says how): `python -m openmash.base.vendoring FOLDER`. Nothing of this runs when OpenMASH does.

Taken out: the font GDS Transport (licensed for service.gov.uk only) and the royal crest. Addresses inside style sheets
become relative, so that static files can carry their fingerprint in their name.
"""

import re
import shutil
import sys
from pathlib import Path

VENDOR = Path(__file__).parent / "static" / "vendor"
FONT_STACK = "Arial,Helvetica,sans-serif"

STYLES = {
    "govuk-frontend/dist/govuk/govuk-frontend.min.css": "govuk/govuk-frontend.min.css",
    "ministryofjustice-frontend/moj/moj-frontend.min.css": "moj/moj-frontend.min.css",
}
SCRIPTS = {
    "govuk-frontend/dist/govuk/govuk-frontend.min.js": "govuk/govuk-frontend.min.js",
    "ministryofjustice-frontend/moj/moj-frontend.min.js": "moj/moj-frontend.min.js",
    "htmx.org/dist/htmx.min.js": "htmx/htmx.min.js",
}
IMAGES_FROM = "ministryofjustice-frontend/moj/assets/images"

FONT_FACE = re.compile(r"(/\*![^*]*Margaret Calvert[^*]*\*/)?\s*@font-face\{[^}]*\}")
CREST_RULE = re.compile(r"[^{}]*\{[^{}]*govuk-crest\.svg[^{}]*\}")
SOURCE_MAP = re.compile(r"(/\*|//)# sourceMappingURL=\S+( \*/)?")


def prepared_style(text: str) -> str:
    """Return a style sheet without the licensed font, the crest, source maps and absolute addresses."""
    text = FONT_FACE.sub("", text)
    text = CREST_RULE.sub("", text)
    text = re.sub(r"['\"]?GDS Transport['\"]?,\s*arial,\s*sans-serif", FONT_STACK, text)
    text = text.replace("url(/assets/images/", "url(images/")
    return SOURCE_MAP.sub("", text)


def prepared_script(text: str) -> str:
    """Return a script without its source map."""
    return SOURCE_MAP.sub("", text)


def images_named_in(style: str) -> list[str]:
    """Return the names of the images a prepared style sheet asks for."""
    return sorted(set(re.findall(r"url\(images/([^)]+)\)", style)))


def refresh(unpacked: Path, into: Path = VENDOR) -> None:
    """Copy the three packages' files from `unpacked` into the vendor folder, prepared."""
    for source, target in SCRIPTS.items():
        place = into / target
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(prepared_script((unpacked / source).read_text("utf-8")), "utf-8")
    for source, target in STYLES.items():
        place = into / target
        style = prepared_style((unpacked / source).read_text("utf-8"))
        place.write_text(style, "utf-8")
        for image in images_named_in(style):
            (place.parent / "images").mkdir(exist_ok=True)
            shutil.copyfile(unpacked / IMAGES_FROM / image, place.parent / "images" / image)


if __name__ == "__main__":
    refresh(Path(sys.argv[1]))
