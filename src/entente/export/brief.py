"""A brief of one state or dyad: a printable page of HTML that needs nothing but itself.

Each line of what happened is made from the coded event and footnoted with the place of the sentence that tells it; with
text, the footnote quotes the sentence. Everything that comes from outside is escaped, and the page runs no script.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from html import escape

from entente.analysis import Clock, Period, Scope, Side, acts_of, dyad_series, rank_partners, read_side, side_of
from entente.analysis.calendar import day_of
from entente.analysis.dyads import Act, acts_between
from entente.analysis.tally import COOPERATIVE, tally
from entente.errors import UsageError
from entente.export.charts import Bar, months_chart, partners_chart
from entente.export.countries import countries
from entente.export.manifest import counted, manifest_json
from entente.export.page import CSS
from entente.export.selection import Request, Selection, Written, plain
from entente.export.text import MODALITY_WORDS, days
from entente.records import Commitment, Entity, Event, Evidence

MOST_EVENTS = 60
"""Events that a brief tells; of more, the most certain."""
MOST_PARTNERS = 12
MOST_MONTHS = 36
_DATE = re.compile(r"\d{4}-\d\d-\d\d")

WITH: dict[str, str] = {
    "AGREE": "agreed with or promised something to", "CONSULT": "met or spoke with", "SUPPORT": "backed or signed with",
    "CONCEDE": "gave way to", "COOPERATE": "cooperated with", "AID": "gave help to", "RETREAT": "drew back from or released",
    "REQUEST": "made a demand of", "ACCUSE": "accused or criticised", "REJECT": "refused", "THREATEN": "threatened",
    "PROTEST": "protested against", "SANCTION": "sanctioned or cut ties with", "MOBILIZE": "mobilised against",
    "COERCE": "coerced", "ASSAULT": "attacked",
}  # fmt: skip
ALONE: dict[str, str] = {
    "AGREE": "agreed or made a promise", "CONSULT": "met", "SUPPORT": "gave backing or signed", "CONCEDE": "gave way",
    "COOPERATE": "cooperated", "AID": "gave help", "RETREAT": "drew back or released somebody", "REQUEST": "made a demand",
    "ACCUSE": "accused or criticised", "REJECT": "refused", "THREATEN": "made a threat", "PROTEST": "protested",
    "SANCTION": "imposed sanctions or cut ties", "MOBILIZE": "mobilised", "COERCE": "used coercion", "ASSAULT": "attacked",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """Whom a brief is about: a state, or two sides."""

    a: Side
    b: Side | None = None

    def is_in(self, act: Act) -> bool:
        """Whether ``act`` is one of those that the brief is about."""
        sides = (act.source, act.target)
        return self.a in sides and (self.b is None or self.b in sides)

    @property
    def title(self) -> str:
        """The subject for people."""
        return side_name(self.a) + (f" and {side_name(self.b)}" if self.b else "")


@dataclass(slots=True)
class Footnotes:
    """The sentences that lines rest on, numbered in the order in which they are first cited."""

    numbers: dict[tuple[str, int, int], int] = field(default_factory=dict)
    lines: list[Evidence] = field(default_factory=list)

    def cite(self, evidence: Iterable[Evidence]) -> str:
        """The marks of ``evidence``, each a link to its footnote."""
        marks = []
        for line in evidence:
            place = (line.document, line.start, line.end)
            if place not in self.numbers:
                self.numbers[place] = len(self.numbers) + 1
                self.lines.append(line)
            number = self.numbers[place]
            marks.append(f'<a href="#n{number}">{number}</a>')
        return f"<sup>{' '.join(dict.fromkeys(marks))}</sup>" if marks else ""


def write(request: Request) -> Written:
    """The brief as a page of HTML. Raises UsageError where nobody knows whom it is to be about."""
    chosen = request.selection
    subject = subject_of(chosen)
    acts = [act for act in acts_of(chosen.events, modalities=()) if subject.is_in(act)]
    told = {act.event for act in acts}
    events = [event for event in chosen.events if event.id in told]
    commitments = [c for c in chosen.commitments if _concerns(c, subject)]
    notes = Footnotes()
    happened = _happened(events, acts, notes)
    promised = _promised(commitments, notes)
    counts = {"events": len(events), "commitments": len(commitments), "footnotes": len(notes.lines)}
    parts = [
        _head(subject, request),
        _summary(subject, acts, events, chosen),
        _charts(subject, acts),
        happened,
        promised,
        _notes(notes, chosen),
        _foot(request, counts),
    ]
    warnings = () if events else (f"no event of {subject.title} found; the brief is empty",)
    return Written(data="\n".join(part for part in parts if part).encode(), counts=counts, warnings=warnings)


def subject_of(chosen: Selection) -> Subject:
    """Whom the brief is about, by code or by a state's name. Raises UsageError for somebody unknown, or one twice."""
    if chosen.dyad is None:
        return Subject(a=_side(chosen.state or ""))
    a, b = (_side(text) for text in chosen.dyad)
    if a == b:
        raise UsageError(f"a dyad is of two, not of {a.key} twice")
    return Subject(a=a, b=b)


