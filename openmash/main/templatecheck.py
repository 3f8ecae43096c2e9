"""Compile every template of ours, so that a slip of the pen shows before a person meets it."""

import re
import sys
from pathlib import Path

from django.forms.renderers import get_default_renderer
from django.template import TemplateSyntaxError, engines
from django.template.exceptions import TemplateDoesNotExist

from openmash.base.commandline import say
from openmash.main.cli import PROJECT, set_up_django

NAMED = re.compile(r"{%\s*(?:include|extends)\s+\"([^\"]+)\"")


def main() -> int:
    """Return 1 when a template does not compile or names one that is not there."""
    set_up_django()
    engine = engines["django"]
    bad = 0
    count = 0
    for path in sorted((PROJECT / "openmash").glob("*/templates/**/*")):
        if path.suffix not in {".html", ".txt"}:
            continue
        count += 1
        try:
            engine.from_string(path.read_text(encoding="utf-8"))
            _check_named(path)
        except (TemplateSyntaxError, TemplateDoesNotExist) as problem:
            bad += 1
            say(f"{path.relative_to(PROJECT)}: {problem}")
    say(f"{count} templates compiled, {bad} bad.")
    return 1 if bad else 0


def _check_named(path: Path) -> None:
    """Raise TemplateDoesNotExist when it extends or includes, by a plain name, one that is not there."""
    for name in NAMED.findall(path.read_text(encoding="utf-8")):
        try:
            engines["django"].get_template(name)
        except TemplateDoesNotExist:
            get_default_renderer().get_template(name)  # forms have an engine of their own


if __name__ == "__main__":
    sys.exit(main())
