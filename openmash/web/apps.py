from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "openmash.web"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Tell the ground floor what stands around every page."""
        from openmash.base.shell import register_shell
        from openmash.web.shell import shell

        register_shell(shell)
