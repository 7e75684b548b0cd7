"""Each format is read back by the tool that it is for."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from making import ALONE, DOCUMENT, EVENTS, EXPULSION, LEAVING, MEETING, SENTENCES, TEXT, selection, written

from entente.errors import UsageError
from entente.export import brief, dyads, ftm, gdelt, geojson, graphs, ics, plover, polecat
from entente.export import csv as csv_format
from entente.export import parquet as parquet_format
from entente.export import xlsx as xlsx_format
from entente.export.formats import FORMATS
from entente.export.selection import pairs_of, plain

PLAIN = {name: form for name, form in FORMATS.items() if name not in ("parquet", "xlsx")}
NER = {"state": "NER"}


def pandas():
    return pytest.importorskip("pandas", reason="pandas (entente[frames]) is not installed")


@pytest.mark.parametrize("name", PLAIN)
def test_text_is_left_out_unless_asked_for(name):
    data = written(FORMATS[name].load(), selection(**NER)).data.decode()
    assert not any(sentence[:30] in data for sentence in SENTENCES)


@pytest.mark.parametrize("name", ["plover", "csv", "geojson", "ftm", "brief", "ics"])
def test_text_is_there_where_asked_for(name):
    data = written(FORMATS[name].load(), selection(with_text=True, **NER)).data.decode().replace("\r\n ", "")
    assert ("met in Niamey" if name == "geojson" else "army chief told") in data


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_record_gives_the_same_bytes(name):
    if name in ("parquet", "xlsx"):
        pytest.importorskip({"parquet": "pyarrow", "xlsx": "openpyxl"}[name])
    write, chosen = FORMATS[name].load(), selection(**NER)
    assert written(write, chosen).data == written(write, chosen).data


@pytest.mark.parametrize("name", PLAIN)
def test_nothing_to_write_is_a_file_without_rows(name):
    empty = replace(selection(**NER), events=(), commitments=(), documents={})
    assert written(FORMATS[name].load(), empty).counts.get("events", 0) == 0


def test_plover_lines_keep_offsets_and_documents():
    lines = [json.loads(line) for line in written(plover.write).data.splitlines()]
    assert [line["id"] for line in lines] == ["evt_2", "evt_1", "evt_3"]
    evidence = lines[1]["evidence"][0]
    assert TEXT[evidence["start"] : evidence["end"]] == SENTENCES[0]
    assert "text" not in evidence
    assert lines[1]["documents"][0]["outlet"] == DOCUMENT.outlet


def test_plover_reads_in_pandas():
    frame = pandas().read_json(io.BytesIO(written(plover.write).data), lines=True)
    assert list(frame.quad_code) == [1, 4, 3]


def test_polecat_has_its_40_columns_and_a_row_a_pair():
    frame = pandas().read_csv(io.BytesIO(written(polecat.write).data), sep="\t", quoting=csv.QUOTE_NONE)
    assert list(frame.columns) == list(polecat.COLUMNS)
    assert len(set(polecat.COLUMNS)) == 40
    assert frame["Event ID"].value_counts().to_dict() == {"evt_2": 3, "evt_1": 2, "evt_3": 1}
    expelled = frame[frame["Event ID"] == "evt_1"].iloc[0]
    assert expelled["Quad Code"] == "MATERIAL CONFLICT"
    assert (expelled["Actor COW"], expelled["Recipient Title"]) == (436, "Ambassador")
    assert expelled["Story People"] == "Sylvain Itté"
    met = frame[frame["Event ID"] == "evt_2"].iloc[0]
    assert (met["GeoNames ID"], met["Latitude"]) == (2440485, 13.51366)


def test_gdelt_has_61_columns_and_cameo_codes():
    frame = pandas().read_csv(io.BytesIO(written(gdelt.write).data), sep="\t", header=None, dtype=str)
    assert frame.shape == (6, 61)
    row = frame[frame[1] == "20231204"].iloc[0]
    assert list(row[[1, 2, 3]]) == ["20231204", "202312", "2023"]
    assert row[7] == "NER"
    assert row[5] == "NERGOV"
    assert row[26].startswith(row[27])
    assert row[27].startswith(row[28])
    assert row[28] == "16"
    assert row[29] == "4"
    assert row[60] == DOCUMENT.url
    met = frame[frame[56].notna()].iloc[0]
    assert list(met[[51, 52, 53, 56, 57, 58]]) == ["4", "Niamey, Niger", "NG", "13.51366", "2.1098", "2440485"]
    assert frame[0].is_unique


def test_gdelt_leaves_out_types_that_cameo_lacks():
    out = written(gdelt.write, selection(replace(EXPULSION, event=("PIRACY",)), MEETING))
    assert out.counts["left_out"] == 1
    assert "no CAMEO code" in out.warnings[0]


def test_dyads_expand_a_mutual_act_into_each_pair_once():
    rows = list(csv.DictReader(io.StringIO(written(dyads.write).data.decode())))
    pairs = {(r["month"], r["iso_a"], r["iso_b"]): r for r in rows}
    assert set(pairs) == {
        ("2023-12", "MLI", "NER"), ("2023-12", "MLI", "RUS"), ("2023-12", "NER", "RUS"), ("2023-12", "FRA", "NER"),
    }  # fmt: skip
    french = pairs["2023-12", "FRA", "NER"]
    assert (french["cow_a"], french["cow_b"], french["articles"]) == ("220", "436", "4")
    # Two of Niger's act on one Frenchman: one event between two sides.
    assert (french["events"], french["a_to_b"], french["b_to_a"], french["mutual"]) == ("1", "0", "1", "0")
    assert pairs["2023-12", "MLI", "NER"]["mutual"] == "1"


def test_csv_reads_in_pandas():
    frame = pandas().read_csv(io.BytesIO(written(csv_format.write).data), parse_dates=["date"])
    assert list(frame.id) == [e.id for e in EVENTS]
    assert frame.actor_code[0] == "RUS; NER; MLI"
    assert "sentence" not in frame


def test_parquet_has_types_and_carries_the_manifest():
    parquet = pytest.importorskip("pyarrow.parquet", reason="pyarrow (entente[export]) is not installed")
    table = parquet.read_table(io.BytesIO(written(parquet_format.write).data))
    assert str(table.schema.field("date").type) == "date32[day]"
    assert table.column("quad_code").to_pylist() == [1, 4, 3]
    assert json.loads(table.schema.metadata[b"entente"])["counts"] == {"events": 3}


def test_excel_has_sheets_and_no_formula():
    openpyxl = pytest.importorskip("openpyxl", reason="openpyxl (entente[export]) is not installed")
    book = openpyxl.load_workbook(io.BytesIO(written(xlsx_format.write).data))
    assert book.sheetnames == ["events", "commitments", "documents", "manifest"]
    cells = {cell.value: cell.data_type for row in book["documents"].iter_rows() for cell in row}
    assert cells["=SUM(1) <b>Envoy</b>"] == "s"
    assert [row[0].value for row in book["events"].iter_rows(min_row=2)] == [e.id for e in EVENTS]
    assert "export" in [row[0].value for row in book["manifest"].iter_rows()]


def test_ftm_entities_are_valid_and_joined():
    model = pytest.importorskip("followthemoney", reason="followthemoney is not installed").model
    entities = {}
    for line in written(ftm.write).data.splitlines():
        data = json.loads(line)
        proxy = model.get_proxy(data)
        # What the library would clean away was no valid value.
        cleaned = model.make_entity(data["schema"])
        for name, values in data["properties"].items():
            cleaned.add(name, values)
            assert sorted(cleaned.get(name)) == sorted(values), name
        proxy.schema.validate(data)
        entities[proxy.id] = proxy
    assert all(value in entities for e in entities.values() for _, value in e.itervalues() if _.type.name == "entity")
    assert {e.schema.name for e in entities.values()} >= {"Article", "Person", "PublicBody", "Event", "UnknownLink"}
    assert entities["evt-1"].get("date") == ["2023-12-04"]


def test_ftm_statements_add_up_to_the_entities():
    serialize = pytest.importorskip("followthemoney.statement.serialize", reason="followthemoney is not installed")
    chosen = replace(selection(), statements=True)
    told = list(serialize.read_csv_statements(io.BytesIO(written(ftm.write, chosen).data)))
    values = {(s.entity_id, s.prop, s.value) for s in told if s.prop != "id"}
    assert values == {(e.id, p, v) for e in ftm.entities_of(selection()) for p, vs in e.properties.items() for v in vs}
    assert all(s.id == s.generate_key() for s in told)
    assert all(s.prop_type == ftm.PROPERTY_TYPES[s.prop] for s in told)


@pytest.mark.parametrize("form", ["graphml", "gexf"])
def test_graphs_read_in_networkx(form):
    networkx = pytest.importorskip("networkx", reason="networkx is not installed")
    data = written(FORMATS[form].load()).data
    graph = networkx.read_graphml(io.BytesIO(data)) if form == "graphml" else networkx.read_gexf(io.BytesIO(data))
    assert set(graph.nodes) == {"NER", "RUS", "MLI", "FRA"}
    assert graph.number_of_edges() == 4
    assert not graph.is_directed()
    assert graph.nodes["NER"]["cow"] == 436
    assert graph.edges["FRA", "NER"]["conflict"] == 1
    assert graph.edges["FRA", "NER"]["weight"] == 1.0
    assert b"software" in data


def test_gexf_says_its_version():
    assert b'version="1.3"' in written(graphs.write_gexf).data


def test_geojson_reads_in_geopandas():
    geopandas = pytest.importorskip("geopandas", reason="geopandas is not installed")
    frame = geopandas.read_file(io.BytesIO(written(geojson.write).data))
    assert list(frame["id"]) == ["evt_2"]
    assert (frame.geometry[0].x, frame.geometry[0].y) == (2.1098, 13.51366)


def test_geojson_without_coordinates_is_empty_and_says_so():
    out = written(geojson.write, selection(EXPULSION))
    assert json.loads(out.data)["features"] == []
    assert any("empty" in warning for warning in out.warnings)


def test_calendar_reads_in_icalendar():
    icalendar = pytest.importorskip("icalendar", reason="icalendar is not installed")
    out = written(ics.write)
    calendar = icalendar.Calendar.from_ical(out.data)
    entries = calendar.walk("VEVENT")
    assert [str(e["SUMMARY"]) for e in entries] == [f"Due: {LEAVING.title}"]
    assert entries[0]["DTSTART"].dt == LEAVING.due
    assert "Sylvain Itté (obliged)" in str(entries[0]["DESCRIPTION"])
    assert out.counts == {"commitments": 1, "without_due_date": 1}


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"])))
def test_folded_lines_unfold_and_are_short(text):
    folded = ics.fold(text)
    assert folded.replace("\r\n ", "") == text
    assert all(len(line.encode()) <= 75 for line in folded.split("\r\n"))


def test_brief_escapes_what_it_is_given_and_footnotes_it():
    chosen = selection(
        replace(EXPULSION, recipient=(replace(EXPULSION.recipient[0], identifier_text="<script>x"),)), **NER
    )
    page = written(brief.write, chosen).data.decode()
    assert "<script" not in page
    assert "&lt;script&gt;x" in page
    assert 'href="#n1"' in page
    assert 'id="n1"' in page
    assert "http" not in page.split("<footer>")[0].replace("news.example", "")


def test_brief_of_a_dyad_holds_only_its_events():
    page = written(brief.write, selection(dyad=("Niger", "FRA"))).data.decode()
    assert "<h1>Niger and France</h1>" in page
    assert "Russia" not in page.split("<footer>")[0]


@pytest.mark.parametrize("wrong", [{"state": "Atlantis"}, {"state": "ATL"}, {"dyad": ("NER", "Niger")}])
def test_brief_of_nobody_is_refused(wrong):
    with pytest.raises(UsageError):
        written(brief.write, selection(**wrong))


def test_pairs_lose_no_event():
    assert [len(list(pairs_of(e))) for e in (MEETING, EXPULSION, ALONE)] == [3, 2, 1]
    assert list(pairs_of(replace(ALONE, actor=()))) == [(None, None)]


@given(st.text())
def test_plain_text_is_one_line_that_xml_can_hold(text):
    from xml.etree import ElementTree as ET

    element = ET.Element("a")
    element.text = plain(text)
    assert (ET.fromstring(ET.tostring(element)).text or "") == plain(text)
    assert len(plain(text).splitlines()) <= 1
    assert "\t" not in plain(text)
