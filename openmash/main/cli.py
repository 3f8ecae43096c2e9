"""The command line: finds the command that was asked for, makes ready what it needs, and gives its answer.

Exit 0: done. Exit 1: the thing could not be done, with the reason. Exit 2: wrong use. See `base.commandline`.
"""

import importlib
import os
import sys
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path

import openmash
from openmash.base.commandline import COMMANDS, CannotDo, Command, Options, WrongUse, say, show

PROJECT = Path(__file__).resolve().parents[2]
DONE, NOT_DONE, WRONG = 0, 1, 2


def main(words: Sequence[str]) -> int:
    """Carry out one command line and return its exit code."""
    options = Options(json="--json" in words, data=None)
    command: Command | None = None
    try:
        discover()
        command, options = understand(words)
        if command is None:
            print(overview())
            return DONE
        return carry_out(command, options)
    except WrongUse as wrong:
        return _fail(str(wrong), options, WRONG)
    except CannotDo as problem:
        return _fail(problem.reason, options, NOT_DONE, **problem.understood)
    except KeyboardInterrupt:
        say("Stopped.")
        return 130
    except BrokenPipeError:
        return NOT_DONE
    except Exception as problem:
        reason = _reason(problem)
        if reason is None:
            raise
        return _fail(reason, options, NOT_DONE)


def discover() -> None:
    """Import the `commands.py` of every room. They import no Django, so this costs next to nothing."""
    for folder in sorted(Path(openmash.__file__).parent.iterdir()):
        if (folder / "commands.py").exists() or (folder / "commands" / "__init__.py").exists():
            importlib.import_module(f"openmash.{folder.name}.commands")


def understand(words: Sequence[str]) -> tuple[Command | None, Options]:
    """Return the command that is meant and its options. None when an overview is asked for. Raises WrongUse."""
    before, rest = _find(list(words))
    if before is None:
        rest, common = _common(rest)
        if rest and not rest[0].startswith("-"):
            known = ", ".join(sorted(COMMANDS))
            raise WrongUse(f"There is no command {' '.join(rest[:2])}. The commands are: {known}.")
        if any(word in {"-h", "--help"} for word in rest):
            return None, common
        before = COMMANDS["demo"]
    else:
        rest, common = _common(rest, only_data=before.passes_on)
    options = before.parse(rest)
    options.json = common.json or getattr(options, "json", False)
    options.data = common.data
    return before, options


def _find(words: list[str]) -> tuple[Command | None, list[str]]:
    """Return the command named first in the line, the longest name first, and all other words."""
    names = sorted((name.split() for name in COMMANDS), key=len, reverse=True)
    skip = False
    for start, word in enumerate(words):
        if skip or word == "--data":
            skip = not skip
            continue
        for name in names:
            if words[start : start + len(name)] == name:
                return COMMANDS[" ".join(name)], words[:start] + words[start + len(name) :]
    return None, words


def _common(words: list[str], *, only_data: bool = False) -> tuple[list[str], Options]:
    """Take --json and --data out of the line, wherever they stand before a lone `--`."""
    common = Options(json=False, data=None)
    rest: list[str] = []
    left = list(words)
    while left:
        word = left.pop(0)
        if word == "--":
            return [*rest, word, *left], common
        if word == "--json" and not only_data:
            common.json = True
        elif word == "--data":
            if not left:
                raise WrongUse("--data needs a folder after it.")
            common.data = left.pop(0)
        elif word.startswith("--data="):
            common.data = word.removeprefix("--data=")
        else:
            rest.append(word)
    return rest, common


def carry_out(command: Command, options: Options) -> int:
    """Make ready what the command needs, run it and show its result."""
    data = Path(options.data or os.environ.get("OPENMASH_DATA") or PROJECT / "data").resolve()
    options.data = data
    os.environ["OPENMASH_DATA"] = str(data)
    with ExitStack() as held:
        if command.needs_data:
            from openmash.main import datafolder

            held.enter_context(datafolder.ready(data))
        if command.needs_django:
            set_up_django()
        result = command.handler(options)
        if result is not None:
            show(result, options, command.text)
    return DONE


def set_up_django() -> None:
    """Let models be imported."""
    import django
    from django.apps import apps

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "openmash.main.settings")
    if not apps.ready:
        django.setup()


def overview() -> str:
    """Return the list of commands."""
    width = max(len(name) for name in COMMANDS)
    lines = [f"  ./run {name.ljust(width)}  {COMMANDS[name].help}" for name in sorted(COMMANDS)]
    head = "OpenMASH. Without a command: ./run demo. Every command takes --json and --data DIR, and -h for its options."
    return "\n".join([head, "", *lines])


def _reason(problem: Exception) -> str | None:
    """Return the sentence of a refusal made for people to read; None for anything else, which is a fault of ours."""
    from openmash.base.errors import Refusal

    return problem.reason if isinstance(problem, Refusal) else None


def _fail(reason: str, options: Options, code: int, **understood: object) -> int:
    if getattr(options, "json", False):
        show({"error": reason, **understood}, options)
    else:
        say(reason)
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
