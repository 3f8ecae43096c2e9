from django.urls import path

from openmash.base import pages

app_name = "base"
urlpatterns = [
    path("drafts/", pages.Drafts.as_view(), name="drafts"),
    path("drafts/save", pages.SaveDraft.as_view(), name="save_draft"),
    path("session/status", pages.SessionStatus.as_view(), name="session_status"),
    path("session/active", pages.SessionActive.as_view(), name="session_active"),
    path("healthz", pages.Health.as_view(), name="health"),
]
