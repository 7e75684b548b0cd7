"""What documents tell moves to tables of its own; events and commitments become those of consolidated states.

Also people's decisions, and a digest of each document with all that it tells.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

from entente.store.migrations.versions.v0001_first import POSTGRES_SEARCH, SQLITE_SEARCH
from entente.store.rows import digest_of

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

SEARCHED = (("events", "words"), ("commitments", "words"))
OLD = ("commitment_parties", "commitments", "event_sides", "event_types", "events")


def upgrade() -> None:
    """Bring a record from 0001; what it held of documents, events and commitments is kept byte for byte."""
    sqlite = op.get_bind().dialect.name == "sqlite"
    for table in ("events", "commitments"):
        _make_told(f"told_{table}")
        op.execute(
            f"INSERT INTO told_{table} (seq, document, position, id, record) "  # noqa: S608 - names of this file
            f"SELECT seq, document, position, id, record FROM {table} ORDER BY seq"
        )
        if not sqlite:
            highest = f"(SELECT coalesce(max(seq), 1) FROM told_{table})"  # noqa: S608
            op.execute(f"SELECT setval('told_{table}_seq_seq', {highest})")
        else:
            op.execute(f"DROP TABLE {table}_search")
    for table in OLD:
        op.drop_table(table)
    _digest_documents()
    _make_judgements()
    _make_states()
    _make_events()
    _make_commitments()
    _make_contradictions()
    for table, column in SEARCHED:
        for statement in SQLITE_SEARCH if sqlite else POSTGRES_SEARCH:
            op.execute(statement.format(table=table, column=column))


def downgrade() -> None:
    """A record is not brought back to older tables."""
    raise NotImplementedError("a record is not brought back to older tables; use a copy made before")


def _digest_documents() -> None:
    op.add_column("documents", sa.Column("digest", sa.Text, nullable=False, server_default=""))
    bind = op.get_bind()
    for seq, record, text in bind.execute(sa.text("SELECT seq, record, text FROM documents")).all():
        told = [
            bind.execute(
                sa.text(f"SELECT record FROM told_{table} WHERE document = :seq ORDER BY position"),  # noqa: S608
                {"seq": seq},
            ).scalars()
            for table in ("events", "commitments")
        ]
        bind.execute(
            sa.text("UPDATE documents SET digest = :digest WHERE seq = :seq"),
            {"digest": digest_of(record, text, *told), "seq": seq},
        )


def _owner(name: str, table: str, *, primary_key: bool = False) -> sa.Column[int]:
    key = sa.ForeignKey(f"{table}.seq", ondelete="CASCADE")
    return sa.Column(name, sa.Integer, key, primary_key=primary_key, nullable=False)


def _number() -> sa.Column[int]:
    return sa.Column("seq", sa.Integer, primary_key=True, autoincrement=True)


def _indexes(table: str, *columns: str) -> None:
    for column in columns:
        op.create_index(f"ix_{table}_{column}", table, [column])


def _text(name: str, *, nullable: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=nullable)


def _make_told(table: str) -> None:
    op.create_table(
        table,
        _number(),
        _owner("document", "documents"),
        sa.Column("position", sa.Integer, nullable=False),
        _text("id"),
        _text("record"),
        sqlite_autoincrement=True,
    )
    _indexes(table, "document", "id")


def _make_judgements() -> None:
    op.create_table(
        "judgements",
        _number(),
        _text("ruling"),
        _text("record"),
        _text("who"),
        sa.Column("made", sa.Date, nullable=False),
        _text("withdrawn_by", nullable=True),
        sa.Column("withdrawn", sa.Date),
        sqlite_autoincrement=True,
    )


def _make_states() -> None:
    op.create_table(
        "states",
        _number(),
        sa.Column("fingerprint", sa.Text, nullable=False, unique=True),
        sa.Column("is_past", sa.Boolean, nullable=False),
        _text("pairs"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "tellings",
        _owner("state", "states", primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True),
        _text("id"),
        _text("event"),
        _text("digest"),
    )
    op.create_index("ix_tellings_state_id", "tellings", ["state", "id"])


def _place() -> tuple[sa.Column[Any], ...]:
    return (
        sa.Column("reported", sa.Date),
        _text("document"),
        sa.Column("position", sa.Integer, nullable=False),
        _text("words"),
        _text("record"),
    )


def _who() -> tuple[sa.Column[str], ...]:
    return (_text("code", nullable=True), _text("sectors"), _text("identifier", nullable=True), _text("names"))


def _make_events() -> None:
    op.create_table(
        "events",
        _number(),
        _owner("state", "states"),
        _text("id"),
        sa.Column("quad", sa.Integer, nullable=False),
        _text("modality"),
        sa.Column("date", sa.Date),
        sa.Column("enddate", sa.Date),
        _text("country", nullable=True),
        sa.Column("confidence", sa.Float, nullable=False),
        *_place(),
        sqlite_autoincrement=True,
    )
    _indexes("events", "state", "id", "modality", "date", "country")
    op.create_table(
        "event_types", _owner("event", "events", primary_key=True), sa.Column("type", sa.Text, primary_key=True)
    )
    _indexes("event_types", "type")
    op.create_table(
        "event_sides",
        _owner("event", "events", primary_key=True),
        sa.Column("side", sa.Text, primary_key=True),
        sa.Column("position", sa.Integer, primary_key=True),
        *_who(),
    )
    _indexes("event_sides", "code", "identifier")
    _make_outlets("event")


def _make_outlets(owner: str) -> None:
    op.create_table(
        f"{owner}_outlets",
        _owner(owner, f"{owner}s", primary_key=True),
        sa.Column("outlet", sa.Text, primary_key=True),
    )
    _indexes(f"{owner}_outlets", "outlet")


def _make_commitments() -> None:
    op.create_table(
        "commitments",
        _number(),
        _owner("state", "states"),
        _text("id"),
        _text("type"),
        _text("status"),
        sa.Column("due", sa.Date),
        *_place(),
        sqlite_autoincrement=True,
    )
    _indexes("commitments", "state", "id", "type", "due")
    op.create_table(
        "commitment_parties",
        _owner("commitment", "commitments", primary_key=True),
        sa.Column("position", sa.Integer, primary_key=True),
        _text("role"),
        *_who(),
    )
    _indexes("commitment_parties", "code", "identifier")
    _make_outlets("commitment")


def _make_contradictions() -> None:
    op.create_table(
        "contradictions",
        _number(),
        _owner("state", "states"),
        _text("id"),
        _text("about"),
        _text("field"),
        _text("record"),
        sqlite_autoincrement=True,
    )
    _indexes("contradictions", "state", "about")
