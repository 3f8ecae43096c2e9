from django.apps import AppConfig


class AdultsConfig(AppConfig):
    name = "openmash.adults"
    default_auto_field = "django.db.models.BigAutoField"
