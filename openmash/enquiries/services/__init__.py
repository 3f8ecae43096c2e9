"""Every change to what is asked of agencies and answered by them."""

from openmash.enquiries.services.answering import (
    NO_LONGER,
    InvolvedGiven,
    ReturnGiven,
    answer_request,
    open_request,
    pass_request_on,
)
from openmash.enquiries.services.asking import Asking, EnquiryGiven, PersonAsked, ask_agencies, withdraw_request
from openmash.enquiries.services.chasing import chase_late_requests
from openmash.enquiries.services.moretime import ask_for_more_time, give_more_time, refuse_more_time
from openmash.enquiries.services.reading import read_returns, take_file_away

__all__ = [
    "NO_LONGER",
    "Asking",
    "EnquiryGiven",
    "InvolvedGiven",
    "PersonAsked",
    "ReturnGiven",
    "answer_request",
    "ask_agencies",
    "ask_for_more_time",
    "chase_late_requests",
    "give_more_time",
    "open_request",
    "pass_request_on",
    "read_returns",
    "refuse_more_time",
    "take_file_away",
    "withdraw_request",
]
