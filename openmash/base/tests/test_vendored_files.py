"""The vendored design system: nothing in it that may not be served, and nothing that asks another host."""

import re
from pathlib import Path

import pytest
from django.contrib.staticfiles.storage import ManifestStaticFilesStorage
from django.core.management import call_command

from openmash.base import vendoring

FILES = [file for file in vendoring.VENDOR.rglob("*") if file.is_file()]
TEXTS = [file for file in FILES if file.suffix in (".css", ".js")]


@pytest.mark.parametrize("file", TEXTS, ids=lambda file: file.name)
def test_a_vendored_file_has_no_licensed_font_no_crest_and_no_source_map(file: Path) -> None:
    text = file.read_text("utf-8")

    assert (
        re.search(r"gds transport|@font-face|govuk-crest|sourceMappingURL|Margaret Calvert", text, re.IGNORECASE)
        is None
    )


@pytest.mark.parametrize("file", [file for file in TEXTS if file.suffix == ".css"], ids=lambda file: file.name)
def test_a_vendored_style_asks_only_for_images_beside_it(file: Path) -> None:
    asked = re.findall(r"url\(([^)]*)\)", file.read_text("utf-8"))

    assert all((file.parent / address).is_file() for address in asked)


def test_all_vendored_files_together_are_small() -> None:
    assert sum(file.stat().st_size for file in FILES) <= 620 * 1024


def test_every_vendored_library_brings_its_licence() -> None:
    assert all((folder / "LICENSE.txt").is_file() for folder in vendoring.VENDOR.iterdir())


def test_preparing_takes_out_the_font_the_crest_and_absolute_addresses() -> None:
    style = (
        "/*! by Margaret Calvert */@font-face{font-family:GDS Transport;src:url(/assets/fonts/a.woff2)}"
        ".a{font-family:GDS Transport,arial,sans-serif}.c:before{background-image:url(/assets/images/govuk-crest.svg)}"
        ".b{background:url(/assets/images/icon.svg)}/*# sourceMappingURL=x.map */"
    )

    prepared = vendoring.prepared_style(style)

    assert prepared == ".a{font-family:Arial,Helvetica,sans-serif}.b{background:url(images/icon.svg)}"
    assert vendoring.images_named_in(prepared) == ["icon.svg"]


def test_every_static_file_can_carry_its_fingerprint(tmp_path: Path, settings: object) -> None:
    settings.STATIC_ROOT = str(tmp_path)  # type: ignore[attr-defined]
    settings.STORAGES = settings.STORAGES | {  # type: ignore[attr-defined]
        "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}
    }

    call_command("collectstatic", interactive=False, verbosity=0)

    made = ManifestStaticFilesStorage(location=str(tmp_path)).hashed_files
    assert "openmash/openmash.css" in made
    assert "vendor/moj/moj-frontend.min.css" in made
