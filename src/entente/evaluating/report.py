"""An evaluation for reading: tables in a terminal, or JSON."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

import msgspec
from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from entente.evaluating.confusion import Confusion
from entente.evaluating.disagreements import Case, Disagreement, Reading, swapped
from entente.evaluating.evaluation import Evaluation
from entente.evaluating.scores import FEWEST_DOCUMENTS, Estimate, Score

DISAGREEMENTS_SHOWN = 20
SHORT = 4
"""Letters of a type at the head of a wide confusion matrix, as many as tell PLOVER's types apart."""
WIDE = 8
"""From this many labels on, a matrix is wide."""


def to_json(evaluation: Evaluation) -> str:
    """The whole evaluation, indented; figures that are not defined are null."""
    data = msgspec.to_builtins(evaluation)
    data["few_documents"] = evaluation.few_documents
    return msgspec.json.format(msgspec.json.encode(data), indent=2).decode()


def show(evaluation: Evaluation, console: Console, *, most: int = DISAGREEMENTS_SHOWN) -> None:
    """Print an evaluation; of the disagreements, the first ``most`` of each kind."""
    for part in _parts(evaluation, most):
        console.print(part)


def _parts(evaluation: Evaluation, most: int) -> Iterator[RenderableType]:
    e = evaluation
    yield Text(
        f"Documents: {e.documents}. Gold events: {e.gold_events}. Predicted events: {e.predicted_events}.\n"
        f"Intervals: 95 %, bootstrap over documents, {e.samples} drawings, seed {e.seed}."
    )
    yield from (Text(note, style="yellow") for note in _notes(e))
    yield Text("\nStages, end to end: what is missed or invented counts as wrong", style="bold")
    yield _scores([(s.name, s.end_to_end) for s in e.stages])
    of_found = [(s.name, s.of_found) for s in e.stages if s.of_found is not None]
    yield Text("\nStages, of the events found alone", style="bold")
    yield _scores([(name, score) for name, score in of_found if score is not None])
    yield Text("\nEvent types, end to end", style="bold")
    yield _scores([(t.event, t.score) for t in e.types])
    yield Text(f"macro-F1 over the types that the gold has: {_figure(e.macro_f1)}")
    yield Text("\nWhat gold calls (rows) and the prediction calls (columns) it", style="bold")
    yield _matrix(e.confusion)
    if e.modality_confusion.labels:
        yield Text("\nModality of the events found: gold (rows), prediction (columns)", style="bold")
        yield _matrix(e.modality_confusion)
    yield from _calibration(e)
    yield from _disagreements(e.disagreements, most)


def _notes(evaluation: Evaluation) -> Iterator[str]:
    if evaluation.documents < FEWEST_DOCUMENTS:
        yield "Of one document there is nothing to draw, so there are no intervals."
    elif evaluation.few_documents:
        yield f"Of {evaluation.documents} documents, intervals come out too narrow: take them for a hint only."
    if evaluation.not_scored:
        yield f"Not scored, since no gold event tells it: {', '.join(evaluation.not_scored)}."
    if evaluation.ignored:
        yield f"{evaluation.ignored} predicted events lie in documents that the gold does not hold; they do not count."


def _scores(rows: Sequence[tuple[str, Score]]) -> Table:
    table = Table(box=None, pad_edge=False)
    table.add_column("")
    for name in ("gold", "predicted", "right", "precision", "recall", "F1"):
        table.add_column(name, justify="right", no_wrap=True)
    for name, score in rows:
        counts = (str(n) for n in (score.gold, score.predicted, score.right))
        table.add_row(name, *counts, *(_figure(x) for x in (score.precision, score.recall, score.f1)))
    return table


def _figure(estimate: Estimate) -> str:
    if estimate.value is None:
        return "–"
    if estimate.low is None or estimate.high is None:
        return f"{estimate.value:.2f}"
    return f"{estimate.value:.2f} [{estimate.low:.2f}–{estimate.high:.2f}]"


def _matrix(confusion: Confusion) -> Table:
    heads = [label[:SHORT] for label in confusion.labels]
    if len(heads) < WIDE or len(set(heads)) < len(heads):
        heads = list(confusion.labels)
    table = Table(box=None, pad_edge=False, padding=(0, 1))
    table.add_column("")
    for head in heads:
        table.add_column(head, justify="right", no_wrap=True)
    for row, (label, counts) in enumerate(zip(confusion.labels, confusion.counts, strict=True)):
        cells = [Text(str(n) if n else "·", style="bold" if c == row else "") for c, n in enumerate(counts)]
        table.add_row(label, *cells)
    return table


def _calibration(evaluation: Evaluation) -> Iterator[RenderableType]:
    error = evaluation.calibration.error
    if error is None:
        return
    yield Text("\nConfidence: right is an event whose type and both sides are", style="bold")
    table = Table(box=None, pad_edge=False)
    for name in ("confidence", "events", "mean confidence", "right"):
        table.add_column(name, justify="right")
    for b in evaluation.calibration.bins:
        if b.confidence is not None and b.right is not None:
            table.add_row(f"{b.low:.1f} to {b.high:.1f}", str(b.events), f"{b.confidence:.2f}", f"{b.right:.2f}")
    yield table
    yield Text(f"expected calibration error: {error:.3f}")


def _disagreements(cases: Sequence[Case], most: int) -> Iterator[RenderableType]:
    kinds = Counter(case.kind for case in cases)
    if not kinds or not most:
        return
    for kind in Disagreement:
        if kinds[kind]:
            shown = min(most, kinds[kind])
            more = f", the first {shown}" if shown < kinds[kind] else ""
            yield Text(f"\n{kind.value.capitalize()}: {kinds[kind]}{more}", style="bold")
            yield from (_case(case) for case in [c for c in cases if c.kind is kind][:most])


def _case(case: Case) -> Padding:
    lines = [Text(f"{case.document} {case.start}..{case.end}", style="dim")]
    lines.append(Text(f"“{' '.join(case.sentence.split())}”", style="italic"))
    lines += [
        Text(f"{name}: {_reading(reading)}")
        for name, reading in (("gold", case.gold), ("predicted", case.predicted))
        if reading is not None
    ]
    if case.kind is Disagreement.WRONG_SIDE and swapped(case):
        lines.append(Text("the sides are swapped"))
    return Padding(Group(*lines), (0, 2), expand=False)


def _reading(reading: Reading) -> str:
    parts = ["/".join(reading.event), f"{_side(reading.actor)} → {_side(reading.recipient)}"]
    days = [str(day) if day else "?" for day in dict.fromkeys((reading.date, reading.enddate))]
    if reading.date or reading.enddate:
        parts.append(" to ".join(days))
    parts += [x for x in (reading.country and f"in {reading.country}", reading.modality) if x]
    if reading.confidence is not None:
        parts.append(f"confidence {reading.confidence:.2f}")
    return ", ".join(parts)


def _side(codes: tuple[str, ...] | None) -> str:
    if codes is None:
        return "(not told)"
    return "+".join(codes) or "(nobody)"
