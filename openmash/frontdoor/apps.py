from django.apps import AppConfig


class FrontdoorConfig(AppConfig):
    name = "openmash.frontdoor"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Say what ties workers to people, follow restrictions and what leaves, and offer what can be sent: rooms beneath ask."""
        from openmash.frontdoor.queries import feeds, reading
        from openmash.frontdoor.services.answers import SOURCE
        from openmash.frontdoor.services.restrictions import follow_restriction
        from openmash.frontdoor.services.sending import follow_dispatch, follow_package
        from openmash.people import queries as people
        from openmash.people.services import follow_restrictions
        from openmash.release import services as release
        from openmash.sharing import services as sharing

        follow_restrictions(follow_restriction)
        for binding in (reading.ties_by_contacts, reading.ties_by_requests, reading.ties_by_matching):
            people.bind_by(binding)
        people.hold_by(reading.holder_of)
        release.follow_dispatches(SOURCE, follow_dispatch)
        release.follow_packages(SOURCE, follow_package)
        sharing.offer_content(
            feeds.OPEN_CHILDREN,
            title="Children with open contacts",
            items=feeds.ITEMS,
            rows=feeds.children_with_open_contacts,
        )
