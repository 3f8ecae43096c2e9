"""Addresses of the pulse."""

from django.urls import path

from openmash.pulse import views

app_name = "pulse"

urlpatterns = [
    path("pulse/", views.AnswerPulse.as_view(), name="answer_pulse"),
    path("pulse/thanks/", views.Thanks.as_view(), name="thanks"),
]
