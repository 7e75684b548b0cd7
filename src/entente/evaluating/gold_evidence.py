"""Where a gold sentence stands: offsets checked against the text, or found from the sentence's own words."""

from __future__ import annotations

import difflib
from collections.abc import Mapping

from entente.evaluating.acts import Sentence
from entente.evaluating.gold_lines import BadLineError, EvidenceLine
from entente.records import Document

QUOTED = 60
"""How much of a sentence a message quotes."""
OTHER_UNITS = (("bytes", "utf-8", 1), ("UTF-16 units", "utf-16-le", 2))
"""What offsets are counted in by mistake: name, encoding, bytes a unit."""


def sentence_of(evidence: EvidenceLine, documents: Mapping[str, Document]) -> Sentence:
    """The sentence that ``evidence`` points to; ``documents`` by id and by key. Raises :class:`BadLineError`."""
    document = documents.get(evidence.document)
    if document is None:
        raise BadLineError(_no_such_document(evidence.document, documents))
    start, end = _span(evidence, document)
    return Sentence(document=document.id, start=start, end=end)


def _no_such_document(name: str, documents: Mapping[str, Document]) -> str:
    near = difflib.get_close_matches(name, sorted(documents), 1)
    todo = f"if {near[0]!r} is meant, write it so" if near else "add its line, or mend the name"
    return f"evidence names the document {name!r}, which the file does not hold; {todo}"


def _span(evidence: EvidenceLine, document: Document) -> tuple[int, int]:
    if evidence.start is not None and evidence.end is not None:
        _check(evidence, evidence.start, evidence.end, document)
        return evidence.start, evidence.end
    if evidence.start is None and evidence.end is None and evidence.text:
        return _found_once(evidence.text, document)
    raise BadLineError('evidence needs "start" and "end", or "text" alone if its words stand once in the document')


def _found_once(words: str, document: Document) -> tuple[int, int]:
    start = document.text.find(words)
    if start < 0:
        raise BadLineError(
            f"evidence {_quoted(words)} stands nowhere in document {document.id!r}; copy it from the text as it is"
        )
    if document.text.find(words, start + 1) >= 0:
        raise BadLineError(
            f'evidence {_quoted(words)} stands more than once in document {document.id!r}; add "start" and "end"'
        )
    return start, start + len(words)


def _check(evidence: EvidenceLine, start: int, end: int, document: Document) -> None:
    size = len(document.text)
    if not 0 <= start < end <= size:
        raise BadLineError(
            f"evidence {start}..{end} lies outside the text of document {document.id!r} ({size} code points)"
            f"{_advice(evidence.text, start, end, document)}"
        )
    there = document.text[start:end]
    if evidence.text is not None and there != evidence.text:
        raise BadLineError(
            f"evidence text is not verbatim: {start}..{end} of document {document.id!r} is {_quoted(there)}, not "
            f"{_quoted(evidence.text)}{_advice(evidence.text, start, end, document)}"
        )


def _advice(words: str | None, start: int, end: int, document: Document) -> str:
    """What to do about offsets: which unit was counted where that can be seen, and where the words do stand."""
    if not words:
        return "; count from 0, the end exclusive"
    at = document.text.find(words)
    if at < 0:
        return "; copy the sentence from the document's text as it is"
    todo = f"; write start {at} and end {at + len(words)}"
    for unit, encoding, width in OTHER_UNITS:
        piece = document.text.encode(encoding)[max(start, 0) * width : max(end, 0) * width]
        if piece == words.encode(encoding):
            return f"; these offsets count {unit} where code points are meant{todo}"
    return todo


def _quoted(text: str) -> str:
    flat = " ".join(text.split())
    return f"“{flat}”" if len(flat) <= QUOTED else f"“{flat[: QUOTED - 1]}…”"
