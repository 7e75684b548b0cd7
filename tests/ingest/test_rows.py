"""Rows of JSON Lines, JSON, CSV and Parquet."""

from __future__ import annotations

import csv
import datetime as dt
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from entente.errors import SourceError
from entente.ingest import jsonstream
from entente.ingest.decoding import bounded_lines
from entente.records import PublishedSource

SENTENCE = "The envoys of Togo and Ghana met in Lomé on Monday."
ROW = {
    "id": "row-1",
    "title": "Envoys meet in Lomé",
    "text": f"{SENTENCE}\nThey agreed to meet again.",
    "date": "2024-05-05",
    "url": "https://example.org/1",
    "outlet": "The Lake Courier",
    "language": "en-GB",
}


def _jsonl(*rows: object) -> str:
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def _check_row(document):
    assert document.key == "row-1"
    assert document.title == "Envoys meet in Lomé"
    assert document.text == f"Envoys meet in Lomé\n\n{SENTENCE}\n\nThey agreed to meet again."
    assert (document.published, document.published_source) == (dt.date(2024, 5, 5), PublishedSource.METADATA)
    assert document.url == "https://example.org/1"
    assert document.outlet == "The Lake Courier"
    assert document.language == "en"


def test_json_line_is_a_document(read, write):
    _check_row(read(write("a.jsonl", _jsonl(ROW))).document)


@pytest.mark.parametrize("wrap", [lambda row: [row], lambda row: row])
def test_json_array_or_object_is_read(read, write, wrap):
    _check_row(read(write("a.json", json.dumps(wrap(ROW), indent=2))).document)


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_csv_row_is_a_document_whatever_parts_its_columns(read, tmp_path, delimiter):
    path = tmp_path / "a.csv"
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, list(ROW), delimiter=delimiter)
        writer.writeheader()
        writer.writerow(ROW)
    _check_row(read(path).document)


def test_parquet_row_is_a_document(read, tmp_path):
    pa = pytest.importorskip("pyarrow")
    pq = pytest.importorskip("pyarrow.parquet")
    rows = [ROW | {"date": dt.datetime(2024, 5, 5, 12, tzinfo=dt.UTC), "other": 1}, {"text": None}, {"text": SENTENCE}]
    pq.write_table(pa.Table.from_pylist(rows), tmp_path / "a.parquet")
    opened = read(tmp_path / "a.parquet")
    _check_row(opened.documents[0])
    assert opened.documents[1].key == f"{tmp_path / 'a.parquet'}:3"
    assert ":2: has no text" in str(opened.errors[0])


def test_parquet_without_pyarrow_says_what_to_install(read, write, monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "pyarrow", None)
    assert "pip install 'entente[frames]'" in read(write("a.parquet", b"PAR1")).problem


def test_broken_parquet_is_refused(read, write):
    pytest.importorskip("pyarrow")
    assert "is no readable Parquet file" in read(write("a.parquet", b"PAR1 nothing here")).problem


def test_keys_are_ids_or_lines(read, write):
    path = write("a.jsonl", '{"text": "The army left."}\n\n{"id": 7, "text": "The army left."}\n')
    assert [document.key for document in read(path).documents] == [f"{path}:1", "7"]
    table = write("a.csv", 'id,text\n,"The army\nleft."\nx9,The army left.\n,It came back.\n')
    assert [document.key for document in read(table).documents] == [f"{table}:2", "x9", f"{table}:5"]
    several = write("a.json", '[{"text": "The army left."}, {"text": "It came back."}]')
    assert [document.key for document in read(several).documents] == [f"{several}:1", f"{several}:2"]
    single = write("b.json", '{"text": "The army left."}')
    assert read(single).document.key == str(single)


def test_own_date_of_a_row_wins_over_the_given_one(read, write):
    path = write("a.jsonl", _jsonl(ROW, {"text": SENTENCE}))
    dated, undated = read(path, date=dt.date(2020, 1, 1)).documents
    assert (dated.published, dated.published_source) == (dt.date(2024, 5, 5), PublishedSource.METADATA)
    assert (undated.published, undated.published_source) == (dt.date(2020, 1, 1), PublishedSource.GIVEN)


