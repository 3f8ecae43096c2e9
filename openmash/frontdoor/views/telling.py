"""Forms whose message leaves the house: it is shown word for word, read, and only then sent."""

from typing import Any

from django.http import HttpResponseBase, QueryDict

from openmash.base.errors import RuleBroken
from openmash.base.forms import Form
from openmash.base.transactions import request_transaction
from openmash.base.views import ActView
from openmash.frontdoor.services.answers import LookFirst

BUTTONS = {"email": "Send this e-mail", "letter": "Prepare this letter"}


class TellingView(ActView):
    """An act whose e-mail or letter is read as it will go. Sent again unchanged, it goes; changed, it is shown anew."""

    template = "frontdoor/act.html"

    def again(self, data: QueryDict, form: Form | None, broken: RuleBroken, **kwargs: Any) -> HttpResponseBase:
        if not isinstance(broken, LookFirst) or form is None:
            return super().again(data, form, broken, **kwargs)
        form.data = data.copy()
        form.data["look"] = broken.look
        key = self.draft_key_for(self.actor, **kwargs)
        with request_transaction(self.actor):
            context = self.context(form, key, **kwargs)
        context |= {
            "message": {"to": broken.to, "subject": broken.message.subject, "body": broken.message.body},
            "button": BUTTONS.get(str(data.get("channel")), "Send"),
        }
        return self.show(context)
