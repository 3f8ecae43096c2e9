"""How long things are."""

import ast
from collections.abc import Iterable, Iterator
from pathlib import Path

from tests.architecture.guards.source import PACKAGE, PROJECT

LONGEST_FILE = 500
LONGEST_FUNCTION = 50
LONGEST_TEMPLATE = 120
NOT_OURS = {"vendor", "migrations", "__pycache__", "node_modules"}


def our_files() -> Iterator[Path]:
    """Yield the files that we write by hand."""
    for top in (PACKAGE, PROJECT / "tests"):
        for path in sorted(top.rglob("*")):
            if path.suffix in {".py", ".html", ".css", ".js"} and not NOT_OURS.intersection(path.parts):
                yield path


def too_long(files: Iterable[tuple[str, str]]) -> list[str]:
    """Return every file and template past its limit; what is given is name and text."""
    found = []
    for name, text in files:
        lines = text.count("\n")
        limit = LONGEST_TEMPLATE if name.endswith(".html") else LONGEST_FILE
        if lines > limit:
            found.append(f"{name} has {lines} lines; {limit} are the most. Split it by the nouns in it")
    return found


def long_functions(files: Iterable[tuple[str, str]]) -> list[str]:
    """Return every function past its limit, its docstring counted."""
    found = []
    for name, text in files:
        if not name.endswith(".py"):
            continue
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                lines = (node.end_lineno or node.lineno) - node.lineno + 1
                if lines > LONGEST_FUNCTION:
                    found.append(f"{name}: {node.name} has {lines} lines; {LONGEST_FUNCTION} are the most")
    return found
