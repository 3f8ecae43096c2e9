from django.db import migrations

from openmash.base.rowsecurity import SYSTEM, USER_ID, protect


class Migration(migrations.Migration):
    """A draft is its writer's alone; only the machine that forgets old ones sees the others."""

    dependencies = [("base", "0001_initial")]

    operations = [protect("base_draft", using=f"user_id = {USER_ID} or {SYSTEM}")]
