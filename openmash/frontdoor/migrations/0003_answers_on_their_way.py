from django.db import migrations, models

from openmash.base.rowsecurity import sequence

# Links are checked at once: PostgreSQL makes no index on a table whose links still wait to be checked.
# Row-level security holds for migrations too. Until now the answer's clock began at receipt, as the other two do.
# What the updates left to be checked is checked at once: an index cannot be made while it waits.
BACKFILL = """
select set_config('app.scope', 'system', true), set_config('app.cleared', '1', true);
update frontdoor_answer set reference = 'A-' || nextval('ref_answer') where reference = '';
update frontdoor_contact set statutory_due_at = referrer_due_at, acknowledge_due_at = referrer_due_at;
update frontdoor_contact set rag_due_at = decide_due_at where rag <> '';
update frontdoor_contact set first_decided_at = coalesce(
    (select min(changed_at) from frontdoor_statuschange
     where contact_id = frontdoor_contact.id and after in ('decided', 'passed')), decided_at);
update frontdoor_contact set acknowledged_at =
    (select min(sent_at) from frontdoor_answer
     where contact_id = frontdoor_contact.id and kind = 'acknowledgement');
select set_config('app.scope', '', true), set_config('app.cleared', '', true);
set constraints all immediate;
"""


def moment() -> models.DateTimeField:
    return models.DateTimeField(blank=True, null=True)


class Migration(migrations.Migration):
    """Messages have a reference and a way to go; contacts keep the moments that figures ask about."""


    dependencies = [("frontdoor", "0002_row_level_security")]

    operations = [
        sequence("ref_answer", start=10001),
        migrations.AddField("answer", "reference", models.CharField(max_length=20, default=""), preserve_default=False),
        migrations.AddField("answer", "subject", models.CharField(blank=True, max_length=200)),
        migrations.AddField("answer", "tries", models.PositiveSmallIntegerField(default=0)),
        migrations.AddField("answer", "tried_at", moment()),
        migrations.AddField("answer", "problem", models.CharField(blank=True, max_length=200)),
        migrations.AlterField("answer", "to", models.CharField(blank=True, max_length=400)),
        migrations.RemoveField("answer", "uncertain"),
        migrations.AddField("disagreement", "reply_to", models.CharField(blank=True, max_length=160)),
        migrations.AddField("contact", "statutory_due_at", moment()),
        migrations.AddField("contact", "rag_due_at", moment()),
        migrations.AddField("contact", "first_decided_at", moment()),
        migrations.AddField("contact", "acknowledge_due_at", moment()),
        migrations.AddField("contact", "acknowledged_at", moment()),
        migrations.RunSQL(BACKFILL, reverse_sql=migrations.RunSQL.noop),
        migrations.AlterField("answer", "reference", models.CharField(max_length=20, unique=True)),
        migrations.AddIndex(
            "answer",
            models.Index(
                condition=models.Q(("state", "said"), _negated=True), fields=["prepared_at"], name="answer_on_its_way"
            ),
        ),
        migrations.AddIndex("answer", models.Index(fields=["-sent_at"], name="answer_sent")),
        migrations.AddConstraint(
            "answer",
            models.CheckConstraint(
                condition=models.Q(("state", "said"), _negated=True) | models.Q(("sent_at__isnull", False)),
                name="answer_said_has_a_time",
            ),
        ),
        migrations.AddIndex("contact", models.Index(fields=["-decided_at"], name="contact_decided")),
        migrations.AddIndex("transfer", models.Index(fields=["offered_at"], name="transfer_offered")),
    ]
