"""Helpers: write a file, open sources, and part documents from errors."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from entente.errors import SourceError
from entente.ingest import open_sources
from entente.records import Document

SENTENCE = "The envoys of Togo and Ghana met in Lomé on Monday."


class Opened:
    """What came out of sources, in order, and parted."""

    def __init__(self, items: list[Document | SourceError]) -> None:
        self.items = items
        self.documents = [item for item in items if isinstance(item, Document)]
        self.errors = [item for item in items if isinstance(item, SourceError)]

    @property
    def document(self) -> Document:
        assert self.errors == []
        assert len(self.documents) == 1
        return self.documents[0]

    @property
    def problem(self) -> str:
        assert self.documents == []
        assert len(self.errors) == 1
        return str(self.errors[0])


@pytest.fixture
def read() -> Callable[..., Opened]:
    def open_all(*sources: object, **options: object) -> Opened:
        return Opened(list(open_sources([str(source) for source in sources], **options)))

    return open_all


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    def write_file(name: str, content: str | bytes) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
        return path

    return write_file
