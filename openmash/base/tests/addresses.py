"""The ground floor's own addresses and those of sign-in, without the rooms above."""

from django.urls import include, path

urlpatterns = [path("", include("openmash.base.urls")), path("account/", include("allauth.urls"))]
