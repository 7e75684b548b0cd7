"""Numbers with their unit, as news writes them: "some 90 families", "USD 5 billion", "two dozen troops"."""

from __future__ import annotations

import re
from dataclasses import dataclass

SMALL = {
    word: value
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen".split()
    )
}
TENS = {
    word: 10 * value
    for value, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), start=2)
}
SCALES = {
    "hundred": 1e2, "hundreds": 1e2, "thousand": 1e3, "thousands": 1e3, "k": 1e3, "million": 1e6, "millions": 1e6,
    "mn": 1e6, "m": 1e6, "billion": 1e9, "billions": 1e9, "bn": 1e9, "b": 1e9, "trillion": 1e12, "lakh": 1e5,
    "crore": 1e7, "dozen": 12.0, "dozens": 12.0, "score": 20.0,
}  # fmt: skip
SKIPPED = frozenset({"a", "an", "and"})
VAGUE = frozenset({"hundreds", "thousands", "millions", "billions", "dozens", "scores", "several", "many", "few"})
"""Words that give a size but no number."""

CURRENCIES = {
    "$": "USD", "us$": "USD", "usd": "USD", "dollar": "USD", "dollars": "USD", "€": "EUR", "eur": "EUR",
    "euro": "EUR", "euros": "EUR", "£": "GBP", "gbp": "GBP", "pounds": "GBP", "¥": "JPY", "yen": "JPY", "yuan": "CNY",
    "rouble": "RUB", "roubles": "RUB", "rubles": "RUB", "rupees": "INR", "naira": "NGN", "rand": "ZAR",
    "francs": "CHF", "won": "KRW", "pesos": "MXN", "reais": "BRL", "lira": "TRY", "riyals": "SAR", "dirhams": "AED",
    "cfa": "XOF", "zloty": "PLN", "hryvnia": "UAH", "kroner": "NOK", "kronor": "SEK", "shekels": "ILS",
    "a$": "AUD", "c$": "CAD", "hk$": "HKD", "nz$": "NZD", "ec$": "XCD", "s$": "SGD",
}  # fmt: skip
TOKEN = re.compile(r"[A-Za-z]{0,2}[$€£¥]|\d+(?:[.,]\d+)*|[A-Za-z]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A number, None where only its size is told, and the currency where it is money."""

    value: float | None
    currency: str | None


def quantity(text: str) -> Quantity:
    """The number that ``text`` holds. "Dozens" and "several" have none."""
    tokens = TOKEN.findall(text.lower())
    currency = next((CURRENCIES[t] for t in tokens if t in CURRENCIES), None)
    return Quantity(value=_value(tokens), currency=currency)


def _value(tokens: list[str]) -> float | None:
    total = current = 0.0
    seen = False
    for token in tokens:
        number = _plain(token)
        if number is not None:
            current, seen = (current + number if token in SMALL or token in TENS else number), True
        elif token in VAGUE and not seen:
            return None
        elif token in SCALES and (seen or current == 0) and (len(token) > 1 or seen):
            scale = SCALES[token]
            current = (current or 1.0) * scale
            seen = True
            if scale >= SCALES["thousand"]:
                total, current = total + current, 0.0
        elif token in SKIPPED:
            continue
        elif seen and token not in CURRENCIES:
            break
    return total + current if seen else None


def _plain(token: str) -> float | None:
    if token[0].isdigit():
        return _digits(token)
    return float(SMALL[token]) if token in SMALL else float(TENS[token]) if token in TENS else None


def _digits(token: str) -> float | None:
    """Digits with commas for thousands or a point; "1.500" stays one and a half, as English news writes it."""
    groups = token.split(",")
    if len(groups) > 1 and all(len(g.split(".")[0]) == 3 for g in groups[1:]):
        token = "".join(groups)
    try:
        return float(token.replace(",", "."))
    except ValueError:
        return None
