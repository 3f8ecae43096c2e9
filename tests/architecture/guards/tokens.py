"""Every form that changes something carries its token: `include … only` would leave it behind."""

import re
from collections.abc import Iterable, Iterator, Mapping

from tests.architecture.guards.source import PACKAGE

TOKEN = "{% csrf_token %}"
INCLUDED = re.compile(r'{%\s*include\s+"([^"]+)"([^%]*)%}')


def templates() -> Mapping[str, str]:
    """Return every template of ours by the name under which others include it, with its text."""
    return {
        path.as_posix().rpartition("/templates/")[2]: path.read_text()
        for path in sorted(PACKAGE.rglob("templates/**/*.html"))
        if "tests" not in path.parts
    }


def without_token(texts: Mapping[str, str]) -> list[str]:
    """Return every include that hands `only` some names to a template with a form, its token not among them."""
    return [
        f'{name} includes "{included}" with only some names: hand it csrf_token=csrf_token, its form has none else'
        for name, text in texts.items()
        for included, rest in INCLUDED.findall(text)
        if rest.split()[-1:] == ["only"] and "csrf_token=csrf_token" not in rest and _has_form(included, texts, ())
    ]


def _has_form(name: str, texts: Mapping[str, str], above: Iterable[str]) -> bool:
    text = texts.get(name, "")
    return TOKEN in text or any(_has_form(one, texts, (*above, name)) for one in _open(text) if one not in above)


def _open(text: str) -> Iterator[str]:
    """Yield what is included with everything that is known where it is included."""
    return (included for included, rest in INCLUDED.findall(text) if rest.split()[-1:] != ["only"])
