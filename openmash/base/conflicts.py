"""Two who changed one record: whose words are in question, and whose simply stand."""

import json
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import QueryDict

from openmash.base.errors import Conflict
from openmash.base.fields.looks import HasLooks
from openmash.base.forms import Form, mark_of, marks_in


@dataclass(frozen=True)
class Compared:
    """`in_question`: the fields that both changed, differently. `sent`: the answers, colleague's words where only they wrote."""

    in_question: list[str]
    sent: QueryDict


def compare(data: QueryDict, form: Form, conflict: Conflict) -> Compared:
    """Compare what was sent with what a colleague saved, by the marks of what the form was shown with.

    A form that brought no marks has every field in question that differs.
    """
    marks, sent, in_question = marks_in(data.get("shown", "")), data.copy(), []
    for name, mine in conflict.yours.items():
        theirs = conflict.current.get(name, "")
        before = marks.get(name)
        if mine == theirs or before == mark_of(theirs):
            continue  # the colleague left it as it was
        if before == mark_of(mine) and name in data and isinstance(form.fields.get(name), forms.CharField):
            sent[name] = theirs  # only the colleague wrote here
        else:
            in_question.append(name)
    settled = {name: mark_of(words) for name, words in conflict.current.items() if name not in in_question}
    sent["shown"] = json.dumps(marks | settled)
    return Compared(in_question, sent)


def label_of(form: Form, name: str) -> str:
    """Return what a field is called where it stands alone, without the heading that says whose it is."""
    if name not in form.fields:
        return name.replace("_", " ").capitalize()
    field = form.fields[name]
    whose = field.looks.whose if isinstance(field, HasLooks) else ""
    return f"{field.label} ({whose})" if whose else str(field.label)


def in_words(form: Form, name: str, value: str) -> str:
    """Return an answer as its page says it: of a question with answers to choose from, the answer and not its code."""
    field = form.fields.get(name)
    if not isinstance(field, forms.ChoiceField):
        return value
    pairs: Any = field.choices
    words = {str(code): str(label) for code, label in pairs if not isinstance(label, list | tuple)}
    return words.get(value, value)
