"""Files, folders, archives and standard input: what is read of each, and what is said where it cannot be."""

from __future__ import annotations

import datetime as dt
import gzip
import io
import os
import sys
import zipfile
from types import SimpleNamespace

import pytest

from entente.ingest import is_coded_language, limits, open_sources
from entente.records import PublishedSource

SENTENCE = "The envoys of Togo and Ghana met in Lomé on Monday."
PAGE = f"Envoys meet in Lomé\n\nBy Ada Mensah\n5 May 2024\n\n{SENTENCE}\n\nThey agreed to meet again.\n\nShare\n"


def test_text_file_becomes_its_article(read, write):
    path = write("page.txt", PAGE)
    document = read(path).document
    assert document.key == str(path)
    assert document.title == "Envoys meet in Lomé"
    assert document.byline == "Ada Mensah"
    assert document.text == f"Envoys meet in Lomé\n\n{SENTENCE}\n\nThey agreed to meet again."
    assert (document.published, document.published_source) == (dt.date(2024, 5, 5), PublishedSource.TEXT)
    assert document.language == "en"


def test_given_date_wins_over_the_text(read, write):
    document = read(write("page.txt", PAGE), date=dt.date(2024, 5, 7)).document
    assert (document.published, document.published_source) == (dt.date(2024, 5, 7), PublishedSource.GIVEN)


def test_without_a_whole_date_the_day_is_unknown(read, write):
    document = read(
        write("page.txt", f"NIAMEY, Dec 5 (AFP) - {SENTENCE}\nNothing else is known of December 4.")
    ).document
    assert (document.published, document.published_source) == (None, PublishedSource.UNKNOWN)


def test_same_content_has_the_same_id_wherever_it_lies_and_whenever_it_is_dated(read, write):
    one = read(write("a/page.txt", PAGE)).document
    other = read(write("b/other.txt", PAGE), date=dt.date(2020, 1, 1)).document
    assert one.id == other.id
    assert one.id.startswith("doc_")
    assert read(write("c.txt", PAGE.replace("Togo", "Benin"))).document.id != one.id


def test_every_line_is_a_document_with_lines(read, write):
    path = write("lines.txt", f"{SENTENCE}\n\nRead more: a line that stays\r\n- The army left.\n")
    opened = read(path, lines=True)
    assert [document.text for document in opened.documents] == [
        SENTENCE,
        "Read more: a line that stays",
        "The army left.",
    ]
    assert [document.key for document in opened.documents] == [f"{path}:1", f"{path}:3", f"{path}:4"]


def test_markdown_loses_its_marks(read, write):
    source = f"""---
title: "Envoys meet in Lomé"
date: 2024-05-05
author: Ada Mensah
---
# Envoys meet in Lomé

{SENTENCE[:-1]}, [the host](https://example.org) **said**.

![A picture of the hall](hall.jpg)

## What comes next

* Talks go on.
* Buses *run* again.

```
code = 1
```
"""
    document = read(write("page.md", source)).document
    assert document.text == (
        f"Envoys meet in Lomé\n\n{SENTENCE[:-1]}, the host said.\n\nWhat comes next\n\nTalks go on.\n\nBuses run again."
    )
    assert document.byline == "Ada Mensah"
    assert (document.published, document.published_source) == (dt.date(2024, 5, 5), PublishedSource.METADATA)


def test_folder_is_walked_in_order_and_other_kinds_are_passed_over(read, write, tmp_path):
    for name in ("b.txt", "a.txt", "sub/c.txt", "sub/d.md", "note.docx", ".hidden.txt", ".git/x.txt"):
        write(f"news/{name}", SENTENCE)
    opened = read(tmp_path / "news")
    root = (tmp_path / "news").as_posix()
    assert [document.key for document in opened.documents] == [
        f"{root}/a.txt",
        f"{root}/b.txt",
        f"{root}/sub/c.txt",
        f"{root}/sub/d.md",
    ]
    assert opened.errors == []


