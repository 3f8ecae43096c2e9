from django.apps import AppConfig


class ReleaseConfig(AppConfig):
    name = "openmash.release"
    default_auto_field = "django.db.models.BigAutoField"
