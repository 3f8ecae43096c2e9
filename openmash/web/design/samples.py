"""What each component on the style page is given, with invented people. Plain values only."""

from typing import Any

from django.utils.safestring import SafeString

from openmash.web.design.forms import NOW

RED, AMBER, GREEN = ({"text": word.capitalize(), "tone": word} for word in ("red", "amber", "green"))


def person(name: str, age: str, **more: Any) -> dict[str, Any]:
    return {"name": name, "age": age, "href": "#people"} | more


HOUSEHOLD = [person("Mum Example", "34"), person("Bryn Example", "9"), person("Cari Example", "6")]

QUEUE_ROWS: list[dict[str, Any]] = [
    {
        "rag": RED,
        "title": "Aled Example, 11, and 2 siblings",
        "href": "#queue",
        "act": "Decide",
        "clock": {"text": "due 15:40, in 42 minutes", "tone": "amber", "rule": "red, 4 hours"},
        "place": "Preston",
        "reference": "PVP-2041",
    },
    {
        "rag": AMBER,
        "title": "Cari Example, 6",
        "href": "#queue",
        "note": "Opened 3 times since March: repeat contacts, same address",
        "act": "Check early help",
        "owner": "Jo Worker",
        "clock": {"text": "overdue by 2 hours", "tone": "overdue", "rule": "amber, 1 working day"},
        "place": "Burnley",
        "reference": "C-10233",
    },
    {
        "rag": None,
        "title": "Zoë O’Example-Łęcka, about 9",
        "href": "#queue",
        "act": "Screen",
        "clock": {"text": "due Tuesday 3 March", "tone": "plain", "rule": "1 working day"},
        "place": "Not known yet",
        "reference": "C-10240",
        "button": {"action": "#queue", "text": "Take it", "fields": {"version": 1}},
    },
]

TIMELINE: list[dict[str, Any]] = [
    {
        "title": "Contact from school decided: strategy discussion",
        "by": "Jo Worker",
        "when": "Today 14:03",
        "iso": "2026-03-03T14:03",
        "tag": RED,
        "significant": True,
        "href": "#timeline",
        "text": "Aled said that he is afraid to go home.",
        "more": {
            "summary": "Why",
            "rows": [{"key": "Level", "value": "4"}, {"key": "Decided", "value": "in 2 hours"}],
        },
    },
    {
        "title": "Contact about sibling Bryn",
        "by": "Health visitor",
        "when": "12 January",
        "text": "Bryn was not brought.",
    },
    {"title": "Early help episode ended", "by": "Sam Helper", "when": "4 November 2025"},
]

