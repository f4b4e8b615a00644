"""Each export is read back by another program's reader and says what the store says."""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Mapping
from pathlib import Path
from xml.etree import ElementTree

import networkx as nx
import pytest
import rdflib
from rdflib import RDF, Dataset, Literal, URIRef

from kg.errors import InputError, KgError, QueryError
from kg.export import FORMATS, LossReport, export
from kg.namespaces import ID, POL, PREFIXES
from kg.store import Store
from kg.vocabulary import load
from tests import made


@pytest.fixture(scope="module")
def store() -> Store:
    return made.store_of(made.extraction(), views=("reported", "strict"))


@pytest.fixture(scope="module")
def awkward() -> Store:
    return made.store_of(made.extraction(), made.hostile())


def written(store: Store, fmt: str, folder: Path, view: str = "reported") -> Path:
    out = folder / ("tables" if fmt == "csv" else f"graph.{fmt}")
    export(store, fmt, out, view=view)
    return out


def rows(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"), newline="")))


def edge_named(graph: nx.MultiDiGraph, relation: str) -> Mapping[str, object]:
    return next(d for _, _, d in graph.edges(data=True) if d["relation"] == relation)


# RDF


def test_turtle_has_what_the_view_holds_and_nothing_that_is_only_alleged(
    store: Store, tmp_path: Path
) -> None:
    graph = rdflib.Graph().parse(written(store, "ttl", tmp_path), format="turtle")
    assert (ID["a"], POL.loyalTo, ID["x"]) in graph
    assert (ID["ministry"], POL.suspends, ID["b"]) in graph
    assert (ID["b"], POL.attacks, ID["a"]) not in graph
    assert (ID["x"], POL.leads, ID["a"]) not in graph


def test_turtle_has_an_act_whose_agent_is_not_named(store: Store, tmp_path: Path) -> None:
    graph = rdflib.Graph().parse(written(store, "ttl", tmp_path), format="turtle")
    assert list(graph.subjects(RDF.type, POL.RegistrationDenial))


def test_turtle_labels_what_it_names(store: Store, tmp_path: Path) -> None:
    graph = rdflib.Graph().parse(written(store, "ttl", tmp_path), format="turtle")
    assert graph.value(ID["a"], rdflib.RDFS.label) == Literal("Party A")


def test_turtle_of_a_stricter_view_has_less(store: Store, tmp_path: Path) -> None:
    graph = rdflib.Graph().parse(written(store, "ttl", tmp_path, "strict"), format="turtle")
    assert (ID["a"], POL.loyalTo, ID["x"]) not in graph
    assert (ID["ministry"], POL.suspends, ID["b"]) in graph


def test_trig_is_the_whole_store(store: Store, tmp_path: Path) -> None:
    path = written(store, "trig", tmp_path)
    assert path.read_text(encoding="utf-8") == store.dump()
    assert len(Dataset().parse(path, format="trig")) > 200


def test_json_ld_has_the_same_quads_as_trig(awkward: Store, tmp_path: Path) -> None:
    trig = Dataset().parse(written(awkward, "trig", tmp_path), format="trig")
    json_ld = Dataset().parse(written(awkward, "jsonld", tmp_path), format="json-ld")
    assert set(json_ld.quads()) == set(trig.quads())


def test_the_json_ld_context_has_every_relation_and_stands_beside_the_file(
    store: Store, tmp_path: Path
) -> None:
    path = written(store, "jsonld", tmp_path)
    beside = json.loads((tmp_path / "graph.context.jsonld").read_text(encoding="utf-8"))["@context"]
    assert beside == json.loads(path.read_text(encoding="utf-8"))["@context"]
    assert set(load().relations) <= set(beside)
    assert set(PREFIXES) <= set(beside)


# GraphML and GEXF


def test_graphml_gives_networkx_an_edge_for_each_claim(store: Store, tmp_path: Path) -> None:
    graph = nx.read_graphml(written(store, "graphml", tmp_path), force_multigraph=True)
    assert graph.number_of_edges() == 10
    assert graph.nodes[str(ID["a"])]["label"] == "Party A"


def test_gexf_gives_networkx_an_edge_for_each_claim(store: Store, tmp_path: Path) -> None:
    graph = nx.read_gexf(written(store, "gexf", tmp_path), version="1.3")
    assert graph.number_of_edges() == 10
    assert graph.nodes[str(ID["a"])]["label"] == "Party A"


@pytest.mark.parametrize("fmt", ["graphml", "gexf"])
def test_claims_between_the_same_two_are_parallel_edges(store: Store, tmp_path: Path, fmt: str) -> None:
    path = written(store, fmt, tmp_path)
    edges = [e for e in ElementTree.parse(path).iter() if e.tag.endswith("}edge")]
    between = [e for e in edges if {e.get("source"), e.get("target")} == {str(ID["a"]), str(ID["b"])}]
    assert len(between) == 2
    assert len({e.get("id") for e in edges}) == 10


def test_an_edge_carries_its_evidence_status_and_holder(store: Store, tmp_path: Path) -> None:
    graph = nx.read_graphml(written(store, "graphml", tmp_path), force_multigraph=True)
    edge = edge_named(graph, "attacks")
    assert edge["status"] == "alleged"
    assert edge["holder"] == "Ms. X, reported by Police"
    assert edge["quote"] == made.SENTENCES[3]
    assert edge["line"] == "dashed"
    assert edge["inView"] is False
    assert edge["keptOut"] == "alleged"
    assert edge["colour"] == load().families["measures"].colour


def test_a_number_keeps_its_comparator_and_a_detail_its_name(store: Store, tmp_path: Path) -> None:
    graph = nx.read_graphml(written(store, "graphml", tmp_path), force_multigraph=True)
    share = edge_named(graph, "voteShare")
    assert (share["number"], share["comparator"], share["unit"]) == ("7", "slightlyMore", "percent")
    assert "over a missing form" in str(edge_named(graph, "suspends")["qualifiers"])


def test_gexf_gives_a_dated_claim_the_interval_of_its_bounds(store: Store, tmp_path: Path) -> None:
    edges = ElementTree.parse(written(store, "gexf", tmp_path)).iter("{http://gexf.net/1.3}edge")
    spans = {e.get("kind"): (e.get("start"), e.get("end")) for e in edges}
    assert spans["suspends"] == ("2011-03-01", "2011-03-31")
    assert spans["attacks"] == (None, None)


def test_gexf_draws_edges_in_the_colour_and_line_of_the_ontology(store: Store, tmp_path: Path) -> None:
    viz = "{http://gexf.net/1.3/viz}"
    edges = ElementTree.parse(written(store, "gexf", tmp_path)).iter("{http://gexf.net/1.3}edge")
    edge = next(e for e in edges if e.get("kind") == "attacks")
    shape, colour = edge.find(f"{viz}shape"), edge.find(f"{viz}color")
    assert shape is not None
    assert shape.get("value") == "dashed"
    assert colour is not None
    rgb = "".join(f"{int(colour.get(c, '')):02X}" for c in "rgb")
    assert f"#{rgb}" == load().families["measures"].colour.upper()


def test_an_agent_that_is_not_named_is_a_node_of_its_own(store: Store, tmp_path: Path) -> None:
    graph = nx.read_graphml(written(store, "graphml", tmp_path), force_multigraph=True)
    (agent,) = (s for s, _, d in graph.edges(data=True) if d["relation"] == "deniesRegistrationTo")
    assert graph.nodes[agent]["kind"] == "unnamed"
    assert graph.nodes[agent]["named"] is False


@pytest.mark.parametrize("fmt", ["graphml", "gexf"])
def test_characters_that_xml_cannot_hold_do_not_break_it(awkward: Store, tmp_path: Path, fmt: str) -> None:
    text = written(awkward, fmt, tmp_path).read_text(encoding="utf-8")
    ElementTree.fromstring(text)
    assert "\x01" not in text
    assert "<script>" not in text


# CSV


def test_csv_has_a_row_for_each_claim_with_names_and_sentence(store: Store, tmp_path: Path) -> None:
    claims = rows(written(store, "csv", tmp_path) / "claims.csv")
    assert len(claims) == 10
    row = next(r for r in claims if r["relation"] == "suspends")
    assert (row["subject"], row["object"], row["quote"]) == ("The ministry", "Party B", made.SENTENCES[1])
    assert (row["when"], row["publisher"], row["inView"]) == ("2011-03", "The Paper", "true")


def test_csv_edges_lead_to_csv_nodes(store: Store, tmp_path: Path) -> None:
    folder = written(store, "csv", tmp_path)
    nodes = {r["Id"] for r in rows(folder / "nodes.csv")}
    edges = rows(folder / "edges.csv")
    assert {r["Source"] for r in edges} | {r["Target"] for r in edges} <= nodes
    assert {r["Type"] for r in edges if r["relation"] == "alliedWith"} == {"Undirected"}


def test_no_csv_cell_is_a_formula(awkward: Store, tmp_path: Path) -> None:
    folder = written(awkward, "csv", tmp_path)
    cells = [
        c for name in ("nodes", "edges", "claims") for r in rows(folder / f"{name}.csv") for c in r.values()
    ]
    assert not [c for c in cells if c.startswith(("=", "+", "-", "@", "\t", "\r"))]
    assert "'=HYPERLINK(1)" in cells


# All formats


@pytest.mark.parametrize("fmt", FORMATS)
def test_the_same_documents_give_the_same_bytes(fmt: str, tmp_path: Path) -> None:
    one = made.store_of(made.extraction(), made.hostile())
    other = made.store_of(made.hostile(), made.extraction())
    paths = [written(one, fmt, tmp_path / "one"), written(other, fmt, tmp_path / "other")]
    one_files, other_files = ([p] if p.is_file() else sorted(p.iterdir()) for p in paths)
    assert [p.read_bytes() for p in one_files] == [p.read_bytes() for p in other_files]


@pytest.mark.parametrize("fmt", FORMATS)
def test_an_empty_store_gives_a_valid_file(fmt: str, tmp_path: Path) -> None:
    assert written(made.store_of(), fmt, tmp_path).exists()


def test_the_loss_report_says_what_a_format_leaves_out(store: Store, tmp_path: Path) -> None:
    turtle = export(store, "ttl", tmp_path / "g.ttl")
    assert "4 claims that the view does not pass" in turtle.lost
    gexf = export(store, "gexf", tmp_path / "g.gexf")
    assert any("1 dates of a month or year" in loss for loss in gexf.lost)
    assert export(store, "trig", tmp_path / "g.trig") == LossReport(
        "trig", "reported", (tmp_path / "g.trig",)
    )


def test_a_dash_writes_to_standard_output(store: Store, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    export(store, "ttl", "-")
    sys.stdout.flush()
    assert b"pol:loyalTo" in capfdbinary.readouterr().out


def test_a_file_that_was_there_is_replaced_whole(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "g.trig"
    path.write_text("x" * 10_000_000, encoding="utf-8")
    export(store, "trig", path)
    assert path.read_text(encoding="utf-8") == store.dump()
    assert list(tmp_path.iterdir()) == [path]


# Errors


def test_an_unknown_format_names_those_there_are(store: Store, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"no export format 'xlsx'.*csv"):
        export(store, "xlsx", tmp_path / "g.xlsx")


def test_a_view_that_was_not_materialised_says_what_to_do(store: Store, tmp_path: Path) -> None:
    with pytest.raises(QueryError, match="kg materialize --view by:x"):
        export(store, "ttl", tmp_path / "g.ttl", view="by:x")


def test_a_place_that_cannot_be_written_is_one_error_and_leaves_nothing(store: Store, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("here", encoding="utf-8")
    with pytest.raises(KgError, match="cannot write"):
        export(store, "ttl", tmp_path / "file" / "g.ttl")
    assert (tmp_path / "file").read_text(encoding="utf-8") == "here"


def test_a_folder_is_no_place_for_a_file(store: Store, tmp_path: Path) -> None:
    with pytest.raises(KgError, match="is a folder"):
        export(store, "ttl", tmp_path)


def test_tables_do_not_go_to_standard_output_or_over_a_file(store: Store, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="several files"):
        export(store, "csv", "-")
    (tmp_path / "tables").write_text("", encoding="utf-8")
    with pytest.raises(InputError, match="several files"):
        export(store, "csv", tmp_path / "tables")


def test_iris_of_the_exports_are_those_of_the_store(store: Store, tmp_path: Path) -> None:
    graph = nx.read_graphml(written(store, "graphml", tmp_path), force_multigraph=True)
    claims = {URIRef(key) for _, _, key in graph.edges(keys=True)}
    dataset = Dataset().parse(data=store.dump(), format="trig")
    assert claims == {s for s, _, _, _ in dataset.quads((None, RDF.type, POL.Claim, None))}
