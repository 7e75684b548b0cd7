"""A dashboard to ask, for every test in this folder; without the extra ``web`` they are skipped."""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from starlette.applications import Starlette
    from starlette.testclient import TestClient

    from entente.store import Store

NEEDED = ("starlette", "jinja2", "altair", "vl_convert", "uvicorn", "multipart", "httpx")
MISSING = [package for package in NEEDED if importlib.util.find_spec(package) is None]
collect_ignore_glob = ["test_*.py"] if MISSING else []


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    from web_making import fill

    with fill(tmp_path_factory.mktemp("web") / "record.db") as store:
        yield store


@pytest.fixture(scope="module")
def app(store: Store) -> Starlette:
    from web_making import read

    from entente.web.app import make_app

    return make_app(store, load=lambda: read)


@pytest.fixture
def client(app: Starlette) -> TestClient:
    from starlette.testclient import TestClient

    return TestClient(app, base_url="http://localhost")


@pytest.fixture
def own_app(tmp_path: Path) -> Iterator[Starlette]:
    """A dashboard that a test may change the record of."""
    from web_making import fill, read

    from entente.web.app import make_app

    with fill(tmp_path / "own.db") as store:
        yield make_app(store, load=lambda: read)