def _side(text: str) -> Side:
    named = {c.name.casefold(): c.iso3 for c in countries().values()}
    side = read_side(named.get(text.strip().casefold(), text))
    if side.code not in countries() and side.code not in ("EUR", "UNO") and side.identifier is None:
        raise UsageError(f"{text!r} is the code of no state; write one such as NER, or a state's name")
    return side


def side_name(side: Side) -> str:
    """A side for people."""
    country = countries().get(side.code)
    known = {"EUR": "European Union", "UNO": "United Nations"}
    name = country.name if country else known.get(side.code) or side.name or side.key
    return f"{name} ({side.group})" if side.group else name


def _concerns(commitment: Commitment, subject: Subject) -> bool:
    sides = {side_of(party, scope=Scope.COUNTRY) for party in commitment.parties}
    return subject.a in sides and (subject.b is None or subject.b in sides)


def _head(subject: Subject, request: Request) -> str:
    title = escape(subject.title)
    as_of = f"<p class=meta>As of {escape(request.manifest.as_of)}</p>" if request.manifest.as_of else ""
    return (
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        f"<title>{title}: brief</title><style>{CSS}</style></head><body><main><header><p class=meta>Brief</p>"
        f"<h1>{title}</h1>{as_of}</header>"
    )


def _summary(subject: Subject, acts: Sequence[Act], events: Sequence[Event], chosen: Selection) -> str:
    if not events:
        return "<p>The record tells of no such event.</p>"
    once = list({act.event: act for act in acts}.values())
    told = tally(once)
    documents = [chosen.documents[name] for name in _told_in(events) if name in chosen.documents]
    outlets = len({d.outlet for d in documents if d.outlet})
    dated = sorted(day for act in once if (day := day_of(act, Clock.BEST, Period.MONTH)))
    span = f", from {dated[0]} to {dated[-1]}" if dated else ""
    between = f"between {subject.title}" if subject.b else f"of {subject.title} with others"
    outlet_words = f" of {_count(outlets, 'outlet')}" if outlets else ""
    sentence = (
        f"{_count(told.count, 'event')} {between}, told in {_count(len(documents), 'article')}{outlet_words}{span}. "
        f"{told.cooperation} {'is' if told.cooperation == 1 else 'are'} cooperation and {told.conflict} conflict; "
        f"the mean score is {told.score_sum / told.count:+.1f} on PLOVER’s scale from −10 (conflict) to +10 (cooperation)."
    )
    return f"<p class=lead>{_whole_dates(escape(sentence.replace(' -', ' −')))}</p>"


def _whole_dates(html: str) -> str:
    """``html`` with dates that no line breaks within."""
    return _DATE.sub(r"<span class=d>\g<0></span>", html)


def _told_in(events: Sequence[Event]) -> dict[str, None]:
    return dict.fromkeys(line.document for event in events for line in event.evidence)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _charts(subject: Subject, acts: Sequence[Act]) -> str:
    if not acts:
        return ""
    months = _months(subject, acts)
    shown = "<p class=meta>The last three years in which there are any, events that lie in one month.</p>"
    out = [f"<section><h2>By month</h2>{shown}<figure>{months_chart(months)}</figure></section>"] if months else []
    if subject.b is None:
        ranked = rank_partners(acts, subject.a, limit=MOST_PARTNERS)
        partners = [
            Bar(label=side_name(p.partner), good=p.tally.cooperation, bad=p.tally.conflict, score=p.tally.score_mean)
            for p in ranked
        ]
        out.append(f"<section><h2>With whom</h2><figure>{partners_chart(partners)}</figure></section>")
    return "".join(out)


def _months(subject: Subject, acts: Sequence[Act]) -> list[Bar]:
    """Events by month, from the earliest to the latest of the last three years in which there are any."""
    others = [subject.b] if subject.b else list({act.other(subject.a): None for act in acts})
    points: dict[str, tuple[set[str], set[str]]] = {}
    for other in others:
        between = acts_between(acts, subject.a, other)
        kinds = {act.event: act.quad in COOPERATIVE for act in between}
        for point in dyad_series(between, subject.a, other).points:
            good, bad = points.setdefault(point.period, (set(), set()))
            for name in point.events:
                (good if kinds[name] else bad).add(name)
    names = _without_gaps(sorted(name for name, sides in points.items() if sides[0] or sides[1]))
    return [Bar(label=n, good=len(points.get(n, ((), ()))[0]), bad=len(points.get(n, ((), ()))[1])) for n in names]


