from __future__ import annotations

from pathlib import Path

import pytest
from evaluating_making import VISIT, document, predicted

from entente.errors import SourceError
from entente.evaluating import read_record
from entente.export.jsonl import to_line


def test_a_record_is_read_back(tmp_path: Path) -> None:
    records = (document(), predicted("CONSULT", VISIT, actor=["KEN"]))
    path = tmp_path / "r.jsonl"
    path.write_text("\n\n".join(map(to_line, records)), encoding="utf-8-sig")
    assert read_record(path) == records


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (b'{"kind":"visit"}', "has the unknown kind 'visit'"),
        (b'{"kind":"event","id":1}', "is no line of a record"),
        (b"{", "is no line of a record"),
        (b"\xff", "is no line of a record"),
    ],
)
def test_a_bad_line_is_told_with_its_number(tmp_path: Path, line: bytes, told: str) -> None:
    path = tmp_path / "r.jsonl"
    path.write_bytes(to_line(document()).encode() + b"\n" + line)
    with pytest.raises(SourceError, match=rf"r\.jsonl:2: {told}"):
        read_record(path)


def test_a_record_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="cannot be opened"):
        read_record(tmp_path / "none.jsonl")
