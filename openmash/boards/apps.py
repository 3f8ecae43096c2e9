from django.apps import AppConfig


class BoardsConfig(AppConfig):
    name = "openmash.boards"
    default_auto_field = "django.db.models.BigAutoField"
