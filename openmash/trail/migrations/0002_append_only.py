from django.db import migrations

REFUSE = """
create or replace function trail_refuse() returns trigger language plpgsql as $$
begin
    raise exception 'The trail is append-only: % on % is refused.', tg_op, tg_table_name
        using errcode = 'insufficient_privilege';
end
$$
"""
TABLES = ("trail_entry", "trail_seal", "trail_sealed")


class Migration(migrations.Migration):
    """Refuse UPDATE, DELETE and TRUNCATE of the trail to every role, its owner and the superuser included."""

    dependencies = [("trail", "0001_initial")]

    operations = [
        migrations.RunSQL(
            sql=[
                REFUSE,
                *(
                    f"create trigger {table}_append_only before update or delete or truncate on {table}"
                    " for each statement execute function trail_refuse()"
                    for table in TABLES
                ),
            ],
            reverse_sql=[
                *(f"drop trigger if exists {table}_append_only on {table}" for table in TABLES),
                "drop function if exists trail_refuse()",
            ],
        )
    ]
