"""Files of notices: load one, and see what was accepted, what was refused and why."""

from datetime import datetime
from typing import Any

from django.urls import reverse

from openmash.base import access
from openmash.base.actors import Actor
from openmash.base.views import ActView, PageView
from openmash.frontdoor.forms.call import LoadNoticesForm
from openmash.frontdoor.presenters.contacts import when
from openmash.frontdoor.queries import contacts as queries
from openmash.frontdoor.rules.notices import COLUMNS
from openmash.frontdoor.services import notices as services
from openmash.frontdoor.views.parts import contact_address


class LoadNotices(ActView):
    """Load a file of notices."""

    template = "frontdoor/notices.html"
    form_class = LoadNoticesForm

    def page(self, actor: Actor, now: datetime, **kwargs: Any) -> dict[str, Any]:
        return {
            "columns": COLUMNS,
            "files": [
                {
                    "href": reverse("frontdoor:notice_file", kwargs={"number": loaded.pk}),
                    "name": loaded.name,
                    "when": when(loaded.loaded_at),
                    "rows": loaded.rows,
                    "accepted": loaded.accepted,
                    "refused": len(loaded.refused),
                    "contacts": loaded.contacts,
                }
                for loaded in queries.notice_files()
            ],
        }

    def act(self, actor: Actor, form: LoadNoticesForm, now: datetime, **kwargs: Any) -> str:
        upload = form.cleaned_data["file"]
        loaded = services.load_notices(actor=actor, file=upload, name=upload.name or "notices.csv", now=now)
        return reverse("frontdoor:notice_file", kwargs={"number": loaded.pk})


class ShowNoticeFile(PageView):
    """What became of each row of a file."""

    template = "frontdoor/notice_file.html"

    def page(self, actor: Actor, now: datetime, *, number: int, **kwargs: Any) -> dict[str, Any]:
        loaded = queries.notice_file(number)
        may_open = access.may_use(actor, "frontdoor:contact")
        return {
            "incidents": [
                one | {"href": contact_address(one["contact"]) if may_open and one["contact"] else ""}
                for one in loaded.incidents
            ],
            "name": loaded.name,
            "when": when(loaded.loaded_at),
            "rows": loaded.rows,
            "accepted": loaded.accepted,
            "contacts": loaded.contacts,
            "refused": list(loaded.refused),
            "reported": list(loaded.reported),
            "warnings": list(loaded.warnings),
        }
