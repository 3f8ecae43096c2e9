from django.apps import AppConfig


class EnquiriesConfig(AppConfig):
    name = "openmash.enquiries"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Have links open what agencies are asked."""
        from django.urls import reverse

        from openmash.enquiries.choices import LINK_TO
        from openmash.enquiries.services import send_again
        from openmash.links import services as links

        links.open_by_links(
            LINK_TO,
            links.Opened(
                lands=lambda record: reverse("enquiries:request", kwargs={"reference": record}), again=send_again
            ),
        )
