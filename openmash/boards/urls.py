"""Addresses of boards and groups."""

from django.urls import path

from openmash.boards import views

app_name = "boards"

BODY = "boards/<slug:reference>/"

urlpatterns = [
    path("boards/", views.Boards.as_view(), name="boards"),
    path("boards/new/", views.SetUpBody.as_view(), name="set_up_body"),
    path(BODY, views.ShowBody.as_view(), name="body"),
    path(f"{BODY}change/", views.ChangeBody.as_view(), name="change_body"),
    path(f"{BODY}end/", views.EndBody.as_view(), name="end_body"),
    path(f"{BODY}seats/new/", views.GiveSeat.as_view(), name="give_seat"),
    path(f"{BODY}seats/<int:number>/end/", views.EndSeat.as_view(), name="end_seat"),
]
