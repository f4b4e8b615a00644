"""What is saved from the network is read by other programs, and says whose view it is, and of what."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from itertools import islice
from pathlib import Path
from xml.etree import ElementTree as ET

import networkx as nx
import pytest
from playwright.sync_api import Page, expect

from kg.namespaces import BASE
from tests import made
from tests.browser.generated import with_network
from tests.browser.pixels import Picture

Show = Callable[..., Page]
SVG = "{http://www.w3.org/2000/svg}"


def saved(page: Page, kind: str) -> bytes:
    """What the menu saves in a format."""
    page.locator(".drawing .name").first.wait_for(state="attached")
    page.locator(".save summary").click()
    with page.expect_download() as download:
        page.locator(f".save button[data-format={kind}]").click()
    assert download.value.suggested_filename == f"network.{kind}"
    return Path(download.value.path()).read_bytes()


def words(root: ET.Element) -> str:
    return " ".join("".join(text.itertext()) for text in root.iter(f"{SVG}text"))


def test_the_svg_stands_by_itself_and_says_whose_it_is(show: Show, small: Path) -> None:
    root = ET.fromstring(saved(show(small, at="#no-status=planned&view=strict"), "svg"))
    told = words(root)
    assert "Parties before the vote" in told
    assert "View: in the documents' own voice. Filters: status without planned." in told
    assert "9 claims of 10, from 1 document" in told
    assert "Sources: Parties before the vote, The Paper, 2011-04-02" in told
    assert {"alleged", "denied", "person", "political party"} <= {t.text for t in root.iter(f"{SVG}text")}
    lines = [g for g in root.iter(f"{SVG}g") if g.get("class") in {"line", "line out"}]
    assert len(lines) == 9


def test_the_svg_of_hostile_text_runs_nothing(show: Show, hostile: Path, tmp_path: Path) -> None:
    file = tmp_path / "network.svg"
    file.write_bytes(saved(show(hostile), "svg"))
    root = ET.fromstring(file.read_bytes())
    assert not [e for e in root.iter() if e.tag.endswith(("script", "foreignObject", "image"))]
    show(file)


def test_the_png_is_twice_as_sharp_and_has_the_colours(show: Show, small: Path) -> None:
    page = show(small)
    drawing = ET.fromstring(saved(page, "svg"))
    picture = Picture.of(saved(page, "png"))
    assert picture.width == 2 * int(drawing.get("width", "0"))
    assert picture.height == 2 * int(drawing.get("height", "0"))
    colours = {picture.at(x, y) for x in range(0, picture.width, 3) for y in range(0, picture.height, 3)}
    assert (0xCC, 0x79, 0xA7) in colours
    assert len(colours) > 20


def test_the_gexf_is_read_by_networkx_with_every_claim(show: Show, small: Path) -> None:
    content = saved(show(small), "gexf")
    graph = nx.read_gexf(io.BytesIO(content))
    assert graph.number_of_edges() == 10
    loyal = next(d for _, _, d in graph.edges(data=True) if d["relation"] == "loyalTo")
    assert loyal["quote"] == made.SENTENCES[0]
    assert loyal["status"] == "considered"
    assert loyal["inView"] is True
    node = next(d for _, d in graph.nodes(data=True) if d["label"] == "Party A")
    assert node["viz"]["position"]["x"] != 0
    assert node["viz"]["size"] > 6
    about = ET.fromstring(content).find(".//{*}description")
    assert about is not None
    assert "View: as reported. Filters: none." in (about.text or "")
    assert "The Paper" in (about.text or "")


def test_the_gexf_has_the_dates_that_gephi_reads(show: Show, small: Path) -> None:
    edges = ET.fromstring(saved(show(small), "gexf")).findall(".//{*}edge")
    dated = [e for e in edges if e.get("start")]
    assert [(e.get("start"), e.get("end")) for e in dated] == [("2011-03-01", "2011-03-31")]


def test_the_graphml_is_read_by_networkx_with_what_is_shown(show: Show, small: Path) -> None:
    graph = nx.read_graphml(io.BytesIO(saved(show(small, at="#no-status=planned"), "graphml")))
    assert graph.number_of_edges() == 9
    assert "Filters: status without planned." in graph.graph["about"]
    assert graph.graph["view"] == "reported"
    assert all(node.startswith(BASE) for node in graph)


def test_the_table_has_a_row_for_each_claim_shown(show: Show, small: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(saved(show(small, at="#no-status=planned"), "csv").decode())))
    assert len(rows) == 9
    assert {row["view"] for row in rows} == {"reported"}


def test_hostile_text_comes_through_every_format(show: Show, hostile: Path) -> None:
    page = show(hostile)
    for kind, read in (("gexf", nx.read_gexf), ("graphml", nx.read_graphml)):
        graph = read(io.BytesIO(saved(page, kind)))
        assert any("</script>" in str(d) for _, d in graph.nodes(data=True))


# What is measured is what networkx measures


@pytest.fixture(scope="session")
def circle(small: Path) -> Path:
    """Ninety actors in a network of 150 claims."""
    return with_network(small, 90, 150)


def simple(content: bytes) -> nx.Graph:
    """The saved network without parallel lines, ways and loops."""
    graph = nx.Graph(nx.read_graphml(io.BytesIO(content)))
    graph.remove_edges_from(list(nx.selfloop_edges(graph)))
    return graph


def test_betweenness_and_degree_are_those_of_networkx(show: Show, circle: Path) -> None:
    for measure, right in (("betweenness", nx.betweenness_centrality), ("degree", lambda g: dict(g.degree))):
        graph = simple(saved(show(circle, at=f"#.network.size={measure}"), "graphml"))
        found = {n: float(d["measure"]) for n, d in graph.nodes(data=True)}
        assert found == pytest.approx(right(graph), abs=1e-5)


def test_the_ways_are_the_shortest_that_networkx_finds(show: Show, circle: Path) -> None:
    graph = simple(saved(show(circle), "graphml"))
    ends = (f"{BASE}id/60", f"{BASE}id/85")
    length = nx.shortest_path_length(graph, *ends)
    wanted = [len(way) for way in islice(nx.shortest_simple_paths(graph, *ends), 3)]
    assert length > 1
    page = show(circle, at="#path=id/60&path=id/85")
    expect(page.locator(".around")).to_contain_text("3 ways from Actor 60 to Actor 85")
    shown = simple(saved(page, "graphml"))
    found = [len(way) for way in islice(nx.shortest_simple_paths(shown, *ends), 3)]
    assert found == wanted


def test_communities_are_as_good_as_those_of_networkx(show: Show, circle: Path) -> None:
    graph = simple(saved(show(circle, at="#.network.colour=community"), "graphml"))
    groups: dict[str, set[str]] = {}
    for node, data in graph.nodes(data=True):
        groups.setdefault(data.get("group", node), set()).add(node)
    reference = nx.community.louvain_communities(graph, seed=1)
    assert nx.community.modularity(graph, groups.values()) > 0.9 * nx.community.modularity(graph, reference)
