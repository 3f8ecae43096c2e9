from django.apps import AppConfig


class EnquiriesConfig(AppConfig):
    name = "openmash.enquiries"
    default_auto_field = "django.db.models.BigAutoField"
