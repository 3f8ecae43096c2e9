from django.apps import AppConfig


class SchoolsConfig(AppConfig):
    name = "openmash.schools"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Follow what becomes of notices at the gate and of the e-mails about them: the room beneath tells. Have links open them."""
        from django.urls import reverse

        from openmash.links import services as links
        from openmash.release import services as release
        from openmash.release.choices import RecipientKind
        from openmash.schools.queries.notices import LINK_TO
        from openmash.schools.services.following import follow_dispatch, follow_link, follow_package, send_again
        from openmash.schools.services.shared import SOURCE

        release.follow_dispatches(SOURCE, follow_dispatch)
        release.follow_packages(SOURCE, follow_package)
        links.open_by_links(
            LINK_TO,
            links.Opened(
                lands=lambda record: reverse("schools:own_notice", kwargs={"reference": record}),
                again=send_again,
                gone=follow_link,
                recipient_kind=RecipientKind.KEY_ADULT,
            ),
        )
