"""Looking at a page as everybody needs it: axe, and nothing wider than the screen, on a desk, a telephone and at 400%."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

DESK, TELEPHONE, ZOOMED = (1280, 900), (375, 800), (320, 640)
AXE = Axe().axe_script
# Colours are the same at every width, and finding them out is half of axe's work: once is enough.
RUN = """async (colours) => {
  const rules = colours ? {} : {'color-contrast': {enabled: false}};
  const found = await axe.run(document, {resultTypes: ['violations'], rules});
  return found.violations.map(row => [row.id, row.nodes.slice(0, 3).map(node => node.target.join(' '))]);
}"""
TOO_WIDE = """() => {
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= width) return [];
  return [...document.querySelectorAll('body *')]
    .filter(one => one.getBoundingClientRect().right > width + 1)
    .slice(-3).map(one => `${one.tagName} ${one.className}`.trim());
}"""


def faults_of(page: Page) -> list[str]:
    """Return what keeps somebody from using this page, at three widths."""
    page.evaluate(AXE)
    found = []
    for width, height in (DESK, TELEPHONE, ZOOMED):
        page.set_viewport_size({"width": width, "height": height})
        found += [f"wider than {width} px: {one}" for one in page.evaluate(TOO_WIDE)]
        if width != ZOOMED[0]:
            found += [f"axe at {width} px: {name} {places}" for name, places in page.evaluate(RUN, width == DESK[0])]
    return found
