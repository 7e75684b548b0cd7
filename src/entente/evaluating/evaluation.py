"""Gold against prediction: everything that an evaluation says, in one object."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from entente.codebook import Codebook, load_codebook
from entente.evaluating.acts import Act, act_of
from entente.evaluating.calibration import Calibration, calibration
from entente.evaluating.confusion import NONE, Confusion, confusion_of_modality, confusion_of_types
from entente.evaluating.disagreements import Case, disagreements
from entente.evaluating.errors import GoldError, Problem
from entente.evaluating.matching import Matching, match
from entente.evaluating.scores import Counts, Entry, Estimate, Score, count
from entente.evaluating.stages import FOUND, STAGES, Stage
from entente.records import Commitment, Contradiction, Document, Event, Modality

Record = Document | Event | Commitment | Contradiction
SAMPLES = 1000
FEW_DOCUMENTS = 20
"""Under this many documents, a bootstrap over documents is known to give intervals that are too narrow."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StageScore:
    """One stage, end to end (what was missed or invented counts) and of the events found alone."""

    name: str
    means: str
    end_to_end: Score
    of_found: Score | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TypeScore:
    """One event type, end to end."""

    event: str
    score: Score


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluation:
    """What a comparison found.

    ``ignored`` counts predictions in documents that the gold does not hold, ``not_scored`` names the stages of which
    no gold event tells enough.
    """

    documents: int
    gold_events: int
    predicted_events: int
    ignored: int
    seed: int
    samples: int
    stages: tuple[StageScore, ...]
    not_scored: tuple[str, ...]
    types: tuple[TypeScore, ...]
    macro_f1: Estimate
    confusion: Confusion
    modality_confusion: Confusion
    calibration: Calibration
    disagreements: tuple[Case, ...]

    @property
    def few_documents(self) -> bool:
        """Whether the intervals rest on too few documents to be taken at their word."""
        return self.documents < FEW_DOCUMENTS

    def stage(self, name: str) -> StageScore:
        """The stage of this name. Raises KeyError where it was not scored."""
        for stage in self.stages:
            if stage.name == name:
                return stage
        raise KeyError(name)


def evaluate(
    gold: Iterable[Record | Act],
    predicted: Iterable[Record],
    *,
    seed: int,
    samples: int = SAMPLES,
    codebook: Codebook | None = None,
) -> Evaluation:
    """Compare predictions with gold.

    ``gold`` is what :func:`entente.evaluating.read_gold` gives, or records, of which every field is told.
    ``predicted`` is the record of the same documents: their events name a document by the gold's id, or the record
    holds document lines whose key is the gold's id. Commitments and contradictions are not compared. The same input
    and ``seed`` give the same figures, in whatever order the events come.

    Raises :class:`GoldError` where a document was read from another text than the gold has, so that offsets mean
    something else, or a gold event names a document that is not there.
    """
    gold = list(gold)
    documents = {d.id: d for d in sorted((r for r in gold if isinstance(r, Document)), key=lambda d: d.id)}
    golds = [r if isinstance(r, Act) else act_of(r) for r in gold if isinstance(r, Act | Event)]
    _check_documents(golds, documents)
    records = list(predicted)
    told = [act_of(r) for r in records if isinstance(r, Event)]
    guesses = list(_within(told, _gold_ids(records, documents)))
    matching = match(golds, guesses)
    order = list((codebook or load_codebook()).events)
    confusion = confusion_of_types(matching, order)
    by_type = {t: _type_stage(t) for t in confusion.labels if t != NONE}
    scored = [s for s in STAGES if not s.needs or any(s.is_told(act) for act in golds)]
    entries = _entries(matching, [*scored, *by_type.values()])
    counts = count(entries, list(documents), seed=seed, samples=samples)
    return Evaluation(
        documents=len(documents),
        gold_events=len(golds),
        predicted_events=len(guesses),
        ignored=len(told) - len(guesses),
        seed=seed,
        samples=samples,
        stages=tuple(_stage_score(stage, counts) for stage in scored),
        not_scored=tuple(s.name for s in STAGES if s not in scored),
        types=tuple(TypeScore(event=t, score=counts.score(s.name)) for t, s in by_type.items()),
        macro_f1=counts.mean_f1([s.name for s in by_type.values()]),
        confusion=confusion,
        modality_confusion=confusion_of_modality(matching, [*Modality]),
        calibration=calibration(matching),
        disagreements=disagreements(matching, documents),
    )


def _check_documents(golds: Sequence[Act], documents: Mapping[str, Document]) -> None:
    unknown = sorted({s.document for act in golds for s in act.sentences} - documents.keys())
    if unknown:
        what = f"has events in documents that it does not hold: {', '.join(unknown)}; add these documents"
        raise GoldError("gold", [Problem(line=None, what=what)])


def _gold_ids(records: Sequence[Record], documents: Mapping[str, Document]) -> dict[str, str]:
    """For each id by which predictions may name a gold document, the gold's own."""
    by_key = {d.key: d.id for d in documents.values()} | {d.id: d.id for d in documents.values()}
    ids = {name: name for name in documents}
    problems: list[Problem] = []
    for record in records:
        if not isinstance(record, Document):
            continue
        name = record.id if record.id in documents else by_key.get(record.key)
        if name is None:
            continue
        ids[record.id] = name
        if record.text != documents[name].text:
            problems.append(Problem(line=None, what=_other_text(name, record.text, documents[name].text)))
    if problems:
        raise GoldError("gold", problems)
    return ids


def _other_text(name: str, predicted: str, gold: str) -> str:
    same = next((i for i, (a, b) in enumerate(zip(predicted, gold, strict=False)) if a != b), None)
    at = min(len(predicted), len(gold)) if same is None else same
    return (
        f"document {name!r} was read from another text than the gold has (they part at code point {at}), so that "
        "offsets cannot be compared; have the gold's own text read, or annotate the text of the record's document line"
    )


def _within(told: Iterable[Act], ids: Mapping[str, str]) -> Iterator[Act]:
    """Predictions in gold documents, under the gold's ids."""
    for act in told:
        sentences = tuple(replace(s, document=ids[s.document]) for s in act.sentences if s.document in ids)
        if sentences:
            yield replace(act, sentences=tuple(sorted(set(sentences))))


def _entries(matching: Matching, stages: Sequence[Stage]) -> Iterator[Entry]:
    for document, gold, predicted in matching.cases():
        for stage in stages:
            if gold is not None and not stage.is_told(gold):
                continue
            wanted = stage.items(gold) if gold else frozenset()
            got = stage.items(predicted) if predicted else frozenset()
            entry = Entry(
                document=document,
                figure=stage.name,
                gold=len(wanted),
                predicted=len(got),
                right=len(wanted & got),
            )
            yield entry
            if gold and predicted:
                yield replace(entry, figure=_of_found(stage))


def _of_found(stage: Stage) -> str:
    """The name of a stage's figure over found events alone."""
    return f"{stage.name}, of found"


def _stage_score(stage: Stage, counts: Counts) -> StageScore:
    return StageScore(
        name=stage.name,
        means=stage.means,
        end_to_end=counts.score(stage.name),
        of_found=None if stage is FOUND else counts.score(_of_found(stage)),
    )


def _type_stage(event: str) -> Stage:
    """The question whether an event has one given type."""
    return Stage(
        name=f"type {event}",
        means=f"the event is {event}",
        items=lambda act: frozenset({event} & set(act.types)),
    )
