import django.contrib.postgres.indexes
from django.db import migrations, models

from openmash.base.rowsecurity import AUTHORITY, CLEARED

# Row-level security looks at a row before a comparison that might give it away, so no trigram index serves a protected
# table. The words that are compared therefore lie in a table that only its owner reads, through one function that asks
# the same questions as the policies do, and that gives back keys alone. See docs/decisions/0006.
OWNERS_ONLY = [
    "alter table people_searchtext enable row level security",
    "alter table people_searchtext force row level security",
    "create policy people_searchtext_owner on people_searchtext to current_user using (true) with check (true)",
]

KEEP = """
create function people_keep_search_text() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
    if tg_op = 'DELETE' then
        delete from people_searchtext where kind = tg_argv[0] and key = old.id;
    elsif tg_op = 'INSERT' or (new.search_text, new.address) is distinct from (old.search_text, old.address) then
        insert into people_searchtext (kind, key, names, address)
        values (tg_argv[0], new.id, new.search_text, lower(new.address))
        on conflict (kind, key) do update set names = excluded.names, address = excluded.address;
    end if;
    return null;
end
$$
"""

# `wanted`: names to compare by trigrams; `beginning`: the same as the beginning of a name; `parts`: words in scripts that
# trigrams do not know, each to be held; `place`: part of an address. At most `most` of a kind come back, the likest
# first. Three letters are alike to tens of thousands: of those that begin as typed 500 are ranked, of the others 3,000.
ALIKE = f"""
create function people_alike(wanted text, beginning text, parts text[], place text, most integer)
returns table (kind text, key bigint)
language sql stable security definer set search_path = public, pg_temp as $$
    with found as (
        (select s.kind, s.key, s.names from people_searchtext s where wanted <> '' and s.names like beginning limit 500)
        union
        (select s.kind, s.key, s.names from people_searchtext s where wanted <> '' and s.names %> wanted limit 3000)
        union
        (select s.kind, s.key, s.names from people_searchtext s where cardinality(parts) > 0 and s.names like all (parts))
        union
        (select s.kind, s.key, s.names from people_searchtext s where place <> '' and s.address like place)
    ),
    ranked as (
        select f.kind, f.key,
            row_number() over (partition by f.kind order by word_similarity(wanted, f.names) desc, f.key) as rank
        from found f
    )
    select r.kind::text, r.key from ranked r
    where r.rank <= most and {AUTHORITY} and (
        r.kind = 'person' and exists (
            select 1 from people_person p where p.id = r.key and (not p.restricted or {CLEARED})
        )
        or r.kind = 'record' and exists (
            select 1 from people_indexrecord i left join people_person p on p.id = i.person_id
            where i.id = r.key and (i.person_id is null or (p.id is not null and (not p.restricted or {CLEARED})))
        )
    )
$$
"""

FILL = """
do $$ begin
    perform set_config('app.scope', 'system', true), set_config('app.cleared', '1', true);
    insert into people_searchtext (kind, key, names, address)
        select 'person', id, search_text, lower(address) from people_person
        union all select 'record', id, search_text, lower(address) from people_indexrecord;
    perform set_config('app.scope', '', true), set_config('app.cleared', '', true);
end $$
"""


def trigger(table: str, kind: str) -> str:
    return (
        f"create trigger {table}_search_text after insert or delete or update of search_text, address on {table}"
        f" for each row execute function people_keep_search_text('{kind}')"
    )


class Migration(migrations.Migration):
    """Looking up by name without reading every row: words beside the records, kept by triggers."""

    dependencies = [("people", "0002_row_level_security")]

    operations = [
        migrations.CreateModel(
            name="SearchText",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=6)),
                ("key", models.BigIntegerField()),
                ("names", models.CharField(blank=True, max_length=400)),
                ("address", models.CharField(blank=True, max_length=250)),
            ],
        ),
        migrations.AddConstraint(
            model_name="searchtext",
            constraint=models.UniqueConstraint(fields=("kind", "key"), name="one_search_text_per_row"),
        ),
        migrations.RunSQL(
            sql=[
                *OWNERS_ONLY,
                KEEP,
                ALIKE,
                "revoke all on function people_alike(text, text, text[], text, integer) from public",
                "revoke all on function people_keep_search_text() from public",
                FILL,
                trigger("people_person", "person"),
                trigger("people_indexrecord", "record"),
            ],
            reverse_sql=[
                "drop trigger if exists people_person_search_text on people_person",
                "drop trigger if exists people_indexrecord_search_text on people_indexrecord",
                "drop function if exists people_keep_search_text()",
                "drop function if exists people_alike(text, text, text[], text, integer)",
            ],
        ),
        migrations.RemoveIndex(model_name="indexrecord", name="index_record_search"),
        migrations.RemoveIndex(model_name="person", name="person_search"),
        migrations.AddIndex(
            model_name="searchtext",
            index=django.contrib.postgres.indexes.GinIndex(
                fastupdate=False, fields=["names"], name="search_text_names", opclasses=["gin_trgm_ops"]
            ),
        ),
        migrations.AddIndex(
            model_name="searchtext",
            index=django.contrib.postgres.indexes.GinIndex(
                fastupdate=False, fields=["address"], name="search_text_address", opclasses=["gin_trgm_ops"]
            ),
        ),
    ]
