from django.apps import AppConfig


class CaseAuditsConfig(AppConfig):
    name = "openmash.caseaudits"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Follow what is restricted: the room of people asks."""
        from openmash.caseaudits.services import follow_restriction
        from openmash.people.services import follow_restrictions

        follow_restrictions(follow_restriction)
