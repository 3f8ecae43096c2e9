"""What is read from minutes: each way of writing an action, a commitment, a day; and what is none."""

from datetime import date
from pathlib import Path

import pytest

from openmash.improvement.rules.minutes import read_minutes
from openmash.improvement.rules.minutes.dates import dates_in, met_on, next_meeting_on

SHARED = Path(__file__).resolve().parents[4] / "shared"
HEAD = """Calder Vale Children's Board
Minutes of the meeting held on Tuesday, 5 September 2023 at 10.00 am

Present:
Margaret Oakenshaw (MO) - Independent Chair
Tobias Finch-Hatton (TF)
Sarah Whitlock, Head of Safeguarding
Sarah Menzies, Virtual School

"""


def read(*lines):
    return read_minutes(HEAD + "\n".join(lines) + "\n\nNext meeting: Monday 6 November 2023\n")


def actions(*lines):
    return [(one.kind, one.text, one.owners, one.due) for one in read(*lines).actions]


@pytest.mark.parametrize(
    ("lines", "text", "owners", "due"),
    [
        pytest.param(
            ["Actions:", "·  To update the plan – Margaret Oakenshaw."],
            "To update the plan",
            ("Margaret Oakenshaw",),
            None,
            id="bullet-and-owner",
        ),
        pytest.param(
            ["Actions:", "·  To meet the schools – Tobias Finch-Hatton/Sarah Menzies"],
            "To meet the schools",
            ("Tobias Finch-Hatton", "Sarah Menzies"),
            None,
            id="two-owners",
        ),
        pytest.param(
            ["To update the plan - (Sarah Menzies), 12 Sep"],
            "To update the plan",
            ("Sarah Menzies",),
            "2023-09-12",
            id="typed-in-one-line",
        ),
        pytest.param(
            ["The plan is to be sent to schools. (Action: MO / TF)"],
            "The plan is to be sent to schools.",
            ("Margaret Oakenshaw", "Tobias Finch-Hatton"),
            None,
            id="in-brackets-with-initials",
        ),
        pytest.param(
            ["Action - Sarah Menzies to ring the schools by 22 September"],
            "Sarah Menzies to ring the schools by 22 September",
            ("Sarah Menzies",),
            "2023-09-22",
            id="action-dash",
        ),
        pytest.param(
            ["ACTION: MO to write to the Chief Constable"],
            "MO to write to the Chief Constable",
            ("Margaret Oakenshaw",),
            None,
            id="action-colon",
        ),
        pytest.param(
            ["Action: Draft the letter to schools. Owner: Sarah Whitlock. By: 13/10/2023"],
            "Draft the letter to schools",
            ("Sarah Whitlock",),
            "2023-10-13",
            id="owner-and-date-named",
        ),
        pytest.param(
            ["No\tAction\tLead\tBy when", "1\tRefresh the threshold document\tTF\tEnd of October 2023"],
            "Refresh the threshold document",
            ("Tobias Finch-Hatton",),
            "2023-10",
            id="table",
        ),
        pytest.param(
            ["Action", "Owner", "Deadline", "Refresh the risk register", "Head of Finance and Assets", "next meeting"],
            "Refresh the risk register",
            ("Head of Finance and Assets",),
            "2023-11-06",
            id="table-laid-flat",
        ),
        pytest.param(
            ["Action: TF/SM by 22 September: hold a meeting about transfer"],
            "hold a meeting about transfer",
            ("Tobias Finch-Hatton", "Sarah Menzies"),
            "2023-09-22",
            id="owner-and-day-first",
        ),
        pytest.param(
            ["ACTION: Chair / Sarah Menzies to review spend on transport - January 2024"],
            "Chair / Sarah Menzies to review spend on transport",
            ("Chair", "Sarah Menzies"),
            "2024-01",
            id="month-after-a-dash",
        ),
        pytest.param(
            ["Actions:", "•  To run two training sessions on school avoidance", "   – Sarah Menzies, May 2024"],
            "To run two training sessions on school avoidance",
            ("Sarah Menzies",),
            "2024-05",
            id="owner-on-the-next-line",
        ),
        pytest.param(
            ["Action: Sign up for one visit each. Owner: All governors. By:", "31 October"],
            "Sign up for one visit each",
            ("All governors",),
            "2023-10-31",
            id="day-on-the-next-line",
        ),
        pytest.param(
            [
                "Ref\tAction\tLead\tDue\tStatus",
                "1\tShare the data\tTF\t12/10/23\tComplete",
                "2\tPlan the day\tMO\tsoon\tOpen",
            ],
            "Plan the day",
            ("Margaret Oakenshaw",),
            None,
            id="a-log-without-what-is-done",
        ),
        pytest.param(["Actions:", "- To read the policy – All"], "To read the policy", ("All",), None, id="everybody"),
    ],
)
def test_a_tagged_action_is_read_with_its_owners_and_day(lines, text, owners, due):
    assert actions(*lines) == [("tagged", text, owners, due)]


