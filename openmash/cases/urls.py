"""Addresses of what happened in a case."""

from django.urls import path

from openmash.cases import views

app_name = "cases"

RECORD = "people/<slug:reference>/case/"
FACT = f"{RECORD}<slug:fact>/"

urlpatterns = [
    path(RECORD, views.CaseRecord.as_view(), name="record"),
    path(f"{RECORD}add/<slug:kind>/", views.AddFact.as_view(), name="add_fact"),
    path(FACT, views.ShowFact.as_view(), name="fact"),
    path(f"{FACT}correct/", views.CorrectFact.as_view(), name="correct_fact"),
    path(f"{FACT}withdraw/", views.WithdrawFact.as_view(), name="withdraw_fact"),
]
