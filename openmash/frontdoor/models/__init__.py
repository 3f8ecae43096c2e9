"""The tables of the front door, by noun."""

from openmash.frontdoor.models.answers import Answer, CallerAddress, Disagreement
from openmash.frontdoor.models.contacts import Contact, ContactChild, ContactPerson, StatusChange
from openmash.frontdoor.models.decisions import Decision, DipSample, Referral
from openmash.frontdoor.models.earlyhelp import EarlyHelpCheck, EarlyHelpPlace
from openmash.frontdoor.models.notices import NoticeFile
from openmash.frontdoor.models.screening import Factor, LevelOpinion, PromptAnswer, RagRating
from openmash.frontdoor.models.transfers import OpenCaseHandover, Transfer

__all__ = [
    "Answer",
    "CallerAddress",
    "Contact",
    "ContactChild",
    "ContactPerson",
    "Decision",
    "DipSample",
    "Disagreement",
    "EarlyHelpCheck",
    "EarlyHelpPlace",
    "Factor",
    "LevelOpinion",
    "NoticeFile",
    "OpenCaseHandover",
    "PromptAnswer",
    "RagRating",
    "Referral",
    "StatusChange",
    "Transfer",
]
