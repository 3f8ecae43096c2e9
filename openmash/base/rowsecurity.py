"""Row-level security as migration operations: the second net under `visible_to`.

Policies read the settings of `base.transactions`. Wrapped in a sub-select, PostgreSQL reads each once per query.
"""

from django.db import migrations

AUTHORITY = "(select current_setting('app.scope', true)) in ('authority', 'system')"
SYSTEM = "(select current_setting('app.scope', true)) = 'system'"
AGENCY = "(select current_setting('app.scope', true)) = 'agency'"
CLEARED = "(select current_setting('app.cleared', true)) = '1'"
# A co-located member of the hub, beside what their agency sees.
HUB = "(select current_setting('app.hub', true)) = '1'"
# A designated officer of the council: worries about workers are theirs, and nobody else's.
OFFICER = "(select current_setting('app.officer', true)) = '1'"
AGENCY_ID = "(select nullif(current_setting('app.agency_id', true), '')::bigint)"
USER_ID = "(select nullif(current_setting('app.user_id', true), '')::bigint)"
UNRESTRICTED = f"(not restricted or {CLEARED})"
# The authority's cleared staff and its machines: one answer for the whole query, where "authority and unrestricted" is law.
SEES_EVERYTHING = (
    "(select current_setting('app.scope', true) in ('authority', 'system')"
    " and current_setting('app.cleared', true) = '1')"
)

# Sign-in reads it before anybody is known, so no setting could say who asks; it holds no child and no family.
OPEN_TABLES = frozenset({"accounts_user"})


def through(parent: str, column: str) -> str:
    """Return the condition that a row is seen where its parent is: the parent's own policy decides."""
    return f"exists (select 1 from {parent} as parent where parent.id = {column})"  # noqa: S608 - names of ours


def with_parent(parent: str, column: str) -> str:
    """Return the same condition, for a parent of which `SEES_EVERYTHING` sees every row: then no row's parent is asked."""
    return f"{SEES_EVERYTHING} or {through(parent, column)}"


def protect(table: str, *, using: str, check: str | None = None) -> migrations.RunSQL:
    """Return the operation that turns row-level security on for `table`, for its owner too.

    `using` says which rows may be read, changed or removed; `check` which may be written (default: the same).
    """
    return migrations.RunSQL(
        sql=[
            f"alter table {table} enable row level security",
            f"alter table {table} force row level security",
            f"drop policy if exists {table}_visible on {table}",
            f"create policy {table}_visible on {table} using ({using}) with check ({check or using})",
        ],
        reverse_sql=[
            f"drop policy if exists {table}_visible on {table}",
            f"alter table {table} no force row level security",
            f"alter table {table} disable row level security",
        ],
    )


def question(name: str, given: str, words: str) -> migrations.RunSQL:
    """Return the operation that makes a question of a policy a function, which answers as whoever asks: `given` is what it takes.

    A sub-select in a policy is planned with every statement about its table, and with it the policies of all that it reads;
    a function is planned once in a connection, when a row first needs it. For what few rows need: a call costs more.
    """
    return migrations.RunSQL(
        sql=f"create or replace function {name}({given}) returns boolean language plpgsql stable parallel safe"
        f" as $$ begin return {words}; end $$",
        reverse_sql=f"drop function if exists {name}",
    )


def sequence(name: str, *, start: int) -> migrations.RunSQL:
    """Return the operation that makes the sequence behind a kind of reference."""
    return migrations.RunSQL(
        sql=f"create sequence if not exists {name} start {start}", reverse_sql=f"drop sequence if exists {name}"
    )
