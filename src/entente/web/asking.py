"""What an address asks for: filters, days, sides and cursors, the same for pages and for JSON.

Everything raises UsageError, in words for the person who wrote the address, where it asks for what does not exist.
"""

from __future__ import annotations

import base64
import binascii
import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, Protocol, TypeVar

from starlette.datastructures import QueryParams as Params

from entente.analysis import Side, read_side
from entente.codebook import load_codebook
from entente.errors import UsageError
from entente.records import CommitmentStatus, CommitmentType, Modality, Outcome
from entente.store import HAPPENED, CommitmentFilter, DocumentFilter, EventFilter, Period, read_actor

MOST_AT_A_TIME = 500
PERIODS = (Period.WEEK, Period.MONTH, Period.QUARTER)

E = TypeVar("E", bound=StrEnum)


class Identified(Protocol):
    """A record with an id."""

    @property
    def id(self) -> str:
        """The id."""
        ...


I = TypeVar("I", bound=Identified)  # noqa: E741 - a type


@dataclass(frozen=True, slots=True, kw_only=True)
class Page(Generic[I]):
    """Some of a long answer. ``next`` is the cursor of what follows, None at the end; ``total`` counts all of it."""

    items: Sequence[I]
    total: int
    start: int
    next: str | None


def text(params: Params, name: str) -> str | None:
    """A value with its spaces trimmed; None where it is empty, as an empty field of a form is."""
    value = (params.get(name) or "").strip()
    if "\x00" in value:
        raise UsageError(f"{name}: holds a NUL character")
    return value or None


def day(params: Params, name: str) -> dt.date | None:
    """A day as YYYY-MM-DD."""
    value = text(params, name)
    if value is None:
        return None
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", value, re.ASCII):
        raise UsageError(f"{name}: {value!r} is no date; write it as YYYY-MM-DD, such as 2023-12-05")
    try:
        return dt.date.fromisoformat(value)
    except ValueError as error:
        raise UsageError(f"{name}: {value!r} is no day of the calendar ({error})") from error


def number(params: Params, name: str, default: int, *, least: int, most: int) -> int:
    """A whole number within bounds."""
    value = text(params, name)
    if value is None:
        return default
    if not re.fullmatch(r"\d{1,6}", value, re.ASCII) or not least <= int(value) <= most:
        raise UsageError(f"{name}: {value!r} is no whole number from {least} to {most}")
    return int(value)


def share(params: Params, name: str) -> float | None:
    """A number from 0 to 1."""
    value = text(params, name)
    if value is None:
        return None
    try:
        found = float(value)
    except ValueError:
        found = -1.0
    if not 0 <= found <= 1:
        raise UsageError(f"{name}: {value!r} is no number from 0 to 1")
    return found


def one_of(params: Params, name: str, kinds: type[E] | Sequence[E], default: E) -> E:
    """One of some named values."""
    value = text(params, name)
    if value is None:
        return default
    found = next((k for k in kinds if k.value == value), None)
    if found is None:
        raise UsageError(f"{name}: {value!r} is none of: {', '.join(k.value for k in kinds)}")
    return found


def several(params: Params, name: str, kinds: type[E]) -> tuple[E, ...]:
    """Any of some named values, the name given once for each."""
    return tuple(_named(name, value, kinds) for value in dict.fromkeys(params.getlist(name)) if value)


def side(params: Params, name: str) -> Side | None:
    """A side, such as NER, NER/REB or IGO:african-union."""
    value = text(params, name)
    return None if value is None else a_side(value)


def a_side(value: str) -> Side:
    """A side as it is written in an address."""
    return read_side(value)


