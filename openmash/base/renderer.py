"""Draws every Django form in GOV.UK markup, those of libraries (sign-in) as well as our own.

Django's own form templates are looked for in `templates/formkit` first; what is not there comes from Django.
"""

from functools import cached_property
from pathlib import Path
from typing import Any

from django import forms
from django.forms import renderers
from django.template.backends.django import DjangoTemplates
from django.utils.safestring import SafeString

from openmash.base.fields.bound import GovukBoundField

FORMKIT = Path(__file__).parent / "templates" / "formkit"
DJANGO_FORMS = Path(forms.__file__).parent / "templates"


class GovukRenderer(renderers.DjangoTemplates):
    """The project's FORM_RENDERER."""

    form_template_name = "django/forms/div.html"
    field_template_name = "django/forms/field.html"
    bound_field_class = GovukBoundField

    @cached_property
    def engine(self) -> DjangoTemplates:
        return DjangoTemplates(
            {"APP_DIRS": True, "DIRS": [FORMKIT, DJANGO_FORMS], "NAME": "formkit", "OPTIONS": {"debug": False}}
        )

    def render(self, template_name: str, context: dict[str, Any], request: Any = None) -> SafeString:
        return SafeString(self.get_template(template_name).render(context, request=request).strip())
