"""The query view: named questions and one's own SPARQL, answered in the page itself."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest
from playwright.sync_api import Page, expect

from kg.export import export
from kg.extract import extract
from kg.intake import read
from kg.queries import library, run
from kg.store import Store
from tests import made
from tests.serve.running import filled, running

Show = Callable[..., Page]
Shot = Callable[[Page, str], None]

PLAIN = sorted(name for name, query in library().items() if not query.parameters)
VIEWS = ("reported", "strict")


@pytest.fixture(scope="module")
def store(seed_page: Path) -> Store:
    return made.store_of(extract(read(seed_page)), views=VIEWS)


@pytest.fixture(scope="module")
def asking(store: Store, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The seed's page with an engine in it."""
    path = tmp_path_factory.mktemp("query") / "graph.html"
    export(store, "html-query", path, view="reported")
    return path


@pytest.fixture
def page(show: Show, asking: Path) -> Page:
    return show(asking, at="#screen=query")


def write(page: Page, text: str) -> None:
    clear(page)
    page.keyboard.insert_text(text)
    page.keyboard.press("Control+Enter")


def clear(page: Page) -> None:
    page.locator(".cm-content").click()
    page.keyboard.press("Control+a")
    page.keyboard.press("Delete")


def cells(page: Page) -> list[list[str]]:
    return [
        [cell.inner_text().strip() for cell in row.locator("td").all()]
        for row in page.locator(".answer tbody tr").all()
    ]


def saved(page: Page, form: str) -> str:
    with page.expect_download() as told:
        page.get_by_role("group", name="Save as").get_by_role("button", name=form, exact=True).click()
    return Path(told.value.path()).read_text("utf-8")


def test_the_file_with_an_engine_is_small_enough_to_be_mailed(asking: Path) -> None:
    assert asking.stat().st_size <= 5_000_000


def asked(page: Page) -> None:
    """Wait for the answer."""
    page.wait_for_selector(".answer[aria-busy=false]")


def names(page: Page, variable: str) -> list[str | None]:
    told = json.loads(saved(page, "JSON"))
    return [b[variable]["value"] if variable in b else None for b in told["results"]["bindings"]]


@pytest.mark.parametrize("view", VIEWS)
def test_the_engine_of_the_page_answers_as_the_library_does(
    show: Show, asking: Path, store: Store, view: str
) -> None:
    page = show(asking, at=f"#screen=query&view={view}")
    for name in PLAIN:
        page.get_by_role("button", name=library()[name].title, exact=True).click()
        asked(page)
        expected = run(store, library()[name].text, view=view)
        if not expected.rows:
            expect(page.locator(".answer")).to_contain_text("Nothing matches")
            continue
        told = json.loads(saved(page, "JSON"))
        columns = told["head"]["vars"]
        found = [[b[v]["value"] if v in b else None for v in columns] for b in told["results"]["bindings"]]
        wanted = [[None if t is None else t.value for t in row] for row in expected.rows]
        assert sorted(map(str, found)) == sorted(map(str, wanted)), name


def test_a_named_question_is_a_click_away(page: Page, shot: Shot) -> None:
    page.get_by_role("button", name="Who is loyal to whom").click()
    asked(page)
    assert [row[:3] for row in cells(page)] == [
        ["Aq Zhol", "Nursultan Nazarbaev", "considered"],
        ["Communist People's Party", "Nursultan Nazarbaev", "considered"],
        ["People's Assembly", "Nursultan Nazarbaev", "asserted"],
    ]
    shot(page, "query")


def test_a_row_leads_to_its_sentence(page: Page) -> None:
    page.get_by_role("button", name="Who is loyal to whom").click()
    page.get_by_role("button", name="sentence").first.click()
    expect(page.locator("#evidence mark")).to_contain_text("loyal")


def test_another_view_asks_again(page: Page) -> None:
    page.get_by_role("button", name="Who is loyal to whom").click()
    asked(page)
    page.locator("#view").select_option("strict")
    expect(page.locator(".answer tbody tr")).to_have_count(1)


def test_parameters_are_a_form(page: Page) -> None:
    page.get_by_role("button", name="What an actor did, and when").click()
    page.get_by_label("name of the actor").fill("Haraszti")
    page.get_by_role("button", name="Ask with these").click()
    asked(page)
    assert set(names(page, "who")) == {"Miklos Haraszti"}


def test_a_parameter_can_never_end_the_literal_that_it_stands_in(page: Page) -> None:
    page.get_by_role("button", name="What an actor did, and when").click()
    page.get_by_label("name of the actor").fill('x" } } DELETE WHERE { ?s ?p ?o } #\\')
    page.get_by_role("button", name="Ask with these").click()
    expect(page.locator(".answer")).to_contain_text("Nothing matches")


def test_ones_own_query_is_answered_and_kept_in_the_address(page: Page, show: Show, asking: Path) -> None:
    text = "SELECT ?who { ?c rdf:predicate pol:criticizes ; rdf:subject/rdfs:label ?who } ORDER BY ?who"
    write(page, text)
    asked(page)
    found = names(page, "who")
    assert len(found) > 1
    again = show(asking, at=page.evaluate("location.hash"))
    asked(again)
    assert names(again, "who") == found


def test_a_fault_is_marked_where_it_is(page: Page) -> None:
    write(page, "SELECT *\nWHERE { ?s ?p }")
    expect(page.locator(".fault")).to_contain_text("line 2")
    expect(page.locator(".cm-lintRange-error, .cm-lintPoint-error")).to_have_count(1)


