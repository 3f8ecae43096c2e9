"""Every change to what is asked of agencies and answered by them."""

from openmash.enquiries.services.answering import (
    NO_LONGER,
    FactGiven,
    InvolvedGiven,
    ReturnGiven,
    answer_request,
    open_request,
    pass_request_on,
)
from openmash.enquiries.services.asking import Asking, EnquiryGiven, PersonAsked, ask_agencies, withdraw_request
from openmash.enquiries.services.chasing import chase_late_requests, chase_request
from openmash.enquiries.services.hub import (
    add_hub_note,
    add_to_hub,
    release_return,
    take_hub_file_away,
)
from openmash.enquiries.services.links import send_again, send_answer_link
from openmash.enquiries.services.moretime import ask_for_more_time, give_more_time, refuse_more_time
from openmash.enquiries.services.reading import read_returns, restrict_enquiries, take_file_away

__all__ = [
    "NO_LONGER",
    "Asking",
    "EnquiryGiven",
    "FactGiven",
    "InvolvedGiven",
    "PersonAsked",
    "ReturnGiven",
    "add_hub_note",
    "add_to_hub",
    "answer_request",
    "ask_agencies",
    "ask_for_more_time",
    "chase_late_requests",
    "chase_request",
    "give_more_time",
    "open_request",
    "pass_request_on",
    "read_returns",
    "refuse_more_time",
    "release_return",
    "restrict_enquiries",
    "send_again",
    "send_answer_link",
    "take_file_away",
    "take_hub_file_away",
    "withdraw_request",
]
