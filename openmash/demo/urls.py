"""Addresses of the demonstration area."""

from django.urls import path

from openmash.demo.views import Filling, FillingNow

app_name = "demo"

urlpatterns = [
    path("demonstration/", Filling.as_view(), name="progress"),
    path("demonstration/now/", FillingNow.as_view(), name="progress_now"),
]
