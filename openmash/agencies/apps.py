from django.apps import AppConfig


class AgenciesConfig(AppConfig):
    name = "openmash.agencies"
    default_auto_field = "django.db.models.BigAutoField"
