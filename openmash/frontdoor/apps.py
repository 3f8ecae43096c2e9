from django.apps import AppConfig


class FrontdoorConfig(AppConfig):
    name = "openmash.frontdoor"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Hide contacts with the people in them: the people room tells whoever follows a restriction."""
        from openmash.frontdoor.services.restrictions import follow_restriction
        from openmash.people.services import follow_restrictions

        follow_restrictions(follow_restriction)
