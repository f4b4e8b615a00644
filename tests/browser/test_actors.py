"""The page of an actor: offices and what is known of their ends, sides taken, what was done to them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Locator, Page

from kg.model import Claim, Entity, Extraction, Status, When
from tests import made

Show = Callable[..., Page]
Shot = Callable[[Page, str], None]


def actors(show: Show, path: Path, state: str = "", **options: object) -> Page:
    return show(path, at=f"#screen=actors&{state}", **options)


def choose(page: Page, name: str) -> None:
    page.locator(".actor-list button", has_text=name).first.click()


def part(page: Page, title: str) -> Locator:
    return page.locator("section.part", has=page.locator("h3", has_text=title)).first


def test_the_list_finds_actors_by_any_of_their_names(show: Show, seed: Path) -> None:
    page = actors(show, seed)
    page.locator(".actor-list input").fill("zhsdp")
    assert page.locator(".actor-list button bdi").all_inner_texts() == ["Social Democratic-Azat Party"]
    assert page.evaluate("document.activeElement.type") == "search"


def test_a_page_has_type_names_and_documents(show: Show, seed: Path) -> None:
    page = actors(show, seed)
    choose(page, "Social Democratic-Azat")
    assert "ZhSDP-Azat" in page.locator(".facts").inner_text()
    assert "political party" in page.locator(".facts").inner_text()
    assert "OSCE Monitors Criticize Kazakh Vote Failings" in part(page, "Documents").inner_text()
    assert "actors.of" in page.url


def test_an_office_says_which_of_its_ends_is_told(show: Show, several: Path) -> None:
    page = actors(show, several)
    choose(page, "Nursultan Nazarbaev")
    row = part(page, "Offices").locator("tbody tr").first.inner_text()
    assert "President" in row
    assert "no beginning is told" in row
    assert "no end is told" in row
    choose(page, "Alexander Lukashenko")
    row = part(page, "Offices").locator("tbody tr").first.inner_text()
    assert "is elected to" in row
    assert "no beginning is told" not in row


def test_sides_are_marks_up_and_down_and_a_denied_one_is_hollow(show: Show, several: Path) -> None:
    page = actors(show, several)
    choose(page, "Nursultan Nazarbaev")
    life = page.locator(".life")
    loyal = life.locator(".mark-of[aria-label*='is loyal to'].s-considered path.fill").first
    assert "h12l-6 -11Z" in (loyal.get_attribute("d") or "")
    negated = life.locator(".mark-of.s-negated")
    assert negated.locator("path.hollow").count() == 1
    assert negated.locator("path.bar").count() == 1


def test_what_was_done_to_them_has_by_whom_why_and_by_whose_word(show: Show, seed: Path) -> None:
    page = actors(show, seed)
    page.locator(".actor-list input").fill("Communist Party")
    choose(page, "Communist Party")
    done = part(page, "What was done to them").inner_text()
    assert "is suspended by" in done
    assert "agent not named" in done
    assert "for trying to form a bloc" in done
    assert "the document itself" in done


def test_what_only_they_say_stands_apart_from_what_is_said_of_them(show: Show, seed: Path) -> None:
    page = actors(show, seed)
    choose(page, "Joao Soares")
    assert "criticizes" in part(page, "Sides taken").inner_text()
    assert "bars from an election" in part(page, "Claims by their word").inner_text()


def test_names_on_the_page_lead_to_their_pages_and_to_the_network(show: Show, seed: Path) -> None:
    page = actors(show, seed)
    choose(page, "Joao Soares")
    part(page, "Sides taken").locator("h5 a").first.click()
    assert page.locator("#screen h2").first.inner_text().endswith("Kazakhstan authorities")
    page.get_by_role("button", name="Show in the network").click()
    assert "focus=" in page.url


def test_a_mark_opens_its_evidence(show: Show, seed: Path) -> None:
    page = actors(show, seed)
    choose(page, "Nursultan Nazarbaev")
    page.locator(".life .mark-of[aria-label*='praises']").first.click()
    assert "praises" in page.locator("#evidence").inner_text()


def test_a_filter_that_leaves_claims_out_is_said(show: Show, seed: Path) -> None:
    page = actors(show, seed, "no-family=speech")
    choose(page, "Nursultan Nazarbaev")
    assert "The filters leave out" in page.locator(".whose").inner_text()


def test_hostile_names_only_stand_there(show: Show, hostile: Path) -> None:
    page = actors(show, hostile)
    assert "</script>" in page.locator("#screen h2").first.inner_text()
    assert page.locator("#screen script, #screen img").count() == 0


def test_an_office_begins_with_an_appointment_and_ends_with_a_dismissal(
    show: Show, written: Callable[..., Path]
) -> None:
    entities = (Entity("x", "Ms. X", "Person"), Entity("g", "The government", "Government"))
    d = "made-article"
    claims = (
        Claim(d, "g", "appoints", "x", made.evidence(0), value="minister", when=When.of("2010-03-01")),
        Claim(d, "x", "holdsOffice", "g", made.evidence(1), value="Minister", when=When.of("2011")),
        Claim(d, "g", "dismisses", "x", made.evidence(2), value="minister", when=When.of("2012-05-02")),
        Claim(d, "g", "appoints", "x", made.evidence(3), Status.PLANNED, value="judge", when=When.of("2013")),
    )
    page = actors(show, written(Extraction(made.article(), entities, claims)), ".actors.of=id/x")
    minister, judge = part(page, "Offices").locator("tbody tr").all()
    assert minister.locator("td").nth(0).inner_text() == "2010-03-01"
    assert minister.locator("td").nth(1).inner_text() == "2012-05-02"
    assert "(planned)" in judge.inner_text()
    assert judge.locator("td").nth(0).inner_text() == "not said"
    assert page.locator(".tenure .stop").count() == 2


def test_it_fits_every_width(show: Show, several: Path, shot: Shot) -> None:
    for width, height, dark in ((1400, 900, False), (360, 740, False), (1400, 900, True)):
        page = actors(show, several, width=width, height=height, dark=dark)
        shot(page, f"actors-{'dark' if dark else width}")
        assert page.evaluate("document.documentElement.scrollWidth") <= width
