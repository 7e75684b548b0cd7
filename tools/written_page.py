"""Pages of the documentation that a script writes, and CI holds up to date."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def write_or_check(page: Path, made: str, *, tool: str, about: str | None) -> int:
    """Write ``page``; with ``--check`` on the command line nothing is written, and exit code 1 says that it differs.

    ``tool`` is the script that makes it, ``about`` what that says of itself.
    """
    parser = argparse.ArgumentParser(description=about)
    parser.add_argument("--check", action="store_true", help="write nothing; fail where the page is out of date")
    if not parser.parse_args().check:
        page.write_text(made, encoding="utf-8", newline="\n")
        return 0
    if not page.exists() or page.read_text(encoding="utf-8") != made:
        print(f"{page.relative_to(ROOT).as_posix()} is out of date; run: python tools/{tool}", file=sys.stderr)
        return 1
    return 0
