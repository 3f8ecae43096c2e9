from django.apps import AppConfig


class IndicatorsConfig(AppConfig):
    name = "openmash.indicators"
    default_auto_field = "django.db.models.BigAutoField"
