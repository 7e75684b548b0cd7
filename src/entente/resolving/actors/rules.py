"""Who a phrase means: a table of rules, the first that applies decides, and its reason goes with the answer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from entente.records import Resolution
from entente.resolving.actors import answers
from entente.resolving.actors.people import Choice, Standing
from entente.resolving.actors.phrase import EMPTY_WORDS
from entente.resolving.actors.reading import SENT, Reading


@dataclass(frozen=True, slots=True)
class Rule:
    """When it applies, what it answers, and why; ``reason`` may hold the names of ``facts``."""

    applies: Callable[[Reading], bool]
    answer: Callable[[Reading], Resolution]
    reason: str


# -- when rules apply ------------------------------------------------------------------------------------------


def says_nothing(r: Reading) -> bool:
    """No word that could name anybody."""
    return not r.core or (not r.phrase.words and r.head is None)


def is_pronoun(r: Reading) -> bool:
    """A pronoun or group noun, and nothing that fills it."""
    return r.head is not None and r.head.kind == "empty" and not (r.nations or r.named or r.choice)


def is_some_state(r: Reading) -> bool:
    """Some state or states, unnamed."""
    return r.head is not None and r.head.kind == "emptygov" and not (r.nations or r.named or r.choice)


def is_envoy_of_state(r: Reading) -> bool:
    """An envoy of a state to an organisation: "Israel's UN ambassador"."""
    envoy = r.head is not None and r.head.office in SENT
    core_nation = r.nation is not None and r.nation.where == "core"
    return envoy and core_nation and r.named is not None and r.named.body.kind == "international" and not r.choice


def is_own_envoy(r: Reading) -> bool:
    """An envoy to an organisation whose sender a pronoun stands for: "its UN ambassador"."""
    envoy = r.head is not None and r.head.office in SENT
    owned = bool(r.phrase.tokens) and r.phrase.tokens[0].key in ("its", "their", "his", "her", "our")
    return envoy and owned and r.named is not None and r.named.where == "before" and not r.choice


def is_shared_office(r: Reading) -> bool:
    """An office that several held on the day, and no name."""
    return r.choice is not None and r.choice.ambiguous and r.name is None


def is_ambiguous_name(r: Reading) -> bool:
    """A name of several persons, none likelier than the rest."""
    return r.choice is not None and r.choice.ambiguous


def has_standing(*standings: Standing, dated: bool | None = None) -> Callable[[Reading], bool]:
    """Somebody known, of one of these standings."""

    def applies(r: Reading) -> bool:
        choice = r.choice
        return choice is not None and choice.standing in standings and dated in (None, choice.dated)

    return applies


def is_shared_name(r: Reading) -> bool:
    """A name that bodies of many states bear, in a document about one of them."""
    named = r.named
    return named is not None and named.shared and r.country not in (None, named.row.code) and r.nation is None


def is_best_known(r: Reading) -> bool:
    """A name that bodies of many states bear, and nothing that says whose."""
    return r.named is not None and r.named.shared and r.nation is None


def is_body(r: Reading) -> bool:
    """A body by its own name, with no role that is about somebody of it."""
    return r.named is not None and (r.named.where == "head" or (r.head is None and r.named.where != "after"))


def is_of_body(r: Reading) -> bool:
    """Somebody of a body."""
    return r.named is not None


def is_several_nations(r: Reading) -> bool:
    """Two nations joined by "and"."""
    return bool(r.joined)


def is_several_people(r: Reading) -> bool:
    """Several holders of one office: "Presidents Putin and Xi"."""
    at = max((i for i, p in enumerate(r.core) if p.role is not None), default=-1)
    rest = r.core[at + 1 :]
    return r.plural and any(p.key == "and" for p in rest) and sum(p.is_name_word for p in rest) > 1


def is_state_after_role(r: Reading) -> bool:
    """A state named after a noun that only describes it: "regional power Turkey", "NATO member Norway"."""
    if r.nation is None or r.head is None or r.nation.place.kind not in ("state", "capital"):
        return False
    last = r.core[-1]
    return last.place is r.nation.place and last.place is not None and r.head.kind in ("neutral", "emptygov", "empty")


def is_role_of_nation(r: Reading) -> bool:
    """A role, and whose."""
    return r.nation is not None and r.head is not None and r.head.kind not in ("empty", "emptygov")


def is_role_of_named_state(r: Reading) -> bool:
    """A state described: "neighbouring countries such as Niger"."""
    return r.nation is not None and r.head is not None


def is_people(r: Reading) -> bool:
    """People of a nation: a plural without article, one person, or a people without a state."""
    if r.nation is None or r.head is not None:
        return False
    place = r.nation.place
    if place.kind == "people":
        return True
    first = r.phrase.tokens[0].key
    if place.kind != "demonym":
        return False
    unknown = [p for p in r.core if p.place is None and not p.capital and p.key not in EMPTY_WORDS and p.key != "and"]
    if first in ("a", "an"):
        return True
    return (place.plural and first != "the") or any(p.key.endswith("s") for p in unknown)


def is_nation(r: Reading) -> bool:
    """A state, people or capital alone."""
    return r.nation is not None


def is_role_of_person(r: Reading) -> bool:
    """A role, and a known person whose it is."""
    return r.owner is not None and r.head is not None and r.head.kind not in ("empty", "emptygov")


def has_own_code(r: Reading) -> bool:
    """A role that implies its code."""
    return answers.own_code(r.roles) is not None


def is_role_in_document(r: Reading) -> bool:
    """A role without a nation, in a document about one country."""
    return r.head is not None and r.country is not None and r.head.kind not in ("empty", "emptygov")


def is_role(r: Reading) -> bool:
    """A role without a nation."""
    return r.head is not None


def is_name(r: Reading) -> bool:
    """A name that nobody knows."""
    return r.name is not None


# -- the table -------------------------------------------------------------------------------------------------

RULES: Final[Sequence[Rule]] = (
    Rule(says_nothing, answers.nothing, "no word of the phrase names anybody"),
    Rule(is_pronoun, answers.sector_alone, "'{role}' names nobody by itself"),
    Rule(is_some_state, answers.sector_alone, "'{role}' stands for a state that the phrase does not name"),
    Rule(is_envoy_of_state, answers.role_of_nation, "'{nation}' sends the {role}; '{body}' is where to"),
    Rule(is_several_nations, answers.role_of_several, "several actors are named, none alone is meant"),
    Rule(is_several_people, answers.role_of_several, "several persons are named, none alone is meant"),
    Rule(is_own_envoy, answers.sector_alone, "'{body}' is where the {role} is sent to; who sends is not named"),
    Rule(is_shared_office, answers.namesakes, "several persons held the office of {office} on {on}"),
    Rule(is_ambiguous_name, answers.namesakes, "several persons of the name '{name}' may be meant {day}"),
    Rule(
        has_standing(Standing.IN_OFFICE, dated=True),
        answers.known_person,
        "{person} ({how}) was {office} on {on} ({source})",
    ),
    Rule(
        has_standing(Standing.IN_OFFICE),
        answers.known_person,
        "{person} ({how}) is {office} as of {as_of}, no day being told ({source})",
    ),
    Rule(
        has_standing(Standing.TITLED),
        answers.known_person,
        "{person} ({how}); no day is told, so the title in the text stands: {office} {spell} ({source})",
    ),
    Rule(
        has_standing(Standing.FORMER),
        answers.known_person,
        "{person} ({how}) was {office} until {end}, before {day_or_now} ({source})",
    ),
    Rule(
        has_standing(Standing.NOT_YET),
        answers.known_person,
        "{person} ({how}) became {office} only on {start}, after {day_or_now} ({source})",
    ),
    Rule(is_state_after_role, answers.nation_itself, "'{nation}' is named, '{role}' only describes it"),
    Rule(
        is_shared_name,
        answers.body_of_document,
        "'{body_word}' is a name in many states; the document is about {country}",
    ),
    Rule(
        lambda r: is_best_known(r) and is_body(r),
        answers.body_itself,
        "'{body_word}' is a name in many states; nothing says whose, so the best known: {body}{body_when}",
    ),
    Rule(is_body, answers.body_itself, "'{body_word}' names {body}{body_when}"),
    Rule(is_of_body, answers.body_people, "{role_or_words} of {body}{body_when}"),
    Rule(is_role_of_nation, answers.role_of_nation, "'{nation}' says whose, '{role}' says what"),
    Rule(is_role_of_named_state, answers.nation_itself, "'{nation}' is named"),
    Rule(is_people, answers.people_itself, "'{nation}' stands for the people and not for the government"),
    Rule(is_nation, answers.nation_itself, "'{nation}' stands for {nation_kind}"),
    Rule(is_role_of_person, answers.role_of_person, "'{role}' of {owner}"),
    Rule(is_role_in_document, answers.role_of_document, "'{role}' says what; the document is about {country}"),
    Rule(has_own_code, answers.role_with_own_code, "'{role}' tells both kind and code"),
    Rule(is_role, answers.role_of_document, "'{role}' says what, nothing in the phrase says whose"),
    Rule(is_name, answers.unknown_name, "the table does not know the name '{name}'"),
    Rule(lambda r: True, answers.nothing, "no word of the phrase is known"),
)

NATION_KINDS: Final = {
    "state": "the state",
    "historic": "a former state, continued by this one",
    "demonym": "the state and its government",
    "people": "a people of this state",
    "capital": "the government that sits there",
    "seat": "who sits there",
    "city": "authorities of a city there",
    "region": "authorities of a region there",
}


def decide(reading: Reading) -> Resolution:
    """The answer of the first rule that applies, with its reason."""
    for rule in RULES:
        if rule.applies(reading):
            return replace(rule.answer(reading), reason=rule.reason.format_map(facts(reading)))
    raise AssertionError("the last rule always applies")


def facts(r: Reading) -> dict[str, str]:
    """What reasons may tell."""
    head = r.head
    words = {
        "role": _role_words(r),
        "role_or_words": f"'{_role_words(r)}'" if head is not None else "said",
        "nation": r.nation.word if r.nation is not None else "",
        "nation_kind": NATION_KINDS[r.nation.place.kind] if r.nation is not None else "",
        "name": r.name or "",
        "country": r.country or "",
        "owner": r.owner.person.name if r.owner is not None else "",
        "on": r.day,
        "as_of": r.as_of,
        "day": f"on {r.on}" if r.on is not None else "as no day is told",
        "day_or_now": r.day,
    }
    return words | _body_facts(r) | _person_facts(r.choice)


def _role_words(r: Reading) -> str:
    words = [p.text for p in r.core if p.role is not None]
    return " ".join(words) if words else (r.head.phrase if r.head is not None else "")


def _body_facts(r: Reading) -> dict[str, str]:
    named = r.named
    if named is None:
        return {"body": "", "body_word": "", "body_when": ""}
    row = named.row
    when = ""
    if row.start or row.end:
        when = f", as it was from {row.start or 'the beginning'} to {row.end or 'now'}"
    note = f" ({row.note})" if row.note else ""
    return {"body": named.body.name, "body_word": named.word, "body_when": when + note}


def _person_facts(choice: Choice | None) -> dict[str, str]:
    if choice is None:
        return {}
    spell = choice.spell
    return {
        "person": choice.person.name,
        "how": choice.how,
        "office": spell.office,
        "source": spell.source,
        "start": spell.start or "",
        "end": spell.end or "",
        "spell": f"from {spell.start or '?'} to {spell.end or 'now'}",
    }
