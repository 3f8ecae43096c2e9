"""Addresses of returns, and of what records lack for them."""

from django.urls import path

from openmash.returns import views

app_name = "returns"

SEND = "returns/to-send/"

COME = "returns/received/"

urlpatterns = [
    path(COME, views.ReturnsReceived.as_view(), name="received"),
    path(f"{COME}send/", views.SendWorkbook.as_view(), name="send_workbook"),
    path(f"{COME}<slug:reference>/", views.ShowRead.as_view(), name="return_read"),
    path(f"{COME}<slug:reference>/again/", views.ReadAgain.as_view(), name="read_again"),
    path(f"{COME}<slug:reference>/heading/<int:number>/", views.SayHeading.as_view(), name="say_heading"),
    path(SEND, views.ReturnsToSend.as_view(), name="to_send"),
    path(f"{SEND}write/<slug:kind>/", views.AskReturn.as_view(), name="ask_return"),
    path(f"{SEND}<slug:reference>/", views.ShowReturn.as_view(), name="return_written"),
    path(f"{SEND}<slug:reference>/file", views.ReturnFile.as_view(), name="return_file"),
    path("returns/missing/", views.MissingByTeam.as_view(), name="missing"),
    path("returns/missing/<slug:kind>/", views.MissingWhose.as_view(), name="missing_whose"),
]
