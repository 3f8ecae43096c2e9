"""For every test, wherever it stands: the database made by its owner and used by the serving role."""

from openmash.main.testing import django_db_setup

__all__ = ["django_db_setup"]
