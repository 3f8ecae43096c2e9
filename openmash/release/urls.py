"""Addresses of what leaves."""

from django.urls import path

from openmash.release import views

app_name = "release"

urlpatterns = [
    path("outbox/", views.ShowOutbox.as_view(), name="outbox"),
    path("outbox/<slug:dispatch>/", views.ShowDispatch.as_view(), name="dispatch"),
    path("outbox/<slug:dispatch>/settle/", views.SettleDispatch.as_view(), name="settle"),
]
