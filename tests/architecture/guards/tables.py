"""What every table must say of itself. Works on anything that looks like a Django model."""

from collections.abc import Iterable, Iterator
from typing import Any

CLASSES = ("identifying", "sensitive", "operational")
MERGES = {"move", "keep", "drop", "join"}


def our_models() -> list[Any]:
    """Return the models of our rooms."""
    from django.apps import apps

    return [model for model in apps.get_models() if model.__module__.startswith("openmash.")]


def unclassed_fields(models: Iterable[Any]) -> list[str]:
    """Return every field that is not in exactly one class, and every name classed that is no field."""
    found = []
    for model in models:
        label = model._meta.label
        classes = getattr(model, "FIELD_CLASSES", None)
        if classes is None:
            found.append(f"{label} has no FIELD_CLASSES")
            continue
        found += [f"{label} has the class {name}, which there is not" for name in set(classes) - set(CLASSES)]
        classed = [field for fields in classes.values() for field in fields]
        fields = {field.name for field in own_fields(model)}
        found += [f"{label}.{name} is not classed" for name in sorted(fields - set(classed))]
        found += [f"{label}.{name} is classed and is no field" for name in sorted(set(classed) - fields)]
        found += [f"{label}.{name} is classed twice" for name in sorted({n for n in classed if classed.count(n) > 1})]
    return found


def own_fields(model: Any) -> Iterator[Any]:
    """Yield the fields a model has itself, those to many included."""
    yield from model._meta.local_fields
    yield from model._meta.local_many_to_many


def silent_about_merging(models: Iterable[Any]) -> list[str]:
    """Return every link to a person whose model does not say what a merge does to it."""
    found = []
    for model in models:
        said = getattr(model, "on_merge", {})
        for field in own_fields(model):
            if not field.is_relation or target(field) != "people.person":
                continue
            if said.get(field.name) not in MERGES:
                found.append(f"{model._meta.label}.{field.name} links to a person and does not say `on_merge`")
    return found


def target(field: Any) -> str:
    """Return what a link leads to, in lower case, whether the other model is there yet or not."""
    remote = field.remote_field.model
    return remote.lower() if isinstance(remote, str) else remote._meta.label_lower


def pairs_without_constraint(models: Iterable[Any]) -> list[str]:
    """Return every `x_at` and `x_by` of which one could be there without the other."""
    found = []
    for model in models:
        fields = {field.name: field for field in model._meta.local_fields}
        for at in [name for name in fields if name.endswith("_at")]:
            by = at.removesuffix("_at") + "_by"
            if by not in fields or not (_may_be_empty(fields[at]) or _may_be_empty(fields[by])):
                continue
            if not any({at, by} <= _names(constraint) for constraint in model._meta.constraints):
                found.append(f"{model._meta.label}: no constraint keeps {at} and {by} together")
    return found


def _may_be_empty(field: Any) -> bool:
    return bool(field.null or field.blank)


def _names(constraint: Any) -> set[str]:
    return {name.split("__")[0] for name in _lookups(getattr(constraint, "condition", None))}


def _lookups(condition: Any) -> Iterator[str]:
    for child in getattr(condition, "children", []):
        if isinstance(child, tuple):
            yield child[0]
        else:
            yield from _lookups(child)


def protected_tables(models: Iterable[Any]) -> list[str]:
    """Return the tables that hold something identifying or sensitive."""
    return [
        model._meta.db_table
        for model in models
        if model._meta.managed
        and any(getattr(model, "FIELD_CLASSES", {}).get(name) for name in ("identifying", "sensitive"))
    ]
