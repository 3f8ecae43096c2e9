"""Every component, form state and error page, looked at by axe in a real browser under the content policy."""

from typing import Any

import pytest

from openmash.web.tests.gallery import PAGES, SIGN_IN, Server

pytestmark = pytest.mark.journey
ADDRESSES = ["/design/", "/form/", *(f"/page/{name}/" for name in [*PAGES, *SIGN_IN])]


def opened(chromium: Any, address: str, *, width: int = 1280, script: bool = True) -> tuple[Any, list[str]]:
    """Open a page and return it with every complaint the browser makes about its content."""
    page = chromium.new_page(viewport={"width": width, "height": 900}, java_script_enabled=script)
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(address)
    page.wait_for_load_state("networkidle") if "/form/" not in address else page.wait_for_timeout(300)
    return page, complaints


def violations(page: Any) -> list[str]:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    return [f"{found['id']}: {found['nodes'][0]['html'][:120]}" for found in axe.run(page).response["violations"]]


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_page_has_no_accessibility_fault_and_breaks_no_policy(
    chromium: Any, site: str, server: Server, address: str
) -> None:
    page, complaints = opened(chromium, site + address)

    assert violations(page) == []
    assert [words for words in complaints if "status of 404" not in words] == []
    page.close()


@pytest.mark.parametrize("width", [320, 375, 1280])
def test_a_page_never_scrolls_sideways(chromium: Any, site: str, server: Server, width: int) -> None:
    page, _ = opened(chromium, site + "/design/", width=width)

    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    page.close()


def test_a_page_with_its_form_is_whole_without_script(chromium: Any, site: str, server: Server) -> None:
    page, _ = opened(chromium, site + "/form/", script=False)

    assert page.get_by_role("button", name="Save draft").is_visible()
    assert page.get_by_label("Person 2").is_visible()
    page.close()


def test_the_policy_refuses_what_a_page_did_not_bring_itself(chromium: Any, site: str, server: Server) -> None:
    page, complaints = opened(chromium, site + "/form/")

    page.evaluate(
        "() => { const s = document.createElement('script'); s.textContent = 'window.hacked = 1'; document.body.append(s); }"
    )

    assert page.evaluate("window.hacked") is None
    assert any("Content Security Policy" in words for words in complaints)
    page.close()


def test_one_page_weighs_less_than_150_kilobytes_compressed(site: str, server: Server) -> None:
    import gzip
    import re
    from urllib.request import urlopen

    html = urlopen(site + "/design/").read()
    parts = {html}
    for address in set(re.findall(rb'(?:src|href|data-govuk|data-moj)="(/static/[^"]+)"', html)):
        parts.add(urlopen(site + address.decode()).read())

    assert sum(len(gzip.compress(part, 9)) for part in parts) < 150 * 1024
