from django.contrib.postgres.indexes import GinIndex
from django.db import migrations
from django.db.migrations.operations.base import Operation

# Rows that come by the thousand are kept in the indexes' lists of what is to be sorted in, and sorted in together: four
# times as quick as one by one. Whoever looks somebody up reads that list through, so what is saved singly keeps it short.
ONE_BY_ONE, TOGETHER = "64kB", "4MB"
MANY = 200

KEEP = f"""
create function people_keep_search_texts() returns trigger
language plpgsql security definer set search_path = public, pg_temp set gin_pending_list_limit = '{ONE_BY_ONE}' as $$
begin
    if tg_op = 'DELETE' then
        delete from people_searchtext s using gone where s.kind = tg_argv[0] and s.key = gone.id;
        return null;
    end if;
    if (select count(*) from (select 1 from fresh limit {MANY}) as first_rows) = {MANY} then
        perform set_config('gin_pending_list_limit', '{TOGETHER}', true);
    end if;
    if tg_op = 'UPDATE' then
        insert into people_searchtext (kind, key, names, address)
        select tg_argv[0], fresh.id, fresh.search_text, lower(fresh.address) from fresh join gone using (id)
        where (fresh.search_text, fresh.address) is distinct from (gone.search_text, gone.address)
        on conflict (kind, key) do update set names = excluded.names, address = excluded.address;
    else
        insert into people_searchtext (kind, key, names, address)
        select tg_argv[0], fresh.id, fresh.search_text, lower(fresh.address) from fresh
        on conflict (kind, key) do update set names = excluded.names, address = excluded.address;
    end if;
    return null;
end
$$
"""

# Called at the end of a load, by who serves: only an index's owner may have its list sorted in.
SETTLE = """
create function people_settle_search_text() returns void
language sql security definer set search_path = public, pg_temp as $$
    select gin_clean_pending_list('search_text_names'::regclass), gin_clean_pending_list('search_text_address'::regclass)
$$
"""


def triggers(table: str, kind: str) -> list[str]:
    events = {
        "insert": "new table as fresh",
        "update": "old table as gone new table as fresh",
        "delete": "old table as gone",
    }
    return [
        f"create trigger {table}_search_text_{event} after {event} on {table} referencing {tables}"
        f" for each statement execute function people_keep_search_texts('{kind}')"
        for event, tables in events.items()
    ]


def row_trigger(table: str, kind: str) -> str:
    return (
        f"create trigger {table}_search_text after insert or delete or update of search_text, address on {table}"
        f" for each row execute function people_keep_search_text('{kind}')"
    )


TABLES = {"people_person": "person", "people_indexrecord": "record"}
INDEXES = {"search_text_names": "names", "search_text_address": "address"}


def sorted_in_together(name: str, column: str) -> list[Operation]:
    index = GinIndex(fastupdate=True, fields=[column], name=name, opclasses=["gin_trgm_ops"])
    return [migrations.RemoveIndex("searchtext", name), migrations.AddIndex("searchtext", index)]


class Migration(migrations.Migration):
    """Words to be compared are written for all rows of a statement at once, and sorted into their indexes together."""

    dependencies = [("people", "0003_search_text")]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                operation for name, column in INDEXES.items() for operation in sorted_in_together(name, column)
            ],
        ),
        migrations.RunSQL(
            sql=[
                KEEP,
                SETTLE,
                "revoke all on function people_keep_search_texts() from public",
                "revoke all on function people_settle_search_text() from public",
                *(f"drop trigger {table}_search_text on {table}" for table in TABLES),
                *(trigger for table, kind in TABLES.items() for trigger in triggers(table, kind)),
                *(f"alter index {index} set (fastupdate = on)" for index in INDEXES),
            ],
            reverse_sql=[
                "select people_settle_search_text()",
                *(f"alter index {index} set (fastupdate = off)" for index in INDEXES),
                *(
                    f"drop trigger {table}_search_text_{event} on {table}"
                    for table in TABLES
                    for event in ("insert", "update", "delete")
                ),
                *(row_trigger(table, kind) for table, kind in TABLES.items()),
                "drop function people_settle_search_text()",
                "drop function people_keep_search_texts()",
            ],
        ),
    ]
