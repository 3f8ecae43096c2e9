"""A co-located member of the hub: the records that their agency has a place in, and what was released of each."""

from datetime import datetime
from typing import Any

from django.http.response import HttpResponseBase
from django.urls import reverse

from openmash.base import files
from openmash.base.actors import Actor
from openmash.base.views import ActView, PageView
from openmash.enquiries import forms, presenters, queries, services
from openmash.trail import services as trail

IN_THE_HUB = "Working in the hub"


def opened(actor: Actor, held: Any, now: datetime) -> None:
    """Keep an opening for everybody whom the picture is about."""
    with trail.gathering():
        for one in held.people:
            subject = f"person {one.person_reference}"
            trail.saw(actor=actor, subject=subject, purpose=IN_THE_HUB, at=now, record=held.subject)


class Pictures(PageView):
    """The records in which one's agency has a place."""

    template = "enquiries/hub.html"

    def page(self, actor: Actor, now: datetime, **kwargs: Any) -> dict[str, Any]:
        return {"rows": [presenters.picture_row(one, now) for one in queries.pictures_of(actor)]}


class ShowPicture(ActView):
    """The joint picture of one record; one adds to it here."""

    template = "enquiries/picture.html"
    form_class = forms.HubNoteForm
    draft_title = "A note to the joint picture"

    def draft_key_for(self, actor: Actor, *, reference: str, **kwargs: Any) -> str:
        return f"ShowPicture:{reference}"

    def page(self, actor: Actor, now: datetime, *, reference: str, **kwargs: Any) -> dict[str, Any]:
        held = queries.picture(actor, reference)
        opened(actor, held, now)
        return {
            "reference": reference,
            "people": [presenters.person_row(one) for one in held.people],
            "releases": [
                presenters.release_row(one, now, where=lambda file: self.file_address(reference, file))
                for one in held.releases
            ],
            "notes": [presenters.note_row(one, now) for one in held.notes],
        }

    @staticmethod
    def file_address(reference: str, file: str) -> str:
        return reverse("enquiries:hub_file", kwargs={"reference": reference, "file": file})

    def act(self, actor: Actor, form: forms.HubNoteForm, now: datetime, *, reference: str, **kwargs: Any) -> str:
        words = form.cleaned_data["words"]
        services.add_hub_note(actor=actor, subject_kind="contact", subject=reference, words=words, now=now)
        return reverse("enquiries:picture", kwargs={"reference": reference})


class HubFile(PageView):
    """A file of an answer that was released, to take away."""

    def page(self, actor: Actor, now: datetime, *, reference: str, file: str, **kwargs: Any) -> HttpResponseBase:
        opened(actor, queries.picture(actor, reference), now)
        held, name = queries.released_file(actor, reference, file)
        services.take_hub_file_away(actor=actor, subject_kind="contact", subject=reference, file=file, now=now)
        return files.download(held, name)
