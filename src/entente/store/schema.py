"""The tables of a record, as the newest migration leaves them.

Documents, events and commitments are kept as the JSON that ``entente read`` prints, beside the columns that queries
need. ``seq`` is the order of arrival. Nothing in these tables joins what different documents tell.
"""

from __future__ import annotations

import sqlalchemy as sa

HEAD = "0001"
"""The newest migration. A store at another one is brought up to it, or refused where this version does not know it."""

VERSION_TABLE = "entente_version"

APPLICATION_ID = 0x456E7465
"""Marks a SQLite file as a record of Entente ("Ente"), so that no other program's file is taken for one."""

metadata = sa.MetaData()


def _owner(table: str) -> sa.Column[int]:
    return sa.Column(
        table.rstrip("s"), sa.Integer, sa.ForeignKey(f"{table}.seq", ondelete="CASCADE"), nullable=False, index=True
    )


documents = sa.Table(
    "documents",
    metadata,
    sa.Column("seq", sa.Integer, primary_key=True, autoincrement=True),
    sa.Column("id", sa.Text, nullable=False, unique=True),
    sa.Column("key", sa.Text, nullable=False, index=True),
    sa.Column("url", sa.Text, index=True),
    sa.Column("outlet", sa.Text),
    sa.Column("outlet_folded", sa.Text, index=True),
    sa.Column("published", sa.Date, index=True),
    sa.Column("retrieved", sa.Date),
    sa.Column("language", sa.Text),
    # Without the text, which has its own column.
    sa.Column("record", sa.Text, nullable=False),
    sa.Column("text", sa.Text, nullable=False),
    sqlite_autoincrement=True,
)

corrections = sa.Table(
    "corrections",
    metadata,
    sa.Column("older", sa.Integer, sa.ForeignKey("documents.seq", ondelete="CASCADE"), primary_key=True),
    sa.Column("newer", sa.Integer, sa.ForeignKey("documents.seq", ondelete="CASCADE"), primary_key=True, index=True),
    sa.Column("reason", sa.Text, nullable=False),
)
"""Every pair of versions of one article. The claims of ``older`` are superseded wherever ``newer`` may be seen."""

events = sa.Table(
    "events",
    metadata,
    sa.Column("seq", sa.Integer, primary_key=True, autoincrement=True),
    _owner("documents"),
    sa.Column("position", sa.Integer, nullable=False),
    sa.Column("id", sa.Text, nullable=False, index=True),
    sa.Column("quad", sa.Integer, nullable=False),
    sa.Column("modality", sa.Text, nullable=False, index=True),
    sa.Column("date", sa.Date, index=True),
    sa.Column("enddate", sa.Date),
    sa.Column("country", sa.Text, index=True),
    sa.Column("confidence", sa.Float, nullable=False),
    # What a text search looks in: sentences, names, object.
    sa.Column("words", sa.Text, nullable=False),
    sa.Column("record", sa.Text, nullable=False),
    sqlite_autoincrement=True,
)

event_types = sa.Table(
    "event_types",
    metadata,
    sa.Column("event", sa.Integer, sa.ForeignKey("events.seq", ondelete="CASCADE"), primary_key=True),
    sa.Column("type", sa.Text, primary_key=True, index=True),
)

event_sides = sa.Table(
    "event_sides",
    metadata,
    sa.Column("event", sa.Integer, sa.ForeignKey("events.seq", ondelete="CASCADE"), primary_key=True),
    sa.Column("side", sa.Text, primary_key=True),
    sa.Column("position", sa.Integer, primary_key=True),
    sa.Column("code", sa.Text, index=True),
    sa.Column("sectors", sa.Text, nullable=False),
    sa.Column("identifier", sa.Text, index=True),
    sa.Column("names", sa.Text, nullable=False),
)
"""Actors and recipients. ``sectors`` has spaces on either side of each; ``names`` are those of text and tables."""

commitments = sa.Table(
    "commitments",
    metadata,
    sa.Column("seq", sa.Integer, primary_key=True, autoincrement=True),
    _owner("documents"),
    sa.Column("position", sa.Integer, nullable=False),
    sa.Column("id", sa.Text, nullable=False, index=True),
    sa.Column("type", sa.Text, nullable=False, index=True),
    sa.Column("status", sa.Text, nullable=False),
    sa.Column("outcome", sa.Text, nullable=False),
    sa.Column("due", sa.Date, index=True),
    sa.Column("words", sa.Text, nullable=False),
    sa.Column("record", sa.Text, nullable=False),
    sqlite_autoincrement=True,
)

commitment_parties = sa.Table(
    "commitment_parties",
    metadata,
    sa.Column("commitment", sa.Integer, sa.ForeignKey("commitments.seq", ondelete="CASCADE"), primary_key=True),
    sa.Column("position", sa.Integer, primary_key=True),
    sa.Column("role", sa.Text, nullable=False),
    sa.Column("code", sa.Text, index=True),
    sa.Column("sectors", sa.Text, nullable=False),
    sa.Column("identifier", sa.Text, index=True),
    sa.Column("names", sa.Text, nullable=False),
)

SEARCHED = (("documents", "text"), ("events", "words"), ("commitments", "words"))
"""Tables and the column of each that a text search looks in."""