@pytest.mark.parametrize(
    ("line", "owners", "due"),
    [
        ("Sarah Menzies will speak to the schools about this.", ("Sarah Menzies",), None),
        ("MO to chase up the hospital figures by 22 September.", ("Margaret Oakenshaw",), "2023-09-22"),
        ("Tobias Finch-Hatton agreed to bring a paper to the next meeting.", ("Tobias Finch-Hatton",), "2023-11-06"),
        ("The Chair asked Sarah Whitlock to prepare a note.", ("Sarah Whitlock",), None),
        ("Sarah Menzies will be contacting agencies about dates.", ("Sarah Menzies",), None),
        ("Tobias said that he had read it. Tobias undertook to share it.", ("Tobias Finch-Hatton",), None),
        ("Sarah Whitlock said she'd have a word with the schools.", ("Sarah Whitlock",), None),
        (
            "In response to Tobias Finch-Hatton, Sarah Whitlock said that she would check the figures.",
            ("Sarah Whitlock",),
            None,
        ),
        ("TF knows a good speaker and will ring her in October.", ("Tobias Finch-Hatton",), "2023-10"),
        ("It was agreed that Democratic Services would arrange the visits.", ("Democratic Services",), None),
        ("Sarah Whitlock thanked the team. She will circulate the findings.", ("Sarah Whitlock",), None),
    ],
)
def test_what_somebody_says_they_will_do_is_a_commitment(line, owners, due):
    (found,) = actions(line)

    assert (found[0], found[2], found[3]) == ("narrative", owners, due)


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("Sarah Menzies will be on leave in December.", id="leave"),
        pytest.param("Sarah Menzies would welcome an update.", id="a-wish"),
        pytest.param("Social Care will provide training next year.", id="a-service"),
        pytest.param("The new website will launch in May.", id="a-thing"),
        pytest.param("If funding is agreed Sarah Menzies will recruit two workers.", id="if"),
        pytest.param("Tobias Finch-Hatton reported that visits were in time.", id="a-report"),
        pytest.param("Sarah Menzies will not contact the school.", id="not"),
        pytest.param("Governors at Upper Pell have agreed to join with Brackenhill.", id="a-place"),
        pytest.param(
            "Sarah Menzies was going to talk about fees; in her absence this was not discussed.", id="overtaken"
        ),
        pytest.param("Two schools had said that they would make a return.", id="they"),
    ],
)
def test_what_is_no_commitment_is_left(line):
    assert actions(line) == []


def test_two_people_in_one_sentence_are_two_commitments():
    found = actions("Sarah Menzies will pull the data together and Tobias Finch-Hatton agreed to talk it through.")

    assert [(text, owners) for _, text, owners, _ in found] == [
        ("Sarah Menzies will pull the data together", ("Sarah Menzies",)),
        ("Tobias Finch-Hatton agreed to talk it through.", ("Tobias Finch-Hatton",)),
    ]


def test_initials_are_read_by_a_key_of_any_kind():
    key = (
        "Minutes of 20 May 2016\n\nGMT   Godfrey Mandeville-Tate (Chair)\nIN    Inspector Nell Proudfoot\n\n1. Fence\n"
    )
    found = read_minutes(key + "Action - GMT / IN to mend the fence").actions

    assert found[0].owners == ("Godfrey Mandeville-Tate", "Inspector Nell Proudfoot")


def test_who_presents_an_item_is_no_action():
    assert actions("4. Performance report", "Actions: Chair", "", "The report was noted.") == []


