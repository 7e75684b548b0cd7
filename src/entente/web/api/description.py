"""The OpenAPI 3.1 description: made of the same parameters and records that the answers are made of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import msgspec

import entente
from entente.analysis import Alignments, Network, Partner, Series, Shifts
from entente.records import (
    Commitment,
    CommitmentStatus,
    CommitmentType,
    Contradiction,
    Document,
    Event,
    EventType,
    Modality,
    Outcome,
)
from entente.store.store import Why
from entente.store.summaries import ActorLine, CoverageLine
from entente.web.api.problems import PROBLEM
from entente.web.asking import MOST_AT_A_TIME, PERIODS

Schema = dict[str, Any]
DAY: Schema = {"type": "string", "format": "date"}
WORDS: Schema = {"type": "string", "maxLength": 500}
RECORDS = (
    Event, Commitment, Contradiction, Document, Why, ActorLine, CoverageLine, Series, Alignments, Shifts, Partner, Network
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Param:
    """A parameter of the address."""

    name: str
    schema: Schema
    means: str
    required: bool = False
    several: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """One path: what it answers with (a page of ``record``s, or one), and what may be asked."""

    path: str
    means: str
    record: str
    paged: bool = False
    many: bool = False
    params: Sequence[Param] = ()
    named: str | None = None
    """The part of the path that names a record, if there is one."""


def _enum(values: Sequence[str]) -> Schema:
    return {"type": "string", "enum": list(values)}


AS_OF = Param(name="as_of", schema=DAY, means="Answer from what was published by this day only.")
PAGED = (
    Param(name="limit", schema={"type": "integer", "minimum": 1, "maximum": MOST_AT_A_TIME, "default": 50},
          means="Records a page."),
    Param(name="cursor", schema={"type": "string"}, means="The `next` of the page before."),
)  # fmt: skip
OUTLET = Param(name="outlet", schema=WORDS, means="Told by this outlet.")
TEXT = Param(name="q", schema=WORDS, means='Words and "phrases" that must all occur.')
DAYS = (
    Param(name="from", schema=DAY, means="First day."),
    Param(name="to", schema=DAY, means="Last day."),
)
EVENTS = (
    Param(name="actor", schema=WORDS, means="A code (NER), code and sector (NER/MIL), an identifier, or part of a name."),
    Param(name="recipient", schema=WORDS, means="Who is acted upon, in the same ways."),
    Param(name="dyad", schema={"type": "array", "items": WORDS, "minItems": 2, "maxItems": 2},
          means="Two who deal with each other, whichever acts.", several=True),
    Param(name="type", schema={"type": "array", "items": _enum([t.value for t in EventType])},
          means="Any of these types.", several=True),
    Param(name="quad", schema={"type": "array", "items": _enum(["1", "2", "3", "4"])},
          means="Any of these quad classes.", several=True),
    Param(name="modality", schema={"type": "array", "items": _enum([*(m.value for m in Modality), "all"])},
          means="How certain the act is; without it, actual and historical.", several=True),
    Param(name="country", schema={"type": "string", "pattern": "^[A-Za-z]{3}$"}, means="Where it took place (ISO alpha-3)."),
    *DAYS,
    OUTLET,
    TEXT,
    Param(name="confidence", schema={"type": "number", "minimum": 0, "maximum": 1}, means="At least so certain."),
)  # fmt: skip
COMMITMENTS = (
    Param(name="party", schema={"type": "array", "items": WORDS}, means="Who takes part.", several=True),
    Param(name="type", schema={"type": "array", "items": _enum([t.value for t in CommitmentType])},
          means="Any of these.", several=True),
    Param(name="status", schema={"type": "array", "items": _enum([s.value for s in CommitmentStatus])},
          means="Any of these.", several=True),
    Param(name="outcome", schema={"type": "array", "items": _enum([o.value for o in Outcome])},
          means="Any of these.", several=True),
    Param(name="due_after", schema=DAY, means="Due after this day."),
    Param(name="due_before", schema=DAY, means="Due before this day."),
    OUTLET,
    TEXT,
)  # fmt: skip
SIDE: Schema = {"type": "string", "examples": ["NER", "NER/REB", "IGO:african-union"]}
PERIOD = Param(
    name="period", schema=_enum([p.value for p in PERIODS]) | {"default": "month"}, means="How long one point is."
)
A_AND_B = (
    Param(name="a", schema=SIDE, means="One side.", required=True),
    Param(name="b", schema=SIDE, means="The other.", required=True),
)
STATE = Param(name="side", schema=SIDE, means="Whose dealings.", required=True)

OPERATIONS = (
    Operation(path="/events", means="Events: who did what to whom. Newest first.", record="Event", paged=True,
              params=(*EVENTS, Param(name="order", schema=_enum(["newest", "oldest"]), means="Which come first."))),
    Operation(path="/events/{id}", means="One event, by its id or an alias.", record="Event", named="id"),
    Operation(path="/events/{id}/why", means="Why its reports are taken for reports of one event.", record="Why", named="id"),
    Operation(path="/commitments", means="Commitments: what was promised, and by when.", record="Commitment", paged=True,
              params=COMMITMENTS),
    Operation(path="/commitments/{id}", means="One commitment.", record="Commitment", named="id"),
    Operation(path="/contradictions", means="What reports disagree on.", record="Contradiction", paged=True),
    Operation(path="/documents", means="Articles, newest first, without their text.", record="Document", paged=True,
              params=(Param(name="language", schema=WORDS, means="ISO 639 code."), *DAYS, OUTLET, TEXT)),
    Operation(path="/documents/{id}", means="One article, with its text.", record="Document", named="id"),
    Operation(path="/actors", means="Who takes part in the events asked for, the most frequent first.",
              record="ActorLine", many=True, params=EVENTS),
    Operation(path="/coverage", means="How many articles were read, by outlet and period.", record="CoverageLine", many=True,
              params=(PERIOD,)),
    Operation(path="/series", means="How two sides deal with each other, by period.", record="Series",
              params=(*A_AND_B, PERIOD, Param(name="directed", schema=_enum(["0", "1"]), means="Only what `a` does."))),
    Operation(path="/shifts", means="Where the dealings of two sides turned.", record="Shifts", params=A_AND_B),
    Operation(path="/alignment", means="How a side stands towards its partners over time.", record="Alignments",
              params=(STATE, PERIOD)),
    Operation(path="/partners", means="With whom a side deals.", record="Partner", many=True, params=(STATE,)),
    Operation(path="/network", means="Who deals with whom.", record="Network", params=DAYS),
)  # fmt: skip


@lru_cache(maxsize=1)
def description() -> Mapping[str, Any]:
    """The OpenAPI document."""
    components = _components()
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Entente",
            "version": entente.__version__,
            "description": "The record of how states deal with one another. Every value leads to the sentence it was read from.",
        },
        "servers": [{"url": "/api/v1"}],
        "paths": {op.path: {"get": _get(op)} for op in OPERATIONS} | _adding(),
        "components": {
            "schemas": components,
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
        },
        # With a token where one was set, else without.
        "security": [{}, {"token": []}],
    }


def _components() -> dict[str, Any]:
    _, found = msgspec.json.schema_components(RECORDS, ref_template="#/components/schemas/{name}")
    return found | {
        "Problem": {
            "type": "object",
            "description": "Problem details (RFC 9457).",
            "required": ["type", "title", "status", "detail"],
            "properties": {
                "type": {"type": "string"},
                "title": {"type": "string"},
                "status": {"type": "integer"},
                "detail": {"type": "string"},
            },
        },
        "NewDocument": {
            "type": "object",
            "required": ["text"],
            "additionalProperties": False,
            "properties": {
                "text": {"type": "string", "minLength": 1},
                "title": {"type": ["string", "null"]},
                "outlet": {"type": ["string", "null"]},
                "url": {"type": ["string", "null"]},
                "date": {"anyOf": [DAY, {"type": "null"}]},
            },
        },
        "Added": {
            "type": "object",
            "required": ["document", "outcome", "events", "commitments"],
            "properties": {
                "document": {"type": "string"},
                "outcome": {"type": "string"},
                "events": {"type": "integer"},
                "commitments": {"type": "integer"},
            },
        },
    }


def _get(op: Operation) -> dict[str, Any]:
    params = [*op.params, AS_OF, *(PAGED if op.paged else ())]
    listed = [_param(p) for p in params]
    if op.named:
        listed.insert(
            0, {"name": op.named, "in": "path", "required": True, "schema": {"type": "string", "minLength": 1}}
        )
    errors = {"400": "What is asked for cannot be.", "401": "A token is needed.", "503": "The record cannot be read."}
    if op.named:
        errors["404"] = "There is none."
    return {
        "operationId": op.path.strip("/").replace("/", "_").replace("{id}", "one"),
        "summary": op.means,
        "parameters": listed,
        "responses": {"200": {"description": op.means, "content": {"application/json": {"schema": _answer(op)}}}}
        | {status: _error(words) for status, words in errors.items()},
    }


def _answer(op: Operation) -> Schema:
    record = {"$ref": f"#/components/schemas/{op.record}"}
    if op.many:
        return {"type": "array", "items": record}
    if not op.paged:
        return record
    return {
        "type": "object",
        "required": ["items", "total", "next"],
        "properties": {
            "items": {"type": "array", "items": record},
            "total": {"type": "integer"},
            "next": {"type": ["string", "null"], "description": "The cursor of the next page; null on the last."},
        },
    }


def _param(param: Param) -> dict[str, Any]:
    form = {"style": "form", "explode": True} if param.several else {}
    return {
        "name": param.name, "in": "query", "required": param.required, "description": param.means,
        "schema": param.schema, **form,
    }  # fmt: skip


def _adding() -> dict[str, Any]:
    errors = {"400": "The article cannot be read.", "401": "A token is needed.", "403": "Sent by a page of another site.",
              "413": "Too long.", "415": "Not JSON.", "503": "The record cannot be written."}  # fmt: skip
    document = {"schema": {"$ref": "#/components/schemas/NewDocument"}}
    added = {"schema": {"$ref": "#/components/schemas/Added"}}
    return {
        "/documents": {
            "get": _get(next(op for op in OPERATIONS if op.path == "/documents")),
            "post": {
                "operationId": "add_document",
                "summary": "Read an article into the record.",
                "requestBody": {"required": True, "content": {"application/json": document}},
                "responses": {"201": {"description": "Read.", "content": {"application/json": added}}}
                | {status: _error(words) for status, words in errors.items()},
            },
        }
    }


def _error(words: str) -> dict[str, Any]:
    return {"description": words, "content": {PROBLEM: {"schema": {"$ref": "#/components/schemas/Problem"}}}}
