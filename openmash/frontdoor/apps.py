from django.apps import AppConfig


class FrontdoorConfig(AppConfig):
    name = "openmash.frontdoor"
    default_auto_field = "django.db.models.BigAutoField"
