"""The explorer over a live store: what is loaded at first, what comes later, and what goes wrong."""

from __future__ import annotations

import shutil
import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from kg.graph import Graph
from tests import made
from tests.extractions import claim, extraction
from tests.serve.running import Server, filled, running

Show = Callable[..., Page]
Shot = Callable[[Page, str], None]

HUBS, LEAVES = 40, 150
TABLE = "#screen=statements"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with running(filled(tmp_path_factory.mktemp("served") / "store")) as found:
        yield found


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """More actors than are loaded at first: some of which several documents speak, and many in only one."""
    path = tmp_path_factory.mktemp("large") / "store"
    with Graph.open(path) as graph:
        for n in range(3):
            hubs = [claim(f"hub {h}", "alliedWith", f"hub {h + 1}") for h in range(HUBS)]
            leaves = [claim(f"hub {h % HUBS}", "praises", f"leaf {n} {h}", at=6) for h in range(LEAVES)]
            graph.add(extraction(*hubs, *leaves, name=f"doc{n}"))
        for view in ("reported", "strict"):
            graph.materialize(view)
    with running(path) as found:
        yield found


def test_the_served_page_shows_what_the_file_shows(show: Show, server: Server, small: Path) -> None:
    page = show(f"{server.address}explore", at=f"{TABLE}&find=party")
    page.locator("#screen tbody tr").first.wait_for()
    told = page.locator("#screen tbody").inner_text()
    assert made.SENTENCES[1] in told
    file = show(small, at=f"{TABLE}&find=party")
    for sentence in file.locator("#screen tbody .c-quote").all_inner_texts():
        assert sentence in told


def test_a_claim_leads_to_its_page_on_the_server(show: Show, server: Server) -> None:
    page = show(f"{server.address}explore", at=TABLE)
    page.locator("tr", has_text=made.SENTENCES[1]).locator("th a").click()
    href = page.get_by_role("link", name="Page of this claim").get_attribute("href") or ""
    assert href.startswith(f"{server.address}claim/")
    assert (
        server.ask(href.removeprefix(server.address.rstrip("/")), headers={"Accept": "text/html"}).status
        == 200
    )


def test_the_page_of_an_actor_leads_to_its_surroundings(show: Show, server: Server) -> None:
    page = show(f"{server.address}id/c")
    page.get_by_role("link", name="See it in the explorer").click()
    page.wait_for_url("**/explore#*")
    expect(page.locator("#evidence h2")).to_have_text("Party C")
    assert "the surroundings of Party C" in page.locator("#shown").inner_text()


def test_a_large_store_says_how_much_of_it_is_here_and_more_comes(
    show: Show, large: Server, shot: Shot
) -> None:
    page = show(f"{large.address}explore", at=TABLE)
    told = page.locator("#shown")
    expect(told).to_contain_text("300 of 491 actors, the best-evidenced first")
    page.get_by_role("button", name="Load more").click()
    expect(told).not_to_contain_text("the best-evidenced first")
    expect(told).to_contain_text("570 of 570 claims")
    shot(page, "served-large")


def test_the_rest_of_an_actor_comes_when_it_is_asked_for(show: Show, large: Server) -> None:
    page = show(f"{large.address}explore", at=f"{TABLE}&open=id/hub%252039&focus=id/hub%252039")
    expect(page.locator("#evidence h2")).to_have_text("Hub 39")
    before = page.locator("#screen tbody tr").count()
    page.get_by_role("button", name="Load all around it").click()
    expect(page.locator("#say")).to_contain_text("claims are here now")
    assert page.locator("#screen tbody tr").count() >= before
    assert "more could not" not in page.locator("#notice").inner_text().lower()


def test_what_a_link_names_is_loaded_though_it_is_not_among_the_first(show: Show, large: Server) -> None:
    page = show(f"{large.address}explore", at=f"{TABLE}&open=id/leaf%25202%2520149")
    expect(page.locator("#evidence h2")).to_have_text("Leaf 2 149")
    assert page.locator("#notice .warning").count() == 0


def test_a_search_finds_what_is_not_in_the_page(show: Show, large: Server, shot: Shot) -> None:
    page = show(f"{large.address}explore", at=TABLE)
    page.locator("#search").fill("leaf 2 148")
    button = page.locator("#found button", has_text="Leaf 2 148").first
    button.wait_for()
    shot(page, "served-search")
    button.click()
    expect(page.locator("#evidence h2")).to_have_text("Leaf 2 148")


def test_an_empty_store_says_so(show: Show, tmp_path: Path) -> None:
    with Graph.open(tmp_path / "store") as graph:
        graph.materialize("reported")
        graph.materialize("strict")
    with running(tmp_path / "store") as server:
        page = show(f"{server.address}explore", at=TABLE)
        expect(page.locator("#notice")).to_contain_text("There are no claims in this graph yet")


def test_a_server_that_is_gone_is_said_and_what_was_loaded_stays(
    show: Show, large: Server, tmp_path: Path
) -> None:
    with running(
        shutil.copytree(large.store, tmp_path / "store", ignore=shutil.ignore_patterns("serving"))
    ) as server:
        page = show(f"{server.address}explore", at=TABLE, lossy=True)
        rows = page.locator("#screen tbody tr")
        rows.first.wait_for()
        before = rows.count()
        server.process.send_signal(signal.SIGTERM)
        server.process.wait(20)
        page.get_by_role("button", name="Load more").click()
        expect(page.locator("#notice .warning")).to_contain_text("the server does not answer")
        assert rows.count() == before
        page.keyboard.press("n")
        assert page.locator("#evidence mark").is_visible()


def test_a_store_that_is_broken_is_said(show: Show, tmp_path: Path) -> None:
    with running(filled(tmp_path / "store")) as server:
        server.ask("/health")
        for snapshot in (tmp_path / "store" / "serving").glob("*/*"):
            shutil.rmtree(snapshot)
        page = show(f"{server.address}explore", lossy=True)
        expect(page.locator("#trouble")).to_contain_text("The explorer could not start: the server says")
        assert page.get_by_role("link", name="All statements as a table").is_visible()


def test_a_query_is_answered_by_the_endpoint(show: Show, server: Server) -> None:
    page = show(f"{server.address}explore", at="#screen=query")
    page.get_by_role("button", name="Who is loyal to whom").click()
    expect(page.locator("#screen table").first).to_contain_text("Party A")


def test_without_a_script_the_page_leads_to_the_table(show: Show, server: Server) -> None:
    page = show(f"{server.address}explore", script=False)
    assert "Scripts are off" in page.locator("noscript").inner_text()
    page.locator("#static a").first.click()
    page.wait_for_url("**/api/queries/statements*")
    assert made.SENTENCES[1] in page.locator("table").inner_text()


def test_the_neighbours_of_an_actor_come_from_the_server_into_the_network(show: Show, large: Server) -> None:
    page = show(f"{large.address}explore", at="#screen=network")
    name = page.locator(".drawing .over .name", has_text="hub 1").first
    name.wait_for(state="attached")
    before = page.evaluate("document.querySelector('.extent').textContent")
    box = name.bounding_box()
    assert box
    page.mouse.dblclick(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(page.locator(".extent")).not_to_have_text(before)
    assert "network.expanded=id" in page.url
