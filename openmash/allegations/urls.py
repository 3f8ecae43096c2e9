"""Addresses of worries about workers."""

from django.urls import path

from openmash.allegations import views

app_name = "allegations"
MEETINGS = "worries-about-workers/<slug:reference>/meetings/"
MEETING = f"{MEETINGS}<slug:meeting>/"

urlpatterns = [
    path("worries-about-workers/", views.Allegations.as_view(), name="allegations"),
    path("worries-about-workers/new/", views.RaiseAllegation.as_view(), name="raise_allegation"),
    path("worries-about-workers/<slug:reference>/", views.DecideAllegation.as_view(), name="decide_allegation"),
    path(f"{MEETINGS}new/", views.CallMeeting.as_view(), name="call_meeting"),
    path(MEETING, views.ShowMeeting.as_view(), name="meeting"),
    path(f"{MEETING}held/", views.HoldMeeting.as_view(), name="hold_meeting"),
    path(f"{MEETING}call-off/", views.CallOffMeeting.as_view(), name="call_off_meeting"),
    path(f"{MEETING}actions/", views.AgreeAction.as_view(), name="agree_action"),
    path(f"{MEETING}actions/<slug:action>/", views.FinishAction.as_view(), name="finish_action"),
    path("worries-about-workers/<slug:reference>/receipt/", views.Receipt.as_view(), name="receipt"),
]
