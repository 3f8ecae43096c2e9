from django.apps import AppConfig


class FrontdoorConfig(AppConfig):
    name = "openmash.frontdoor"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Hide contacts with the people in them, and offer what can be sent regularly: the rooms beneath ask for both."""
        from openmash.frontdoor.queries import feeds
        from openmash.frontdoor.services.restrictions import follow_restriction
        from openmash.people.services import follow_restrictions
        from openmash.sharing import services as sharing

        follow_restrictions(follow_restriction)
        sharing.offer_content(
            feeds.OPEN_CHILDREN,
            title="Children with open contacts",
            items=feeds.ITEMS,
            rows=feeds.children_with_open_contacts,
        )
