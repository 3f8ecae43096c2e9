from django.apps import AppConfig


class LinksConfig(AppConfig):
    name = "openmash.links"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Write link and code into a message when it goes: nothing keeps them. And say to rooms above what becomes of it."""
        from openmash.links.queries import SOURCE, words_at_the_door
        from openmash.links.services import follow_dispatch
        from openmash.release import services as release

        release.fill_at_the_door(SOURCE, words_at_the_door)
        release.follow_dispatches(SOURCE, follow_dispatch)
