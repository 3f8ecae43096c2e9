"""The shape of a service: keyword only, `actor` first, `now` last, recorded in the trail inside a transaction."""

import ast
from collections.abc import Iterable

from tests.architecture.guards.source import Module, dotted

RECORDERS = {"record", "saw"}
BOUNDARIES = {"atomic", "request_transaction", "savepoint"}


def service_functions(module: Module) -> list[ast.FunctionDef]:
    """Return the functions a services module offers to others."""
    return [
        node
        for node in module.tree.body
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_") and not _is_fixture_of_types(node)
    ]


def _is_fixture_of_types(node: ast.FunctionDef) -> bool:
    return any(dotted(decorator).endswith("overload") for decorator in node.decorator_list)


def only_helpers(services: Iterable[Module], everything: Iterable[Module]) -> set[str]:
    """Return the functions of services that nobody outside their own folder uses: helpers that its files share.

    Whoever calls one is a service, and it is that one which names its actor, records and opens the transaction.
    """
    names = {
        f"{module.name}.{function.name}": module.room for module in services for function in service_functions(module)
    }
    used = {use for module in everything for use in _uses(module)}
    return {name for name, room in names.items() if (room, name.rpartition(".")[2]) not in used}


def _uses(module: Module) -> set[tuple[str, str]]:
    """Return the room and name of every service that a module takes from a services folder that is not its own."""
    uses = set()
    bound: dict[str, str] = {}
    for node in ast.walk(module.tree):
        if not isinstance(node, ast.ImportFrom) or not node.module:
            continue
        for alias in node.names:
            parts = f"{node.module}.{alias.name}".split(".")
            if len(parts) < 3 or parts[0] != "openmash" or parts[2] != "services":
                continue
            if module.room == parts[1] and module.part == "services":
                continue
            bound[alias.asname or alias.name] = parts[1]
            uses.add((parts[1], alias.name))
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in bound:
            uses.add((bound[node.value.id], node.attr))
    return uses


def shape_faults(modules: Iterable[Module], *, excepted: Iterable[str] = ()) -> list[str]:
    """Return every service whose arguments are not as they must be."""
    found = []
    left_out = set(excepted)
    for module in modules:
        for function in service_functions(module):
            name = f"{module.name}.{function.name}"
            if name in left_out:
                continue
            arguments = function.args
            words = [argument.arg for argument in arguments.kwonlyargs]
            if arguments.args or arguments.posonlyargs or arguments.vararg:
                found.append(f"{name} takes arguments by position: a service takes them by keyword only")
            if not words or words[0] != "actor":
                found.append(f"{name} does not name its actor first")
            elif words[-1] != "now":
                found.append(f"{name} does not take the time last, as `now`")
    return found


def recording_faults(modules: Iterable[Module], *, excepted: Iterable[str] = ()) -> list[str]:
    """Return every service from which no call leads to the trail, or that opens no transaction on the way."""
    held = list(modules)
    left_out = set(excepted)
    calls = _calls(held)
    records = _reaching(calls, RECORDERS)
    encloses = _reaching(calls, BOUNDARIES)
    found = []
    for module in held:
        for function in service_functions(module):
            name = f"{module.name}.{function.name}"
            if name in left_out:
                continue
            if function.name not in records:
                found.append(f"{name} changes something and records nothing in the trail")
            elif function.name not in encloses:
                found.append(f"{name} is not in a transaction: put @transaction.atomic on it")
    return found


def _calls(modules: Iterable[Module]) -> dict[str, set[str]]:
    """Return by function name what each calls, by last name: enough to tell that a way to the trail exists."""
    calls: dict[str, set[str]] = {}
    for module in modules:
        for node in ast.walk(module.tree):
            if not isinstance(node, ast.FunctionDef):
                continue
            called = {dotted(call.func).rpartition(".")[2] for call in ast.walk(node) if isinstance(call, ast.Call)}
            called |= {dotted(decorator).rpartition(".")[2] for decorator in node.decorator_list}
            called |= {
                dotted(value).rpartition(".")[2]
                for call in ast.walk(node)
                if isinstance(call, ast.Call)
                for value in [*call.args, *(keyword.value for keyword in call.keywords)]
                if isinstance(value, ast.Name | ast.Attribute)
            }
            calls.setdefault(node.name, set()).update(called)
    return calls


def _reaching(calls: dict[str, set[str]], goals: set[str]) -> set[str]:
    reached = set(goals)
    grown = True
    while grown:
        more = {name for name, called in calls.items() if name not in reached and called & reached}
        reached |= more
        grown = bool(more)
    return reached
