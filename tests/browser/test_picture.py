"""The page without its script, in a real browser: what is drawn and said, and what paper shows."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from itertools import combinations, groupby
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from kg.explore.colour import NIGHT, PAPER, contrast, on_dark
from kg.vocabulary import load
from tests import made
from tests.browser.pixels import Picture

Show = Callable[..., Page]


@pytest.fixture
def still(show: Show) -> Show:
    """Opens a page that may not run its script."""
    return partial(show, script=False)


def key_of(page: Page, relation: str) -> str:
    """The fragment id of the only claim with that relation."""
    row = page.locator("#claims tbody tr", has=page.locator("em", has_text=relation))
    return row.first.get_attribute("id") or ""


def stem(page: Page, relation: str) -> Any:
    return page.locator(f".line[data-claim={key_of(page, relation)}] .stem")


def style(locator: Any, name: str) -> str:
    return str(locator.evaluate(f"e => getComputedStyle(e).{name}"))


def boxes(page: Page, selector: str) -> list[dict[str, float]]:
    found: list[dict[str, float]] = page.eval_on_selector_all(
        selector,
        "es => es.map(e => { const r = e.getBoundingClientRect();"
        " return {x: r.x, y: r.y, w: r.width, h: r.height} })",
    )
    return found


def covering(a: dict[str, float], b: dict[str, float]) -> float:
    x = min(a["x"] + a["w"], b["x"] + b["w"]) - max(a["x"], b["x"])
    y = min(a["y"] + a["h"], b["y"] + b["h"]) - max(a["y"], b["y"])
    return x * y if x > 0 and y > 0 else 0.0


# What is drawn


@pytest.mark.parametrize("dark", [False, True])
def test_every_line_is_really_drawn_in_the_colour_of_its_family(still: Show, small: Path, dark: bool) -> None:
    shares = ink(still(small, dark=dark), dark)
    assert len(shares) == 10
    assert all(share > 0.3 for share in shares.values()), shares


def test_every_line_of_the_seed_is_really_drawn(still: Show, seed: Path) -> None:
    shares = ink(still(seed), dark=False)
    assert len(shares) > 40
    assert all(share > 0.2 for share in shares.values()), shares


def ink(page: Page, dark: bool) -> dict[str, float]:
    """For each line, which share of the points along it has the colour of its family in the pixels."""
    page.evaluate("() => document.querySelectorAll('.labels, .cards').forEach(e => e.style.display = 'none')")
    lines: dict[str, Any] = page.evaluate(
        """() => Object.fromEntries([...document.querySelectorAll('.line')].map(line => {
            const stem = line.querySelector('.stem'), m = stem.getScreenCTM(), n = stem.getTotalLength();
            const points = [];
            for (let i = 0; i <= n; i += 1) {
              const p = stem.getPointAtLength(i).matrixTransform(m);
              points.push([p.x, p.y]);
            }
            const family = [...line.classList].find(c => c.startsWith('f-')).slice(2);
            return [line.dataset.claim, {family, points, opacity: +getComputedStyle(line).opacity}];
        }))"""
    )
    picture = Picture.of(page.screenshot())
    shares = {}
    for key, line in lines.items():
        colour = load().families[line["family"]].colour
        wanted = blended(on_dark(colour) if dark else colour, NIGHT if dark else PAPER, line["opacity"])
        hits = [picture.near(int(x), int(y), wanted, tolerance=50) for x, y in line["points"]]
        shares[key] = sum(hits) / len(hits)
    return shares


def blended(colour: str, paper: str, opacity: float) -> str:
    pairs = ((int(colour[i : i + 2], 16), int(paper[i : i + 2], 16)) for i in (1, 3, 5))
    return "#" + "".join(f"{round(a * opacity + b * (1 - opacity)):02x}" for a, b in pairs)


def test_what_the_view_keeps_out_is_faint_and_can_be_hidden(still: Show, small: Path) -> None:
    page = still(small)
    assert float(style(page.locator(f".line[data-claim={key_of(page, 'attacks')}]"), "opacity")) < 0.7
    assert float(style(page.locator(f".line[data-claim={key_of(page, 'suspends')}]"), "opacity")) == 1
    page.locator("#view-out").uncheck()
    assert page.locator(".line:visible").count() == 6


def test_an_alleged_line_is_dashed_and_an_asserted_one_is_not(still: Show, small: Path) -> None:
    page = still(small)
    assert style(stem(page, "attacks"), "strokeDasharray") == "8px, 5px"
    assert style(stem(page, "suspends"), "strokeDasharray") == "none"
    assert style(stem(page, "contests"), "strokeDasharray") == "0.1px, 5px"


def test_the_dashes_are_gaps_in_the_pixels(still: Show, small: Path) -> None:
    page = still(small)
    dashed, solid = runs(page, "attacks"), runs(page, "suspends")
    assert dashed >= 3
    assert solid <= 2


def runs(page: Page, relation: str) -> int:
    """Into how many pieces the pixels of a line fall, along the line, between its ends."""
    key = key_of(page, relation)
    page.evaluate(
        "key => { for (const e of document.querySelectorAll('#picture a'))"
        " e.style.visibility = e.matches(`.line[data-claim='${key}']`) ? 'visible' : 'hidden' }",
        key,
    )
    points: list[list[float]] = page.locator(f".line[data-claim={key}] .stem").evaluate(
        "p => { const m = p.getScreenCTM(), n = p.getTotalLength(), out = [];"
        " for (let i = 0; i <= n; i += 0.5) {"
        " const q = p.getPointAtLength(i).matrixTransform(m); out.push([q.x, q.y]) }"
        " return out }"
    )
    picture = Picture.of(page.screenshot())
    page.evaluate(
        "() => { for (const e of document.querySelectorAll('#picture a')) e.style.visibility = '' }"
    )
    ink = [min(picture.at(int(x), int(y))) < 190 for x, y in points[4:-16]]
    return sum(inked for inked, _ in groupby(ink))


@pytest.mark.parametrize(("relation", "barred"), [("leads", True), ("enters", True), ("suspends", False)])
def test_a_denied_or_negated_line_has_a_crossbar(
    still: Show, small: Path, relation: str, barred: bool
) -> None:
    page = still(small)
    assert page.locator(f".line[data-claim={key_of(page, relation)}] .bar").count() == barred


def test_a_symmetric_line_has_an_arrow_at_both_ends(still: Show, small: Path) -> None:
    page = still(small)
    heads = {
        r: page.locator(f".line[data-claim={key_of(page, r)}] .head") for r in ("is allied with", "suspends")
    }
    assert (heads["is allied with"].get_attribute("d") or "").count("Z") == 2
    assert (heads["suspends"].get_attribute("d") or "").count("Z") == 1


def test_lines_between_the_same_two_are_apart(still: Show, small: Path) -> None:
    page = still(small)
    middles = [
        stem(page, r).evaluate(
            "p => { const q = p.getPointAtLength(p.getTotalLength() / 2); return [q.x, q.y] }"
        )
        for r in ("attacks", "is allied with")
    ]
    assert sum((a - b) ** 2 for a, b in zip(*middles, strict=True)) > 15**2


def test_an_actor_that_is_not_named_is_dashed_and_labelled(still: Show, small: Path) -> None:
    card = still(small).locator(".card.unnamed")
    assert card.count() == 1
    assert "not named" in (card.text_content() or "")
    assert style(card.locator("rect"), "strokeDasharray") != "none"


# Legibility on the seed


def test_no_card_of_the_seed_covers_another(still: Show, seed: Path) -> None:
    cards = boxes(still(seed), ".card rect")
    assert len(cards) > 35
    assert not [1 for a, b in combinations(cards, 2) if covering(a, b) > 1]


def test_words_on_lines_are_hardly_ever_covered(still: Show, seed: Path) -> None:
    page = still(seed)
    words, cards = boxes(page, ".label text"), boxes(page, ".card rect")
    hidden = [
        w
        for i, w in enumerate(words)
        if any(covering(w, o) > 0.1 * w["w"] * w["h"] for o in [*words[:i], *words[i + 1 :], *cards])
    ]
    assert len(words) > 40
    assert len(hidden) <= 0.05 * len(words)


def test_no_name_sticks_out_of_its_card(still: Show, seed: Path) -> None:
    page = still(seed)
    for card, text in zip(boxes(page, ".card rect"), boxes(page, ".card text"), strict=True):
        assert text["x"] >= card["x"]
        assert text["x"] + text["w"] <= card["x"] + card["w"]


def test_names_are_large_enough_to_read(still: Show, seed: Path) -> None:
    page = still(seed)
    scale = page.evaluate("() => document.getElementById('picture').getScreenCTM().a")
    assert 14 * scale >= 11
    assert 12 * scale >= 9


# Everywhere


def test_without_a_script_the_picture_the_table_and_the_switches_work(still: Show, small: Path) -> None:
    page = still(small)
    assert page.locator("#picture").is_visible()
    assert page.locator("#claims tbody tr").count() == 10
    page.locator("#status-planned").uncheck()
    assert page.locator(".line:visible").count() == 9
    assert page.locator("#claims tbody tr:visible").count() == 9


def test_without_a_script_the_page_says_what_is_missing(still: Show, small: Path) -> None:
    page = still(small)
    assert "Scripts are off" in page.locator("noscript").inner_text()
    assert not page.locator("#app").is_visible()


def test_a_line_leads_to_its_row(still: Show, small: Path) -> None:
    page = still(small)
    page.locator(f".label[data-claim={key_of(page, 'attacks')}]").click()
    assert made.SENTENCES[3] in page.locator("#claims tr:target").inner_text()


@pytest.mark.parametrize("dark", [False, True])
def test_text_has_contrast_by_day_and_by_night(still: Show, small: Path, dark: bool) -> None:
    page = still(small, dark=dark)
    paper = hexadecimal(style(page.locator("body"), "backgroundColor"))
    assert (paper == "#ffffff") is not dark
    for selector in ("h1", "#whose", "#legend small", "#claims td >> nth=0", ".mark >> nth=0"):
        assert contrast(hexadecimal(style(page.locator(selector).first, "color")), paper) >= 4.5, selector
    for selector, behind in ((".card text", ".card rect"), (".label text", ".label rect")):
        ink = hexadecimal(style(page.locator(selector).first, "fill"))
        assert contrast(ink, hexadecimal(style(page.locator(behind).first, "fill"))) >= 7


def hexadecimal(colour: str) -> str:
    numbers = [int(n) for n in colour[colour.index("(") + 1 : -1].split(",")[:3]]
    return "#" + "".join(f"{n:02x}" for n in numbers)


def test_a_narrow_screen_does_not_scroll_sideways_and_has_large_targets(still: Show, seed: Path) -> None:
    page = still(seed, width=360, height=740)
    assert page.evaluate("() => document.documentElement.scrollWidth") <= 360
    assert all(label["h"] >= 44 for label in boxes(page, "#legend label"))


def test_paper_shows_the_picture_and_the_table(still: Show, small: Path) -> None:
    page = still(small, dark=True)
    page.emulate_media(media="print")
    assert page.locator("#picture").is_visible()
    assert page.locator("#claims table").is_visible()
    assert style(page.locator("body"), "backgroundColor") == "rgb(255, 255, 255)"


def test_the_table_has_room_for_words_on_a_small_desktop(still: Show, small: Path) -> None:
    cells = boxes(still(small, width=900, height=700), "#claims tbody td")
    assert min(cell["w"] for cell in cells) > 50


def test_hostile_text_does_nothing_but_stand_there(still: Show, hostile: Path) -> None:
    page = still(hostile)
    assert "</script><script>alert(1)</script>" in page.locator("#claims").inner_text()
    assert page.locator("img").count() == 0
    assert page.locator("script").count() == 2
