"""Make a table of postcodes from an extract of the national postcode directory.

The extract is CSV, plain or gzipped, with columns for the postcode and its district (GSS code).
`python -m openmash.agencies.routing.writing EXTRACT.csv.gz TABLE` writes the table.
"""

import csv
import gzip
import sys
from collections.abc import Sequence
from pathlib import Path

from openmash.agencies.routing.postcodes import MAGIC, padded, tidy

POSTCODE_COLUMNS = ("pcd", "pcds", "pcd7", "pcd8", "postcode")
DISTRICT_COLUMNS = ("laua", "lad", "oslaua", "ladcd", "district")


def write_table(extract: Path, table: Path) -> int:
    """Write the table and return how many postcodes it holds.

    Raises ValueError when a column is missing or a postcode stands there twice with two districts.
    """
    opened = gzip.open if extract.suffix == ".gz" else open
    found: dict[bytes, str] = {}
    with opened(extract, "rt", encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file)
        postcode, district = _columns(reader.fieldnames or [])
        for row in reader:
            key = padded(tidy(row[postcode]))
            if found.setdefault(key, row[district]) != row[district]:
                raise ValueError(f"{row[postcode]} stands in {extract.name} with two districts.")
    districts = sorted(set(found.values()))
    places = {code: number.to_bytes(2, "big") for number, code in enumerate(districts)}
    first = MAGIC + ",".join(districts).encode("ascii") + b"\n"
    table.write_bytes(first + b"".join(key + places[found[key]] for key in sorted(found)))
    return len(found)


def _columns(names: Sequence[str]) -> tuple[str, str]:
    by_name = {name.lower(): name for name in names}
    chosen = []
    for wanted, what in ((POSTCODE_COLUMNS, "postcodes"), (DISTRICT_COLUMNS, "districts")):
        column = next((by_name[name] for name in wanted if name in by_name), None)
        if column is None:
            raise ValueError(f"There is no column of {what}: one of {', '.join(wanted)} is needed.")
        chosen.append(column)
    return chosen[0], chosen[1]


if __name__ == "__main__":
    write_table(Path(sys.argv[1]), Path(sys.argv[2]))
