"""The record for people, in a terminal: a header, the events with their sentences, the commitments with due dates."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.console import Console, Group
from rich.padding import Padding
from rich.rule import Rule
from rich.text import Text

from entente.records import Commitment, Document, Entity, Event, EventType, Modality, Outcome, Party

if TYPE_CHECKING:
    from entente.pipeline import DocumentRecord

TELLS: dict[str, str] = {
    EventType.AGREE: "agrees or promises",
    EventType.CONSULT: "meets",
    EventType.SUPPORT: "supports or signs",
    EventType.CONCEDE: "concedes",
    EventType.COOPERATE: "cooperates",
    EventType.AID: "gives aid",
    EventType.RETREAT: "retreats or releases",
    EventType.REQUEST: "asks or demands",
    EventType.ACCUSE: "accuses or criticises",
    EventType.REJECT: "refuses",
    EventType.THREATEN: "threatens",
    EventType.PROTEST: "protests",
    EventType.SANCTION: "sanctions or cuts ties",
    EventType.MOBILIZE: "mobilises",
    EventType.COERCE: "coerces",
    EventType.ASSAULT: "attacks",
}
QUAD_STYLE = {1: "cyan", 2: "green", 3: "yellow", 4: "red"}
MODALITY_WORDS = {
    Modality.ACTUAL: "",
    Modality.HISTORICAL: "background",
    Modality.FUTURE: "planned",
    Modality.HYPOTHETICAL: "not certain",
    Modality.NEGATION: "did not happen",
}


class Printer:
    """Prints records to standard output, in colour where it is a terminal."""

    def __init__(self, console: Console | None = None) -> None:
        width = None if sys.stdout.isatty() else 110
        self._console = console or Console(highlight=False, width=width)

    def show(self, item: DocumentRecord) -> None:
        """Print the record of one document."""
        self._console.print(_header(item.document))
        for event in item.events:
            self._console.print(_event(event))
        if not item.events:
            self._console.print(Padding(Text("No event found.", style="dim"), (0, 2)))
        if item.commitments:
            self._console.print(Text("\nCommitments", style="bold"))
        for commitment in item.commitments:
            self._console.print(_commitment(commitment))
        self._console.print()


def _header(document: Document) -> Group:
    published = f"{document.published} ({document.published_source.value})" if document.published else "date unknown"
    facts = [published, document.outlet, document.byline, document.url, f"{document.sentences} sentences"]
    return Group(
        Rule(style="dim"),
        Text(document.title or document.key, style="bold"),
        Text(" · ".join(f for f in facts if f), style="dim"),
    )


def _event(event: Event) -> Padding:
    style = QUAD_STYLE[event.quad_code]
    name = "/".join([event.event[0], *event.mode])
    head = Text.assemble(
        ("\n", ""),
        (name, f"bold {style}"),
        ("  ", ""),
        *_who_to_whom(event),
    )
    facts = [days(event.date, event.enddate), event.event_loc.name or event.event_loc.text if event.event_loc else None]
    facts += [MODALITY_WORDS[event.modality] or None, f"confidence {event.confidence:.2f}"]
    lines = [head, Text(" · ".join(f for f in facts if f), style="dim")]
    lines += [Text(f"{label}: {value}", style="dim") for label, value in _details(event)]
    lines += [Text(f"“{' '.join(e.text.split())}”", style="italic") for e in event.evidence]
    return Padding(Group(*lines), (0, 2))


def _who_to_whom(event: Event) -> list[tuple[str, str]]:
    actor = _names(event.actor) or "(nobody named)"
    parts = [(actor, "bold"), (f" {_tells(event.event[0])} ", "")]
    if event.recipient:
        parts += [("→ ", "dim"), (_names(event.recipient), "bold")]
    return parts


def _details(event: Event) -> list[tuple[str, str]]:
    out: list[tuple[str, str]] = []
    if event.object is not None:
        out.append(("object", event.object.text))
    if event.planned is not None:
        due = days(event.planned.date, event.planned.enddate)
        out.append(("planned", event.planned.event + (f", {due}" if due else "")))
    out += [(kind, count.text) for kind, count in event.counts.items()]
    if event.attribution is not None:
        out.append((event.attribution.stance.value, event.attribution.entity.entity_text))
    return out


def _tells(event: str) -> str:
    """The type as a verb; a type of a user's own codebook by its name."""
    return TELLS.get(event, event.lower().replace("_", " "))


def _names(entities: Sequence[Entity | Party]) -> str:
    return ", ".join(_name(e) for e in entities)


def _name(entity: Entity | Party) -> str:
    label = " ".join(x for x in (entity.code, entity.sector) if x)
    return f"{entity.entity_text} [{label or '?'}]"


def _commitment(commitment: Commitment) -> Padding:
    due = f"due {commitment.due}" if commitment.due else None
    if due and commitment.due_text and commitment.due_text != str(commitment.due):
        due += f" (“{commitment.due_text}”)"
    outcome = commitment.outcome.value if commitment.outcome is not Outcome.UNKNOWN else None
    facts = [commitment.type.value.replace("_", " "), commitment.status.value.replace("_", " "), due, outcome]
    parties = "; ".join(f"{_name(p)} {p.role.value}" for p in commitment.parties)
    lines = [
        Text(commitment.title, style="bold"),
        Text(" · ".join(f for f in facts if f), style="dim"),
        Text(parties, style="dim"),
    ]
    return Padding(Group(*lines), (0, 2))


def days(first: dt.date | None, last: dt.date | None) -> str:
    """An interval of days for people: one day, or from … to …; empty where nothing is known."""
    if first is None and last is None:
        return ""
    if first == last:
        return str(first)
    if last is None:
        return f"from {first}"
    if first is None:
        return f"until {last}"
    return f"{first} to {last}"
