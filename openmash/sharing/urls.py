"""Addresses of the register of sharing and of standing feeds."""

from django.urls import path

from openmash.sharing.views import feeds, register

app_name = "sharing"
VERSION = "register/<slug:reference>/versions/<int:number>"

urlpatterns = [
    path("register/", register.Register.as_view(), name="register"),
    path("register/new/", register.DraftDocument.as_view(), name="draft_document"),
    path("register/feeds/", feeds.Feeds.as_view(), name="feeds"),
    path("register/feeds/new/", feeds.StartFeed.as_view(), name="start_feed"),
    path("register/feeds/<slug:reference>/", feeds.ShowFeed.as_view(), name="feed"),
    path("register/feeds/<slug:reference>/run/", feeds.RunFeed.as_view(), name="run_feed"),
    path("register/feeds/<slug:reference>/end/", feeds.EndFeed.as_view(), name="end_feed"),
    path("register/<slug:reference>/", register.ShowDocument.as_view(), name="document"),
    path("register/<slug:reference>/new-version/", register.DraftVersion.as_view(), name="draft_version"),
    path(f"{VERSION}/change/", register.AmendDraft.as_view(), name="amend_draft"),
    path(f"{VERSION}/approve/", register.ApproveVersion.as_view(), name="approve_version"),
    path(f"{VERSION}/to-draft/", register.ReturnToDraft.as_view(), name="return_to_draft"),
    path(f"{VERSION}/in-force/", register.BringIntoForce.as_view(), name="bring_into_force"),
    path(f"{VERSION}/end/", register.EndVersion.as_view(), name="end_version"),
]
