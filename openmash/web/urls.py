"""Addresses of the roof."""

from django.urls import path

from openmash.web.views.administration import Administration, RetryJob
from openmash.web.views.child import Child
from openmash.web.views.home import Home

app_name = "web"

urlpatterns = [
    path("", Home.as_view(), name="home"),
    path("children/<slug:reference>/", Child.as_view(), name="child"),
    path("administration/", Administration.as_view(), name="administration"),
    path("administration/jobs/<int:key>/", RetryJob.as_view(), name="retry_job"),
]
