"""The network as an SVG drawing: cards for actors, one curved line for each claim."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from html import escape

from kg.explore.curves import Curve, between, overlap
from kg.explore.layout import Link, arrange
from kg.explore.metrics import plain, width, wrap
from kg.explore.packing import Box, frame
from kg.export.network import Network, Node, Statement, amount

__all__ = ["caption", "classes", "draw", "label", "place"]

_NAME = 14.0
_ROW = 17.0
_LABEL = 12.0
_LABEL_HEIGHT = 15.0
_ICON = 15.0
_PAD = 30.0
_LEAST_WIDTH = 1000.0
_LEAST_HEIGHT = 600.0
_SPACING = 24.0
_ARROW = 9.0

_CROSSED = ("denied", "negated")
_ICONS = {
    "circle": "M0-5.5A5.5 5.5 0 1 1 0 5.5A5.5 5.5 0 1 1 0-5.5Z",
    "square": "M-5-5H5V5H-5Z",
    "diamond": "M0-6.5L6.5 0L0 6.5L-6.5 0Z",
    "triangle": "M0-6L6 5H-6Z",
    "pin": "M0 6L6-5H-6Z",
}


def place(network: Network, statements: Sequence[Statement]) -> dict[str, Box]:
    """Where the card of each node that these statements link stands, by its id."""
    used = {i for s in statements for i in (s.source, s.target)}
    sizes = {n.id: _size(n, _rows(n)) for n in network.nodes if n.id in used}
    return arrange(sizes, [Link(s.source, s.target, width(label(s), _LABEL)) for s in statements])


def draw(
    network: Network, statements: Sequence[Statement], boxes: Mapping[str, Box], *, keys: Mapping[str, str]
) -> str:
    """The `<svg>` element that shows these statements and the nodes that they link.

    Parameters: `boxes` is what `place` returned for them; `keys` maps the ids of statements and nodes to
    the fragment ids of the page.
    Colours and dashes are left to classes: `f-<family>`, `s-<status>`, and `out` for a claim that
    the view does not pass.
    """
    nodes = [n for n in network.nodes if n.id in boxes]
    curves = _curves(statements, boxes)
    labels = _labels(statements, curves, boxes)
    view_box = _view_box([*boxes.values(), *labels.values()])
    lines = "".join(_line(s, curves[s.id], keys) for s in statements)
    texts = "".join(_text(s, labels[s.id], keys) for s in statements)
    cards = "".join(_card(n, boxes[n.id], _rows(n), keys) for n in nodes)
    return (
        f'<svg id="picture" role="group" aria-labelledby="picture-title" viewBox="{view_box}" '
        'xmlns="http://www.w3.org/2000/svg"><title id="picture-title">The claims as a network; '
        "the table below says the same in words</title>"
        f'<g class="lines">{lines}</g><g class="labels">{texts}</g><g class="cards">{cards}</g></svg>'
    )


def label(statement: Statement) -> str:
    """The words on a line: the caption, and the status unless it is plainly asserted."""
    status = "" if statement.status == "asserted" else f" ({statement.status})"
    return caption(statement) + status


def caption(statement: Statement) -> str:
    """The relation in words, and the number where one is stated.

    >>> s = Statement("c", "a", "b", "voteShare", "vote share", "elections", "asserted", "", "", "d", True,
    ...               number="7", unit="percent", comparator="slightlyMore")
    >>> caption(s)
    'vote share: just over 7 %'
    """
    # Where the number stands on a card of its own, the line need not repeat it.
    if not statement.number or statement.target.startswith(statement.id):
        return statement.label
    return f"{statement.label}: {amount(statement.number, statement.comparator, statement.unit)}"


def _rows(node: Node) -> list[str]:
    return wrap(node.label, _NAME, 190 if node.kind == "value" else 160, 3)


def _size(node: Node, rows: Sequence[str]) -> tuple[float, float]:
    icon = 0.0 if node.kind == "value" else _ICON + 5
    return round(max(width(r, _NAME) for r in rows) + icon + 18, 1), round(len(rows) * _ROW + 12, 1)


def _curves(statements: Sequence[Statement], boxes: Mapping[str, Box]) -> dict[str, Curve]:
    """Lines between the same two cards fan out, so that each can be seen and clicked."""
    groups: dict[tuple[str, str], list[Statement]] = defaultdict(list)
    for s in statements:
        groups[min(s.source, s.target), max(s.source, s.target)].append(s)
    curves = {}
    for (first, _), group in groups.items():
        for i, s in enumerate(group):
            bow = (i - (len(group) - 1) / 2) * _SPACING
            turned = 1 if s.source == first else -1
            curves[s.id] = between(boxes[s.source], boxes[s.target], turned * bow)
    return curves


def _labels(
    statements: Sequence[Statement], curves: Mapping[str, Curve], boxes: Mapping[str, Box]
) -> dict[str, Box]:
    """For each line the place along it where its words hide least; short lines choose first."""
    placed: dict[str, Box] = {}
    solid = [*boxes.values(), *(Box(*c.at(1 - 5 / (c.length or 1.0)), 12, 12) for c in curves.values())]
    solid += [_bar_box(curves[s.id]) for s in statements if s.status in _CROSSED]
    samples = [(i, *c.at(k / 24)) for i, c in curves.items() for k in range(1, 24)]
    for s in sorted(statements, key=lambda s: (curves[s.id].length, s.id)):
        w = round(width(label(s), _LABEL) + 8, 1)
        # Only what is about the line can be in the way of its words.
        left, top, right, bottom = frame([Box(*curves[s.id].at(k / 8), w, _LABEL_HEIGHT) for k in range(9)])
        about = Box((left + right) / 2, (top + bottom) / 2, right - left, bottom - top)
        cards = [b for b in solid if overlap(about, b)]
        words = [b for b in placed.values() if overlap(about, b)]
        lines = [(x, y) for i, x, y in samples if i != s.id and left < x < right and top < y < bottom]
        best: tuple[float, Box] | None = None
        for step in range(13):
            t = 0.5 + (step + 1) // 2 * (0.055 if step % 2 else -0.055)
            x, y = curves[s.id].at(t)
            box = Box(round(x, 1), round(y, 1), w, _LABEL_HEIGHT)
            crossed = sum(abs(px - x) < w / 2 and abs(py - y) < _LABEL_HEIGHT / 2 for px, py in lines)
            cost = 3.0 * sum(overlap(box, b) for b in cards) + 4.0 * sum(overlap(box, b) for b in words)
            cost += 14.0 * crossed + 40 * abs(t - 0.5)
            if best is None or cost < best[0]:
                best = cost, box
        assert best is not None
        placed[s.id] = best[1]
    return placed


def _view_box(boxes: Sequence[Box]) -> str:
    if not boxes:
        return f"0 0 {_LEAST_WIDTH:.0f} {_LEAST_HEIGHT:.0f}"
    left, top, right, bottom = frame(boxes)
    # A small network is not blown up: its text stays at about the size of the page's.
    wide, high = max(right - left + 2 * _PAD, _LEAST_WIDTH), max(bottom - top + 2 * _PAD, _LEAST_HEIGHT)
    return f"{(left + right - wide) / 2:.0f} {(top + bottom - high) / 2:.0f} {wide:.0f} {high:.0f}"


def classes(s: Statement) -> str:
    """The style classes of a claim: its family, its status, and whether the view keeps it out."""
    return f"f-{s.family} s-{s.status}" + ("" if s.passes else " out")


def _line(s: Statement, curve: Curve, keys: Mapping[str, str]) -> str:
    heads = _head(curve.end, curve.heading(1.0))
    if s.symmetric:
        x, y = curve.heading(0.0)
        heads += _head(curve.start, (-x, -y))
    length = curve.length or 1.0
    stem = curve.part(_ARROW / length if s.symmetric else 0.0, 1 - min(0.4, _ARROW * 0.8 / length))
    bar = _bar(curve) if s.status in _CROSSED else ""
    key = keys[s.id]
    return (
        f'<a class="line {classes(s)}" href="#{key}" data-claim="{key}" data-a="{keys[s.source]}" '
        f'data-b="{keys[s.target]}" tabindex="-1" aria-hidden="true"><path class="hit" d="{curve.path()}"/>'
        f'<path class="stem" d="{stem.path()}"/><path class="head" d="{heads}"/>{bar}</a>'
    )


def _head(tip: tuple[float, float], heading: tuple[float, float]) -> str:
    (x, y), (dx, dy) = tip, heading
    base_x, base_y = x - dx * _ARROW, y - dy * _ARROW
    across_x, across_y = -dy * _ARROW * 0.45, dx * _ARROW * 0.45
    return (
        f"M{x:.1f} {y:.1f}L{base_x + across_x:.1f} {base_y + across_y:.1f}"
        f"L{base_x - across_x:.1f} {base_y - across_y:.1f}Z"
    )


def _bar_at(curve: Curve) -> float:
    return max(0.55, 1 - 20 / (curve.length or 1.0))


def _bar_box(curve: Curve) -> Box:
    return Box(*curve.at(_bar_at(curve)), 18, 18)


def _bar(curve: Curve) -> str:
    """The bar across a line that says: it is held not to be so."""
    t = _bar_at(curve)
    (x, y), (dx, dy) = curve.at(t), curve.heading(t)
    return f'<path class="bar" d="M{x - dy * 8:.1f} {y + dx * 8:.1f}L{x + dy * 8:.1f} {y - dx * 8:.1f}"/>'


def _text(s: Statement, box: Box, keys: Mapping[str, str]) -> str:
    return (
        f'<a class="label {classes(s)}" href="#{keys[s.id]}" data-claim="{keys[s.id]}" tabindex="-1">'
        f'<rect {_corner(box)} width="{box.w:.1f}" height="{box.h:.1f}" rx="3"/>'
        f'<text x="{box.x:.1f}" y="{box.y + 4:.1f}">{escape(plain(label(s)))}</text></a>'
    )


def _corner(box: Box) -> str:
    return f'x="{box.x - box.w / 2:.1f}" y="{box.y - box.h / 2:.1f}"'


def _card(n: Node, box: Box, rows: Sequence[str], keys: Mapping[str, str]) -> str:
    left = box.x - box.w / 2
    icon = ""
    text_x = left + 9
    if n.kind != "value":
        icon = (
            f'<path class="icon" transform="translate({left + 15:.1f} {box.y:.1f})" d="{_ICONS[n.shape]}"/>'
        )
        text_x += _ICON + 5
    first = box.y - (len(rows) - 1) * _ROW / 2 + 5
    spans = "".join(
        f'<tspan x="{text_x:.1f}" y="{first + i * _ROW:.1f}">{escape(row)}</tspan>'
        for i, row in enumerate(rows)
    )
    key = keys[n.id]
    kind = n.kind if n.kind != "entity" or n.named else "described"
    return (
        f'<a class="card {kind}" href="#{key}" data-node="{key}" tabindex="-1">'
        f"<title>{escape(plain(n.label))}</title>"
        f'<rect {_corner(box)} width="{box.w:.1f}" height="{box.h:.1f}" rx="6"/>{icon}'
        f"<text>{spans}</text></a>"
    )
