"""Addresses of the plan, its actions, and minutes that were read."""

from django.urls import path

from openmash.improvement import views

app_name = "improvement"

ACTION = "plan/actions/<str:reference>/"
MINUTES = "minutes/<str:reference>/"

urlpatterns = [
    path("plan/", views.Plan.as_view(), name="plan"),
    path("plan/moved/", views.Moved.as_view(), name="moved"),
    path("plan/actions/", views.OpenActions.as_view(), name="open_actions"),
    path("plan/actions/new/", views.MakeAction.as_view(), name="make_action"),
    path("plan/outcomes/new/", views.AddOutcome.as_view(), name="add_outcome"),
    path("plan/next/", views.PlanCycle.as_view(), name="plan_cycle"),
    path("plan/next/agree/", views.AgreeCycle.as_view(), name="agree_cycle"),
    path(ACTION, views.ShowAction.as_view(), name="board_action"),
    path(f"{ACTION}change/", views.AmendAction.as_view(), name="amend_action"),
    path(f"{ACTION}place/", views.PlaceAction.as_view(), name="place_action"),
    path(f"{ACTION}target/", views.SetTarget.as_view(), name="set_target"),
    path(f"{ACTION}note/", views.WriteEntry.as_view(), name="write_entry"),
    path(f"{ACTION}colour/", views.RateAction.as_view(), name="rate_action"),
    path(f"{ACTION}end/", views.MoveEnd.as_view(), name="move_end"),
    path(f"{ACTION}done/", views.FinishAction.as_view(), name="finish_action"),
    path(f"{ACTION}look/", views.LookAgain.as_view(), name="look_again"),
    path("minutes/", views.MinutesIn.as_view(), name="minutes"),
    path("minutes/read/", views.ReadMinutes.as_view(), name="read_minutes"),
    path(MINUTES, views.ShowMinutes.as_view(), name="minutes_read"),
    path(f"{MINUTES}<int:number>/confirm/", views.ConfirmProposal.as_view(), name="confirm_proposal"),
    path(f"{MINUTES}<int:number>/decline/", views.DeclineProposal.as_view(), name="decline_proposal"),
]
