"""What is worked out once for an extract: the team and locality of each fact of a case, and the ends of months.

A case belongs to the team of the child's worker on that day, else of the first worker after it. Its locality is that of the
team, where the pack's register knows the team; else that of the child's latest contact; else none is known.
"""

from typing import Any

from openmash.indicators.engine.asking import ask

WORKERS = """
create or replace table workers as
select w.person_id, w.began_on, coalesce(t.code, trim(w.team)) as team, coalesce(t.locality, '') as locality
from taken as w left join teams as t on lower(trim(w.team)) in (lower(t.name), lower(t.code))
where w.kind = 'worker' and w.withdrawn_at is null and trim(w.team) <> ''
qualify row_number() over (partition by w.person_id, w.began_on order by w.id desc) = 1
"""
HOMES = """
create or replace table homes as
select c.person_id, arg_max(k.locality, k.received_at) as locality
from children as c join contacts as k on k.id = c.contact_id
where k.locality <> '' and c.person_id in (select person_id from taken union select person_id from register)
group by c.person_id
"""
PLACED = """
create or replace table placed as
with firsts as (
    select person_id, arg_min(team, began_on) as team, arg_min(locality, began_on) as locality
    from workers group by person_id
)
select f.id,
    coalesce(w.team, a.team, '') as team,
    coalesce(nullif(coalesce(w.locality, a.locality), ''), h.locality, '') as locality
from taken as f
asof left join workers as w on f.person_id = w.person_id and f.began_on >= w.began_on
left join firsts as a on a.person_id = f.person_id
left join homes as h on h.person_id = f.person_id
"""
REGISTER = """
create or replace table registered as
select r.*, coalesce(t.code, trim(r.team)) as team_code, t.id is not null and a.kind = 'EH' as own_service,
    coalesce(nullif(t.locality, ''), h.locality, '') as locality
from register as r
left join teams as t on lower(trim(r.team)) in (lower(t.name), lower(t.code))
left join agencies as a on a.id = t.agency_id
left join homes as h on h.person_id = r.person_id
qualify row_number() over (partition by r.id order by t.id nulls last) = 1
"""


def prepare(kept: Any) -> None:
    """Work it out in an extract that is being made."""
    for words in (WORKERS, HOMES, PLACED, REGISTER):
        ask(kept, words)
    ask(kept, "checkpoint")
