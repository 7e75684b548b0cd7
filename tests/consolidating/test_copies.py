"""Syndicated copies are one voice."""

from __future__ import annotations

from across_making import day

from entente.consolidating.copies import find_voices
from entente.records import Document

WORDS = "harbour pilots left the strait before dawn while envoys counted crates of rice and lamp oil on quay"
BODY = " ".join(f"{word} number {n} went north" for n, word in enumerate(WORDS.split() * 4))
OTHER = " ".join(f"nobody at post {n} saw the {word}" for n, word in enumerate(WORDS.split() * 4))


def document(name, text, published=None, outlet=None):
    return Document(id=name, key=name, text=text, published=published or day(0), outlet=outlet or name)


def test_copy_with_another_end_and_head_is_the_voice_of_the_first():
    copied = document("a", "By our desk. " + BODY + " Reporting from the port.", day(1))
    voices = find_voices([copied, document("b", BODY)])
    assert voices.copies() == {"b": ("a",)}
    assert voices.of("a") == voices.of("b") == "b"


def test_other_words_are_another_voice():
    voices = find_voices([document("a", BODY), document("b", OTHER)])
    assert voices.copies() == {}
    assert voices.of("a") != voices.of("b")


def test_two_reports_of_one_outlet_are_one_voice():
    voices = find_voices([document("a", BODY, outlet="Wire"), document("b", OTHER, outlet="Wire")])
    assert voices.of("a") == voices.of("b")


def test_same_words_long_after_are_no_copy():
    assert find_voices([document("a", BODY), document("b", BODY, day(90))]).copies() == {}


def test_order_does_not_matter():
    documents = [document("a", BODY), document("b", BODY + " More."), document("c", OTHER)]
    assert find_voices(documents) == find_voices(reversed(documents))
