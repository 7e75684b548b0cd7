"""Offices under one name: "Secretary of State" and "Foreign Secretary" are the foreign minister's office.

Texts and tables call one office many names. ``office_key`` gives the name under which offices are compared;
``minister_title`` composes the title of a minister from rank and portfolio.
"""

from __future__ import annotations

from typing import Final

from entente.resolving.actors.text import key_of

FOREIGN: Final = "minister: Foreign Affairs"
DEFENCE: Final = "minister: Defence"
INTERIOR: Final = "minister: the Interior"
FINANCE: Final = "minister: Finance"

# Offices that are called differently from state to state, by the name under which they are compared.
SAME_OFFICE: Final[dict[str, str]] = {
    "secretary of state": FOREIGN,
    "foreign secretary": FOREIGN,
    "external affairs minister": FOREIGN,
    "foreign minister": FOREIGN,
    "secretary of defense": DEFENCE,
    "secretary of defence": DEFENCE,
    "defence secretary": DEFENCE,
    "home secretary": INTERIOR,
    "home minister": INTERIOR,
    "treasury secretary": FINANCE,
    "chancellor of the exchequer": FINANCE,
    "deputy secretary of defense": "deputy minister: Defence",
    "deputy secretary of state": "deputy minister: Foreign Affairs",
    "secretary general": "secretary-general",
    "general secretary": "secretary-general",
    "director general": "director-general",
    "high representative for foreign affairs": "high representative",
    "chief of the general staff": "chief of staff",
    "chief of army staff": "chief of staff",
    "chief of the defence staff": "chief of staff",
    "chief of defence staff": "chief of staff",
    "chief of the defence forces": "chief of staff",
    "chief of general staff": "chief of staff",
    "inspector general of the bundeswehr": "chief of staff",
    "chief of defence forces": "chief of staff",
    "chairman of the joint chiefs of staff": "chief of staff",
    "commander in chief": "chief of staff",
    "army chief": "chief of staff",
    "head of the national intelligence": "head of intelligence",
    "speaker of parliament": "speaker",
    "speaker of the house": "speaker",
    "speaker of the state duma": "speaker",
    "speaker of the federation council": "speaker",
    "paramount leader": "leader",
    "supreme leader": "supreme leader",
    "junta leader": "president",
    "captain regent": "president",
    "president of the council of ministers": "prime minister",
    "chief adviser": "prime minister",
    "state counsellor": "leader",
    "chairman of the transitional sovereignty council": "president",
    "chairman of the presidential council": "president",
    "chairperson of the african union commission": "chairperson",
    "leader of the opposition": "opposition leader",
    "opposition politician": "opposition leader",
    "opposition figure": "opposition leader",
    "central bank governor": "central bank governor",
    "chair of the federal reserve": "central bank governor",
}

HEADS: Final = ("president", "leader", "king", "prime minister", "chancellor", "emir", "sultan", "supreme leader")
"""Offices whose holder a text may call the leader of the state."""

RULERS: Final = frozenset({*HEADS, "queen", "emperor", "shah", "prince", "grand duke", "chief executive"})
"""Offices of heads of state or government."""

ONE_HOLDER: Final = frozenset(
    {*RULERS, "secretary-general", "director-general", "chief of staff", "central bank governor", "attorney general",
     "speaker", "vice president", "crown prince", "national security adviser", "high representative", "pope",
     "managing director", "chairperson", "first minister", "deputy president", "opposition leader"}
)  # fmt: skip
"""Offices that one person holds at a time, so that the day tells who is meant."""


def has_one_holder(key: str) -> bool:
    """Whether the office of that key has one holder at a time: rulers, ministers and the like."""
    return key in ONE_HOLDER or key.startswith(("minister:", "deputy minister:"))


_DEPUTIES: Final = ("deputy", "vice", "assistant", "first deputy", "junior", "under", "senior")


def office_key(office: str) -> str:
    """The name under which ``office`` is compared with others."""
    key = key_of(office)
    if key in SAME_OFFICE:
        return SAME_OFFICE[key]
    if key.startswith("ambassador to "):  # Where to, the phrase tells or leaves out.
        return "ambassador"
    for rank in ("deputy minister of ", "minister of ", "secretary of "):
        if key.startswith(rank):
            portfolio = office[len(rank) :]
            return f"{'deputy ' if rank.startswith('deputy') else ''}minister: {portfolio}"
    return key


def minister_title(portfolio: str, *, deputy: bool, ministry: bool) -> str:
    """The title of a minister, or the name of a ministry, from its portfolio."""
    if ministry:
        return f"Ministry of {portfolio}"
    return f"{'Deputy ' if deputy else ''}Minister of {portfolio}"


def is_deputy(word: str) -> bool:
    """Whether ``word`` before a minister's title makes a deputy of the minister."""
    return word in _DEPUTIES
