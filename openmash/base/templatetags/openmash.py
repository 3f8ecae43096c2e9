"""What the templates of every room may use: {% load openmash %}."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from django import template
from django.forms import BaseForm, BaseFormSet
from django.forms.boundfield import BoundField
from django.utils.safestring import SafeString

register = template.Library()

TONES = {"red": "red", "amber": "orange", "green": "green", "blue": "blue", "grey": "grey", "purple": "purple"}


@register.filter
def attr(mapping: Mapping[str, Any], name: str) -> Any:
    """Return an entry whose name a template cannot spell, such as aria-invalid."""
    return mapping.get(name, "")


@register.filter
def tag_class(tone: Any) -> str:
    """Return the class of a tag by its tone: red, amber, green, blue, grey, purple."""
    name = str(tone or "").lower()
    return f"govuk-tag--{TONES[name]} om-tag--{name}" if name in TONES else ""


@register.filter
def tel(number: Any) -> str:
    """Return the address that rings a telephone number when tapped; an extension is left to the person."""
    main = re.split(r"(?i)\s*(?:ext|x|#)\.?\s*\d+", str(number or ""))[0]
    digits = re.sub(r"[^\d+]", "", main)
    return f"tel:{digits}" if digits else ""


@register.simple_tag
def control(field: BoundField) -> SafeString:
    """Draw a field's control alone, with the width and ids its looks ask for."""
    looks = getattr(field, "looks", None)
    attrs: dict[str, str | bool] = {}
    if looks is not None and looks.width_class:
        attrs["class"] = looks.width_class
    if looks is not None and looks.count:
        attrs["class"] = f"{attrs.get('class', '')} govuk-js-character-count".strip()
        described = field.aria_describedby
        attrs["aria-describedby"] = (
            f"{described} {field.auto_id}-info".strip() if described else f"{field.auto_id}-info"
        )
    return field.as_widget(attrs=attrs)


def _problems(form: BaseForm) -> list[dict[str, str]]:
    found = [{"text": str(error), "href": ""} for error in form.non_field_errors()]
    for field in form:
        for error in field.errors:
            if field.is_hidden:
                found.append({"text": f"{error}", "href": ""})
            else:
                found.append({"text": str(error), "href": f"#{getattr(field, 'first_id', field.auto_id)}"})
    return found


@register.inclusion_tag("base/forms/error_summary.html")
def error_summary(*forms: BaseForm | BaseFormSet[Any] | None) -> dict[str, Any]:
    """List every problem of the given forms and formsets, each leading to its field."""
    problems: list[dict[str, str]] = []
    for form in forms:
        if not form or not form.is_bound:
            continue
        if isinstance(form, BaseFormSet):
            problems += [{"text": str(error), "href": ""} for error in form.non_form_errors()]
            for one in form.forms:
                problems += _problems(one)
        else:
            problems += _problems(form)
    return {"problems": problems}
