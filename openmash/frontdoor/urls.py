"""Addresses of the front door: calls, notices, contacts and their screening here; boards and transfers beside."""

from django.urls import path

from openmash.frontdoor import addresses
from openmash.frontdoor.views import calls, contacts, decisions, history, notices, screening, whois

app_name = "frontdoor"
CONTACT = "contacts/<slug:reference>/"
CHILD = f"{CONTACT}children/<slug:child>/"

urlpatterns = [
    path("calls/new/", calls.TakeCall.as_view(), name="take_call"),
    path("calls/found/", calls.FindForCall.as_view(), name="find_for_call"),
    path("notices/", notices.LoadNotices.as_view(), name="load_notices"),
    path("notices/<int:number>/", notices.ShowNoticeFile.as_view(), name="notice_file"),
    path(CONTACT, contacts.ShowContact.as_view(), name="contact"),
    path(f"{CONTACT}history/", history.OpenHistory.as_view(), name="open_history"),
    path(f"{CONTACT}amend/", contacts.AmendContact.as_view(), name="amend_contact"),
    path(f"{CONTACT}people/add/", whois.AddPerson.as_view(), name="add_person"),
    path(f"{CONTACT}family/approached/", contacts.ApproachFamily.as_view(), name="approach_family"),
    path(f"{CONTACT}family/", screening.RecordFamilyPosition.as_view(), name="record_family_position"),
    path(f"{CONTACT}reopen/", decisions.ReopenContact.as_view(), name="reopen_contact"),
    path(f"{CHILD}match/", whois.MatchPerson.as_view(), name="match_person"),
    path(f"{CHILD}colour/", screening.RateRag.as_view(), name="rate_rag"),
    path(f"{CHILD}level/", screening.GiveLevel.as_view(), name="give_level"),
    path(f"{CHILD}factors/", screening.RecordFactor.as_view(), name="record_factor"),
    path(f"{CHILD}factors/<int:number>/withdraw/", screening.WithdrawFactor.as_view(), name="withdraw_factor"),
    path(f"{CHILD}analysis/", screening.RecordAnalysis.as_view(), name="record_analysis"),
    path(f"{CHILD}questions/", screening.AnswerPrompts.as_view(), name="answer_prompts"),
    path(f"{CHILD}early-help-check/", screening.CheckEarlyHelp.as_view(), name="check_early_help"),
    path(f"{CHILD}decide/", decisions.DecideContact.as_view(), name="decide_contact"),
    path(f"{CHILD}countersign/", decisions.CountersignDecision.as_view(), name="countersign_decision"),
    path(f"{CHILD}return/", decisions.ReturnDecision.as_view(), name="return_decision"),
    path(f"{CHILD}dip-sample/", decisions.ReadDipSample.as_view(), name="read_dip_sample"),
    *addresses.urlpatterns,
]
