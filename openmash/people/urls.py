"""Addresses of people and indexes."""

from django.urls import path

from openmash.people import views

app_name = "people"

urlpatterns = [
    path("people/", views.SearchPeople.as_view(), name="search"),
    path("people/found", views.FoundPeople.as_view(), name="found"),
    path("people/indexes/", views.Indexes.as_view(), name="indexes"),
    path("people/indexes/load/", views.LoadIndex.as_view(), name="load_index"),
    path("people/indexes/loads/<int:number>/", views.IndexLoadPage.as_view(), name="index_load"),
    path("people/households/<slug:reference>/", views.HouseholdPage.as_view(), name="household"),
    path("people/households/<slug:reference>/move/", views.MoveHousehold.as_view(), name="move_household"),
    path("people/opened/", views.Openings.as_view(), name="openings"),
    path("people/opened/<slug:reference>/", views.ReviewOpening.as_view(), name="review_opening"),
    path("people/opened/<slug:reference>/read/", views.ReadOpening.as_view(), name="read_opening"),
    path("people/checks/<slug:reference>/", views.CompleteCheck.as_view(), name="complete_check"),
    path("people/<slug:reference>/why/", views.BreakGlass.as_view(), name="break_glass"),
    path("people/<slug:reference>/", views.PersonPage.as_view(), name="person"),
    path("people/<slug:reference>/amend/", views.AmendPerson.as_view(), name="amend_person"),
    path("people/<slug:reference>/warnings/add/", views.SetWarning.as_view(), name="set_warning"),
    path("people/<slug:reference>/warnings/<int:number>/end/", views.EndWarning.as_view(), name="end_warning"),
    path("people/<slug:reference>/restrict/", views.RestrictPerson.as_view(), name="restrict_person"),
    path("people/<slug:reference>/lift-restriction/", views.LiftRestriction.as_view(), name="lift_restriction"),
    path("people/<slug:reference>/records/confirm/", views.LinkRecord.as_view(), name="link_index_record"),
    path("people/<slug:reference>/records/undo/", views.UnlinkRecord.as_view(), name="unlink_index_record"),
]
