from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "openmash.cases"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Say who is open to children's social care by what happened in their case: the room of people asks."""
        from openmash.cases.queries import involved_by_facts
        from openmash.people import queries as people

        people.involve_by(involved_by_facts)
