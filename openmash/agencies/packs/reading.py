"""Read a pack from its folder: TOML in, one validated pack out, or every error at once.

A pack is a folder of TOML files. `pack.toml` says what it is called and what it extends; every
other file holds lists of entries by section, in as many files as its author likes. A file may
begin with `[defaults]` (and `[defaults.SECTION]`): source, confidence and dates its entries share.
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from openmash.agencies.packs.checking import check_pack
from openmash.agencies.packs.overlaying import Layer, Withdrawal, overlay
from openmash.agencies.packs.problems import PackError, PackErrors, in_plain_words
from openmash.agencies.packs.schema import SECTIONS, SINGLES, About, Entry, Pack
from openmash.agencies.packs.schema.entry import Undated

PACK_FILE = "pack.toml"
LARGEST_FILE = 1_000_000
MOST_FILES = 100
DEEPEST_CHAIN = 5
Kind = TypeVar("Kind", bound=BaseModel)
SHIPPED = Path(__file__).resolve().parents[3] / "packs"


def read_pack(directory: Path | str, *, library: Path | None = None) -> Pack:
    """Return the pack in a folder, laid over the one it extends, validated and checked as a whole.

    A pack that is extended is looked for beside this one, then in the library (the packs that come
    with the product). Raises PackErrors with file, key and reason for each thing that is wrong.
    """
    chain = read_layers(Path(directory), library=library or SHIPPED)
    pack = Pack(about=chain[0].about)
    errors: list[PackError] = []
    for layer in chain:
        errors += _idle_withdrawals(pack, layer)
        pack = overlay(pack, layer)
    errors += [
        PackError(_file_of(chain, problem.section, problem.code), problem.key, problem.reason)
        for problem in check_pack(pack)
    ]
    if errors:
        raise PackErrors(errors)
    return pack


def read_layers(directory: Path, *, library: Path = SHIPPED) -> list[Layer]:
    """Return the folder's own layer and those it extends, the lowest first. Raises PackErrors."""
    chain = [read_layer(directory)]
    while below := chain[0].about.extends:
        if len(chain) == DEEPEST_CHAIN or below in {layer.about.name for layer in chain}:
            raise PackErrors(
                [PackError(PACK_FILE, "pack.extends", f"the packs extend each other without end: {below}")]
            )
        folder = next(
            (place / below for place in (directory.parent, library) if (place / below / PACK_FILE).is_file()),
            None,
        )
        if folder is None:
            raise PackErrors([PackError(PACK_FILE, "pack.extends", f"there is no pack “{below}”")])
        chain.insert(0, read_layer(folder, prefix=f"{below}/"))
    return chain


def read_layer(directory: Path, *, prefix: str = "") -> Layer:
    """Return what one folder says, before it is laid over anything. Raises PackErrors."""
    reader = _Reader(prefix)
    files = sorted(directory.rglob("*.toml")) if directory.is_dir() else []
    if directory / PACK_FILE not in files:
        raise PackErrors([PackError(str(directory), "", f"this is not a pack: it has no {PACK_FILE}")])
    if len(files) > MOST_FILES:
        raise PackErrors([PackError(str(directory), "", f"a pack has at most {MOST_FILES} files")])
    tables = {
        str(path.relative_to(directory)): table
        for path in files
        if (table := reader.parse(path, directory)) is not None
    }
    about = reader.about(tables.get(PACK_FILE))
    for name, table in tables.items():
        reader.take(name, table, about.name if about else "")
    reader.check_no_doubles()
    if reader.errors or about is None:
        raise PackErrors(reader.errors)
    return Layer(about, reader.singles, reader.lists(), tuple(reader.withdrawals), reader.files)


