"""The first tables: documents, their versions, events, commitments, and the text search over them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

SEARCHED = (("documents", "text"), ("events", "words"), ("commitments", "words"))

SQLITE_SEARCH = (
    """CREATE VIRTUAL TABLE {table}_search USING fts5({column}, content='{table}', content_rowid='seq',
    tokenize='porter unicode61 remove_diacritics 2')""",
    """CREATE TRIGGER {table}_search_insert AFTER INSERT ON {table} BEGIN
    INSERT INTO {table}_search(rowid, {column}) VALUES (new.seq, new.{column}); END""",
    """CREATE TRIGGER {table}_search_delete AFTER DELETE ON {table} BEGIN
    INSERT INTO {table}_search({table}_search, rowid, {column}) VALUES ('delete', old.seq, old.{column}); END""",
    """CREATE TRIGGER {table}_search_update AFTER UPDATE OF {column} ON {table} BEGIN
    INSERT INTO {table}_search({table}_search, rowid, {column}) VALUES ('delete', old.seq, old.{column});
    INSERT INTO {table}_search(rowid, {column}) VALUES (new.seq, new.{column}); END""",
)
"""An index that holds no second copy of the text, kept in step by triggers (SQLite's own advice, FTS5 4.4.3)."""

POSTGRES_SEARCH = ("CREATE INDEX ix_{table}_search ON {table} USING gin (to_tsvector('english', {column}))",)


def upgrade() -> None:
    """Make the tables."""
    _documents()
    _events()
    _commitments()
    statements = SQLITE_SEARCH if op.get_bind().dialect.name == "sqlite" else POSTGRES_SEARCH
    for table, column in SEARCHED:
        for statement in statements:
            op.execute(statement.format(table=table, column=column))


def downgrade() -> None:
    """There is nothing older to go back to."""
    raise NotImplementedError("this is the first version of the record")


def _key(name: str, table: str, *, primary_key: bool = False) -> sa.Column[int]:
    owner = sa.ForeignKey(f"{table}.seq", ondelete="CASCADE")
    return sa.Column(name, sa.Integer, owner, primary_key=primary_key, nullable=False)


def _indexes(table: str, *columns: str) -> None:
    for column in columns:
        op.create_index(f"ix_{table}_{column}", table, [column])


def _documents() -> None:
    op.create_table(
        "documents",
        sa.Column("seq", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("id", sa.Text, nullable=False, unique=True),
        sa.Column("key", sa.Text, nullable=False),
        sa.Column("url", sa.Text),
        sa.Column("outlet", sa.Text),
        sa.Column("outlet_folded", sa.Text),
        sa.Column("published", sa.Date),
        sa.Column("retrieved", sa.Date),
        sa.Column("language", sa.Text),
        sa.Column("record", sa.Text, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sqlite_autoincrement=True,
    )
    _indexes("documents", "key", "url", "outlet_folded", "published")
    op.create_table(
        "corrections",
        _key("older", "documents", primary_key=True),
        _key("newer", "documents", primary_key=True),
        sa.Column("reason", sa.Text, nullable=False),
    )
    _indexes("corrections", "newer")


def _events() -> None:
    op.create_table(
        "events",
        sa.Column("seq", sa.Integer, primary_key=True, autoincrement=True),
        _key("document", "documents"),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("quad", sa.Integer, nullable=False),
        sa.Column("modality", sa.Text, nullable=False),
        sa.Column("date", sa.Date),
        sa.Column("enddate", sa.Date),
        sa.Column("country", sa.Text),
        sa.Column("confidence", sa.Float, nullable=False),
        sa.Column("words", sa.Text, nullable=False),
        sa.Column("record", sa.Text, nullable=False),
        sqlite_autoincrement=True,
    )
    _indexes("events", "document", "id", "modality", "date", "country")
    op.create_table(
        "event_types",
        _key("event", "events", primary_key=True),
        sa.Column("type", sa.Text, primary_key=True),
    )
    _indexes("event_types", "type")
    op.create_table(
        "event_sides",
        _key("event", "events", primary_key=True),
        sa.Column("side", sa.Text, primary_key=True),
        sa.Column("position", sa.Integer, primary_key=True),
        *_who(),
    )
    _indexes("event_sides", "code", "identifier")


def _commitments() -> None:
    op.create_table(
        "commitments",
        sa.Column("seq", sa.Integer, primary_key=True, autoincrement=True),
        _key("document", "documents"),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("type", sa.Text, nullable=False),
        sa.Column("status", sa.Text, nullable=False),
        sa.Column("outcome", sa.Text, nullable=False),
        sa.Column("due", sa.Date),
        sa.Column("words", sa.Text, nullable=False),
        sa.Column("record", sa.Text, nullable=False),
        sqlite_autoincrement=True,
    )
    _indexes("commitments", "document", "id", "type", "due")
    op.create_table(
        "commitment_parties",
        _key("commitment", "commitments", primary_key=True),
        sa.Column("position", sa.Integer, primary_key=True),
        sa.Column("role", sa.Text, nullable=False),
        *_who(),
    )
    _indexes("commitment_parties", "code", "identifier")


def _who() -> tuple[sa.Column[str], ...]:
    return (
        sa.Column("code", sa.Text),
        sa.Column("sectors", sa.Text, nullable=False),
        sa.Column("identifier", sa.Text),
        sa.Column("names", sa.Text, nullable=False),
    )