def _without_gaps(names: Sequence[str]) -> list[str]:
    """Every month up to the last, at most so many that their bars can be told apart."""
    if not names:
        return []
    numbers = [int(name[:4]) * 12 + int(name[5:]) - 1 for name in names]
    last = numbers[-1]
    first = next(number for number in numbers if number > last - MOST_MONTHS)
    return [f"{number // 12:04}-{number % 12 + 1:02}" for number in range(first, last + 1)]


def _happened(events: Sequence[Event], acts: Sequence[Act], notes: Footnotes) -> str:
    if not events:
        return ""
    placed = {act.event: day_of(act, Clock.BEST, Period.YEAR) for act in acts}
    certain = sorted(events, key=lambda e: (-e.confidence, e.id))[:MOST_EVENTS]
    kept = sorted(certain, key=lambda e: (placed[e.id] is None, str(placed[e.id] or ""), e.id))
    rows = [
        f"<tr><th scope=row>{_whole_dates(_when(e))}</th><td>{_sentence(e)}{notes.cite(e.evidence)}</td></tr>"
        for e in kept
    ]
    some = (
        f"<p class=meta>The {MOST_EVENTS} most certain of {len(events)} events.</p>" if len(events) > len(kept) else ""
    )
    return f"<section><h2>What happened</h2>{some}<table class=events>{''.join(rows)}</table></section>"


def _when(event: Event) -> str:
    known = days(event.date, event.enddate)
    return escape(known) if known else f"reported {event.reported}" if event.reported else "day unknown"


def _sentence(event: Event) -> str:
    kind = event.event[0]
    actor, recipient = _names(event.actor) or "Somebody", _names(event.recipient)
    words = kind.lower().replace("_", " ")
    verb = WITH.get(kind, words) if recipient else ALONE.get(kind, words)
    who = f" <b>{escape(recipient)}</b>" if recipient else ""
    facts = [*event.mode, event.object.text if event.object else "", MODALITY_WORDS[event.modality]]
    facts += [f"{event.attribution.stance.value}: {event.attribution.entity.name}" if event.attribution else ""]
    place = (event.event_loc.name or event.event_loc.text) if event.event_loc else None
    facts += [f"in {place}" if place else "", f"confidence {event.confidence:.2f}"]
    about = "; ".join(plain(fact) for fact in facts if fact)
    side = "good" if event.quad_code in COOPERATIVE else "bad"
    return (
        f"<b>{escape(actor)}</b> <span class={side}>{escape(verb)}</span>{who}. <span class=meta>{escape(about)}</span>"
    )


def _names(entities: Sequence[Entity]) -> str:
    names = list(dict.fromkeys(_name(e) for e in entities))
    return " and ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else "".join(names)


def _name(entity: Entity) -> str:
    """The known name; of somebody whom the text alone names ("him", "police"), the words and the code."""
    name = plain(entity.name)
    return name if entity.identifier_text or not entity.code else f"{name} [{entity.code}]"


def _promised(commitments: Sequence[Commitment], notes: Footnotes) -> str:
    if not commitments:
        return ""
    rows = []
    for c in sorted(commitments, key=lambda c: (c.due is None, str(c.due), c.id)):
        evidence = c.evidence
        due = f"due {c.due}" if c.due else "no due date"
        facts = [c.type.value.replace("_", " "), c.status.value.replace("_", " "), f"outcome {c.outcome.value}"]
        rows.append(
            f"<tr><th scope=row>{_whole_dates(due)}</th><td><b>{escape(plain(c.title))}</b>{notes.cite(evidence)}<br>"
            f"<span class=meta>{escape('; '.join(facts))}</span></td></tr>"
        )
    return f"<section><h2>Commitments</h2><table class=events>{''.join(rows)}</table></section>"


def _notes(notes: Footnotes, chosen: Selection) -> str:
    items = []
    for number, line in enumerate(notes.lines, start=1):
        told = chosen.documents.get(line.document)
        facts = [told.outlet, told.title and f"“{told.title}”", told.published] if told else []
        about = ", ".join(plain(str(fact)) for fact in facts if fact)
        words = f" <q>{escape(plain(line.text))}</q>" if line.text else ""
        where = f"{line.document}, characters {line.start}–{line.end}"
        items.append(f'<li id="n{number}">{escape(about)}.{words} <span class=meta>{escape(where)}</span></li>')
    return f"<section><h2>Sources</h2><ol class=notes>{''.join(items)}</ol></section>" if items else ""


def _foot(request: Request, counts: dict[str, int]) -> str:
    manifest = escape(manifest_json(counted(request.manifest, counts)))
    made = f"<h2>How this was made</h2><p>{_method(request)}</p><pre>{manifest}</pre>"
    return f"<footer>{made}</footer></main></body></html>\n"


def _method(request: Request) -> str:
    return escape(
        f"Read by {request.manifest.software} with the model {request.manifest.model.name}, coded in "
        f"{request.manifest.codebook.name}. Lines are made from coded events, and a program reads wrongly now and then: "
        "the confidence is the probability that type and sides are right, and each footnote leads to the sentence. An event "
        "counts once for two sides."
    )
