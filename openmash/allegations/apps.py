from django.apps import AppConfig


class AllegationsConfig(AppConfig):
    name = "openmash.allegations"
    default_auto_field = "django.db.models.BigAutoField"