def events(params: Params) -> EventFilter:
    """Which events; see ``docs/http.md`` for the names."""
    actor, recipient, country = text(params, "actor"), text(params, "recipient"), text(params, "country")
    dyad = [value.strip() for value in params.getlist("dyad") if value.strip()]
    if len(dyad) not in (0, 2):
        raise UsageError("dyad: give two, such as dyad=NER&dyad=FRA")
    if country is not None and not re.fullmatch(r"[A-Za-z]{3}", country, re.ASCII):
        raise UsageError(f"country: {country!r} is no code of three letters (ISO 3166-1 alpha-3)")
    types = tuple(value.upper() for value in dict.fromkeys(params.getlist("type")) if value)
    unknown = next((t for t in types if not re.fullmatch(r"[A-Z][A-Z0-9_]*", t, re.ASCII)), None)
    if unknown is not None:
        raise UsageError(f"type: {unknown!r} is no event type; PLOVER has {', '.join(load_codebook().events)}")
    return EventFilter(
        actor=read_actor(actor) if actor else None,
        recipient=read_actor(recipient) if recipient else None,
        dyad=(read_actor(dyad[0]), read_actor(dyad[1])) if dyad else None,
        types=types,
        quads=tuple(_quad(value) for value in dict.fromkeys(params.getlist("quad")) if value),
        modalities=_modalities(params),
        country=country.upper() if country else None,
        begin=day(params, "from"),
        end=day(params, "to"),
        outlet=text(params, "outlet"),
        text=text(params, "q"),
        minimum_confidence=share(params, "confidence"),
    )


def documents(params: Params) -> DocumentFilter:
    """Which documents."""
    return DocumentFilter(
        outlet=text(params, "outlet"),
        language=text(params, "language"),
        begin=day(params, "from"),
        end=day(params, "to"),
        text=text(params, "q"),
    )


def commitments(params: Params) -> CommitmentFilter:
    """Which commitments."""
    parties = [value.strip() for value in params.getlist("party") if value.strip()]
    return CommitmentFilter(
        parties=tuple(read_actor(party) for party in parties),
        types=several(params, "type", CommitmentType),
        statuses=several(params, "status", CommitmentStatus),
        outcomes=several(params, "outcome", Outcome),
        due_after=day(params, "due_after"),
        due_before=day(params, "due_before"),
        outlet=text(params, "outlet"),
        text=text(params, "q"),
    )


def page(found: Sequence[I], params: Params, *, size: int = 50) -> Page[I]:
    """The part of ``found`` that a cursor stands before. Raises UsageError for a cursor that this answer never gave.

    A cursor names the last item seen, so that what is added meanwhile neither repeats nor hides any.
    """
    limit = number(params, "limit", size, least=1, most=MOST_AT_A_TIME)
    cursor = text(params, "cursor")
    start = 0 if cursor is None else _after(found, cursor)
    items = found[start : start + limit]
    more = start + limit < len(found)
    return Page(items=items, total=len(found), start=start, next=_cursor(items[-1].id) if more else None)


def _after(found: Sequence[Identified], cursor: str) -> int:
    try:
        seen = base64.urlsafe_b64decode(cursor.encode("ascii") + b"=" * (-len(cursor) % 4)).decode("utf-8")
    except (binascii.Error, UnicodeError, ValueError):
        seen = ""
    place = next((n for n, item in enumerate(found) if item.id == seen), None)
    if place is None:
        raise UsageError("cursor: is none of this answer, or what it stood on is gone; begin again without it")
    return place + 1


def _cursor(name: str) -> str:
    return base64.urlsafe_b64encode(name.encode("utf-8")).decode("ascii").rstrip("=")


def _named(name: str, value: str, kinds: type[E]) -> E:
    try:
        return kinds(value)
    except ValueError as error:
        raise UsageError(f"{name}: {value!r} is none of: {', '.join(k.value for k in kinds)}") from error


def _quad(value: str) -> int:
    if value not in ("1", "2", "3", "4"):
        raise UsageError(f"quad: {value!r} is none of 1, 2, 3, 4")
    return int(value)


def _modalities(params: Params) -> tuple[Modality, ...]:
    given = [value for value in dict.fromkeys(params.getlist("modality")) if value]
    if not given:
        return HAPPENED
    return () if "all" in given else tuple(_named("modality", value, Modality) for value in given)
