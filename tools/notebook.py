"""Run the notebooks of the documentation and keep what they print, or check that they run.

``python tools/notebook.py`` runs each from the folder of the repository and writes it back; ``--check`` only runs it,
so that a notebook that no longer works fails. What is written names no folder of this machine.
"""

from __future__ import annotations

import argparse
import re
import sys
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError

ROOT = Path(__file__).resolve().parents[1]
NOTEBOOKS = (ROOT / "docs" / "realignment.ipynb",)
SECONDS = 900
LONGEST = 2000
VOLATILE = ("iopub.execute_input", "execution")


def run(path: Path, *, check: bool) -> bool:
    """Run one notebook; whether it ran to its end."""
    book = nbformat.read(path, as_version=4)  # type: ignore[no-untyped-call]
    try:
        NotebookClient(book, timeout=SECONDS, resources={"metadata": {"path": str(ROOT)}}).execute()
    except CellExecutionError as error:
        print(f"{path.name}: {error}", file=sys.stderr)
        return False
    if not check:
        nbformat.write(_cleaned(book), path)  # type: ignore[no-untyped-call]
    print(f"{path.name}: runs")
    return True


def _cleaned(book: nbformat.NotebookNode) -> nbformat.NotebookNode:
    """Without times and the machine's own names, so that running it anew changes only what it shows."""
    book.metadata = nbformat.from_dict(  # type: ignore[no-untyped-call]
        {
            "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
            "language_info": {"name": "python"},
        }
    )
    for number, cell in enumerate(book.cells):
        cell.id = f"cell-{number:02}"
        for name in VOLATILE:
            cell.metadata.pop(name, None)
        # Progress and warnings of libraries differ from machine to machine.
        if cell.cell_type == "code":
            cell.outputs = [_plain(output) for output in cell.outputs if output.get("name") != "stderr"]
    return book


def _plain(output: nbformat.NotebookNode) -> nbformat.NotebookNode:
    if "text/html" in output.get("data", {}) and len(output.data.get("text/plain", "")) > LONGEST:
        # What shows itself as a table need not be kept as a page of brackets too.
        del output.data["text/plain"]
    for kind, value in output.get("data", {}).items():
        if kind == "text/plain":
            output.data[kind] = re.sub(r" at 0x[0-9a-f]+", "", value).replace(str(ROOT), ".")
    return output


def main() -> int:
    """Run all; exit code 1 where one does not run to its end."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="run, and write nothing")
    check = parser.parse_args().check
    return 0 if all(run(path, check=check) for path in NOTEBOOKS) else 1


if __name__ == "__main__":
    sys.exit(main())
