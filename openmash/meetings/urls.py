"""Addresses of an agency that is invited."""

from django.urls import path

from openmash.meetings import views

app_name = "meetings"

urlpatterns = [
    path("meetings/", views.Invitations.as_view(), name="invitations"),
    path("meetings/<slug:reference>/", views.ShowInvitation.as_view(), name="invitation"),
    path("meetings/actions/<slug:reference>/", views.FinishOwnAction.as_view(), name="finish_own_action"),
]
