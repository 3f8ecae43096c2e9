"""The living style page: every component and form state, with invented people."""

from typing import Any

from openmash.web.design.forms import EveryField, broken_form
from openmash.web.design.samples import COMPONENTS

__all__ = ["EveryField", "broken_form", "design_page"]


def design_page() -> dict[str, Any]:
    """Return the whole context of the style page."""
    return COMPONENTS | {"empty_form": EveryField(), "broken": broken_form()}
