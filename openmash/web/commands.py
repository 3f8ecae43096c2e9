"""./run access matrix: who may do what, for whose records."""

from argparse import ArgumentParser

from openmash.base.commandline import Options, Result, command


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--role", default="", help="only this role")


def _as_text(result: Result) -> str:
    rows = result["rows"]
    widths = [max((len(row[name]) for row in rows), default=0) for name in ("address", "role", "scope")]
    return "\n".join(
        f"{row['address']:<{widths[0]}}  {row['role']:<{widths[1]}}  {row['scope']:<{widths[2]}}  {row['answer']}"
        for row in rows
    )


@command(
    "access matrix",
    help="Say who may do what for whose records, as every page is asked in the tests.",
    arguments=_arguments,
    needs_data=False,
    needs_django=True,
    text=_as_text,
)
def access_matrix(options: Options) -> Result:
    from openmash.agencies.choices import CLEARED_ROLES, OUTSIDE_ROLES
    from openmash.base import access

    rows = access.answers(outside=OUTSIDE_ROLES, cleared=CLEARED_ROLES)
    if options.role:
        rows = [row for row in rows if row["role"] == options.role]
    return {"rows": rows}
