"""Every table with the class of each field, and what a merge of two people does to it."""

from typing import Any

from django.apps import apps

from openmash.base.rowsecurity import OPEN_TABLES
from openmash.main.manual.page import Page

CLASSES = ("identifying", "sensitive", "operational")


def page() -> Page:
    """Return the field classes of every table, room by room."""
    made = Page("Fields and their classes").say(
        "Identifying: says who or where somebody is. Sensitive: says something about them. Operational: neither. A field "
        "without a class fails the build, and a table with anything identifying or sensitive is guarded by the database."
    )
    models = [model for model in apps.get_models() if model.__module__.startswith("openmash.")]
    for room in sorted({model._meta.app_label for model in models}):
        made.say(f"## {room}")
        made.table(
            ("Table", "What", "Identifying", "Sensitive", "Operational", "A merge", "Guarded by the database"),
            (_row(model) for model in models if model._meta.app_label == room),
        )
    return made


def _row(model: Any) -> list[str]:
    classes = model.FIELD_CLASSES
    guarded = bool(classes["identifying"] or classes["sensitive"]) and model._meta.db_table not in OPEN_TABLES
    merges = ", ".join(f"{name}: {what}" for name, what in getattr(model, "on_merge", {}).items())
    words = (model.__doc__ or "").split("\n\n")[0].strip()
    return [
        f"`{model._meta.db_table}`",
        " ".join(words.split()),
        *(", ".join(classes[name]) for name in CLASSES),
        merges,
        "yes" if guarded else "no",
    ]
