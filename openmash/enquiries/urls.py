"""Addresses of an agency that is asked."""

from django.urls import path

from openmash.enquiries.views import hub, requests

app_name = "enquiries"
REQUEST = "requests/<slug:reference>/"

urlpatterns = [
    path("hub/", hub.Pictures.as_view(), name="pictures"),
    path("hub/<slug:reference>/", hub.ShowPicture.as_view(), name="picture"),
    path("hub/<slug:reference>/files/<slug:file>/", hub.HubFile.as_view(), name="hub_file"),
    path("requests/", requests.Requests.as_view(), name="requests"),
    path(REQUEST, requests.ShowRequest.as_view(), name="request"),
    path(f"{REQUEST}answer/", requests.AnswerRequest.as_view(), name="answer_request"),
    path(f"{REQUEST}files/<slug:file>/", requests.ReturnFile.as_view(), name="return_file"),
    path(f"{REQUEST}decline/", requests.DeclineRequest.as_view(), name="decline_request"),
    path(f"{REQUEST}pass-on/", requests.PassRequestOn.as_view(), name="pass_request_on"),
    path(f"{REQUEST}more-time/", requests.AskForMoreTime.as_view(), name="ask_for_more_time"),
]
