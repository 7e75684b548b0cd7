"""Annotated items as gold records: what the pipeline should have said of them."""

from __future__ import annotations

from collections.abc import Sequence

from entente.codebook import Codebook
from entente.consolidating.identity import content_id
from entente.reading.sentences import split_sentences
from entente.records import Document, Entity, Event, Evidence, Location, PublishedSource, Span
from entente.training.corpus import EventNote, Item


def gold_document(item: Item) -> Document:
    """The document that an item stands for."""
    title = item.text.split("\n\n", 1)[0] if item.is_article else None
    return Document(
        id=content_id("doc", item.id, item.text),
        key=item.id,
        title=title,
        published=item.published,
        published_source=PublishedSource.GIVEN,
        language="en",
        sentences=len(item_sentences(item)),
        text=item.text,
    )


def item_sentences(item: Item) -> tuple[Span, ...]:
    """Sentences of an item; a sentence item is one, however it is punctuated."""
    return split_sentences(item.text) if item.is_article else ((0, len(item.text)),)


def gold_events(item: Item, document: Document, codebook: Codebook) -> tuple[tuple[Event, tuple[EventNote, ...]], ...]:
    """Events of an item with their notes, each event once however often it is told, in the order of the text."""
    groups: dict[str, list[EventNote]] = {}
    for note in sorted(item.events, key=lambda e: item.spans[e.id].start):
        groups.setdefault(item.event_root(note.id), []).append(note)
    sentences = item_sentences(item)
    return tuple((_event(item, document, notes, sentences, codebook), tuple(notes)) for notes in groups.values())


def _event(
    item: Item, document: Document, notes: Sequence[EventNote], sentences: Sequence[Span], codebook: Codebook
) -> Event:
    lead = max(notes, key=lambda n: len(n.actor) + len(n.recipient))
    info = codebook.info(lead.type)
    time = next((item.times[t] for n in notes for t in n.time if item.times[t].length is None), None)
    place = next((p for n in notes for p in n.place), None)
    return Event(
        id=content_id("evt", document.id, item.spans[notes[0].id].start, lead.type),
        event=(lead.type,),
        mode=(lead.mode,) if lead.mode else (),
        context=tuple(dict.fromkeys(c for n in notes for c in n.context)),
        quad_code=info.quad,
        event_scale=info.score,
        date=time.start if time else None,
        enddate=time.end if time else None,
        reported=document.published,
        actor=_entities(item, lead.actor),
        recipient=_entities(item, lead.recipient),
        event_loc=_location(item, place) if place else None,
        modality=lead.modality,
        confidence=1.0,
        evidence=tuple(_evidence(item, document, note, sentences) for note in notes),
    )


def _entities(item: Item, names: Sequence[str]) -> tuple[Entity, ...]:
    out: dict[str, Entity] = {}
    for name in names:
        note, span = item.actors[item.root(name)], item.spans[name]
        out.setdefault(
            note.id,
            Entity(
                entity_text=span.text,
                span=(span.start, span.end),
                code=note.code,
                sector=note.sector,
                other_sectors=note.other_sectors,
            ),
        )
    return tuple(out.values())


def _location(item: Item, name: str) -> Location:
    span = item.spans[name]
    return Location(text=span.text, span=(span.start, span.end), country=item.places[name])


def _evidence(item: Item, document: Document, note: EventNote, sentences: Sequence[Span]) -> Evidence:
    at = item.spans[note.id].start
    start, end = next((s for s in sentences if s[0] <= at < s[1]), (0, len(item.text)))
    return Evidence(document=document.id, start=start, end=end, text=item.text[start:end], modality=note.modality)