def test_a_name_two_people_have_is_asked_about_and_never_guessed():
    found = read("Actions:", "- To ring the school – Sarah")

    assert found.actions[0].owners == ("Sarah",)
    assert found.warnings == ["“Sarah” may be Sarah Menzies or Sarah Whitlock."]


def test_an_action_without_an_owner_is_read_and_said_to_have_none():
    found = read("Actions:", "- To ring the school about transport")

    assert found.actions[0].owners == ()
    assert found.warnings == ["No owner is named: “To ring the school about transport”."]


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("12 September 2023", "2023-09-12"),
        ("Tuesday 12th Sept 2023", "2023-09-12"),
        ("12/09/23", "2023-09-12"),
        ("12.9.2023", "2023-09-12"),
        ("2023-09-12", "2023-09-12"),
        ("12 Sep", "2023-09-12"),
        ("4 Sep", "2024-09-04"),
        ("September 2023", "2023-09"),
        ("end of October", "2023-10"),
        ("31 September 2023", None),
    ],
)
def test_a_day_is_read_as_written_and_never_made_up(words, value):
    assert [one.value for one in dates_in(words, met_on=date(2023, 9, 5))] == [value]


def test_a_day_without_a_year_is_none_where_nobody_wrote_when_the_meeting_was():
    (found,) = dates_in("12 Sep", met_on=None)

    assert (found.value, found.problem) == (
        None,
        "“12 Sep” names no year, and the minutes do not say when the meeting was.",
    )


def test_the_meeting_and_the_next_one_are_found_in_the_head_and_at_the_end():
    text = HEAD + "Next meeting: Monday 6 November 2023\n"

    assert (met_on(text), next_meeting_on(text, met=date(2023, 9, 5))) == (date(2023, 9, 5), date(2023, 11, 6))


@pytest.mark.parametrize(
    ("line", "warning"),
    [
        (
            "The next Board is on 13 August 2023.",
            "13 August 2023, given for the next Board, is a Sunday: check the date.",
        ),
        ("The next meeting is on Monday 7 November 2023.", "“Monday 7 November 2023” is a Tuesday: check the date."),
        (
            "To ring the school - (Sarah Menzies), 25 Dec",
            "“To ring the school” is due on 25 December 2023, a bank holiday.",
        ),
        ("It starts on 30 February 2024.", "“30 February 2024” is no day of the calendar."),
    ],
)
def test_a_day_that_is_doubtful_is_said(line, warning):
    found = read_minutes(HEAD + line, closed=lambda day: "a bank holiday" if (day.month, day.day) == (12, 25) else "")

    assert warning in found.warnings


def test_resolutions_are_read_whole_and_part_by_part():
    found = read(
        "Resolved:  that the plan be agreed.",
        "",
        "RESOLVED:",
        "(i) That the terms be approved.",
        "(ii) That it meets monthly.",
    )

    assert found.resolutions == ["that the plan be agreed.", "That the terms be approved.", "That it meets monthly."]


def test_every_place_is_where_the_words_stand():
    text = HEAD + "Actions:\n\n·  To update the plan\n   with the new targets – Sarah Menzies\n"
    (found,) = read_minutes(text).actions

    assert text[found.start : found.end] == "To update the plan\n   with the new targets – Sarah Menzies"
    assert found.text == "To update the plan    with the new targets"


def test_the_minutes_of_2017():
    if not SHARED.exists():
        pytest.skip("the shared folder is not here")
    text = (SHARED / "mission" / "board-minutes-2017.txt").read_text(encoding="utf-8")
    found = read_minutes(text)

    tagged = [(one.text, len(one.owners)) for one in found.actions if one.kind == "tagged"]
    assert tagged == [
        ("To update the improvement plan to include additional actions", 1),
        ("To discuss a stronger action plan around Governance", 2),
        ("To discuss actions against their name", 1),
    ]
    spoken = [text[one.start : one.end] for one in found.actions if one.kind == "narrative"]
    assert ["will speak to" in spoken[0], "was going to speak with" in spoken[1], len(spoken)] == [True, True, 2]
    assert found.resolutions == ["that the Board agreed the next 12 week improvement plan."]
    assert found.warnings == ["13 August 2017, given for the next Board, is a Sunday: check the date."]
