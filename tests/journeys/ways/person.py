"""Somebody of the town at the screen: opens, follows, fills, sends; and every page is looked at when they meet it."""

import re
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

from tests.journeys.served import DESK, TELEPHONE, sign_in, whole

PICTURES = Path(__file__).resolve().parents[3] / "screenshots" / "ways"
AXE = Axe().axe_script
FAULTS = """async () => {
  const found = await axe.run(document, {resultTypes: ['violations']});
  return found.violations.map(row => [row.id, row.nodes.slice(0, 3).map(node => node.target.join(' '))]);
}"""
TOO_WIDE = "() => document.documentElement.scrollWidth > document.documentElement.clientWidth + 1"


class Person:
    """One person's browser, in words of the work. What they see is looked at by axe on a desk and kept as a picture."""

    def __init__(self, who: str, page: Page, *, journey: str) -> None:
        self.who, self.page = who, page
        self.folder = PICTURES / journey.removeprefix("test_").split("[")[0]
        self.seen = 0
        self.met: set[str] = set()

    def signs_in(self) -> None:
        sign_in(self.page, self.who)

    def opens(self, path: str) -> None:
        response = self.page.goto(path)
        assert response is not None and response.status == 200, f"{path}: {response and response.status}"
        self.looks()

    def goes_home(self) -> None:
        self.opens(whole("/"))

    def follows(self, link: str) -> None:
        """Follow the first link with these words: on the page itself, else in what stands around every page."""
        inside = self.page.locator("main").get_by_role("link", name=link)
        self._goes_on((inside if inside.count() else self.page.get_by_role("link", name=link)).first)

    def presses(self, button: str) -> None:
        """Send the page by its button, and meet no error."""
        self._goes_on(self.page.get_by_role("button", name=button))
        assert not self.page.get_by_text("There is a problem").count(), self.page.locator(
            ".govuk-error-summary"
        ).inner_text()

    def is_refused(self, button: str, why: str) -> None:
        """Press a button and be told why not, with everything typed still there."""
        self._goes_on(self.page.get_by_role("button", name=button))
        expect(self.page.locator(".govuk-error-summary")).to_contain_text(why)

    def writes(self, label: str, words: str) -> None:
        self.page.get_by_label(label).first.fill(words)

    def chooses(self, answer: str, *, under: str = "") -> None:
        """Tick a radio or a box; `under` is the question it answers."""
        area: Page | Locator = self.page.get_by_role("group", name=under) if under else self.page
        box = area.get_by_label(answer, exact=True)
        (box if box.count() else area.get_by_label(answer)).first.check()

    def picks(self, label: str, option: str) -> None:
        box = self.page.get_by_label(label).first
        named = box.locator("option").filter(has_text=option).first
        box.select_option(value=named.get_attribute("value"))

    def reads(self, *words: str) -> None:
        """See these words on the page."""
        shown = self._plain(self.page.locator("main").inner_text())
        for one in words:
            assert self._plain(one) in shown, f"{self.who} does not read “{one}” on {self.page.url}:\n{shown}"

    def does_not_read(self, *words: str) -> None:
        shown = self._plain(self.page.locator("main").inner_text())
        for one in words:
            assert self._plain(one) not in shown, f"{self.who} reads “{one}” on {self.page.url}"

    def finds_work(self, act: str, reference: str) -> None:
        """Find one's own work on a contact in the queue, by its act, and open it."""
        self.goes_home()
        row = self.page.locator("[data-row]").filter(has_text=reference).filter(has_text=act)
        assert row.count() == 1, (
            f"{self.who} finds {row.count()} times {act} on {reference}:\n" + self.page.locator("main").inner_text()
        )
        self._goes_on(row.locator("a").first)

    def has_no_work(self, act: str, reference: str) -> None:
        self.goes_home()
        assert self.page.locator("[data-row]").filter(has_text=reference).filter(has_text=act).count() == 0

    @property
    def reference(self) -> str:
        """The contact that the address names."""
        found = re.search(r"/(C-\d+)/", self.page.url)
        assert found, self.page.url
        return found.group(1)

    def looks(self) -> None:
        """Look at the page as everybody needs it, and keep its picture on a desk and on a telephone."""
        self.seen += 1
        self.page.evaluate(AXE)
        found = self.page.evaluate(FAULTS)
        title = re.sub(r"[^a-z0-9]+", "-", self.page.title().lower())[:50].strip("-")
        self.folder.mkdir(parents=True, exist_ok=True)
        for width, size in (("desk", DESK), ("telephone", TELEPHONE)):
            self.page.set_viewport_size(size)  # type: ignore[arg-type]
            if self.page.evaluate(TOO_WIDE):
                found.append(f"wider than {size['width']} px")
            name = f"{self.who}-{self.seen:02}-{title}-{width}.png"
            self.page.screenshot(path=self.folder / name, full_page=True, animations="disabled")
        self.page.set_viewport_size(DESK)  # type: ignore[arg-type]
        assert not found, (self.page.url, found)

    def _goes_on(self, target: Locator) -> None:
        with self.page.expect_navigation():
            target.click()
        if (path := self.page.url.partition("#")[0]) not in self.met:
            self.met.add(path)
            self.looks()

    @staticmethod
    def _plain(words: str) -> str:
        return re.sub(r"\s+", " ", words).strip().lower()