def test_row_with_a_date_that_cannot_be_read_has_none_and_it_is_said(read, write):
    opened = read(write("a.jsonl", _jsonl({"text": SENTENCE, "date": "31/31/2023"})), date=dt.date(2020, 1, 1))
    assert opened.documents[0].published is None
    assert "the date '31/31/2023' cannot be read (write YYYY-MM-DD)" in str(opened.errors[0])


def test_ids_tell_rows_apart_by_what_they_say_of_themselves(read, write):
    variants = [ROW, ROW | {"id": "row-2"}, ROW | {"date": "2024-05-06"}, ROW | {"outlet": "Other"}, ROW | {"url": ""}]
    documents = read(write("a.jsonl", _jsonl(*variants, ROW))).documents
    assert len({document.id for document in documents}) == len(variants)
    assert documents[0] == documents[-1]


def test_title_stands_once_though_the_text_begins_with_it(read, write):
    text = f"ENVOYS MEET in Lomé!\n{SENTENCE}\nThey agreed to meet again."
    document = read(write("a.jsonl", _jsonl(ROW | {"text": text}))).document
    assert document.text == f"Envoys meet in Lomé\n\n{SENTENCE}\n\nThey agreed to meet again."


def test_documents_that_were_read_can_be_read_again(read, write):
    first = read(write("a.jsonl", _jsonl(ROW | {"byline": "Ada Mensah"}))).document
    printed = {"id": first.key, "title": first.title, "text": first.text, "published": "2024-05-05", "url": first.url,
               "outlet": first.outlet, "byline": first.byline, "language": first.language}  # fmt: skip
    assert read(write("b.jsonl", _jsonl(printed))).document == first


def test_html_of_a_row_is_read_as_a_page(read, write):
    html = f"<p>{SENTENCE}</p><p>They agreed to meet again.</p>"
    document = read(write("a.jsonl", _jsonl({"html": html, "title": "Envoys meet"}))).document
    assert document.text == f"Envoys meet\n\n{SENTENCE}\n\nThey agreed to meet again."


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ('{"text": "The army', "is not valid JSON: the line is cut off"),
        ('{"text": "The army left."', "is not valid JSON: the line is cut off"),
        ("{'text': 1}", "is not valid JSON: Expecting property name"),
        ("nonsense", "is not valid JSON"),
        ("[1, 2]", "is no object with the field text or html"),
        ('{"title": "No text"}', "has no text: fill the field text or html (it has 'title')"),
        ('{"text": ""}', "has no text"),
        ('{"text": null}', "has no text"),
        ('{"text": ["a"]}', "has a text that is no string but a list"),
        ('{"text": "a\\u0000b"}', "holds a NUL character"),
        ("[" * 100_000, "is not valid JSON"),
        ('{"text": ' + "1" * 5000 + "}", "is not valid JSON"),
    ],
)
def test_bad_line_is_named_and_the_others_are_read(read, write, line, problem):
    good = '{"text": "The army left."}'
    path = write("a.jsonl", f"{good}\n{line}\n{good}\n")
    opened = read(path)
    assert [document.key for document in opened.documents] == [f"{path}:1", f"{path}:3"]
    assert str(opened.errors[0]).startswith(f"{path}:2: {problem}")


def test_line_that_is_not_utf8_is_named_with_its_offset(read, write):
    good = b'{"text": "The army left."}\n'
    opened = read(write("a.jsonl", good + b'{"text": "Lom\xe9"}\n' + good))
    assert len(opened.documents) == 2
    assert ":2: is not valid UTF-8: bad byte 0xe9 at byte offset 40" in str(opened.errors[0])