COMPONENTS: dict[str, Any] = {
    "tags": [
        RED,
        AMBER,
        GREEN,
        *(
            {"text": word, "tone": tone}
            for word, tone in [("Open: child in need", "blue"), ("Withdrawn", "grey"), ("Restricted", "purple")]
        ),
    ],
    "clocks": [
        {"text": "due 17:40, in 2 hours 42 minutes", "tone": "plain", "rule": "red, 4 hours"},
        {"text": "due 15:40, in 42 minutes", "tone": "amber", "rule": "red, 4 hours"},
        {"text": "overdue by 2 hours", "tone": "overdue", "rule": "red, 4 hours"},
    ],
    "queue": {"label": "My work, in order of what is due", "rows": QUEUE_ROWS},
    "counts": [
        {"text": "Overdue", "number": 1, "tone": "red", "href": "#queue"},
        {"text": "Next two hours", "number": 4, "tone": "amber", "href": "#queue", "current": True},
        {"text": "Today", "number": 11, "href": "#queue"},
        {"text": "Later", "number": 23, "href": "#queue"},
    ],
    "filters": {
        "groups": [
            {
                "label": "Whose",
                "options": [
                    {"text": "Mine", "href": "#queue", "current": True},
                    {"text": "My team", "href": "#queue"},
                    {"text": "All", "href": "#queue"},
                ],
            },
            {
                "label": "RAG",
                "options": [
                    {"text": "Red", "href": "#queue", "count": 2},
                    {"text": "Amber", "href": "#queue", "count": 9},
                ],
            },
        ],
        "clear": "#queue",
    },
    "news_count": {"count": 3, "href": "#queue"},
    "identity": {
        "name": "Aled Example",
        "age": "11",
        "born": "27 March 2015",
        "known_as": "Al",
        "address": "12 High Street, Exampleton, PR1 0AA",
        "district": "Preston",
        "household": HOUSEHOLD,
        "open_to": {
            "label": "Open to",
            "name": "Jo Worker",
            "team": "Preston child in need team",
            "telephone": "01632 960 101",
        },
    },
    "safety": ["Two workers visit this address: a dog, and a threat to staff in 2025."],
    "card": {
        "title": "What the family knows",
        "id": "family-knows",
        "tag": {"text": "Not finished", "tone": "blue"},
        "actions": [{"text": "Change", "href": "#cards"}],
        "rows": [
            {
                "key": "Told about the contact",
                "value": "No: it would put Aled at risk",
                "actions": [{"text": "Change", "href": "#cards"}],
            },
            {"key": "Agrees to support", "value": ""},
            {"key": "Rating", "value": {"tag": RED, "note": "Set by Jo Worker, 13:20"}},
            {"key": "Ring first", "value": {"tel": "01632 960 102"}},
            {"key": "Must not be told", "value": {"lines": ["Who raised the worry", "The new address"]}},
        ],
    },
    "tasks": [
        {"text": "In danger now?", "href": "#tasks", "status": "Completed"},
        {
            "text": "History",
            "href": "#tasks",
            "hint": "Two earlier contacts",
            "tag": {"text": "Not read yet", "tone": "blue"},
        },
        {"text": "Decision and rationale", "status": "Cannot start yet", "blocked": True},
    ],
    "timeline": TIMELINE,
    "table": {
        "caption": "Decided in time, by locality",
        "sortable": True,
        "columns": [
            {"text": "Locality", "sort": "ascending"},
            {"text": "Contacts", "numeric": True},
            {"text": "In time", "numeric": True},
        ],
        "rows": [
            [
                {"text": "Central", "header": True},
                {"text": "1,204", "numeric": True, "sort": 1204},
                {"text": "91%", "numeric": True, "sort": 91},
            ],
            [
                {"text": "North", "header": True},
                {"text": "311", "numeric": True, "sort": 311},
                {"text": "not given", "numeric": True, "sort": -1},
            ],
        ],
        "total": ["All", {"text": "1,515", "numeric": True}, ""],
    },
    "banners": [
        {
            "kind": "success",
            "title": "Done",
            "heading": "PVP-2041 was decided and passed to Central.",
            "id": "done",
        },
        {
            "heading": "The social-care index is 3 days old.",
            "text": "An open case that began since may not be shown.",
            "id": "old",
        },
    ],
    "alerts": [
        {"kind": "information", "title": "This is a fictional area", "text": "Nobody here is real."},
        {"kind": "success", "text": "The referrer was answered."},
        {
            "kind": "warning",
            "title": "A high-risk indicator is recorded and a level below the statutory one is proposed",
            "text": "Say why.",
        },
        {
            "kind": "error",
            "title": "The file was refused",
            "lines": ["Row 4: the date of birth lies ahead.", "Row 9: there is no name."],
        },
        {
            "kind": "restricted",
            "title": "No record is visible to you",
            "text": "That does not mean that there is none. Ask the MASH manager.",
        },
        {
            "kind": "stale",
            "title": "This list was read at 13:40",
            "text": "It could not be brought up to date.",
            "href": "#alerts",
            "link": "Try again",
        },
        {
            "kind": "locked",
            "title": "Jo Worker has had this open since 13:58",
            "text": "You can read it, and write to it: nobody overwrites the other.",
        },
    ],
    "sub_navigation": {
        "label": "About Aled",
        "entries": [
            {"text": "Timeline", "href": "#subnav", "current": True},
            {"text": "Household", "href": "#subnav", "count": 4},
            {"text": "Who opened this record", "href": "#subnav"},
        ],
    },
    "pages": {
        "previous": "#pages",
        "next": "#pages",
        "items_shown": [
            {"number": 1, "href": "#pages"},
            {"number": 2, "href": "#pages", "current": True},
            {"number": 3, "href": "#pages"},
            {"gap": True},
            {"number": 14, "href": "#pages"},
        ],
        "summary": "Showing 51 to 100 of 688",
    },
    "tabs": {
        "title": "Contents",
        "panels": [
            {"id": "now", "label": "Now", "content": SafeString('<p class="govuk-body">What is open now.</p>')},
            {
                "id": "then",
                "label": "Before",
                "content": SafeString('<p class="govuk-body">What was open before.</p>'),
            },
        ],
    },
    "empty": {
        "title": "Nothing is waiting for you",
        "text": "New work appears here by itself. The team's board shows what others hold.",
        "href": "#empty",
        "link": "Open the team's board",
    },
    "progress": {"text": "Building the demo area: 2,400 of 6,000 contacts", "done": 2400, "total": 6000},
    "steps": {
        "label": "Way of this contact",
        "entries": [
            {"text": "Received", "state": "done", "href": "#steps"},
            {"text": "Screened", "state": "now"},
            {"text": "Decided"},
            {"text": "Answered"},
        ],
    },
    "figure": {
        "name": "Decided within 1 working day, March 2026",
        "sentence": "41 of 52 decided in time, 79% (66 to 88)",
        "note": "No evidence of change since February.",
        "href": "#figure",
    },
    "found": {
        "count_words": "2 people found",
        "people": [
            person(
                "Aled Example",
                "11",
                clue="12 High Street. Open: child in need, Jo Worker, 01632 960 101",
                choose={"name": "child", "value": "EX1"},
            ),
            person(
                "Aled Exampel",
                "11",
                clue="Same street. Early help in 2024",
                choose={"name": "child", "value": "EX2"},
            ),
        ],
        "not_searched": "Not searched: the police index, which is 3 days old.",
    },
    "in_place": {
        "summary": "Reopen this decision",
        "text": "The contact comes back to your queue and its clock starts again. The decision of today stays in the history.",
        "action": "#in-place",
        "button": "Reopen it",
        "fields": {"version": 3},
    },
    "details": {
        "summary": "How the due time was counted",
        "text": "Received Friday 15:10. The first working day after is Monday.",
    },
    "draft": {"key": "design", "title": "Style page", "saved_at": NOW},
}
