from django.apps import AppConfig


class ReleaseConfig(AppConfig):
    name = "openmash.release"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Hand over the files of standing feeds: the register decides that they go, and this room carries them."""
        from openmash.release import services
        from openmash.release.services.feeds import SOURCE
        from openmash.sharing import services as sharing

        sharing.hand_feeds_over_by(services.send_feed_file)
        services.follow_dispatches(SOURCE, services.follow_feed_file)