@pytest.mark.parametrize(
    ("text", "documents", "problem"),
    [
        (
            '[{"text": "The army left."}, {"text": "It ca',
            1,
            ":1: is not valid JSON: the file is cut off inside a value",
        ),
        ('[{"text": "The army left."},\n', 1, ":2: is not valid JSON: the file is cut off inside an array"),
        ('[{"text": "The army left."} {"text": 1}]', 1, "a comma or the end of the array is missing"),
        ('[{"text": "The army left."}] x', 1, "something follows the end of the array"),
        ('{"text": "The army left."', 0, "the file is cut off inside a value"),
        ('{"text": "The army left."}\n{"text" "x"}', 1, ":2: is not valid JSON: Expecting ':' delimiter"),
        ('{"text": "The army left."}\n3', 1, ":2: is no object"),
        ("not json", 0, "is not valid JSON"),
    ],
)
def test_broken_json_is_read_as_far_as_it_goes(read, write, text, documents, problem):
    opened = read(write("a.json", text))
    assert len(opened.documents) == documents
    assert problem in str(opened.errors[-1])


def test_table_without_a_text_column_says_which_it_has(read, write):
    problem = read(write("a.csv", "id,body,when\n1,x,y\n")).problem
    assert "has no column text or html (its columns are 'id', 'body', 'when')" in problem


def test_names_of_columns_may_be_in_capitals_and_rows_short_or_long(read, write):
    path = write("a.csv", " ID , Text \n1,The army left.,extra\n2\n3,It came back.\n\n")
    opened = read(path)
    assert [document.key for document in opened.documents] == ["1", "3"]
    assert f"{path}:3: has no text" in str(opened.errors[0])


def test_fields_may_be_as_long_as_a_document(read, write):
    words = "The army left the town. " * 20_000
    before = csv.field_size_limit()
    assert len(read(write("a.csv", f'id,text\n1,"{words}"\n2,It left.\n')).documents) == 2
    assert csv.field_size_limit() == before


def test_table_ends_where_a_field_is_too_long_or_not_utf8(read, write):
    opened = read(write("a.csv", 'text\nThe army left.\n"' + "x" * 10_000_001 + '"\nIt left.\n'))
    assert len(opened.documents) == 1
    assert "the rows after it are not read" in str(opened.errors[0])
    opened = read(write("b.csv", b"text\nThe army left.\nLom\xe9.\nIt left.\n"))
    assert len(opened.documents) == 1
    assert ":3: is not valid UTF-8" in str(opened.errors[0])


def test_lone_surrogates_can_be_written_again(read, write):
    row = '{"text": "Bad \\ud800 end of it.", "id": "k\\udfff", "title": "T\\ud800", "outlet": "O\\ud800"}\n'
    document = read(write("a.jsonl", row)).document
    for value in (document.text, document.key, document.title, document.outlet):
        assert value.encode("utf-8")


_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


@settings(deadline=None)
@given(st.lists(_VALUES, max_size=6), st.integers(1, 9), st.booleans(), st.sampled_from([None, 1, 4]))
def test_stream_of_json_gives_the_values_however_it_is_cut(values, size, escape, indent):
    data = json.dumps(values, ensure_ascii=escape, indent=indent).encode("utf-8", "surrogatepass")
    chunks = [data[i : i + size] for i in range(0, len(data), size)]
    assert list(jsonstream.iter_json_values(chunks, "x")) == values


@settings(deadline=None)
@given(
    st.lists(st.binary(max_size=12).map(lambda line: line.replace(b"\n", b"").replace(b"\r", b""))), st.integers(1, 7)
)
def test_lines_of_a_stream_are_its_lines_however_it_is_cut(lines, size):
    data = b"".join(line + b"\n" for line in lines)
    chunks = [data[i : i + size] for i in range(0, len(data), size)]
    found = list(bounded_lines(chunks, limit=8))
    assert [line.content for line in found] == [line if len(line) <= 8 else None for line in lines]
    assert [line.number for line in found] == list(range(1, len(lines) + 1))
    assert all(data[line.offset :].startswith(line.content or b"") for line in found)


def test_broken_json_far_from_the_end_is_found_without_reading_on():
    def chunks():
        yield b'{"text": nonsense} ' + b" " * 100
        pytest.fail("it read on")

    with pytest.raises(SourceError, match="Expecting value"):
        list(jsonstream.iter_json_values(chunks(), "x"))
