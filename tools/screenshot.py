"""Make the screenshot of the README: the page of Niger in the dashboard over the demonstration corpus.

Needs the extra ``web``, Playwright and chromium (``CHROMIUM=path`` where it is not on the path):
``python tools/screenshot.py``. The record is made anew from ``demo/niger.jsonl`` unless ``--store`` names one.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import uvicorn
from playwright.sync_api import sync_playwright

from entente.store import Store, open_store
from entente.web.app import make_app

ROOT = Path(__file__).parents[1]
CORPUS = ROOT / "demo/niger.jsonl"
TARGET = ROOT / "docs/images/dashboard.png"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def main() -> None:
    """Write the picture."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--store", type=Path)
    parser.add_argument("--page", default="/states/NER")
    parser.add_argument("--width", type=int, default=1280)
    parser.add_argument("--height", type=int, default=900)
    parser.add_argument("--dark", action="store_true")
    parser.add_argument("-o", "--output", type=Path, default=TARGET)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = given.store or _record(Path(folder))
        with open_store(path, create=False) as store, _served(store) as address:
            given.output.parent.mkdir(parents=True, exist_ok=True)
            shoot(address + given.page, given.output, width=given.width, height=given.height, dark=given.dark)
    print(f"{given.output}: {given.output.stat().st_size:,} bytes")


def shoot(url: str, target: Path, *, width: int, height: int, dark: bool) -> None:
    """A picture of the upper part of a page, its charts drawn, at twice the density of its points."""
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        page = browser.new_page(
            viewport={"width": width, "height": height},
            color_scheme="dark" if dark else "light",
            device_scale_factor=1.5,
        )
        page.goto(url)
        if page.query_selector("script[data-chart]"):
            page.wait_for_selector("html[data-charts=drawn]")
        page.screenshot(path=target)
        browser.close()


def _record(folder: Path) -> Path:
    path = folder / "demo.db"
    subprocess.run(  # the project's own command
        [sys.executable, "-m", "entente.cli", "add", str(CORPUS), "--store", str(path)], check=True
    )
    return path


@contextmanager
def _served(store: Store) -> Iterator[str]:
    server = uvicorn.Server(uvicorn.Config(make_app(store, load=None), port=0, log_level="error"))
    threading.Thread(target=server.run, daemon=True).start()
    while not server.started:
        time.sleep(0.05)
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    server.should_exit = True


if __name__ == "__main__":
    main()