@dataclass
class _Reader:
    """Collects what the files of one folder say, and everything that is wrong with them."""

    prefix: str
    errors: list[PackError] = field(default_factory=list)
    singles: dict[str, Undated] = field(default_factory=dict)
    single_files: dict[tuple[str, str], str] = field(default_factory=dict)
    entries: list[tuple[str, str, Entry]] = field(default_factory=list)
    withdrawals: list[Withdrawal] = field(default_factory=list)

    def wrong(self, file: str, key: str, reason: str) -> None:
        self.errors.append(PackError(f"{self.prefix}{file}", key, reason))

    def parse(self, path: Path, directory: Path) -> dict[str, Any] | None:
        name = str(path.relative_to(directory))
        try:
            if path.is_symlink() or not path.resolve().is_relative_to(directory.resolve()):
                self.wrong(name, "", "leads out of the pack's folder")
            elif path.stat().st_size > LARGEST_FILE:
                self.wrong(name, "", f"is larger than {LARGEST_FILE // 1_000_000} MB")
            else:
                return tomllib.loads(path.read_text(encoding="utf-8"))
        except UnicodeDecodeError:
            self.wrong(name, "", "is not UTF-8 text")
        except (tomllib.TOMLDecodeError, RecursionError) as problem:
            self.wrong(name, "", f"is not TOML: {problem}")
        except ValueError:  # the one thing the reader lets through: a number longer than a computer's
            self.wrong(name, "", "holds a number of more than 4,300 digits")
        except OSError as problem:
            self.wrong(name, "", f"cannot be read: {problem.strerror}")
        return None

    def about(self, table: Mapping[str, Any] | None) -> About | None:
        if table is None:
            return None
        given = table.get("pack")
        if not isinstance(given, dict):
            self.wrong(PACK_FILE, "pack", "is missing: a table with name, title and version")
            return None
        about = self._valid(PACK_FILE, "pack", About, {**given, "layers": []})
        for section in about.replaces if about else ():
            if section not in SECTIONS:
                self.wrong(PACK_FILE, "pack.replaces", _unknown(section, SECTIONS))
        return about

    def take(self, file: str, table: Mapping[str, Any], layer: str) -> None:
        defaults = table.get("defaults", {})
        if not isinstance(defaults, dict):
            self.wrong(file, "defaults", "is not a table")
            return
        for name, given in table.items():
            if name == "defaults" or (name == "pack" and file == PACK_FILE):
                continue
            if name in SECTIONS:
                self._take_list(file, name, given, _defaults_for(name, defaults), layer)
            elif name in SINGLES:
                self._take_single(file, name, given, _defaults_for(name, defaults), layer)
            elif name == "withdraw":
                self._take_withdrawals(file, given)
            else:
                self.wrong(file, name, _unknown(name, [*SECTIONS, *SINGLES, "withdraw", "defaults"]))

    def _take_list(self, file: str, name: str, given: Any, defaults: dict[str, Any], layer: str) -> None:
        if not isinstance(given, list) or not all(isinstance(item, dict) for item in given):
            self.wrong(file, name, f"is not a list of tables: write each as [[{name}]]")
            return
        for number, item in enumerate(given):
            label = f'{name}["{item["code"]}"]' if item.get("code") else f"{name}[{number}]"
            if "layer" in item:
                self.wrong(file, f"{label}.layer", "is filled in when the pack is read")
                continue
            kind = SECTIONS[name]
            fitting = {key: value for key, value in defaults.items() if key in _fields(kind)}
            entry = self._valid(file, label, kind, {**fitting, **item, "layer": layer})
            if entry is not None:
                self.entries.append((file, name, entry))

    def _take_single(self, file: str, name: str, given: Any, defaults: dict[str, Any], layer: str) -> None:
        if not isinstance(given, dict):
            self.wrong(file, name, f"is not a table: write it as [{name}]")
            return
        if name in self.singles:
            self.wrong(file, name, "is said twice")
            return
        kind = SINGLES[name]
        fitting = {key: value for key, value in defaults.items() if key in _fields(kind)}
        single = self._valid(file, name, kind, {**fitting, **given, "layer": layer})
        if single is not None:
            self.singles[name] = single
            self.single_files[name, ""] = f"{self.prefix}{file}"

    def _take_withdrawals(self, file: str, given: Any) -> None:
        for number, item in enumerate(given if isinstance(given, list) else [given]):
            label = f"withdraw[{number}]"
            withdrawal = self._valid(file, label, Withdrawal, item)
            if withdrawal is None:
                continue
            if withdrawal.section not in SECTIONS:
                self.wrong(file, f"{label}.section", _unknown(withdrawal.section, SECTIONS))
            else:
                self.withdrawals.append(withdrawal)

    def _valid(self, file: str, label: str, kind: type[Kind], given: Any) -> Kind | None:
        try:
            return kind.model_validate(given)
        except ValidationError as problem:
            for error in problem.errors():
                path = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in error["loc"])
                self.wrong(file, label + path, in_plain_words(error))
            return None

    def check_no_doubles(self) -> None:
        seen: dict[tuple[str, str], list[Entry]] = {}
        for file, name, entry in self.entries:
            for other in seen.setdefault((name, entry.key), []):
                if entry.overlaps(other):
                    self.wrong(
                        file,
                        f'{name}["{entry.code}"]',
                        f"holds at the same time as another “{entry.key}” (from {other.since}): "
                        "end one before the other begins",
                    )
            seen[name, entry.key].append(entry)

    def lists(self) -> dict[str, tuple[Entry, ...]]:
        return {name: tuple(entry for _, held, entry in self.entries if held == name) for name in SECTIONS}

    @property
    def files(self) -> dict[tuple[str, str], str]:
        listed = {(name, entry.code): f"{self.prefix}{file}" for file, name, entry in self.entries}
        return listed | self.single_files