def test_folder_without_anything_to_read_says_so(read, write, tmp_path):
    write("news/picture.png", b"\x89PNG")
    assert "holds no file that can be read" in read(tmp_path / "news").problem


def test_compressed_files_are_read(read, write, tmp_path):
    write("page.txt.gz", gzip.compress(PAGE.encode()))
    with zipfile.ZipFile(tmp_path / "pages.zip", "w") as archive:
        archive.writestr("b.txt", PAGE)
        archive.writestr("a/rows.jsonl", '{"text": "The army left the town on Monday."}\n')
        archive.writestr("picture.png", b"\x89PNG")
    opened = read(tmp_path / "page.txt.gz", tmp_path / "pages.zip")
    assert [document.key for document in opened.documents] == [
        str(tmp_path / "page.txt.gz"),
        f"{tmp_path / 'pages.zip'}/a/rows.jsonl:1",
        f"{tmp_path / 'pages.zip'}/b.txt",
    ]


def test_damaged_archives_are_refused(read, write):
    assert "broken zip" in read(write("a.zip", b"PK\x03\x04 not really")).problem
    assert "damaged inside its compression" in read(write("a.txt.gz", gzip.compress(b"x" * 9000)[:-12])).problem


def test_compressed_bomb_is_refused_in_bounded_memory(read, write, monkeypatch):
    monkeypatch.setattr("entente.ingest.decoding.MAX_BYTES", 200_000)
    assert "is longer than" in read(write("a.txt.gz", gzip.compress(b"x" * 5_000_000))).problem


@pytest.mark.parametrize(
    ("data", "lines", "documents"),
    [
        (PAGE, False, 1),
        (f"{SENTENCE}\n{SENTENCE}\n", True, 2),
        ('{"text": "The army left."}\n{"text": "The rebels came."}\n', False, 2),
        ('[{"text": "The army left."},\n {"text": "The rebels came."}]', False, 2),
        ('{"text":\n "The army left."}', False, 1),
        (f"<!DOCTYPE html><html><body><article><p>{SENTENCE}</p></article></body></html>", False, 1),
    ],
)
def test_standard_input_says_what_it_is_by_how_it_begins(read, monkeypatch, data, lines, documents):
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(data.encode("utf-8"))))
    opened = read("-", lines=lines)
    assert opened.errors == []
    assert len(opened.documents) == documents
    assert all(document.key.startswith("-") for document in opened.documents)
    assert not sys.stdin.buffer.closed


def test_empty_standard_input_says_so(read, monkeypatch):
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(b"")))
    assert read("-").problem == "-: is empty"


def test_missing_and_unsupported_files_are_named_and_the_rest_is_read(read, write):
    good = write("good.txt", PAGE)
    opened = read("nowhere/at-all.txt", good, write("table.xlsx", b"PK"), write("README", "x"), good)
    assert len(opened.documents) == 2
    assert str(opened.errors[0]) == "nowhere/at-all.txt: does not exist"
    assert "the ending .xlsx is not supported; use one of .txt" in str(opened.errors[1])
    assert "a name without an ending is not supported" in str(opened.errors[2])
    assert [type(item).__name__ for item in opened.items] == [
        "SourceError", "Document", "SourceError", "SourceError", "Document"
    ]  # fmt: skip


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html", "a.json", "a.jsonl", "a.csv"])
@pytest.mark.parametrize("content", ["", " \n\n \t\n"])
def test_empty_files_are_said_to_be_empty(read, write, name, content):
    assert "is empty" in read(write(name, content)).problem


@pytest.mark.parametrize("name", ["a.txt", "a.html", "a.jsonl", "a.csv", "a.json"])
@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"plain\0text", "is binary, not text (NUL byte at offset 5)"),
        (b"%PDF-1.7 x", "is not text but a PDF"),
        (b"\x89PNG\r\n", "is not text but an image"),
        (b"PK\x03\x04", "is not text but an archive"),
    ],
)
def test_binary_files_are_refused(read, write, name, content, problem):
    assert problem in read(write(name, content)).problem


