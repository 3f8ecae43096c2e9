"""The pages of measures: full, empty, of one locality, as known on an earlier day, with what cannot be asked, and refused."""

from tests.journeys.edges.shown import Shown

PAGES = {
    "indicators:measures": (
        Shown("manager", "/measures/"),
        Shown("admin", "/measures/?locality=North"),
        Shown("board", "/measures/?until=2013-01"),
        Shown("school", "/measures/", status=403),
    ),
    "indicators:scorecard": (Shown("manager", "/measures/scorecard/"), Shown("board", "/measures/scorecard/?until=x")),
    "indicators:measure": (
        Shown("manager", "/measures/contacts_received/"),
        Shown("manager", "/measures/referrals_again_12m/"),
        Shown("manager", "/measures/care_leavers_in_touch/"),
        Shown("board", "/measures/protection_plans_open/?known=2026-01-01"),
        Shown("manager", "/measures/nothing/", status=404),
    ),
}

NO_PAGE = {"indicators:measure_file": "a download"}
