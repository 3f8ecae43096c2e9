from django.db import migrations

from openmash.base.rowsecurity import AUTHORITY, protect


class Migration(migrations.Migration):
    """Everybody at work may answer; what was answered is read by the council alone, and only in groups."""

    dependencies = [("pulse", "0001_initial")]

    operations = [protect("pulse_pulseanswer", using=AUTHORITY, check="true")]
