"""Addresses of boards, transfers, answers and early help. Joined to the others in urls.py."""

from django.urls import path

from openmash.frontdoor.views import answers, disagreements, earlyhelp, followups, messages, transfers

urlpatterns = [
    path("contacts/<slug:reference>/transfer/", transfers.OfferTransfer.as_view(), name="offer_transfer"),
    path("contacts/<slug:reference>/transfer/answer/", transfers.AnswerTransfer.as_view(), name="answer_transfer"),
    path(
        "contacts/<slug:reference>/transfer/withdraw/", transfers.WithdrawTransfer.as_view(), name="withdraw_transfer"
    ),
    path("contacts/<slug:reference>/transfer/settle/", transfers.SettleTransfer.as_view(), name="settle_transfer"),
    path("contacts/<slug:reference>/hand-over/<str:record>/", transfers.PassToWorker.as_view(), name="pass_to_worker"),
    path("contacts/<slug:reference>/handover/", transfers.Handover.as_view(), name="handover"),
    path("contacts/<slug:reference>/handover/received/", earlyhelp.ReceiveHandover.as_view(), name="receive_handover"),
    path("contacts/<slug:reference>/answer/", answers.AnswerReferrer.as_view(), name="answer_referrer"),
    path("disagree/", disagreements.DisagreeByCode.as_view(), name="disagree_by_code"),
    path("disagree/received/", disagreements.DisagreementReceived.as_view(), name="disagreement_received"),
    path("messages/", messages.Messages.as_view(), name="messages"),
    path("messages/<slug:message>/", messages.ShowMessage.as_view(), name="message"),
    path("messages/<slug:message>/letter/", messages.PrintLetter.as_view(), name="print_letter"),
    path("messages/<slug:message>/settle/", messages.SettleMessage.as_view(), name="settle_message"),
    path(
        "contacts/<slug:reference>/disagreement/",
        disagreements.AnswerDisagreement.as_view(),
        name="answer_disagreement",
    ),
    path("contacts/<slug:reference>/follow-up/", followups.FollowUp.as_view(), name="follow_up"),
    path("contacts/<slug:reference>/early-help/", earlyhelp.EarlyHelp.as_view(), name="early_help"),
    path(
        "contacts/<slug:reference>/early-help/<slug:child>/offer/",
        earlyhelp.OfferEarlyHelp.as_view(),
        name="offer_early_help",
    ),
    path("early-help/", earlyhelp.EarlyHelpOffer.as_view(), name="early_help_offer"),
    path("early-help/children/", earlyhelp.EarlyHelpChildren.as_view(), name="early_help_children"),
    path("early-help/<slug:place>/taken-up/", earlyhelp.TakeUpPlace.as_view(), name="take_up_place"),
    path(
        "early-help/<slug:place>/carry-on/<slug:reference>/",
        earlyhelp.CarryOnWithPlace.as_view(),
        name="carry_on_with_place",
    ),
    path("early-help/<slug:place>/end/", earlyhelp.EndPlace.as_view(), name="end_place"),
    path("early-help/<slug:place>/step-up/", earlyhelp.StepUp.as_view(), name="step_up"),
    path("raised/", answers.Raised.as_view(), name="raised"),
    path("raised/<slug:reference>/", answers.RaisedContact.as_view(), name="raised_contact"),
    path("raised/<slug:reference>/disagree/", disagreements.Disagree.as_view(), name="disagree"),
]
