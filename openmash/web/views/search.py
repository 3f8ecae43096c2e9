"""The search box at the top of every page: a reference leads to what it names, anything else to the people it may mean."""

import re
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponseBase, HttpResponseRedirect
from django.urls import reverse

from openmash.base.actors import Actor
from openmash.base.errors import NotFound
from openmash.base.views import PageView
from openmash.frontdoor import queries as frontdoor

CONTACT = re.compile(r"C\s*-?\s*(\d{1,9})", re.IGNORECASE)


class Search(PageView):
    """Where what was typed leads. Nothing is shown here: the page it leads to keeps the record of what was opened."""

    def page(self, actor: Actor, now: datetime, **kwargs: Any) -> HttpResponseBase:
        asked = self.request.GET.get("q", "")
        named = CONTACT.fullmatch(asked.strip())
        if named:
            try:
                contact = frontdoor.visible_contact(actor, f"C-{named[1]}")
                return HttpResponseRedirect(reverse("frontdoor:contact", kwargs={"reference": contact.reference}))
            except NotFound:
                pass  # the search of people says that nothing is visible
        return HttpResponseRedirect(f"{reverse('people:search')}?{urlencode({'q': asked})}")
