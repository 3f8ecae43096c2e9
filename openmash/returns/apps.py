from django.apps import AppConfig


class ReturnsConfig(AppConfig):
    name = "openmash.returns"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Say to whoever records what happened in a case what the returns would lack: the room of cases asks."""
        from openmash.cases import queries as cases
        from openmash.returns.queries.missing import missing_for_census

        cases.look_for_missing_by(missing_for_census)
