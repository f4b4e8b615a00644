"""The matrix: who stands how to whom, in the colours and lines of the picture."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Locator, Page

Show = Callable[..., Page]
Shot = Callable[[Page, str], None]


def matrix(show: Show, path: Path, state: str = "", **options: object) -> Page:
    return show(path, at=f"#screen=matrix&{state}", **options)


def names(page: Page) -> list[str]:
    return page.locator(".grid tbody th").all_inner_texts()


def cell(page: Page, words: str) -> Locator:
    return page.locator(f".grid .cell[aria-label*='{words}']").first


def test_a_claim_is_in_the_cell_of_its_two_actors(show: Show, small: Path) -> None:
    page = matrix(show, small)
    loyal = cell(page, "Party A is loyal to Ms. X")
    row = loyal.locator("xpath=ancestor::tr").locator("th").inner_text()
    column = loyal.evaluate(
        "b => b.closest('table').tHead.rows[0].cells[b.closest('td').cellIndex].innerText"
    )
    assert (row, column) == ("Party A", "Ms. X")


def test_a_relation_that_goes_both_ways_is_in_both_cells(show: Show, small: Path) -> None:
    assert matrix(show, small).locator(".grid .cell[aria-label*='is allied with']").count() == 2


def test_lines_are_those_of_the_status(show: Show, seed: Path) -> None:
    page = matrix(show, seed)
    sure = cell(page, "is loyal to").locator(".stem").first
    planned = page.locator(".grid .s-planned .stem").first
    assert sure.evaluate("e => getComputedStyle(e).strokeDasharray") == "none"
    assert planned.evaluate("e => getComputedStyle(e).strokeDasharray") != "none"
    assert (
        float(planned.locator("xpath=..").evaluate("e => getComputedStyle(e).opacity")) < 1
        or "out" in (planned.locator("xpath=..").get_attribute("class") or "").split()
    )


def test_kinds_of_relation_can_be_added_and_stand_in_the_address(show: Show, seed: Path) -> None:
    page = matrix(show, seed)
    assert page.locator(".grid .cell[aria-label*='suspends']").count() == 0
    page.get_by_role("checkbox", name="Measures", exact=True).check()
    assert page.locator(".grid .cell[aria-label*='suspends']").count() == 1
    assert "matrix.families" in page.url
    assert "not named" in names(page)


def test_the_order_is_of_names_or_of_who_has_to_do_with_whom(show: Show, seed: Path) -> None:
    page = matrix(show, seed)
    together = names(page)
    page.get_by_role("button", name="name", exact=True).click()
    by_name = names(page)
    assert sorted(together) == sorted(by_name)
    assert by_name == sorted(by_name, key=str.casefold)
    assert together != by_name


def test_a_cell_opens_its_claims_and_lists_them(show: Show, several: Path) -> None:
    page = matrix(show, several)
    several_claims = page.locator(".grid .cell[aria-label$='2 claims']").first
    several_claims.click()
    assert page.locator(".inside .entry").count() == 2
    assert page.locator("#evidence blockquote").count() == 1


def test_arrows_go_from_cell_to_cell(show: Show, seed: Path) -> None:
    page = matrix(show, seed)
    assert page.locator(".grid [tabindex='0']").count() == 1
    page.locator(".grid [tabindex='0']").focus()
    before = page.evaluate("document.activeElement.dataset.at")
    page.keyboard.press("ArrowDown")
    after = page.evaluate("document.activeElement.dataset.at")
    assert int(after.split()[0]) > int(before.split()[0])
    page.keyboard.press("Enter")
    assert page.locator("#evidence blockquote").count() == 1


def test_what_has_no_second_actor_is_counted(show: Show, seed: Path) -> None:
    assert "about no second actor" in matrix(show, seed).locator(".whose").inner_text()


def test_it_fits_every_width(show: Show, several: Path, shot: Shot) -> None:
    for width, height, dark in ((1400, 900, False), (360, 740, False), (1400, 900, True)):
        page = matrix(show, several, width=width, height=height, dark=dark)
        shot(page, f"matrix-{'dark' if dark else width}")
        assert page.evaluate("document.documentElement.scrollWidth") <= width
