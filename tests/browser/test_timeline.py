"""The timeline: what is dated stands on a line as precisely as told, what is not stands beside it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page

from kg.model import Claim, Entity, Extraction, When
from tests import made

Show = Callable[..., Page]
Shot = Callable[[Page, str], None]


def timeline(show: Show, path: Path, state: str = "", **options: object) -> Page:
    return show(path, at=f"#screen=timeline&{state}", **options)


def mark(page: Page, words: str) -> str:
    """The classes of the first mark that says so."""
    return (
        page.locator(f".timeline-figure .mark-of[aria-label*='{words}']").first.get_attribute("class") or ""
    )


def test_what_has_no_date_is_listed_and_counted_beside_the_line(show: Show, seed: Path) -> None:
    page = timeline(show, seed)
    drawn = page.locator(".timeline-figure .mark-of").count()
    undated = page.locator(".undated li").count()
    assert drawn > 40
    assert undated > 10
    assert f"Without a date: {undated} claims" in page.locator(".undated h2").inner_text()
    assert f"{drawn + undated} of {drawn + undated} claims" in page.locator(".whose").inner_text()
    assert "suspends" in page.locator(".undated").inner_text()


def test_a_day_is_a_dot_and_a_month_is_a_span(show: Show, seed: Path) -> None:
    page = timeline(show, seed)
    assert "day" in mark(page, "is held on 2012-01-15").split()
    assert "span" in mark(page, "promises that the next parliament").split()


def test_what_does_not_hold_is_dashed_and_says_so(show: Show, seed: Path) -> None:
    page = timeline(show, seed)
    planned = page.locator(".timeline-figure .mark-of.s-planned").first
    assert (planned.locator("text").text_content() or "").startswith("planned: ")
    assert "out" in (planned.get_attribute("class") or "").split()
    dash = planned.locator(".stem").evaluate("e => getComputedStyle(e).strokeDasharray")
    assert dash != "none"


def test_a_mark_opens_its_evidence_by_click_and_by_key(show: Show, seed: Path) -> None:
    page = timeline(show, seed)
    page.locator(".timeline-figure .mark-of[aria-label*='is held on 2012-01-15']").first.click()
    assert "2012-01-15" in page.locator("#evidence").inner_text()
    page.locator(".timeline-figure .mark-of.chosen").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    assert page.locator(".timeline-figure .mark-of.chosen").count() == 1
    assert "is held on" not in (
        page.locator(".timeline-figure .mark-of.chosen").get_attribute("aria-label") or ""
    )


def test_the_tab_key_stops_once_at_the_drawing(show: Show, seed: Path) -> None:
    page = timeline(show, seed)
    assert page.locator(".timeline-figure [tabindex='0']").count() == 1


def test_long_stretches_without_a_claim_are_left_out_and_said(show: Show, seed: Path) -> None:
    page = timeline(show, seed)
    assert "3 years" in (page.locator(".gap").first.text_content() or "")
    page.get_by_role("button", name="even", exact=True).click()
    assert page.locator(".gap").count() == 0
    assert "timeline.scale=even" in page.url


def test_drawing_on_the_strip_chooses_the_time_for_all_screens(show: Show, several: Path) -> None:
    page = timeline(show, several)
    before = page.locator(".timeline-figure .mark-of").count()
    box = page.locator(".strip").bounding_box()
    assert box
    page.mouse.move(box["x"] + box["width"] * 0.35, box["y"] + 10)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.5, box["y"] + 10)
    page.mouse.up()
    assert "from=20" in page.url
    assert "as-of=20" in page.url
    assert 0 < page.locator(".timeline-figure .mark-of").count() < before
    page.get_by_role("button", name="All of time").first.click()
    assert page.locator(".timeline-figure .mark-of").count() == before


def test_an_end_outside_of_the_chosen_time_is_drawn_open(show: Show, seed: Path) -> None:
    page = timeline(show, seed, "from=2012-01-10&as-of=2012-01-20")
    month = page.locator(".timeline-figure .mark-of.span[aria-label*='is loyal to']").first
    assert month.locator(".head").count() == 2
    assert month.locator(".stop").count() == 0


def test_lanes_are_of_kinds_or_of_actors(show: Show, seed: Path) -> None:
    page = timeline(show, seed)
    assert page.locator(".lane-name").first.text_content() == "Alignment"
    marks = page.locator(".timeline-figure .mark-of").count()
    page.get_by_role("button", name="by actor").click()
    assert "Kazakh parliamentary election" in (page.locator(".lane-name").first.text_content() or "")
    assert page.locator(".timeline-figure .mark-of").count() == marks


def test_the_same_is_there_as_a_table(show: Show, seed: Path) -> None:
    page = timeline(show, seed)
    page.locator(".as-table summary").click()
    assert page.locator(".as-table tbody tr").count() == page.locator(".timeline-figure .mark-of").count()


def test_a_crowded_lane_gathers_claims_into_marks_that_open_into_them(
    show: Show, written: Callable[..., Path]
) -> None:
    entities = (Entity("a", "Party A", "PoliticalParty"), Entity("b", "Party B", "PoliticalParty"))
    claims = tuple(
        Claim(
            "made-article",
            "a",
            "criticizes",
            "b",
            made.evidence(n % 10),
            value=f"point {n}",
            when=When.of(f"20{10 + n % 10}-0{1 + n % 9}"),
        )
        for n in range(200)
    )
    page = timeline(show, written(Extraction(made.article(), entities, claims)))
    marks = page.locator(".timeline-figure .mark-of")
    assert 5 < marks.count() < 40
    words = marks.first.locator("text").text_content() or ""
    assert "criticizes × " in words
    marks.first.click()
    assert page.locator(".timeline-figure .mark-of").count() == int(words.rsplit(" ", 1)[1])


def test_no_words_leave_the_drawing(show: Show, several: Path, shot: Shot) -> None:
    for width, height, dark in ((1400, 900, False), (360, 740, False), (1400, 900, True)):
        page = timeline(show, several, width=width, height=height, dark=dark)
        page.locator(".timeline-figure").wait_for()
        shot(page, f"timeline-{'dark' if dark else width}")
        outside = page.evaluate(
            """() => {
              const box = document.querySelector('.timeline-figure svg').getBoundingClientRect();
              return [...document.querySelectorAll('.timeline-figure text')].filter(t => {
                const b = t.getBoundingClientRect();
                return b.width && (b.left < box.left - 2 || b.right > box.right + 2);
              }).map(t => t.textContent);
            }"""
        )
        assert outside == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
