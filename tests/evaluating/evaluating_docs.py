"""Runs the examples of docs/evaluating.md in order, in an empty folder.

``python tests/evaluating/evaluating_docs.py`` writes their outputs into the page.
"""

from __future__ import annotations

import contextlib
import io
import os
import re
import tempfile
from pathlib import Path
from typing import Any

PAGE = Path(__file__).parents[2] / "docs" / "evaluating.md"
BLOCK = re.compile(r"(?:<!-- file: (?P<file>\S+) -->\n)?^```(?P<kind>[^\n]+)\n(?P<body>.*?)^```$", re.M | re.S)


def with_outputs(page: str, folder: Path) -> str:
    """The page with what its Python blocks print in the text blocks that follow them."""
    names: dict[str, Any] = {}
    printed = ""

    def block(match: re.Match[str]) -> str:
        nonlocal printed
        if match["file"]:
            (folder / match["file"]).write_text(match["body"], encoding="utf-8")
        elif match["kind"] == "python":
            printed = _printed(match["body"], names)
        elif match["kind"] == "text":
            return f"```text\n{printed}```"
        return match[0]

    with contextlib.chdir(folder):
        return BLOCK.sub(block, page)


def _printed(code: str, names: dict[str, Any]) -> str:
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        exec(compile(code, str(PAGE), "exec"), names)
    return "".join(f"{line.rstrip()}\n" for line in out.getvalue().splitlines())


if __name__ == "__main__":
    os.environ.pop("FORCE_COLOR", None)
    with tempfile.TemporaryDirectory() as name:
        PAGE.write_text(with_outputs(PAGE.read_text(encoding="utf-8"), Path(name)), encoding="utf-8")