def test_a_question_that_takes_too_long_can_be_stopped_and_another_be_asked(page: Page) -> None:
    write(page, "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }")
    page.get_by_role("button", name="Stop").click()
    expect(page.locator(".bench > .tools .told")).to_have_text("Stopped.")
    write(page, "ASK { ?s ?p ?o }")
    expect(page.locator(".answer .boolean")).to_have_text("Yes")


def test_terms_are_completed_by_their_label_with_what_they_mean(page: Page, shot: Shot) -> None:
    clear(page)
    page.keyboard.insert_text("SELECT * { ?c rdf:predicate ")
    page.keyboard.type("pol:loy")
    expect(page.locator(".cm-tooltip-autocomplete")).to_contain_text("pol:loyalTo")
    expect(page.locator(".cm-content")).to_contain_text("rdf:predicate pol:loy")
    expect(page.locator(".cm-tooltip-autocomplete")).to_contain_text("is loyal to")
    shot(page, "query-completion")


def test_actors_are_completed_by_name(page: Page) -> None:
    clear(page)
    page.keyboard.insert_text("SELECT * { ?c rdf:subject ")
    page.keyboard.type("Nazar")
    expect(page.locator(".cm-tooltip-autocomplete")).to_contain_text("Nursultan Nazarbaev")


def test_triples_are_shown_and_saved(page: Page) -> None:
    write(page, "CONSTRUCT { ?a pol:loyalTo ?b } WHERE { ?a pol:loyalTo ?b }")
    asked(page)
    for form, kind in (("TTL", ox.RdfFormat.TURTLE), ("NT", ox.RdfFormat.N_TRIPLES)):
        triples = list(ox.parse(saved(page, form), format=kind))
        assert {t.predicate.value.rsplit("#")[-1] for t in triples} == {"loyalTo"}
        assert len(triples) == page.locator(".answer tbody tr").count()


def test_answers_are_saved_in_the_standard_forms(page: Page) -> None:
    page.get_by_role("button", name="Who is loyal to whom").click()
    asked(page)
    rows = list(csv.DictReader(io.StringIO(saved(page, "CSV"))))
    assert [r["actor"] for r in rows] == names(page, "actor")
    results = ox.parse_query_results(saved(page, "XML"), format=ox.QueryResultsFormat.XML)
    assert isinstance(results, ox.QuerySolutions)
    assert [s["actor"].value for s in results] == names(page, "actor")
    lines = saved(page, "TSV").splitlines()
    assert lines[0].startswith("?actor\t")
    assert len(lines) == 4


def test_numbers_become_bars(page: Page, shot: Shot) -> None:
    page.get_by_role("button", name="Vote shares").click()
    asked(page)
    page.get_by_role("button", name="Bars").click()
    expect(page.locator(".query-bars .bar")).not_to_have_count(0)
    assert "80" in page.locator(".query-bars .number").all_text_contents()
    assert any("Nur Otan" in name for name in page.locator(".query-bars .name").all_text_contents())
    shot(page, "query-bars")


def test_an_answer_narrows_the_network_to_what_it_speaks_of(page: Page) -> None:
    page.get_by_role("button", name="Who is loyal to whom").click()
    asked(page)
    page.get_by_role("button", name="Show in the network").click()
    expect(page.locator("#shown")).to_contain_text("3 chosen claims")


def test_text_of_an_article_is_text_in_an_answer(show: Show, tmp_path: Path) -> None:
    path = tmp_path / "graph.html"
    export(made.store_of(made.hostile(), views=VIEWS), "html-query", path, view="reported")
    page = show(path, at="#screen=query")
    write(page, "SELECT ?text { ?s rdfs:label ?text }")
    asked(page)
    assert page.locator(".answer script, .answer img, .answer b").count() == 0
    expect(page.locator(".answer")).to_contain_text("<img")


@pytest.mark.parametrize(("width", "dark"), [(360, False), (1400, True), (2560, False)])
def test_it_fits_the_screen(show: Show, asking: Path, shot: Shot, width: int, dark: bool) -> None:
    page = show(asking, at="#screen=query&.query.name=loyalty", width=width, height=900, dark=dark)
    asked(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    shot(page, f"query-{width}{'-dark' if dark else ''}")


def test_without_an_engine_the_file_has_the_answers_and_says_how_to_ask_more(
    show: Show, seed: Path, shot: Shot
) -> None:
    page = show(seed, at="#screen=query&.query.name=loyalty")
    assert len(cells(page)) == 3
    expect(page.locator(".answer")).to_contain_text("kg view --with-query")
    page.get_by_role("button", name="sentence").first.click()
    expect(page.locator("#evidence mark")).to_contain_text("loyal")
    shot(page, "query-no-engine")


def test_a_served_page_asks_the_endpoint_of_its_server(
    show: Show, tmp_path: Path, store: Store, shot: Shot
) -> None:
    with running(filled(tmp_path / "store")) as server:
        page = show(f"{server.address}explore", at="#screen=query", lossy=True)
        write(page, "SELECT ?who ?claim { ?claim rdf:predicate pol:suspends ; rdf:subject/rdfs:label ?who }")
        expect(page.locator(".answer tbody tr")).not_to_have_count(0)
        page.get_by_role("button", name="sentence").first.click()
        expect(page.locator("#evidence mark")).not_to_be_empty()
        write(page, "SELECT *\nWHERE { ?s ?p }")
        expect(page.locator(".fault")).to_contain_text("line 2")
        shot(page, "query-served")
