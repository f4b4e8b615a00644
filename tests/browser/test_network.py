"""The network in a real browser: what is drawn, to the pixel, and what a hand does to it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from kg.explore.colour import PAPER, on_dark
from kg.vocabulary import load
from tests.browser.generated import with_data, with_network
from tests.browser.pixels import Picture

Show = Callable[..., Page]
Shot = Callable[[Page, str], None]

LINES = """() => [...document.querySelectorAll('.drawing .base .line')].map(g => {
  const way = g.querySelector('.way'), box = document.querySelector('.drawing').getBoundingClientRect();
  const long = way.getTotalLength();
  const at = share => { const p = way.getPointAtLength(share * long); return [p.x + box.x, p.y + box.y]; };
  return {claim: g.dataset.claim, status: g.dataset.status, long,
          colour: way.getAttribute('stroke'), dashes: way.getAttribute('stroke-dasharray'),
          points: Array.from({length: 60}, (_, i) => at(i / 59))};
})"""


@pytest.fixture(scope="session")
def crowd(small: Path) -> Path:
    """Four hundred actors and twelve hundred claims."""
    return with_network(small, 400, 1200)


def boxes(page: Page, selector: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = page.eval_on_selector_all(
        selector,
        "es => es.map(e => { const r = e.getBoundingClientRect();"
        " return {x: r.x, y: r.y, w: r.width, h: r.height, text: e.textContent,"
        " id: e.dataset.actor || e.dataset.claim} })",
    )
    return found


def names(page: Page) -> dict[str, dict[str, Any]]:
    """Where the names of actors stand, by name."""
    page.locator(".over .name").first.wait_for(state="attached")
    return {box["text"]: box for box in boxes(page, ".over .labels .name")}


def arranged(page: Page) -> None:
    """Everybody has a place."""
    expect(page.locator('.drawing[aria-busy="false"]')).to_have_count(1, timeout=30_000)


def middle(box: dict[str, Any]) -> tuple[float, float]:
    return box["x"] + box["w"] / 2, box["y"] + box["h"] / 2


def covering(a: dict[str, Any], b: dict[str, Any]) -> float:
    x = min(a["x"] + a["w"], b["x"] + b["w"]) - max(a["x"], b["x"])
    y = min(a["y"] + a["h"], b["y"] + b["h"]) - max(a["y"], b["y"])
    return x * y if x > 1 and y > 1 else 0.0


def empty_spot(page: Page) -> tuple[float, float]:
    box = page.locator(".drawing").bounding_box()
    assert box
    return box["x"] + 6, box["y"] + box["height"] - 6


# What is drawn


@pytest.mark.parametrize("dark", [False, True])
def test_every_line_is_really_drawn_in_its_colour_and_style(
    show: Show, show_flat: Show, small: Path, dark: bool
) -> None:
    # Without WebGL the same lines are elements, which say where the pixels of the WebGL drawing must be.
    flat, page = show_flat(small, dark=dark), show(small, dark=dark)
    page.locator(".over .name").first.wait_for(state="attached")
    lines = flat.evaluate(LINES)
    assert page.locator("canvas.base").count() == 1
    page.locator(".over").evaluate("e => e.remove()")
    picture = Picture.of(page.screenshot())
    assert len(lines) == 10
    for line in lines:
        seen = [picture.near(round(x), round(y), line["colour"], tolerance=60) for x, y in line["points"]]
        if line["dashes"] is None:
            assert sum(seen) > 0.9 * len(seen), line
        else:
            assert 0.2 * len(seen) < sum(seen) < len(seen), line


def test_the_colours_of_lines_are_those_of_the_ontology(show_flat: Show, small: Path) -> None:
    families = load().families.values()
    light = {line["colour"] for line in show_flat(small).evaluate(LINES) if line["status"] == "asserted"}
    dark = {
        line["colour"] for line in show_flat(small, dark=True).evaluate(LINES) if line["status"] == "asserted"
    }
    assert light <= {f.colour.lower() for f in families} | {f.colour for f in families}
    assert dark <= {on_dark(f.colour) for f in families}


def test_what_the_view_keeps_out_is_fainter(show_flat: Show, small: Path) -> None:
    page = show_flat(small)
    assert page.locator(".base .line.out").count() == 4
    full = {f.colour.lower() for f in load().families.values()}
    for colour in page.locator(".base .line.out .way").evaluate_all(
        "es => es.map(e => e.getAttribute('stroke'))"
    ):
        assert colour.lower() not in full
        assert colour != PAPER


def test_what_is_denied_has_a_bar_across_it(show: Show, small: Path) -> None:
    page = show(small)
    names(page)
    crossed = page.locator(".over .marks .cross").evaluate_all("es => es.map(e => e.dataset.claim)")
    assert len(crossed) == 2
    for bar in boxes(page, ".over .marks .cross"):
        grown = {**bar, "x": bar["x"] - 2, "y": bar["y"] - 2, "w": bar["w"] + 4, "h": bar["h"] + 4}
        assert not [word for word in boxes(page, ".over .labels > g") if covering(grown, word) > 8]
    page.locator(".facet-status input[data-value=denied]").uncheck()
    expect(page.locator(".over .marks .cross")).to_have_count(1)


def test_an_agent_that_is_not_named_is_a_dashed_outline_and_what_is_said_is_pale(
    show_flat: Show, small: Path
) -> None:
    page = show_flat(small)
    unnamed = page.locator(".base .dot.unnamed").first
    assert unnamed.get_attribute("stroke-dasharray")
    assert page.locator(".base .dot.value").count() == 1
    assert page.locator(".base .dot.entity[stroke-dasharray]").count() == 0


@pytest.mark.parametrize("width", [1400, 2560])
def test_no_name_covers_another_and_all_are_inside(show: Show, seed: Path, width: int) -> None:
    page = show(seed, width=width, height=1440 if width > 2000 else 900)
    found = list(names(page).values()) + boxes(page, ".over .labels .word")
    frame = boxes(page, ".drawing")[0]
    for a, b in combinations(found, 2):
        assert covering(a, b) == 0, (a["text"], b["text"])
    for box in found:
        assert covering(frame, box) == pytest.approx(box["w"] * box["h"]), box


def test_most_actors_of_an_article_have_their_name_beside_them(show: Show, seed: Path) -> None:
    page = show(seed, width=2560, height=1440)
    told = page.locator(".extent").inner_text()
    assert len(boxes(page, ".over .labels .name")) >= 0.95 * int(told.split()[0])


def test_the_same_page_gives_the_same_picture(show: Show, crowd: Path) -> None:
    once, again = show(crowd), show(crowd)
    for page in (once, again):
        arranged(page)
    assert names(once) == names(again)


@pytest.mark.parametrize(
    ("name", "options"),
    [
        ("network", {"height": 900}),
        ("network-dark", {"height": 900, "dark": True}),
        ("network-360", {"width": 360, "height": 740}),
        ("network-2560", {"width": 2560, "height": 1440}),
    ],
)
def test_the_network_as_people_see_it_first(
    show: Show, shot: Shot, seed: Path, name: str, options: dict[str, Any]
) -> None:
    page = show(seed, **options)
    names(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    shot(page, name)


# What a hand does


def test_a_click_on_an_actor_opens_it_and_lets_its_neighbours_stand_out(
    show: Show, shot: Shot, small: Path
) -> None:
    page = show(small)
    page.mouse.click(*middle(names(page)["Party C"]))
    expect(page.locator("#evidence [data-actor]")).to_be_visible()
    assert "open=id" in page.url
    assert page.locator("canvas.base.back").count() == 1
    assert set(names(page)) == {"Party C", "agent not named", "the parliament"}
    shot(page, "network-chosen")
    page.mouse.click(*empty_spot(page))
    expect(page.locator("canvas.base.back")).to_have_count(0)


def test_a_click_on_a_line_opens_its_claim(show: Show, show_flat: Show, small: Path) -> None:
    line = max(show_flat(small).evaluate(LINES), key=lambda found: found["long"])
    page = show(small)
    names(page)
    page.mouse.click(*line["points"][20])
    expect(page.locator(f'#evidence [data-claim="{line["claim"]}"]')).to_be_visible()


def test_a_dragged_actor_stays_where_it_is_dropped_and_a_link_has_it(
    show: Show, small: Path, shot: Shot
) -> None:
    page = show(small)
    before = names(page)["Party A"]
    x, y = middle(before)
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x - 60, y + 90, steps=4)
    page.mouse.up()
    assert "network.pins=" in page.url
    dropped = page.locator(".over .pin").bounding_box()
    other = show(small, at="#" + page.url.split("#")[1])
    names(other)
    assert other.locator(".over .pin").count() == 1
    assert dropped
    page.get_by_role("button", name="Unpin 1").click()
    assert "network.pins" not in page.url


def test_dragging_beside_an_actor_moves_the_picture(show: Show, small: Path) -> None:
    page = show(small)
    before = names(page)["Party A"]
    x, y = empty_spot(page)
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 80, y - 50, steps=4)
    page.mouse.up()
    page.wait_for_timeout(300)
    after = names(page)["Party A"]
    assert after["x"] - before["x"] == pytest.approx(80, abs=12)
    assert after["y"] - before["y"] == pytest.approx(-50, abs=12)


def test_the_wheel_zooms_around_the_pointer_and_fit_brings_everything_back(show: Show, small: Path) -> None:
    page = show(small)
    before = names(page)
    x, y = middle(before["Party A"])
    page.mouse.move(x, y)
    page.mouse.wheel(0, -400)
    page.wait_for_timeout(300)
    near = names(page)
    assert middle(near["Party A"]) == (pytest.approx(x, abs=30), pytest.approx(y, abs=30))
    page.keyboard.press("f")
    page.wait_for_timeout(200)
    assert names(page) == before


def test_a_filter_moves_nobody(show: Show, small: Path) -> None:
    page = show(small)
    before = names(page)
    page.locator(".facet-status input[data-value=planned]").uncheck()
    after = names(page)
    assert len(after) < len(before) or page.locator(".extent").inner_text().startswith("9")
    for name in ("Party A", "Ms. X"):
        assert abs(before[name]["x"] - after[name]["x"]) < 60


def test_shift_and_two_clicks_show_the_ways_from_one_actor_to_another(
    show: Show, small: Path, shot: Shot
) -> None:
    page = show(small)
    place = names(page)
    page.keyboard.down("Shift")
    page.mouse.click(*middle(place["Party C"]))
    page.wait_for_timeout(450)
    page.mouse.click(*middle(place["the parliament"]))
    page.keyboard.up("Shift")
    expect(page.locator(".around")).to_contain_text("the way from Party C to the parliament")
    assert page.url.count("path=") == 2
    assert set(names(page)) == {"Party C", "the parliament"}
    shot(page, "network-path")
    page.get_by_role("button", name="Show all").click()
    assert "path=" not in page.url


def test_the_surroundings_of_an_actor_grow_by_steps(show: Show, small: Path) -> None:
    page = show(small)
    page.mouse.click(*middle(names(page)["Party B"]))
    page.locator(".around").get_by_role("button", name="1 step").click()
    near = page.locator(".extent").inner_text()
    page.locator(".around").get_by_role("button", name="2 steps").click()
    assert int(near.split()[0]) < int(page.locator(".extent").inner_text().split()[0])
    assert "depth=2" in page.url
    page.locator(".around").get_by_role("button", name="all", exact=True).click()
    assert "focus=" not in page.url


def test_arrow_keys_lead_from_actor_to_actor(show: Show, small: Path) -> None:
    page = show(small)
    names(page)
    page.locator(".drawing").focus()
    page.keyboard.press("ArrowRight")
    first = page.url
    page.keyboard.press("ArrowRight")
    assert "open=id" in first
    assert page.url != first
    page.keyboard.press("Enter")
    assert "focus=" in page.url


@pytest.mark.parametrize("measure", ["publishers", "degree", "betweenness"])
def test_a_chosen_measure_sizes_the_actors(show_flat: Show, small: Path, measure: str) -> None:
    page = show_flat(small)
    sizes = "es => Object.fromEntries(es.map(e => [e.dataset.actor, e.getBBox().width]))"
    before = page.eval_on_selector_all(".base .dot.entity", sizes)
    page.locator("select[aria-label='Size by']").select_option(measure)
    assert page.eval_on_selector_all(".base .dot.entity", sizes) != before
    assert f"network.size={measure}" in page.url


@pytest.mark.parametrize("colouring", ["type", "community"])
def test_colours_by_group_are_told_in_the_legend(
    show_flat: Show, seed: Path, colouring: str, shot: Shot
) -> None:
    page = show_flat(seed)
    page.locator("select[aria-label='Colour by']").select_option(colouring)
    used = set(page.locator(".base .dot.entity").evaluate_all("es => es.map(e => e.getAttribute('fill'))"))
    told = set(
        page.locator(".legend .group circle").evaluate_all("es => es.map(e => e.getAttribute('fill'))")
    )
    assert len(told) >= 3
    assert told <= used
    shot(page, f"network-{colouring}")


def test_the_legend_switches_types(show: Show, small: Path) -> None:
    page = show(small)
    page.locator(".legend button[data-kind=Person]").click()
    assert "no-type=Person" in page.url
    assert "Ms. X" not in names(page)


# Many


def test_more_than_four_lines_between_two_are_one_that_opens(
    show: Show, small: Path, crowded_pair: Path
) -> None:
    page = show(crowded_pair)
    names(page)
    bundle = page.locator(".over .word", has_text="×6")
    assert bundle.count() == 1
    page.mouse.click(*middle(boxes(page, ".over .word")[0]))
    expect(page.locator(".over .word", has_text="×6")).to_have_count(0)
    assert "network.apart=" in page.url
    again = show(crowded_pair, at="#" + page.url.split("#")[1])
    names(again)
    assert again.locator(".over .word", has_text="×6").count() == 0


@pytest.fixture(scope="session")
def crowded_pair(small: Path) -> Path:
    """Two actors with six different claims."""
    text = small.read_text("utf-8")
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', text, re.DOTALL)
    assert found
    data = json.loads(found.group(1))
    a, b = data["claims"][0]["source"], data["claims"][0]["target"]
    data["claims"] = [
        {
            **data["claims"][0],
            "id": f"claim/{n}",
            "relation": r["name"],
            "source": a,
            "target": b,
            "number": "",
        }
        for n, r in enumerate(data["relations"][:6])
    ]
    return with_data(small, data, "pair.html")


def test_of_many_actors_the_best_evidenced_are_drawn_and_more_on_request(
    show: Show, crowd: Path, shot: Shot
) -> None:
    page = show(crowd)
    expect(page.locator(".extent")).to_contain_text("showing 300 of 400 actors")
    arranged(page)
    names(page)
    shot(page, "network-crowd")
    page.get_by_role("button", name="100 more").click()
    expect(page.locator(".extent")).to_contain_text("400 actors")
    assert "network.limit=600" in page.url


def test_an_actor_is_expanded_by_its_neighbours(show: Show, crowd: Path) -> None:
    page = show(crowd)
    arranged(page)
    before = int(page.locator(".extent").inner_text().split()[1])
    page.mouse.dblclick(*middle(names(page)["Actor 0"]))
    expect(page.locator(".extent")).not_to_contain_text(f"showing {before} ")
    assert "network.expanded=id" in page.url


def test_no_actor_covers_another_once_they_are_arranged(show_flat: Show, crowd: Path) -> None:
    page = show_flat(crowd, at="#.network.limit=400")
    arranged(page)
    page.locator(".base .dot").first.wait_for(state="attached")
    dots = boxes(page, ".base .dot")
    assert len(dots) == 400
    assert sum(covering(a, b) > 4 for a, b in combinations(dots, 2)) == 0


# Without WebGL, and with the reader's own colours


def test_without_webgl_the_page_says_so_and_everything_works(
    show_flat: Show, small: Path, shot: Shot
) -> None:
    page = show_flat(small)
    expect(page.locator(".banner")).to_contain_text("no WebGL 2")
    page.mouse.click(*middle(names(page)["Party C"]))
    expect(page.locator("#evidence [data-actor]")).to_be_visible()
    shot(page, "network-flat")


def test_a_lost_device_leaves_the_drawing_as_svg(show: Show, small: Path) -> None:
    page = show(small)
    names(page)
    page.locator("canvas.base").evaluate(
        "c => c.getContext('webgl2').getExtension('WEBGL_lose_context').loseContext()"
    )
    expect(page.locator("svg.base .line")).to_have_count(10)
    expect(page.locator(".banner")).to_be_visible()


def test_forced_colours_draw_all_lines_in_the_colour_of_text(
    show_flat: Show, small: Path, shot: Shot
) -> None:
    page = show_flat(small, forced=True)
    names(page)
    assert len({line["colour"] for line in page.evaluate(LINES) if line["status"] == "asserted"}) == 1
    shot(page, "network-forced")


def test_on_paper_the_network_stands_with_its_caption(show: Show, small: Path) -> None:
    page = show(small)
    names(page)
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(page.locator(".paper svg")).to_be_visible()
    expect(page.locator(".paper .caption").first).to_have_text("View: as reported. Filters: none.")
    expect(page.locator(".drawing")).to_be_hidden()


def test_arranging_can_be_stopped_and_everybody_has_a_place(show: Show, small: Path) -> None:
    page = show(with_network(small, 3000, 9000), at="#.network.limit=3000")
    page.locator(".progress").get_by_role("button", name="Stop").click(timeout=30_000)
    arranged(page)
    assert len(names(page)) > 5


def test_whoever_is_added_moves_nobody_and_a_link_puts_all_in_the_same_places(
    show: Show, crowd: Path
) -> None:
    page = show(crowd)
    arranged(page)
    before = names(page)
    x, y = empty_spot(page)
    page.mouse.move(x, y)
    page.mouse.wheel(0, -1)
    page.mouse.dblclick(*middle(before["Actor 0"]))
    expect(page.locator(".extent")).not_to_contain_text("showing 300 ")
    arranged(page)
    after = names(page)
    stayed = [n for n in ("Actor 1", "Actor 2", "Actor 4") if n in before and n in after]
    for name in stayed:
        assert middle(after[name]) == pytest.approx(middle(before[name]), abs=40)
    page.keyboard.press("f")
    again = show(crowd, at="#" + page.url.split("#")[1])
    arranged(again)
    assert names(again) == names(page)
