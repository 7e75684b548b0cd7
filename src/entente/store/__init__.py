"""The lasting record: what documents told, kept in SQLite or PostgreSQL, and asked as of any day.

The only folder that knows SQL. :func:`open_store` opens a record; :class:`Store` adds to it, asks it, checks and copies
it. Which document tells what is kept apart from how reports of one event are joined: see
:mod:`entente.store.consolidation`.
"""

from __future__ import annotations

from entente.store.adding import Added, Addition, Report
from entente.store.errors import StoreError
from entente.store.filters import (
    HAPPENED,
    ActorPattern,
    CommitmentFilter,
    DocumentFilter,
    EventFilter,
    read_actor,
)
from entente.store.judging import Kept
from entente.store.periods import Period
from entente.store.queries import KeptDocument
from entente.store.store import DEFAULT_STORE, Holdings, Store, Why, WhyReport, open_store

__all__ = [
    "DEFAULT_STORE",
    "HAPPENED",
    "ActorPattern",
    "Added",
    "Addition",
    "CommitmentFilter",
    "DocumentFilter",
    "EventFilter",
    "Holdings",
    "Kept",
    "KeptDocument",
    "Period",
    "Report",
    "Store",
    "StoreError",
    "Why",
    "WhyReport",
    "open_store",
    "read_actor",
]
