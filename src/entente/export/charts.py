"""Charts of a brief as inline SVG: numbers stand on the bars, so that they can be read without a scale."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from entente.export.page import BAD, GOOD

WIDTH = 720
LONGEST = 34
"""Characters of a partner's name that its column holds."""
INK, PALE = "#1c2126", "#56606a"


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """Events of a month or with a partner: cooperation, conflict, and their mean score where it is shown."""

    label: str
    good: int
    bad: int
    score: float | None = None


def months_chart(bars: Sequence[Bar]) -> str:
    """Cooperation above the line, conflict below it, a bar a month."""
    half, top, left = 84, 30, 24
    most = max([1, *(bar.good for bar in bars), *(bar.bad for bar in bars)])
    step = min((WIDTH - 2 * left) / len(bars), 96)
    line = top + half
    width = max(step * 0.72, 3)
    # Twelve labels fit beside each other.
    every = max(1, -(-len(bars) // 12))
    parts = [_legend(8)]
    for number, bar in enumerate(bars):
        x = left + number * step + (step - width) / 2
        middle = x + width / 2
        for value, colour, above in ((bar.good, GOOD, True), (bar.bad, BAD, False)):
            height = half * 0.86 * value / most
            if value:
                parts.append(_rect(x, line - height if above else line, width, height, colour))
                parts.append(
                    _text(middle, line - height - 3 if above else line + height + 11, str(value), "middle", INK)
                )
        if number % every == 0:
            parts.append(_text(middle, line + half + 18, bar.label, "middle", PALE))
    parts.append(f'<line x1="{left}" y1="{line}" x2="{left + step * len(bars):.1f}" y2="{line}" stroke="{INK}"/>')
    told = "; ".join(f"{b.label}: {b.good} cooperation, {b.bad} conflict" for b in bars if b.good or b.bad)
    return _svg(line + half + 26, f"Events by month. {told}", parts)


def partners_chart(bars: Sequence[Bar]) -> str:
    """Conflict to the left of the line, cooperation to the right, a row a partner, with the mean score."""
    row, top, label, score = 24, 34, 236, 84
    middle = label + (WIDTH - label - score) / 2
    reach = (WIDTH - label - score) / 2 - 24
    most = max([1, *(bar.good for bar in bars), *(bar.bad for bar in bars)])
    parts = [_legend(8), _text(WIDTH - 8, 15, "mean score", "end", PALE)]
    for number, bar in enumerate(bars):
        y = top + number * row
        base = y + row / 2 + 4
        parts.append(_text(8, base, _short(bar.label), "start", INK))
        for value, colour, sign in ((bar.good, GOOD, 1), (bar.bad, BAD, -1)):
            length = reach * value / most
            if value:
                parts.append(_rect(middle if sign > 0 else middle - length, y + 4, length, row - 8, colour))
                at = middle + sign * (length + 5)
                parts.append(_text(at, base, str(value), "start" if sign > 0 else "end", INK))
        if bar.score is not None:
            parts.append(_text(WIDTH - 8, base, f"{bar.score:+.1f}".replace("-", "−"), "end", INK))
    bottom = top + row * len(bars)
    parts.append(f'<line x1="{middle}" y1="{top}" x2="{middle}" y2="{bottom}" stroke="{INK}"/>')
    told = "; ".join(f"{b.label}: {b.good} cooperation, {b.bad} conflict" for b in bars)
    return _svg(bottom + 8, f"Events by partner. {told}", parts)


def _legend(x: float) -> str:
    return (
        _rect(x, 6, 10, 10, GOOD) + _text(x + 15, 15, "cooperation", "start", PALE)
        + _rect(x + 95, 6, 10, 10, BAD) + _text(x + 110, 15, "conflict", "start", PALE)
    )  # fmt: skip


def _short(label: str) -> str:
    return label if len(label) <= LONGEST else f"{label[: LONGEST - 1]}…"


def _svg(height: float, title: str, parts: Sequence[str]) -> str:
    return (
        f'<svg viewBox="0 0 {WIDTH} {height:.0f}" role="img" font-size="12"><title>{escape(title)}</title>'
        f"{''.join(parts)}</svg>"
    )


def _rect(x: float, y: float, width: float, height: float, colour: str) -> str:
    return f'<rect x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}" fill="{colour}"/>'


def _text(x: float, y: float, text: str, anchor: str, colour: str) -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" fill="{colour}">{escape(text)}</text>'
