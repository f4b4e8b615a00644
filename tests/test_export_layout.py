"""The layout keeps cards apart, keeps linked cards near, and does not depend on order or machine."""

from __future__ import annotations

from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.explore.colour import NIGHT, PAPER, contrast, on_dark
from kg.explore.curves import between, overlap
from kg.explore.layout import Link, arrange
from kg.explore.metrics import width, wrap
from kg.explore.packing import Box
from kg.vocabulary import load

KEYS = "abcdefghij"


@st.composite
def networks(draw: st.DrawFn) -> tuple[dict[str, tuple[float, float]], list[Link]]:
    keys = KEYS[: draw(st.integers(1, len(KEYS)))]
    sizes = {k: (float(draw(st.integers(30, 180))), float(draw(st.integers(28, 70)))) for k in keys}
    ends = st.sampled_from(keys)
    links = draw(st.lists(st.builds(Link, ends, ends, st.just(70.0)), max_size=14))
    return sizes, links


@settings(max_examples=25, deadline=None)
@given(networks())
def test_no_two_cards_overlap(network: tuple[dict[str, tuple[float, float]], list[Link]]) -> None:
    boxes = arrange(*network)
    assert set(boxes) == set(network[0])
    assert all(overlap(a, b) == 0 for a, b in combinations(boxes.values(), 2))


@settings(max_examples=10, deadline=None)
@given(networks())
def test_the_order_of_the_input_does_not_matter(
    network: tuple[dict[str, tuple[float, float]], list[Link]],
) -> None:
    sizes, links = network
    turned = dict(reversed(sizes.items()))
    assert arrange(turned, list(reversed(links))) == arrange(sizes, links)


def test_a_chain_is_laid_out_without_a_crossing() -> None:
    sizes = dict.fromkeys(KEYS[:6], (80.0, 30.0))
    boxes = arrange(sizes, [Link(a, b, 40.0) for a, b in pairwise(KEYS[:6])])
    for a, b in pairwise(KEYS[:6]):
        assert abs(boxes[a].x - boxes[b].x) + abs(boxes[a].y - boxes[b].y) < 400


def test_a_line_starts_and_ends_at_the_borders_of_its_cards() -> None:
    a, b = Box(0, 0, 100, 40), Box(300, 0, 100, 40)
    curve = between(a, b, 0)
    assert curve.start[0] == pytest.approx(53, abs=0.5)
    assert curve.end[0] == pytest.approx(247, abs=0.5)


def test_lines_between_the_same_cards_bow_to_different_sides() -> None:
    a, b = Box(0, 0, 100, 40), Box(300, 0, 100, 40)
    assert between(a, b, 20).at(0.5)[1] == pytest.approx(-between(a, b, -20).at(0.5)[1])
    assert between(a, b, 20).at(0.5)[1] != 0


def test_a_card_linked_to_itself_has_a_loop_above_it() -> None:
    box = Box(0, 0, 100, 40)
    assert between(box, box, 0).at(0.5)[1] < -20


@given(st.text(max_size=200))
def test_wrapped_text_is_never_wider_than_its_limit(text: str) -> None:
    rows = wrap(text, 14, 160, 3)
    assert 1 <= len(rows) <= 3
    assert all(width(row, 14) <= 160 for row in rows)


@pytest.mark.parametrize("family", load().families)
def test_every_family_has_enough_contrast_by_day_and_by_night(family: str) -> None:
    colour = load().families[family].colour
    assert contrast(colour, PAPER) >= 3
    assert contrast(on_dark(colour), NIGHT) >= 4.5
