"""The tables of a record, as the newest migration leaves them.

Documents, and the events and commitments that each tells, are kept as the JSON that ``entente read`` prints; with what
people decided they are the record. ``seq`` is the order of arrival.

The rest is derived and can be made anew at any time: a state holds what a set of documents tells together, with the
columns that queries need. See :mod:`entente.store.consolidation`.
"""

from __future__ import annotations

import sqlalchemy as sa

HEAD = "0002"
"""The newest migration. A store at another one is brought up to it, or refused where this version does not know it."""

VERSION_TABLE = "entente_version"

APPLICATION_ID = 0x456E7465
"""Marks a SQLite file as a record of Entente ("Ente"), so that no other program's file is taken for one."""

metadata = sa.MetaData()


def _who() -> tuple[sa.Column[str], ...]:
    """The columns of one who takes part; :func:`entente.store.rows._who` fills them."""
    return (
        sa.Column("code", sa.Text, index=True),
        sa.Column("sectors", sa.Text, nullable=False),
        sa.Column("identifier", sa.Text, index=True),
        sa.Column("names", sa.Text, nullable=False),
    )


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
    # Of the record and all that the document tells; by it a state knows whether it is still right.
    sa.Column("digest", sa.Text, nullable=False, server_default=""),
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


def _told(name: str) -> sa.Table:
    return sa.Table(
        name,
        metadata,
        sa.Column("seq", sa.Integer, primary_key=True, autoincrement=True),
        _owner("documents"),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("id", sa.Text, nullable=False, index=True),
        sa.Column("record", sa.Text, nullable=False),
        sqlite_autoincrement=True,
    )


told_events = _told("told_events")
told_commitments = _told("told_commitments")
"""What single documents tell, in the order of their text."""

judgements = sa.Table(
    "judgements",
    metadata,
    sa.Column("seq", sa.Integer, primary_key=True, autoincrement=True),
    sa.Column("ruling", sa.Text, nullable=False),
    # The whole decision as JSON, with the sentences by which tellings are found again when a document is read anew.
    sa.Column("record", sa.Text, nullable=False),
    sa.Column("who", sa.Text, nullable=False),
    sa.Column("made", sa.Date, nullable=False),
    sa.Column("withdrawn_by", sa.Text),
    sa.Column("withdrawn", sa.Date),
    sqlite_autoincrement=True,
)
"""What people decided, one row a decision. Nothing is ever deleted: a decision may be withdrawn."""

states = sa.Table(
    "states",
    metadata,
    sa.Column("seq", sa.Integer, primary_key=True, autoincrement=True),
    sa.Column("fingerprint", sa.Text, nullable=False, unique=True),
    sa.Column("is_past", sa.Boolean, nullable=False),
    sa.Column("pairs", sa.Text, nullable=False),
    sqlite_autoincrement=True,
)
"""Sets of documents that are consolidated. ``pairs`` are the decisions that bore on which tellings were joined."""

tellings = sa.Table(
    "tellings",
    metadata,
    sa.Column("state", sa.Integer, sa.ForeignKey("states.seq", ondelete="CASCADE"), primary_key=True),
    sa.Column("number", sa.Integer, primary_key=True),
    sa.Column("id", sa.Text, nullable=False),
    sa.Column("event", sa.Text, nullable=False),
    sa.Column("digest", sa.Text, nullable=False),
    sa.Index("ix_tellings_state_id", "state", "id"),
)
"""To which event each telling was joined, in the order in which they were taken up, and its document's digest."""

events = sa.Table(
    "events",
    metadata,
    sa.Column("seq", sa.Integer, primary_key=True, autoincrement=True),
    _owner("states"),
    sa.Column("id", sa.Text, nullable=False, index=True),
    sa.Column("quad", sa.Integer, nullable=False),
    sa.Column("modality", sa.Text, nullable=False, index=True),
    sa.Column("date", sa.Date, index=True),
    sa.Column("enddate", sa.Date),
    sa.Column("country", sa.Text, index=True),
    sa.Column("confidence", sa.Float, nullable=False),
    # Where it stands among others: when it was first told, by which document, at which place there.
    sa.Column("reported", sa.Date),
    sa.Column("document", sa.Text, nullable=False),
    sa.Column("position", sa.Integer, nullable=False),
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
    *_who(),
)
"""Actors and recipients. ``sectors`` has spaces on either side of each; ``names`` are those of text and tables."""

event_outlets = sa.Table(
    "event_outlets",
    metadata,
    sa.Column("event", sa.Integer, sa.ForeignKey("events.seq", ondelete="CASCADE"), primary_key=True),
    sa.Column("outlet", sa.Text, primary_key=True, index=True),
)
"""Outlets that tell an event, with upper and lower case made the same."""

commitments = sa.Table(
    "commitments",
    metadata,
    sa.Column("seq", sa.Integer, primary_key=True, autoincrement=True),
    _owner("states"),
    sa.Column("id", sa.Text, nullable=False, index=True),
    sa.Column("type", sa.Text, nullable=False, index=True),
    sa.Column("status", sa.Text, nullable=False),
    sa.Column("due", sa.Date, index=True),
    sa.Column("reported", sa.Date),
    sa.Column("document", sa.Text, nullable=False),
    sa.Column("position", sa.Integer, nullable=False),
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
    *_who(),
)

commitment_outlets = sa.Table(
    "commitment_outlets",
    metadata,
    sa.Column("commitment", sa.Integer, sa.ForeignKey("commitments.seq", ondelete="CASCADE"), primary_key=True),
    sa.Column("outlet", sa.Text, primary_key=True, index=True),
)

contradictions = sa.Table(
    "contradictions",
    metadata,
    sa.Column("seq", sa.Integer, primary_key=True, autoincrement=True),
    _owner("states"),
    sa.Column("id", sa.Text, nullable=False),
    sa.Column("about", sa.Text, nullable=False, index=True),
    sa.Column("field", sa.Text, nullable=False),
    sa.Column("record", sa.Text, nullable=False),
    sqlite_autoincrement=True,
)

DERIVED = (events, commitments, contradictions)
"""The tables of a state whose rows are whole records."""

SEARCHED = (("documents", "text"), ("events", "words"), ("commitments", "words"))
"""Tables and the column of each that a text search looks in."""
