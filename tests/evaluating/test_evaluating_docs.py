from __future__ import annotations

from pathlib import Path

import pytest
from evaluating_docs import PAGE, with_outputs

from entente.evaluating.audit.sheet import Question
from entente.evaluating.stages import STAGES


def test_the_outputs_on_the_page_are_those_of_its_code(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("FORCE_COLOR", raising=False)
    page = PAGE.read_text(encoding="utf-8")
    assert with_outputs(page, tmp_path) == page


def test_the_page_tells_every_stage_and_every_question() -> None:
    page = PAGE.read_text(encoding="utf-8")
    names = [stage.name for stage in STAGES if stage.name not in ("actors", "recipients")]
    assert [name for name in names if f"| {name} |" not in page] == []
    assert "| actors, recipients |" in page
    assert [q for q in Question if f"| `{q}` |" not in page] == []
