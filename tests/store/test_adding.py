"""Adding: once, whole or not at all, and versions of an article beside each other."""

from __future__ import annotations

import itertools
from dataclasses import replace

import pytest
from store_making import Told, everything, ids, meeting, meetings, visit

from entente.errors import SourceError
from entente.store import Added, DocumentFilter, Store, open_store
from entente.store import adding as adding_module
from entente.store.adding import add_sources

URL = "https://news.example/visit"


def test_adding_twice_changes_nothing(store):
    told = meetings(5)
    first = [store.add(t) for t in told]
    before = everything(store)
    second = [store.add(t) for t in told]
    assert {a.outcome for a in first} == {Added.NEW}
    assert {(a.outcome, a.events) for a in second} == {(Added.KNOWN, 0)}
    assert everything(store) == before


def test_what_is_asked_for_is_what_was_told(store):
    told = meeting(1)
    addition = store.add(told)
    assert (addition.events, addition.commitments) == (2, 1)
    assert [k.document for k in store.documents()] == [told.document]
    assert sorted(store.events(), key=lambda e: e.id) == sorted(told.events, key=lambda e: e.id)
    assert tuple(store.commitments()) == told.commitments


def test_order_of_adding_changes_no_answer(tmp_path):
    told = [*meetings(4), visit("2024-01-05", url=URL), visit("2024-01-06", url=URL, told="saw"), visit(None, key="u")]
    answers = set()
    for number, order in enumerate((told, told[::-1], told[3:] + told[:3])):
        with open_store(tmp_path / f"{number}.db") as store:
            for t in order:
                store.add(t)
            answers.add(tuple(everything(store)))
    assert len(answers) == 1


def test_exception_midway_leaves_nothing_of_the_document(store, monkeypatch):
    store.add(meeting(1))
    before = everything(store)

    def fail(*_, **__):
        raise RuntimeError("power cut")

    monkeypatch.setattr(adding_module, "told_row", fail)
    with pytest.raises(RuntimeError):
        store.add(meeting(2))
    monkeypatch.undo()
    assert everything(store) == before
    assert list(store.verify()) == []
    assert store.add(meeting(2)).outcome is Added.NEW


def test_corrected_version_of_a_url_supersedes_the_old_one(store):
    old, new = visit("2024-01-05", url=URL), visit("2024-01-05", url=URL, told="received")
    store.add(old)
    addition = store.add(new)
    assert (addition.outcome, addition.versions, addition.superseded) == (Added.VERSION, (old.document.id,), False)
    assert ids(store.events()) == ids(new.events)
    assert [k.document.id for k in store.documents()] == [new.document.id]
    kept = {k.document.id: k.superseded_by for k in store.documents(DocumentFilter(superseded=True))}
    assert kept == {old.document.id: (new.document.id,), new.document.id: ()}


def test_older_version_that_comes_late_does_not_supersede(store):
    store.add(visit("2024-01-05", url=URL))
    addition = store.add(visit("2024-01-04", url=URL, told="received"))
    assert (addition.outcome, addition.superseded) == (Added.VERSION, True)
    assert [str(e.reported) for e in store.events()] == ["2024-01-05"]


@pytest.mark.parametrize("order", list(itertools.permutations(range(3))))
def test_exactly_one_of_several_versions_stands(store, order):
    versions = [
        visit("2024-01-05", url=URL),
        visit(None, url=URL, told="saw"),
        visit("2024-01-03", url=URL, told="got"),
    ]
    for number in order:
        store.add(versions[number])
    assert [k.document.id for k in store.documents()] == [versions[0].document.id]


def test_same_key_with_other_news_is_another_document(store):
    store.add(meeting(1))
    other = replace(visit("2024-01-10").document, key="row-1")
    assert store.add(Told(document=other)).outcome is Added.NEW


def test_same_key_and_mostly_the_same_words_is_a_version(store):
    store.add(visit("2024-01-05"))
    assert store.add(visit("2024-01-06", told="received")).outcome is Added.VERSION


@pytest.mark.parametrize(
    "change",
    [{"outlet": "Harbour Post"}, {"published": "2024-05-05"}, {"key": "other.txt"}],
    ids=["other outlet", "months later", "other key"],
)
def test_same_words_elsewhere_are_no_version(store, change):
    store.add(visit("2024-01-05"))
    assert store.add(visit(**({"published": "2024-01-06", "told": "received"} | change))).outcome is Added.NEW


def test_standard_input_is_no_name(store):
    store.add(visit("2024-01-05", key="-"))
    assert store.add(visit("2024-01-05", key="-", told="received")).outcome is Added.NEW
    assert store.add(visit("2024-01-05", key="-:1", told="saw")).outcome is Added.NEW


def test_front_page_behind_every_row_joins_no_articles(store):
    for number in range(3):
        assert store.add(meeting(number, url="https://news.example/")).outcome is Added.NEW


def test_document_given_its_day_later_is_read_anew(store):
    undated = visit(None, url=URL)
    store.add(undated)
    assert store.is_known(undated.document)
    dated = replace(undated, document=replace(undated.document, published=visit("2024-01-05").document.published))
    assert not store.is_known(dated.document)
    assert store.add(dated).outcome is Added.REPLACED
    assert [k.document.published for k in store.documents()] == [dated.document.published]
    assert store.add(undated).outcome is Added.KNOWN


def test_reading_again_replaces_what_was_told(store):
    told = meeting(1)
    store.add(told)
    less = replace(told, events=told.events[:1], commitments=())
    assert store.add(less, again=True).outcome is Added.REPLACED
    assert ids(store.events()) == ids(less.events)
    assert list(store.verify()) == []


def test_removing_takes_all_and_lets_the_older_version_stand(store):
    old, new = visit("2024-01-05", url=URL), visit("2024-01-06", url=URL, told="received")
    for told in (meeting(1), old, new):
        store.add(told)
    assert store.remove(new.document.id) == 1
    assert new.document.id not in ids(k.document for k in store.documents(DocumentFilter(superseded=True)))
    assert old.events[0].id in ids(store.events())
    assert store.remove(URL) == 1
    assert store.remove("row-1") == 1
    assert store.remove("row-1") == 0
    assert everything(store) == []
    assert list(store.verify()) == []


def test_cut_off_run_goes_on_without_reading_again(store: Store):
    told = {t.document.id: t for t in meetings(20)}
    read: list[str] = []

    def reader(document):
        read.append(document.id)
        if len(read) == 12:
            raise KeyboardInterrupt
        return told[document.id]

    def run():
        found = [SourceError("bad.txt", "is empty"), *(t.document for t in told.values())]
        return list(add_sources(found, read=reader, is_known=store.is_known, add=store.add))

    with pytest.raises(KeyboardInterrupt):
        run()
    kept = len(list(store.documents()))
    assert 0 < kept < 20
    outcomes = run()
    assert isinstance(outcomes[0], SourceError)
    assert [o.outcome for o in outcomes[1:]].count(Added.KNOWN) == kept
    assert [o.document for o in outcomes[1:]] == list(told)
    assert len(list(store.documents())) == 20
