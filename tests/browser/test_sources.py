"""Who says what about whom, and two sources or two days side by side."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page

Show = Callable[..., Page]
Shot = Callable[[Page, str], None]


def sources(show: Show, path: Path, state: str = "", **options: object) -> Page:
    return show(path, at=f"#screen=sources&{state}", **options)


def compared(show: Show, path: Path, by: str = "publisher", more: str = "", **options: object) -> Page:
    return sources(show, path, f".sources.mode=compare&.sources.by={by}&{more}", **options)


def test_an_act_of_speech_stands_with_who_speaks(show: Show, seed: Path) -> None:
    page = sources(show, seed)
    said = page.locator(".grid .cell[aria-label*='Nursultan Nazarbaev about Kazakh parliamentary']")
    assert "2 for" in (said.get_attribute("aria-label") or "")
    assert said.locator("path.for").count() == 1
    assert said.locator("path.against").count() == 0


def test_a_claim_stands_with_who_holds_it_or_with_the_paper(show: Show, seed: Path) -> None:
    page = sources(show, seed)
    assert page.locator(".grid .cell[aria-label*='Election officials about Nur Otan']").count() == 1
    assert page.locator(".grid .cell[aria-label*='RFE/RL about']").count() > 10
    assert "RFE/RL itself" in page.locator(".grid tbody th").all_inner_texts()
    assert "not named" in page.locator(".grid tbody th").all_inner_texts()


def test_a_cell_lists_what_is_said(show: Show, seed: Path) -> None:
    page = sources(show, seed)
    page.locator(".grid .cell[aria-label*='Nursultan Nazarbaev about Kazakh parliamentary']").click()
    assert page.locator(".inside .entry").count() == 2
    assert page.locator("#evidence blockquote").count() == 1


def test_two_papers_are_compared_and_their_contradiction_is_found(show: Show, several: Path) -> None:
    page = compared(show, several)
    assert "RFE/RL" in page.locator("select[data-key='sources.a'] option:checked").inner_text()
    assert "The Steppe Gazette" in page.locator("select[data-key='sources.b'] option:checked").inner_text()
    dispute = page.locator(".part.contradict").inner_text()
    assert "one says that it is so, and the other that it is not" in dispute
    assert "Aq Zhol is loyal to Nursultan Nazarbaev" in dispute


def test_results_of_different_counts_do_not_contradict(show: Show, several: Path) -> None:
    page = compared(show, several)
    assert "1.68" not in page.locator(".part.contradict").inner_text()
    assert "of different counts: preliminary and final" in page.locator(".part.both").inner_text()


def test_an_agent_that_one_does_not_name_is_named_by_the_other(show: Show, several: Path) -> None:
    both = compared(show, several).locator(".part.both li", has_text="suspends").first.inner_text()
    assert "agent not named" in both
    assert "court in Almaty" in both
    assert "who did it is named by B alone" in both


def test_every_claim_is_in_one_part(show: Show, several: Path) -> None:
    page = compared(show, several)
    counted = page.locator(".sides-chosen option:checked").all_inner_texts()
    a, b = (int(t.rsplit("(", 1)[1].rstrip(")")) for t in counted)
    entries = page.locator(".part .entry").evaluate_all("all => all.map(e => e.dataset.claim)")
    assert len(set(entries)) == a + b


def test_two_days_show_what_is_new_and_what_it_contradicts(show: Show, several: Path) -> None:
    page = compared(show, several, "day", ".sources.from=2012-01-16&.sources.to=2012-01-17")
    assert "is loyal to" in page.locator(".part.contradict").inner_text()
    assert "wins seats in: 83 seats" in page.locator(".part.only-b").inner_text()
    assert "Known on both days" in page.locator(".part.only-a h2").inner_text()


def test_a_store_of_one_source_says_that_there_is_nothing_to_compare(show: Show, seed: Path) -> None:
    assert "nothing to compare" in compared(show, seed).locator("#screen").inner_text()


def test_it_fits_every_width(show: Show, several: Path, shot: Shot) -> None:
    for width, height, dark in ((1400, 900, False), (360, 740, False), (1400, 900, True)):
        page = sources(show, several, width=width, height=height, dark=dark)
        shot(page, f"sources-{'dark' if dark else width}")
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        page = compared(show, several, width=width, height=height, dark=dark)
        shot(page, f"compare-{'dark' if dark else width}")
        assert page.evaluate("document.documentElement.scrollWidth") <= width