def test_invalid_utf8_is_refused_with_the_offset(read, write):
    assert "bad byte 0xe9 at byte offset 3" in read(write("a.txt", b"Lom\xe9 is a town.")).problem
    assert "bad byte 0xe9 at byte offset 6" in read(write("b.txt", b"\xef\xbb\xbfLom\xe9 is a town.")).problem


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_byte_order_marks_are_accepted(read, write, encoding):
    mark = {"utf-16-le": b"\xff\xfe", "utf-16-be": b"\xfe\xff"}.get(encoding, b"")
    assert read(write("a.txt", mark + SENTENCE.encode(encoding))).document.text == SENTENCE
    row = f'{{"text": "{SENTENCE}"}}\n'
    assert read(write("a.jsonl", mark + (row * 2).encode(encoding))).documents[1].text == SENTENCE
    assert read(write("a.csv", mark + f"id,text\n1,{SENTENCE}\n".encode(encoding))).document.text == SENTENCE
    assert read(write("a.json", mark + row.encode(encoding))).document.text == SENTENCE


def test_truncated_utf16_is_refused(read, write):
    assert "UTF-16" in read(write("a.txt", SENTENCE.encode("utf-16")[:-1])).problem
    assert "UTF-16" in str(read(write("a.jsonl", SENTENCE.encode("utf-16")[:-1])).errors[-1])


@pytest.mark.skipif(os.name == "nt" or getattr(os, "geteuid", lambda: 1)() == 0, reason="root reads everything")
def test_unreadable_file_is_named(read, write):
    path = write("a.txt", PAGE)
    path.chmod(0)
    assert "permission denied" in read(path).problem


def test_permission_error_is_named(read, write, monkeypatch):
    def refuse(path):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("entente.ingest.blobs._open_file", refuse)
    assert "cannot be opened: permission denied" in read(write("a.txt", PAGE)).problem


@pytest.mark.parametrize("name", ["a.txt", "a.jsonl", "a.csv", "a.json", "a.md", "a.html"])
def test_one_line_of_fifty_megabytes_is_refused_at_once(read, tmp_path, name):
    path = tmp_path / name
    begin = {"a.csv": b"id,text\n1,", "a.json": b'{"text": "', "a.jsonl": b'{"text": "'}.get(name, b"")
    with path.open("wb") as stream:
        stream.write(begin)
        for _ in range(50):
            stream.write(b"a word of it " * 76_924)
    assert "is longer than 10 MB" in read(path).problem


def test_lines_around_one_that_is_too_long_are_read(read, write):
    line = '{"text": "The army left."}\n'
    opened = read(write("a.jsonl", line + '{"text": "' + "x" * 10_000_001 + '"}\n' + line))
    assert [document.key.rpartition(":")[2] for document in opened.documents] == ["1", "3"]
    assert ":2: is longer than 10 MB" in str(opened.errors[0])


def test_text_of_too_many_characters_is_refused(read, write):
    text = "The army left the town. " * (limits.MAX_CHARACTERS // 24 + 1)
    assert "holds more than 1,000,000 characters" in read(write("a.txt", text)).problem


def test_page_of_nothing_but_furniture_is_refused(read, write):
    assert "nothing but page furniture" in read(write("a.txt", "Advertisement\nShare\nRead more\n")).problem


def test_documents_come_one_at_a_time(write):
    rows = write("a.jsonl", '{"text": "The army left."}\n' * 1000)
    documents = open_sources([str(rows), "nowhere.txt"])
    assert next(documents).key == f"{rows}:1"
    documents.close()


def test_other_languages_are_read_and_marked(read, write):
    text = "Le ministre de la défense du Tchad a reçu lundi à N'Djamena son homologue du Soudan."
    document = read(write("a.txt", text)).document
    assert document.language == "fr"
    assert not is_coded_language(document)


def test_name_that_no_system_takes_is_an_error(read):
    assert "is no path that can be read" in read("a\0b.txt").problem or "does not exist" in read("a\0b.txt").problem
