"""Alembic's folder: how a record of an older version becomes one of this version."""
