"""What each later room adds to the small area: who works there, what waits there, and its pages. A file a room."""

from typing import Any

from tests.journeys.edges import boards, figures, hub, returns, signing
from tests.journeys.edges.auditing import AUDIT_PAGES, AUDIT_PEOPLE
from tests.journeys.edges.elsewhere import NO_AUDIT_PAGE, OF_AUDITS
from tests.journeys.edges.planning import PLAN_PAGES, PLAN_PEOPLE, settle_plan
from tests.journeys.edges.shown import Shown

MORE_PEOPLE = returns.PEOPLE | AUDIT_PEOPLE | PLAN_PEOPLE
AUDITS = {name: tuple(Shown(*row) for row in rows) for name, rows in AUDIT_PAGES.items()}
MORE_PAGES = signing.PAGES | returns.PAGES | figures.PAGES | OF_AUDITS | AUDITS | PLAN_PAGES | boards.PAGES
MORE_WITHOUT_PAGE = signing.NO_PAGE | returns.NO_PAGE | figures.NO_PAGE | NO_AUDIT_PAGE


def settle_rooms(area: Any) -> None:
    """Have something wait at every address of the later rooms."""
    hub.settle_hub(area)
    returns.settle_returns(area)
    settle_plan(area)
    boards.settle_boards(area)
