"""Write docs/codebook.md from the shipped codebook and its table of edges, or check (``--check``) that it is up to date."""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

from entente.codebook import Codebook, load_codebook
from written_page import ROOT, write_or_check

PAGE = ROOT / "docs" / "codebook.md"
EDGES = ROOT / "src" / "entente" / "codebook" / "precedence.toml"
QUADS = {1: "verbal cooperation", 2: "material cooperation", 3: "verbal conflict", 4: "material conflict"}
HEAD = """# Codebook

<!-- Written by tools/codebook_page.py from the codebook itself; do not edit by hand. -->

The types are those of [PLOVER](https://github.com/openeventdata/PLOVER) 1.3 (Open Event Data Alliance, CC BY-SA 4.0), told here
in this project's words. A codebook of your own has the same shape: see [your own event types](own-types.md).
"""


def page() -> str:
    """The whole page."""
    book = load_codebook()
    parts = [*_types(book), *_names("Sectors", book.sectors), *_names("Codes beside those of states", book.entities)]
    parts += [
        *_names("Modality", book.modalities),
        "\n## Contexts\n\n",
        ", ".join(f"`{c}`" for c in book.contexts),
        "\n",
    ]
    return HEAD + "".join(parts) + "".join(_edges())


def _types(book: Codebook) -> Iterator[str]:
    yield "\n## Event types\n\n| type | quad | score | means | modes |\n| --- | --- | --- | --- | --- |\n"
    for info in book.events.values():
        modes = "; ".join(f"`{name}` {means}" for name, means in info.modes.items())
        yield f"| {info.name} | {info.quad} {QUADS[info.quad]} | {info.score} | {info.means} | {modes} |\n"


def _names(title: str, names: dict[str, str]) -> Iterator[str]:
    yield f"\n## {title}\n\n| | |\n| --- | --- |\n"
    yield from (f"| `{name}` | {means} |\n" for name, means in names.items())


def _edges() -> Iterator[str]:
    yield "\n## Where two types meet\n\n| | rule | so | and so |\n| --- | --- | --- | --- |\n"
    for edge in tomllib.loads(EDGES.read_text(encoding="utf-8"))["edge"]:
        this, that = edge["this"], edge["that"]
        said = f"{this}: {edge['this_says']} | {that}: {edge['that_says']}"
        yield f"| {this}, {that} | {edge['rule']} | {said} |\n"


if __name__ == "__main__":
    sys.exit(write_or_check(PAGE, page(), tool=Path(__file__).name, about=__doc__))
