"""Addresses of whoever comes by a link."""

from django.urls import path

from openmash.links import views

app_name = "links"
LINK = "answer/<slug:token>/"

urlpatterns = [
    path("answer-link-sent/", views.LinkSent.as_view(), name="link_sent"),
    path("answer-left/", views.Left.as_view(), name="left"),
    path("answer-leave/", views.Leave.as_view(), name="leave"),
    path(LINK, views.OpenLink.as_view(), name="open_link"),
    path(f"{LINK}code/", views.EnterCode.as_view(), name="enter_code"),
    path(f"{LINK}again/", views.RenewLink.as_view(), name="renew_link"),
]
