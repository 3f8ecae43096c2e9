"""Every read of what was asked and answered."""

from openmash.enquiries.queries.asking import (
    Choice,
    agencies_that_know,
    choices_for,
    due_for,
    kind_words,
    open_requests_about,
    question_set_for,
    question_set_of,
)
from openmash.enquiries.queries.counting import HOURS, MEASURES, Tally, counted
from openmash.enquiries.queries.facts import Fact, facts_told
from openmash.enquiries.queries.hub import (
    Picture,
    hub_agencies,
    hub_notes,
    picture,
    pictures_of,
    released_file,
)
from openmash.enquiries.queries.reading import (
    Standing,
    has_unread_returns,
    questions_about,
    requests_about,
    standing_of,
)
from openmash.enquiries.queries.requests import (
    answered_requests,
    asked_in_words,
    colleagues_of,
    file_of,
    request_asked_of,
    requests_to_answer,
    return_of,
    who_of,
)
from openmash.enquiries.queries.words import (
    clock_of,
    declining_reasons,
    events_in_words,
    return_in_words,
    returns_in_words,
    state_tag,
)

__all__ = [
    "HOURS",
    "MEASURES",
    "Choice",
    "Fact",
    "Picture",
    "Standing",
    "Tally",
    "agencies_that_know",
    "answered_requests",
    "asked_in_words",
    "choices_for",
    "clock_of",
    "colleagues_of",
    "counted",
    "declining_reasons",
    "due_for",
    "events_in_words",
    "facts_told",
    "file_of",
    "has_unread_returns",
    "hub_agencies",
    "hub_notes",
    "kind_words",
    "open_requests_about",
    "picture",
    "pictures_of",
    "question_set_for",
    "question_set_of",
    "questions_about",
    "released_file",
    "request_asked_of",
    "requests_about",
    "requests_to_answer",
    "return_in_words",
    "return_of",
    "returns_in_words",
    "standing_of",
    "state_tag",
    "who_of",
]
