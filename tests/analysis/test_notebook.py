from __future__ import annotations

import dataclasses
import json
from html.parser import HTMLParser
from pathlib import Path

import pytest
from analysis_making import dealing, event, read_evenly, who

from entente.analysis import Bootstrap, Period, Side, acts_of, alignment, dyad_series, shifts_of
from entente.api import Record
from entente.records import EventType

HOSTILE = "<script>alert(1)</script>"
NOTEBOOK = Path(__file__).parents[2] / "docs" / "realignment.ipynb"


class Balanced(HTMLParser):
    """Fails where a tag is closed that is not open."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.add(tag)
        if tag != "br":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def checked(html: str) -> set[str]:
    parser = Balanced()
    parser.feed(html)
    assert parser.open == []
    assert "script" not in parser.seen
    return parser.seen


def test_events_and_records_show_themselves_and_escape_what_they_hold() -> None:
    bad = dataclasses.replace(who("NER"), entity_text=HOSTILE)
    told = event(1, actor=(bad,), recipient=(who("RUS"),))
    told = dataclasses.replace(told, evidence=(dataclasses.replace(told.evidence[0], text=HOSTILE),))
    assert "blockquote" in checked(told._repr_html_())
    assert "table" in checked(Record(events=(told,) * 30)._repr_html_())
    assert "and 10 more" in Record(events=(told,) * 30)._repr_html_()
    assert "0 events" in Record()._repr_html_()


def test_results_show_themselves() -> None:
    acts = acts_of([dealing(n, EventType.AID, f"2024-01-{n + 10}") for n in range(5)])
    side, other = Side("NER"), Side("RUS")
    coverage = read_evenly("2024-01-01", 90, Period.WEEK)
    for result in (
        dyad_series(acts, side, other),
        alignment(acts, side, settings=Bootstrap(draws=10)),
        shifts_of(acts, side, coverage=coverage),
    ):
        assert "table" in checked(result._repr_html_())


def test_charts_are_vega_lite_with_every_point() -> None:
    pytest.importorskip("altair")
    acts = acts_of([dealing(n, EventType.AID, f"2024-0{n + 1}-10") for n in range(5)])
    series = dyad_series(acts, Side("NER"), Side("RUS")).chart().to_dict()
    assert series["$schema"].startswith("https://vega.github.io/schema/vega-lite/")
    assert sum(row["events"] for row in series["data"]["values"]) == 5
    lines = alignment(acts, Side("NER"), settings=Bootstrap(draws=10)).chart(balance=True).to_dict()
    assert lines["data"]["values"][-1]["value"] == pytest.approx(37.0)


def test_notebook_was_run_without_error_and_names_no_folder() -> None:
    text = NOTEBOOK.read_text(encoding="utf-8")
    cells = [cell for cell in json.loads(text)["cells"] if cell["cell_type"] == "code"]
    assert all(cell["execution_count"] for cell in cells)
    outputs = [output for cell in cells for output in cell["outputs"]]
    assert not [output for output in outputs if output["output_type"] == "error"]
    assert not [word for word in ("/home/", "/work/", "/root/", "/tmp/", "C:\\\\") if word in text]
    assert sum("image/png" in output.get("data", {}) for output in outputs) == 2
