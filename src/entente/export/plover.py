"""PLOVER JSON Lines: one event a line, as the record has it, with what is known of the documents that tell it."""

from __future__ import annotations

import msgspec

from entente.export.jsonl import json_line
from entente.export.selection import Request, Written, documents_of
from entente.records import Document

DOCUMENT_FIELDS = ("id", "outlet", "title", "byline", "published", "url", "language")


def write(request: Request) -> Written:
    """The events as JSON Lines; ``sentence`` texts of the evidence stand only in an export with text."""
    chosen = request.selection
    lines = []
    for event in chosen.events:
        value = msgspec.to_builtins(event)
        if not chosen.with_text:
            for line in value["evidence"]:
                del line["text"]
        value["documents"] = [_about(d) for d in documents_of(event, chosen.documents)]
        value["version"] = request.manifest.software
        lines.append(json_line(value) + "\n")
    return Written(data="".join(lines).encode(), counts={"events": len(lines)})


def _about(document: Document) -> dict[str, object]:
    return {name: getattr(document, name) for name in DOCUMENT_FIELDS}