def _fields(kind: type[BaseModel]) -> set[str]:
    return {field.alias or name for name, field in kind.model_fields.items()}


def _defaults_for(name: str, defaults: Mapping[str, Any]) -> dict[str, Any]:
    shared = {key: value for key, value in defaults.items() if not isinstance(value, dict)}
    own = defaults.get(name, {})
    return {**shared, **own} if isinstance(own, dict) else shared


def _unknown(name: str, known: Any) -> str:
    close = get_close_matches(name, list(known), n=1)
    return f"a pack has no “{name}”" + (f": did you mean {close[0]}?" if close else "")


def _file_of(chain: list[Layer], section: str, code: str) -> str:
    for layer in reversed(chain):
        if (section, code) in layer.files:
            return layer.files[section, code]
    return PACK_FILE


def _idle_withdrawals(beneath: Pack, layer: Layer) -> Iterator[PackError]:
    for withdrawal in layer.withdrawals:
        held = beneath.section(withdrawal.section)
        if not any(withdrawal.code in (entry.code, entry.key) for entry in held):
            yield PackError(
                PACK_FILE,
                f'withdraw["{withdrawal.code}"]',
                f"there is no “{withdrawal.code}” in {withdrawal.section} of the pack beneath",
            )


def name_and_version(directory: Path) -> tuple[str | None, str | None]:
    """Return what a folder says it is called, as far as it can be read at all."""
    try:
        table = tomllib.loads((directory / PACK_FILE).read_text(encoding="utf-8")).get("pack", {})
        name, version = table.get("name"), table.get("version")
    except (OSError, ValueError, RecursionError, AttributeError):
        return None, None
    return (name if isinstance(name, str) else None), (version if isinstance(version, str) else None)


def iter_packs(library: Path = SHIPPED) -> Iterator[Path]:
    """Yield the folders of the packs in a library, by name."""
    yield from sorted(path.parent for path in library.glob(f"*/{PACK_FILE}"))


def offered(name: str) -> tuple[Path, Pack]:
    """Return the pack that comes with the product under a name, or the one in a folder, and where it is.

    Raises LookupError with a sentence, and PackErrors with all that is wrong with it.
    """
    folder = next((known for known in iter_packs() if known.name == name), Path(name))
    if not folder.is_dir():
        known = ", ".join(known.name for known in iter_packs())
        raise LookupError(f"There is no pack “{name}” in {SHIPPED}. There are: {known}.")
    return folder, read_pack(folder)
