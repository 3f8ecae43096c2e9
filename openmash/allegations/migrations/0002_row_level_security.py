from django.db import migrations

from openmash.base.rowsecurity import AUTHORITY, OFFICER, SYSTEM, USER_ID, protect

ABOUT_ME = f"concerned like '%,' || {USER_ID} || ',%'"
TOLD = f"told like '%,' || {USER_ID} || ',%'"
# Whoever it is about sees none of it, first of all; then the officers, those told instead of one, and who recorded it.
READS = f"({AUTHORITY} and ({OFFICER} or {TOLD}))"
ALLEGATION = f"{SYSTEM} or ({USER_ID} is not null and not ({ABOUT_ME}) and ({READS} or recorded_by_id = {USER_ID}))"
DECISION = (
    f"{SYSTEM} or exists (select 1 from allegations_allegation as parent where parent.id = allegation_id"
    f" and {AUTHORITY} and ({OFFICER} or parent.told like '%,' || {USER_ID} || ',%'))"
)


class Migration(migrations.Migration):
    """A worry about a worker is the designated officer's, and never whoever it is about: in no role, by no query."""

    dependencies = [("allegations", "0001_initial")]

    operations = [
        protect("allegations_allegation", using=ALLEGATION),
        protect("allegations_allegationdecision", using=DECISION),
    ]
