"""Our own source, read as syntax trees."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[3]
PACKAGE = PROJECT / "openmash"
LEFT_OUT = {"migrations", "tests", "vendor", "__pycache__"}


@dataclass(frozen=True)
class Module:
    """One file of ours."""

    name: str
    text: str

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.text)

    @property
    def room(self) -> str:
        return self.name.split(".")[1] if "." in self.name else ""

    @property
    def part(self) -> str:
        """The place inside the room: views, services, rules ..."""
        return self.name.split(".")[2] if self.name.count(".") > 1 else ""


def modules(*, tests: bool = False) -> Iterator[Module]:
    """Yield every module of the package, tests and migrations left out."""
    for path in sorted(PACKAGE.rglob("*.py")):
        inside = path.relative_to(PROJECT)
        left_out = LEFT_OUT - {"tests"} if tests else LEFT_OUT
        if left_out.intersection(inside.parts):
            continue
        parts = list(inside.with_suffix("").parts)
        if parts[-1] == "__init__":
            parts.pop()
        yield Module(".".join(parts), path.read_text(encoding="utf-8"))


def dotted(node: ast.expr) -> str:
    """Return `a.b.c` of a name or an attribute, else nothing."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        before = dotted(node.value)
        return f"{before}.{node.attr}" if before else node.attr
    return ""


def nothing_wrong(faults: list[str]) -> None:
    """Fail with every fault on a line of its own."""
    if faults:
        raise AssertionError("\n" + "\n".join(faults))
