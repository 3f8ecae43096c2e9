"""Addresses of schools: the register, its calendars, what is due, and what a school was told."""

from django.urls import path

from openmash.schools.views import calendars, notices, own, register

app_name = "schools"
CALENDAR = "schools/calendars/<slug:calendar>/"
SCHOOL = "schools/<slug:urn>/"

urlpatterns = [
    path("school-notices/", own.OwnNotices.as_view(), name="own_notices"),
    path("school-notices/<slug:reference>/", own.OwnNotice.as_view(), name="own_notice"),
    path("schools/", register.Register.as_view(), name="register"),
    path("schools/notices/", notices.Notices.as_view(), name="notices"),
    path("schools/load/", register.LoadRegister.as_view(), name="load_register"),
    path("schools/loads/<int:number>/", register.ShowLoad.as_view(), name="register_load"),
    path("schools/calendars/", calendars.Calendars.as_view(), name="calendars"),
    path("schools/calendars/new/", calendars.LoadCalendar.as_view(), name="load_calendar"),
    path(CALENDAR, calendars.ShowCalendar.as_view(), name="calendar"),
    path(f"{CALENDAR}load/", calendars.LoadCalendarAnew.as_view(), name="load_calendar_anew"),
    path(f"{CALENDAR}dates/add/", calendars.AddDates.as_view(), name="add_dates"),
    path(f"{CALENDAR}dates/<int:number>/remove/", calendars.RemoveDates.as_view(), name="remove_dates"),
    path(f"{CALENDAR}default/", calendars.MakeDefault.as_view(), name="make_default"),
    path(SCHOOL, register.ShowSchool.as_view(), name="school"),
    path(f"{SCHOOL}set-up/", register.SetUpSchool.as_view(), name="set_up_school"),
    path(f"{SCHOOL}key-adults/add/", register.AddKeyAdult.as_view(), name="add_key_adult"),
    path(f"{SCHOOL}key-adults/<slug:key_adult>/end/", register.EndKeyAdult.as_view(), name="end_key_adult"),
]
