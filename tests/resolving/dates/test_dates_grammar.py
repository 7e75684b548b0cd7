"""The notation of the rules, and the rules by their own examples."""

from __future__ import annotations

import datetime as dt
import re

import pytest

from entente.resolving.dates import find_times
from entente.resolving.dates.finding import rules
from entente.resolving.dates.grammar import Rule, required_classes, translate
from entente.resolving.dates.words import CODES, WORD_CLASSES

MONTH, DAY, COMMA, YEAR = (CODES[name] for name in ("month", "n12", "comma", "yr"))


def test_pattern_matches_classes_in_order() -> None:
    pattern = re.compile(translate("m:month d:dom (comma? y:yr)?"))
    match = pattern.fullmatch(MONTH + DAY + COMMA + YEAR)
    assert match is not None
    assert (match["m"], match["d"], match["y"]) == (MONTH, DAY, YEAR)
    assert pattern.fullmatch(DAY + MONTH) is None


def test_group_can_be_captured_and_looked_around() -> None:
    assert re.search(translate("(?<=comma) all:(month dom)"), COMMA + MONTH + DAY)
    assert not re.search(translate("month dom (?!comma)"), MONTH + DAY + COMMA)


def test_what_is_no_symbol_is_refused() -> None:
    with pytest.raises(ValueError, match="no symbol"):
        translate("month & day")


def test_only_what_must_be_there_is_required() -> None:
    assert required_classes("the? month (comma yr)?") == [frozenset({"month"})]
    assert required_classes("month | yr") == [frozenset({"month", "yr"})]
    assert required_classes("(the|month) day") == [frozenset({"day"})]
    assert required_classes("(?<=month) (year|day){0,2}") == []


def test_no_word_has_two_classes() -> None:
    words = [word for members in WORD_CLASSES.values() for word in members]
    assert len(words) == len(set(words))


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.name)
def test_rule_finds_its_own_example(rule: Rule) -> None:
    sentence = f"They left {rule.example}, they said."
    found = find_times(sentence, published=dt.date(2023, 12, 5))
    assert found
    assert all(rule.example.find(time.text) >= 0 for time in found)


def test_rules_have_names_of_their_own() -> None:
    names = [rule.name for rule in rules()]
    assert len(names) == len(set(names))
