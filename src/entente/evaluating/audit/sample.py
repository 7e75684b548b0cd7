"""Draws the sample and puts what the record claims into words, without a hint how certain the reader was."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Mapping, Sequence

from entente.codebook import Codebook, load_codebook
from entente.errors import UsageError
from entente.evaluating.audit.sheet import SheetRow
from entente.evaluating.audit.strata import Stratum, allot, strata_of, type_name
from entente.records import Document, Entity, Event, Evidence, Location

CONTEXT = 240
"""Characters of context on either side of a sentence."""
SENTENCES_SHOWN = 4
"""More sentences of one event than this make a row hard to read."""
OPEN, CLOSE, CUT, NEXT = "[[", "]]", "…", " ¶ "
NOBODY, UNKNOWN = "nobody", "not known"


def draw_sample(
    events: Iterable[Event], documents: Iterable[Document], n: int, seed: int, *, codebook: Codebook | None = None
) -> tuple[SheetRow, ...]:
    """Draw ``n`` events (all, where there are no more), stratified by event type and confidence band, as rows to check.

    Rows come in random order. The same events and seed give the same rows on every machine, whatever the order of the
    events. Raises :class:`UsageError` where there is no event, ``n`` is below one, or the document of a drawn event is
    not among ``documents``.
    """
    told = {event.id: event for event in events}
    if n < 1:
        raise UsageError(f"a sample has at least one row, not {n}")
    if not told:
        raise UsageError("there is no event to draw from; read some documents first")
    book = codebook or load_codebook()
    texts = {document.id: document for document in documents}
    size = min(n, len(told))
    strata = sorted(strata_of(told.values(), size), key=lambda s: _rank(seed, "stratum", s.name))
    drawn = [
        (number, stratum, event)
        for number, (stratum, rows) in enumerate(zip(strata, _allotted(strata, size), strict=True), start=1)
        for event in sorted(stratum.events, key=lambda e: _rank(seed, "event", e.id))[:rows]
    ]
    drawn.sort(key=lambda item: _rank(seed, "row", item[2].id))
    return tuple(
        _row(f"r{place}/{size}", event, texts, book, stratum=str(number), stratum_events=len(stratum.events))
        for place, (number, stratum, event) in enumerate(drawn, start=1)
    )


def _allotted(strata: Sequence[Stratum], rows: int) -> tuple[int, ...]:
    return allot([len(stratum.events) for stratum in strata], rows)


def _rank(seed: int, what: str, name: str) -> bytes:
    """A random order that does not hang on the order of input or on a version of Python."""
    return hashlib.blake2b(f"{seed}\x1f{what}\x1f{name}".encode(), digest_size=16).digest()


def _row(
    name: str, event: Event, documents: Mapping[str, Document], codebook: Codebook, *, stratum: str, stratum_events: int
) -> SheetRow:
    missing = [e.document for e in event.evidence if e.document not in documents]
    if missing:
        raise UsageError(
            f"event {event.id} is told in document {missing[0]}, which is not there; give the record with its documents"
        )
    first = documents[event.evidence[0].document]
    known = [codebook.events[t] for t in event.event if t in codebook.events]
    modality = str(event.modality)
    return SheetRow(
        row=name,
        document=_document(first),
        sentence=NEXT.join(_in_context(e, documents[e.document].text) for e in event.evidence[:SENTENCES_SHOWN]),
        type=type_name(event),
        type_means=" / ".join(_means(info.means, event.mode, info.modes) for info in known),
        actor=_side(event.actor, codebook),
        recipient=_side(event.recipient, codebook),
        when=_when(event.date, event.enddate),
        where=_where(event.event_loc),
        modality=f"{modality}: {codebook.modalities[modality]}" if modality in codebook.modalities else modality,
        stratum=stratum,
        stratum_events=stratum_events,
    )


def _document(document: Document) -> str:
    parts = (document.title or document.key, document.outlet, document.published and f"published {document.published}")
    return ", ".join(part for part in parts if part)


def _in_context(evidence: Evidence, text: str) -> str:
    """The sentence in brackets, with what stands before and after it, cut between words."""
    before, after = text[: evidence.start], text[evidence.end :]
    if len(before) > CONTEXT:
        before = f"{CUT} {before[-CONTEXT:].partition(' ')[2]}"
    if len(after) > CONTEXT:
        after = f"{after[:CONTEXT].rpartition(' ')[0]} {CUT}"
    return f"{before}{OPEN}{text[evidence.start : evidence.end]}{CLOSE}{after}".strip()


def _means(means: str, modes: Iterable[str], known: Mapping[str, str]) -> str:
    told = [f"Here: {mode}, {known[mode]}." for mode in modes if mode in known]
    return " ".join([means, *told])


def _side(entities: Sequence[Entity], codebook: Codebook) -> str:
    return "; ".join(_entity(e, codebook) for e in entities) or NOBODY


def _entity(entity: Entity, codebook: Codebook) -> str:
    """The words of the text, then whom the record takes them for."""
    code = entity.code and codebook.entities.get(entity.code, entity.code)
    parts = [code or "no code", entity.sector and codebook.sectors.get(entity.sector, entity.sector)]
    parts.append(entity.identifier_text)
    return f"“{entity.entity_text}” = {', '.join(p for p in parts if p)}"


def _when(first: dt.date | None, last: dt.date | None) -> str:
    if first is None and last is None:
        return UNKNOWN
    if first == last:
        return f"on {first}"
    if first is None or last is None:
        return f"until {last}" if first is None else f"from {first}"
    return f"between {first} and {last}"


def _where(place: Location | None) -> str:
    if place is None:
        return UNKNOWN
    name = place.name if place.name and place.name != place.text else None
    known = ", ".join(part for part in (name, place.country) if part)
    return f"“{place.text}”" + (f" = {known}" if known else "")
