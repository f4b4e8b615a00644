"""Everybody can use the explorer: axe-core on each screen, without a mouse, at any size, in any colours."""

from __future__ import annotations

from collections.abc import Callable
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests import made

Show = Callable[..., Page]
Shot = Callable[[Page, str], None]

AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8")


def screens(page: Page) -> list[str]:
    """The names of all screens."""
    return [t.get_attribute("data-screen") or "" for t in page.locator("#bar .tab").all()]


def violations(page: Page) -> list[str]:
    """What axe-core finds serious or critical, each in a line."""
    page.evaluate(AXE)
    found: list[dict[str, Any]] = page.evaluate("axe.run().then(r => r.violations)")
    return [
        f"{v['id']}: {node['html'][:160]} {node['failureSummary'][:300]}"
        for v in found
        if v["impact"] in {"serious", "critical"}
        for node in v["nodes"]
    ]


def every_screen(page: Page) -> dict[str, list[str]]:
    """For each screen that has one, its serious violations."""
    found = {}
    for name in screens(page):
        page.evaluate("s => { location.hash = new URLSearchParams({screen: s}).toString() }", name)
        page.locator(f"#screen.screen-{name}").wait_for()
        page.wait_for_timeout(300)
        if told := violations(page):
            found[name] = told
    return found


@pytest.mark.slow
@pytest.mark.parametrize(
    ("width", "height", "dark"), [(1400, 900, False), (1400, 900, True), (360, 740, False)]
)
def test_no_screen_has_a_serious_violation(
    show: Show, seed: Path, width: int, height: int, dark: bool
) -> None:
    assert every_screen(show(seed, width=width, height=height, dark=dark)) == {}


def test_neither_has_what_is_opened(show: Show, small: Path) -> None:
    page = show(small, at="#screen=statements")
    page.keyboard.press("n")
    assert violations(page) == []
    page.keyboard.press("?")
    assert violations(page) == []


def test_neither_has_the_page_whose_application_does_not_start(
    show: Show, small: Path, tmp_path: Path
) -> None:
    broken = tmp_path / "broken.html"
    broken.write_text(small.read_text("utf-8").replace('{"format":1', '{"format":2'), "utf-8")
    page = show(broken)
    assert "The explorer could not start: the data has the format 2" in page.locator("#trouble").inner_text()
    assert page.locator("#claims tbody tr").count() == 10
    assert violations(page) == []


@pytest.mark.slow
def test_all_of_it_is_reached_and_used_with_the_keyboard_alone(show: Show, small: Path) -> None:
    page = show(small)
    press = page.keyboard.press

    def tab_to(selector: str, most: int = 200) -> None:
        for _ in range(most):
            if page.evaluate("s => document.activeElement.matches(s)", selector):
                return
            press("Tab")
        raise AssertionError(f"{selector} is not reached")

    press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    press("Enter")
    assert page.evaluate("document.activeElement.id") == "screen"
    tab_to(".tab[data-screen=statements]")
    press("Enter")
    tab_to("#view")
    press("ArrowDown")
    expect(page.locator("#view option:checked")).not_to_have_text("as reported")
    press("ArrowUp")
    tab_to(".facet-status input[data-value=planned]")
    press("Space")
    expect(page.locator("#screen tbody tr")).to_have_count(9)
    tab_to(".facet-status .only")
    press("Enter")
    expect(page.locator("#notice .chip")).to_have_count(1)
    tab_to("#notice .chip")
    press("Enter")
    expect(page.locator("#screen tbody tr")).to_have_count(10)
    tab_to("#screen tbody a")
    press("ArrowDown")
    press("Enter")
    expect(page.locator("#evidence mark")).to_have_text(made.SENTENCES[1])
    tab_to("#evidence .acts button")
    tab_to("#evidence .close")
    press("Enter")
    expect(page.locator("#evidence mark")).to_have_count(0)
    tab_to("#time input[type=range]")
    press("End")
    expect(page.locator("#notice .chip")).to_have_count(1)


def test_what_was_focused_is_still_focused_after_a_change(show: Show, small: Path) -> None:
    page = show(small, at="#screen=statements")
    box = page.locator(".facet-status input[data-value=planned]")
    box.focus()
    page.keyboard.press("Space")
    expect(page.locator("#screen tbody tr")).to_have_count(9)
    assert page.evaluate("document.activeElement.dataset.value") == "planned"


@pytest.mark.slow
@pytest.mark.parametrize(("width", "height"), [(360, 740), (800, 700), (1100, 800), (2560, 1440)])
def test_no_screen_scrolls_sideways(show: Show, seed: Path, shot: Shot, width: int, height: int) -> None:
    page = show(seed, width=width, height=height)
    for name in screens(page):
        page.evaluate("s => { location.hash = new URLSearchParams({screen: s}).toString() }", name)
        page.locator(f"#screen.screen-{name}").wait_for()
        page.wait_for_timeout(300)
        shot(page, f"{name}-{width}")
        assert page.evaluate("document.documentElement.scrollWidth") <= width, name


def test_forced_colours_keep_lines_and_marks(show: Show, small: Path, shot: Shot) -> None:
    page = show(small, at="#screen=statements")
    page.emulate_media(forced_colors="active")
    page.keyboard.press("n")
    shot(page, "statements-forced-colours")
    assert page.locator("#facets .swatch .stem").first.evaluate("e => getComputedStyle(e).stroke") != "none"
    mark, text = (
        page.locator("#evidence mark").evaluate(f"e => getComputedStyle(e).{name}")
        for name in ("backgroundColor", "color")
    )
    assert mark != text


def test_paper_shows_every_statement_and_none_of_the_controls(show: Show, seed: Path) -> None:
    page = show(seed, at="#screen=statements", dark=True)
    page.emulate_media(media="print")
    assert page.locator("#screen tbody tr").count() > 50
    assert page.locator("#screen tbody tr").last.is_visible()
    for selector in ("#facets", "#time", "#search", "#bar nav"):
        assert not page.locator(selector).is_visible()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    heights = page.evaluate(
        "[document.documentElement.scrollHeight, document.querySelector('#screen').scrollHeight]"
    )
    assert heights[0] >= heights[1]


def test_who_wants_less_motion_gets_none(show: Show, small: Path) -> None:
    page = show(small)
    moving = page.evaluate(
        "[...document.querySelectorAll('*')].filter(e => { const s = getComputedStyle(e);"
        " return parseFloat(s.transitionDuration) > 0 || parseFloat(s.animationDuration) > 0 }).length"
    )
    assert moving == 0
