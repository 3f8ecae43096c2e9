from django.db import migrations

# Row-level security holds for migrations too. What was on its way goes on by the one door; what has gone is shown there.
# The mark is made as `release.rules.dispatches.mark_of` makes it.
MOVE = """
select set_config('app.scope', 'system', true), set_config('app.cleared', '1', true);
insert into release_dispatch (reference, kind, way, subject_kind, subject, source_kind, source, restricted, recipient_kind,
    recipient, recipient_name, address, template, subject_line, body, document_hash, carries_detail, state, tries, tried_at,
    problem, prepared_at, prepared_by, sent_at, sent_through, provider_reference)
select 'D-' || nextval('ref_dispatch'), answer.kind, answer.channel, 'contact', contact.reference, 'answer',
    answer.reference, contact.restricted, 'referrer', 'contact ' || contact.reference, '', answer."to", answer.template,
    answer.subject, answer.words,
    encode(sha256(convert_to(answer."to" || chr(31) || answer.subject || chr(31) || answer.words, 'UTF8')), 'hex'),
    answer.kind in ('outcome', 'disagreement_answer'),
    case answer.state when 'said' then 'sent' when 'failed' then 'refused' else answer.state end,
    answer.tries, answer.tried_at, answer.problem, answer.prepared_at, answer.prepared_by, answer.sent_at, '', ''
from frontdoor_answer as answer join frontdoor_contact as contact on contact.id = answer.contact_id
where answer.channel in ('email', 'letter') order by answer.id;
update base_job set kind = 'release.send', unique_key = 'send:' || dispatch.reference,
    arguments = jsonb_build_object('reference', dispatch.reference)
from release_dispatch as dispatch
where base_job.kind = 'frontdoor.send_answer' and base_job.finished_at is null
    and dispatch.source = base_job.arguments ->> 'reference';
select set_config('app.scope', '', true), set_config('app.cleared', '', true);
set constraints all immediate;
"""


class Migration(migrations.Migration):
    """Messages to whoever raised a worry leave by the one door of the house."""

    dependencies = [
        ("frontdoor", "0006_warnings_on_loading"),
        ("release", "0002_row_level_security"),
        ("base", "0002_row_level_security"),
    ]

    operations = [migrations.RunSQL(MOVE, reverse_sql=migrations.RunSQL.noop)]
