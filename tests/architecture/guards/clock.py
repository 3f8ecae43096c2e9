"""Who reads the clock."""

import ast
from collections.abc import Iterable

from tests.architecture.guards.source import Module, dotted

READS = {
    "datetime.now",
    "datetime.utcnow",
    "datetime.today",
    "date.today",
    "timezone.now",
    "timezone.localdate",
    "timezone.localtime",
    "time.time",
}
# They ask the clock once and pass `now` down.
MAY_ASK = {"views", "jobs", "commands", "middleware", "adapter", "pages", "apps"}
GROUND = {"base", "main"}


def clock_readers(modules: Iterable[Module]) -> list[str]:
    """Return every place that reads the clock and must not."""
    found = []
    for module in modules:
        if module.name == "openmash.base.clock":
            continue
        for node in ast.walk(module.tree):
            if isinstance(node, ast.keyword) and node.arg in {"auto_now", "auto_now_add"}:
                found.append(f"{module.name}:{node.value.lineno} lets the table read the clock ({node.arg})")
            if not isinstance(node, ast.Call):
                continue
            name = dotted(node.func)
            if ".".join(name.split(".")[-2:]) in READS:
                found.append(f"{module.name}:{node.lineno} reads the clock by {name}")
            elif name in {"clock.now", "now"} and module.room not in GROUND and module.part not in MAY_ASK:
                found.append(f"{module.name}:{node.lineno} asks the clock: take `now` from the caller")
    return found
