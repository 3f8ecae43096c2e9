"""The command line's register: each room says in its `commands.py` what can be asked of it.

    @command("route", help="Say which locality a postcode belongs to.", arguments=_arguments, needs_data=False)
    def route(options: Options) -> Result:
        from openmash.agencies import queries        # Django is set up by now; nothing of it is imported above
        return {"postcode": options.postcode, ...}

What a handler returns goes to stdout, as JSON or in words; talk goes to stderr through `say`.
A handler raises CannotDo when the thing could not be done; what was understood goes with it.
"""

import argparse
import json
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, NoReturn

Options = argparse.Namespace
Result = Mapping[str, Any]
Handler = Callable[[Options], Result | None]
Arguments = Callable[[argparse.ArgumentParser], None]
Words = Callable[[Result], str]


class CannotDo(Exception):
    """The thing could not be done (exit 1). `understood` joins the error in the JSON answer."""

    def __init__(self, reason: str, **understood: Any) -> None:
        super().__init__(reason)
        self.reason, self.understood = reason, understood


class WrongUse(Exception):
    """The command was not called as it must be (exit 2)."""


@dataclass(frozen=True)
class Command:
    """One thing that can be asked on the command line.

    `needs_data`: the data folder is made ready first. `needs_django`: the models can be imported.
    `passes_on`: whatever follows the name is handed over as it stands, in `options.rest`.
    """

    name: str
    help: str
    handler: Handler
    arguments: Arguments | None = None
    needs_data: bool = True
    needs_django: bool = True
    passes_on: bool = False
    text: Words | None = None

    def parse(self, rest: Sequence[str]) -> Options:
        """Return what was asked. Raises WrongUse."""
        if self.passes_on:
            return Options(rest=list(rest))
        parser = _Parser(prog=f"./run {self.name}", description=self.help, allow_abbrev=False)
        if self.arguments:
            self.arguments(parser)
        return parser.parse_intermixed_args(list(rest))


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise WrongUse(f"{self.format_usage().strip()}\n{message[:1].upper()}{message[1:]}.")


COMMANDS: dict[str, Command] = {}


def command(
    name: str,
    *,
    help: str,
    arguments: Arguments | None = None,
    needs_data: bool = True,
    needs_django: bool | None = None,
    passes_on: bool = False,
    text: Words | None = None,
) -> Callable[[Handler], Handler]:
    """Register the handler of `./run NAME`. Without `needs_data` Django is not set up unless `needs_django` says so."""

    def register(handler: Handler) -> Handler:
        if name in COMMANDS and COMMANDS[name].handler.__module__ != handler.__module__:
            raise ValueError(f"Two rooms answer to ./run {name}.")
        wants_django = needs_data if needs_django is None else needs_django
        COMMANDS[name] = Command(name, help, handler, arguments, needs_data, wants_django, passes_on, text)
        return handler

    return register


def say(words: str) -> None:
    """Tell the person at the terminal what is happening."""
    print(words, file=sys.stderr, flush=True)


def show(result: Result, options: Options, text: Words | None = None) -> None:
    """Put a result on stdout: one JSON object, or words."""
    if getattr(options, "json", False):
        words = json.dumps(result, ensure_ascii=False, default=_plain)
    else:
        words = (text or in_words)(result)
    print(words, flush=True)


def _plain(value: object) -> object:
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, set | frozenset):
        return sorted(value)
    return str(value)


def in_words(result: Result, indent: str = "") -> str:
    """Return a result as lines a person can read."""
    return "\n".join(line for key, value in result.items() for line in _lines(key, value, indent))


def _lines(key: str, value: Any, indent: str) -> list[str]:
    label = f"{indent}{key.replace('_', ' ').capitalize()}"
    if isinstance(value, Mapping):
        return [f"{label}:", in_words(value, indent + "  ")] if value else [f"{label}: none"]
    if isinstance(value, list | tuple):
        if not value:
            return [f"{label}: none"]
        return [f"{label}:", *(f"{indent}  {_row(item)}" for item in value)]
    return [f"{label}: {_word(value)}"]


def _row(item: Any) -> str:
    if isinstance(item, Mapping):
        return ", ".join(f"{key} {_word(value)}" for key, value in item.items())
    return _word(item)


def _word(value: Any) -> str:
    if value is None:
        return "not known"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)


def existing_file(word: str) -> Path:
    """Return the path of a file that is there; for `type=`."""
    path = Path(word)
    if not path.is_file():
        raise argparse.ArgumentTypeError(f"there is no file {word}")
    return path


def day(word: str) -> date:
    """Return a day written as 2026-11-23; for `type=`."""
    try:
        return date.fromisoformat(word)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{word} is not a date that exists, written as YYYY-MM-DD") from None
