from django.db import migrations

from openmash.base.rowsecurity import AUTHORITY, protect


class Migration(migrations.Migration):
    """What a family was told and agreed to is the authority's own record."""

    dependencies = [("sharing", "0001_initial")]

    operations = [protect("sharing_familyposition", using=AUTHORITY)]
