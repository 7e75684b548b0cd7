"""Speed of the whole of ``read`` against the bare encoder, in one run on one machine.

``python bench/speed.py [--articles 1000] [--json FILE]`` reads articles of plain text (the corpus's own, repeated as
often as needed), then runs nothing but the quantised encoder over the very same windows, sorted by length, on the same two
threads. It also times extraction from HTML apart, a cold start, and the memory held.
"""

from __future__ import annotations

import argparse
import itertools
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np

from entente.ingest.sources import open_sources
from entente.ordered import WORKERS
from entente.pipeline import Pipeline, load_pipeline, read_sources
from entente.reading.sentences import split_sentences
from entente.reading.windows import build_windows
from entente.records import Document
from entente.training.corpus import load_corpus

ROOT = Path(__file__).resolve().parents[1]


def articles(count: int, folder: Path) -> list[str]:
    """Paths of ``count`` article files written to ``folder``."""
    items = [i for i in load_corpus(sorted((ROOT / "corpus").glob("*.txt"))) if i.is_article]
    paths = []
    for number, item in zip(range(count), itertools.cycle(items), strict=False):
        path = folder / f"{number:05d}.txt"
        path.write_text(item.text, encoding="utf-8")
        paths.append(str(path))
    return paths


def timed(work: Callable[[], object]) -> float:
    """Seconds that ``work`` takes."""
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def encoder_inputs(pipeline: Pipeline, paths: Sequence[str]) -> list[tuple[np.ndarray, np.ndarray, np.ndarray]]:
    """Inputs of every window of every article, shortest first."""
    reader = pipeline.reader
    out = []
    for document in open_sources(paths):
        if not isinstance(document, Document):
            raise TypeError(f"{document}")
        sentences = split_sentences(document.text)
        pieces = reader.pieces(document.text, sentences)
        out += [reader.encoder_input(pieces, w.pieces) for w in build_windows(pieces, sentences)]
    return sorted(out, key=lambda window: len(window[0]))


def run_encoder(pipeline: Pipeline, windows: Sequence[tuple[np.ndarray, np.ndarray, np.ndarray]]) -> None:
    """The bare encoder over ``windows``, on as many threads as ``read`` uses."""
    with ThreadPoolExecutor(WORKERS) as pool:
        for _ in pool.map(lambda w: pipeline.reader.encode(*w), windows):
            pass


def run_read(pipeline: Pipeline, paths: Sequence[str]) -> None:
    """The whole of ``read``, its output thrown away."""
    for item in read_sources(paths, pipeline=pipeline):
        if isinstance(item, Exception):
            raise item


def cold(arguments: Sequence[str]) -> float:
    """Seconds of a fresh process."""
    command = [sys.executable, "-m", "entente.cli", *arguments]
    return timed(lambda: subprocess.run(command, check=True, capture_output=True))


def peak_megabytes() -> float | None:
    """Most memory this process has held; None where the system does not tell."""
    try:
        import resource
    except ImportError:
        return None
    scale = 1024**2 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / scale


def html_page(text: str) -> str:
    """A plain page around an article."""
    body = "".join(f"<p>{paragraph}</p>" for paragraph in text.split("\n\n"))
    return f"<html><head><title>{text.splitlines()[0]}</title></head><body><article>{body}</article></body></html>"


def measure(count: int) -> dict[str, float | None]:
    """All figures by name."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        paths = articles(count, folder)
        pipeline = load_pipeline()
        run_read(pipeline, paths[: min(20, count)])
        whole = timed(lambda: run_read(pipeline, paths))
        held = peak_megabytes()
        windows = encoder_inputs(pipeline, paths)
        bare = timed(lambda: run_encoder(pipeline, windows))
        pages = []
        for path in paths[: min(200, count)]:
            page = Path(path).with_suffix(".html")
            page.write_text(html_page(Path(path).read_text(encoding="utf-8")), encoding="utf-8")
            pages.append(str(page))
        extraction = timed(lambda: sum(1 for _ in open_sources(pages)))
        return {
            "articles": count,
            "windows": len(windows),
            "read_seconds": whole,
            "encoder_seconds": bare,
            "read_to_encoder": whole / bare,
            "articles_per_second": count / whole,
            "html_extraction_milliseconds_a_page": 1000 * extraction / len(pages),
            "peak_megabytes_of_read": held,
            "version_cold_seconds": min(cold(["--version"]) for _ in range(3)),
            "one_article_cold_seconds": min(cold(["read", paths[0]]) for _ in range(3)),
        }


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=1000)
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    figures = measure(options.articles)
    for name, value in figures.items():
        print(f"{name}: {value:.3f}" if isinstance(value, float) else f"{name}: {value}")
    if options.json:
        options.json.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
