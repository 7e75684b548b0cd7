"""The whole of ``read`` with the shipped weights: what must hold of any record, and what the demonstration article tells."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

import entente
from entente.cli import main
from entente.errors import SourceError, UsageError
from entente.export.jsonl import from_line, to_line
from entente.pipeline import load_pipeline, read_sources
from entente.records import Document, Event, Modality
from entente.training.corpus import load_corpus

ROOT = Path(__file__).parents[1]
ARTICLE = ROOT / "docs" / "articles" / "port-visit.txt"


@pytest.fixture(scope="module")
def article() -> entente.Record:
    return entente.read(ARTICLE)


@pytest.fixture(scope="module")
def rows(tmp_path_factory) -> Path:
    """A file of many documents, articles and sentences of the corpus."""
    items = load_corpus([ROOT / "corpus" / "articles_a.txt", ROOT / "corpus" / "sentences_d.txt"])[:60]
    path = tmp_path_factory.mktemp("rows") / "rows.jsonl"
    lines = [json.dumps({"id": i.id, "text": i.text, "date": str(i.published)}) for i in items]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def lines_of(source: str, **options) -> list[str]:
    out = []
    for item in read_sources([source], pipeline=load_pipeline(), **options):
        assert not isinstance(item, SourceError)
        out += [to_line(r) for r in (item.document, *item.events, *item.commitments)]
    return out


def spans_in(value: object):
    """Every (text, span) of a record, however deep."""
    if isinstance(value, dict):
        for name in ("text", "entity_text"):
            if value.get("span") is not None and name in value:
                yield value[name], value["span"]
        for name in ("date", "due"):
            if value.get(f"{name}_span") is not None:
                yield value[f"{name}_text"], value[f"{name}_span"]
        for inner in value.values():
            yield from spans_in(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from spans_in(inner)


def test_every_value_is_verbatim_at_its_offsets(rows):
    texts: dict[str, str] = {}
    document = ""
    checked = 0
    for line in lines_of(str(rows)):
        record = json.loads(line)
        if record["kind"] == "document":
            document = record["text"]
            texts[record["id"]] = document
            continue
        for words, (start, end) in spans_in(record):
            assert document[start:end] == words
            checked += 1
        for evidence in record.get("evidence", []):
            assert texts[evidence["document"]][evidence["start"] : evidence["end"]] == evidence["text"]
    assert checked > 100


def test_same_input_gives_the_same_bytes_in_any_order(rows, tmp_path):
    once, again = lines_of(str(rows)), lines_of(str(rows))
    assert once == again
    backwards = tmp_path / "backwards.jsonl"
    backwards.write_text("\n".join(reversed(rows.read_text(encoding="utf-8").splitlines())), encoding="utf-8")
    assert sorted(once) == sorted(lines_of(str(backwards)))


def test_lines_read_back_as_the_records_they_were(rows):
    for line in lines_of(str(rows)):
        assert to_line(from_line(line)) == line


def test_ids_are_unique_and_commitments_name_events_of_the_record(rows):
    records = [json.loads(line) for line in lines_of(str(rows))]
    ids = [r["id"] for r in records]
    assert len(set(ids)) == len(ids)
    events = {r["id"] for r in records if r["kind"] == "event"}
    for record in records:
        if record["kind"] == "commitment":
            assert set(record["events"]) <= events


def test_minimum_confidence_leaves_out_what_is_less_certain(rows):
    pipeline = load_pipeline(minimum_confidence=0.7)
    events = [e for item in read_sources([str(rows)], pipeline=pipeline) for e in item.events]
    assert events
    assert all(e.confidence >= 0.7 for e in events)


def test_article_tells_visit_signature_order_to_leave_and_protest(article):
    told = {(e.event[0], tuple(sorted({a.code for a in e.actor if a.code}))) for e in article.events}
    assert ("CONSULT", ("TUR",)) in told or ("CONSULT", ("SOM", "TUR")) in told
    assert any(kind == "SUPPORT" for kind, _ in told)
    assert any(kind == "PROTEST" for kind, _ in told)
    assert any(e.event[0] == "ACCUSE" for e in article.events)


def test_what_may_happen_is_not_told_as_done(article):
    unsure = {Modality.HYPOTHETICAL, Modality.NEGATION}
    assert all(e.modality in unsure for e in article.events if "second pier" in e.evidence[0].text)
    closing = next(e for e in article.events if e.event == ("COERCE",) and "would close" in e.evidence[0].text)
    assert closing.modality is Modality.HYPOTHETICAL


def test_furniture_is_no_evidence(article):
    for event in article.events:
        for evidence in event.evidence:
            assert "Share this" not in evidence.text
            assert "Min Read" not in evidence.text


def test_without_publication_no_year_is_invented(tmp_path):
    path = tmp_path / "undated.txt"
    path.write_text("Togo expelled two Ghanaian envoys on 4 December. They left on Friday.", encoding="utf-8")
    record = entente.read(path)
    assert record.documents[0].published is None
    assert record.events
    assert all(e.date is None and e.enddate is None and e.reported is None for e in record.events)


def test_rest_is_read_when_some_cannot_be(tmp_path):
    good = tmp_path / "good.txt"
    good.write_text("Chad recalled its ambassador to Sudan on Monday.", encoding="utf-8")
    (tmp_path / "bad.txt").write_bytes(b"Chad recalled its envoy \xff\xe9 on Monday.")
    result = CliRunner().invoke(main, ["read", str(tmp_path / "bad.txt"), str(good), "--format", "jsonl"])
    assert result.exit_code == 1
    assert "bad.txt" in result.stderr
    assert json.loads(result.stdout.splitlines()[0])["kind"] == "document"


def test_other_language_is_said_and_not_coded(tmp_path):
    path = tmp_path / "fr.txt"
    path.write_text(
        "Le gouvernement nigérien a annoncé lundi la rupture de ses accords militaires avec la France et demandé le "
        "départ des soldats français dans un délai d'un mois, selon un communiqué lu à la télévision nationale.",
        encoding="utf-8",
    )
    result = CliRunner().invoke(main, ["read", str(path), "--format", "jsonl"])
    assert "another language" in result.stderr
    assert [json.loads(line)["kind"] for line in result.stdout.splitlines()] == ["document"]


def test_relate_answers_for_marked_sides():
    text = "Peru expelled two Chilean diplomats."
    (relation,) = entente.relate([(text, (0, 4), (14, 35))])
    assert relation.event == "SANCTION"
    assert 0 < relation.confidence <= 1


@pytest.mark.parametrize("spans", [((0, 0), (1, 2)), ((0, 4), (30, 99)), ((-1, 2), (3, 4))])
def test_relate_refuses_spans_outside_the_text(spans):
    with pytest.raises(UsageError):
        entente.relate([("Peru expelled two envoys.", *spans)])


def test_bad_date_in_python_is_a_usage_error():
    with pytest.raises(UsageError, match="YYYY-MM-DD"):
        entente.read(ARTICLE, published="yesterday")


def test_frames_have_a_row_a_record_and_proper_types(article):
    pd = pytest.importorskip("pandas", reason="needs the extra frames")
    frame = article.events_frame()
    assert len(frame) == len(article.events)
    assert frame["event"].dtype == "category"
    assert pd.api.types.is_datetime64_any_dtype(frame["date"])
    assert len(article.commitments_frame()) == len(article.commitments)
    assert len(article.documents_frame()) == 1
    assert article.contradictions_frame().empty


def test_public_surface():
    assert sorted(entente.__all__) == ["Record", "Relation", "__version__", "read", "relate"]
    assert isinstance(entente.read(ARTICLE).documents[0], Document)
    assert issubclass(type(entente.read(ARTICLE).events[0]), Event)
    with pytest.raises(AttributeError):
        _ = entente.nothing
