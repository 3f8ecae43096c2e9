from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "openmash.demo"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Have the pages say that the demonstration is being filled, while it is."""
        from openmash.base.shell import register_notice
        from openmash.demo.shell import filling_notice

        register_notice(filling_notice)
