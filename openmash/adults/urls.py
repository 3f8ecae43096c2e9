"""Addresses of adult social care: its concerns, and deciding on one."""

from django.urls import path

from openmash.adults import views

app_name = "adults"

urlpatterns = [
    path("concerns/", views.Concerns.as_view(), name="concerns"),
    path("concerns/<slug:reference>/", views.ShowConcern.as_view(), name="concern"),
    path("concerns/<slug:reference>/decide/", views.DecideConcern.as_view(), name="decide_concern"),
    path("concerns/<slug:reference>/end/", views.EndEnquiry.as_view(), name="end_enquiry"),
]
