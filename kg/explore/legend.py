"""What each colour, line and shape means, by the ontology: the legend, and the style rules for it."""

from __future__ import annotations

from collections import Counter, defaultdict
from html import escape

from kg.explore.colour import on_dark
from kg.export.network import Network
from kg.model import Status
from kg.vocabulary import Vocabulary

__all__ = ["SHAPES", "legend", "rules", "swatch"]

SHAPES = {
    "Person": "circle",
    "PoliticalParty": "square",
    "Organization": "diamond",
    "Institution": "diamond",
    "Country": "pin",
    "Place": "pin",
    "Election": "triangle",
    "Event": "triangle",
}
"""The icon of each coarse type of entity."""

_MARKS = {"circle": "●", "square": "■", "diamond": "◆", "triangle": "▲", "pin": "▼"}

# The ontology's line styles; dots are round caps on dashes of no length.
_DASHES = {
    "solid": "",
    "dashed": "stroke-dasharray:8 5",
    "dotted": "stroke-dasharray:.1 5;stroke-linecap:round;stroke-width:2.6",
}


def legend(network: Network, vocabulary: Vocabulary) -> str:
    """The families, statuses and shapes, each family and status with a switch and its number of claims."""
    families = Counter(s.family for s in network.statements)
    statuses = Counter(s.status for s in network.statements)
    relations = "".join(
        _switch(f"family-{f.name}", f.label, f.label, families[f.name], swatch(f"f-{f.name} s-asserted"))
        for f in vocabulary.families.values()
        if families[f.name]
    )
    lines = "".join(
        _switch(
            f"status-{s.name}", s.label, s.definition, statuses[s.name], swatch(f"s-{s.name}", s.crossbar)
        )
        for s in (vocabulary.statuses[status.value] for status in Status)
        if statuses[s.name]
    )
    kept_out = sum(not s.passes for s in network.statements)
    if kept_out:
        line = swatch("s-asserted out")
        lines += _switch(
            "view-out", "kept out by this view", "Drawn faint, its label in italics", kept_out, line
        )
    meanings: dict[str, list[str]] = defaultdict(list)
    for coarse, shape in SHAPES.items():
        meanings[shape].append(vocabulary.label(coarse))
    shapes = "".join(
        f'<li><span class="mark">{_MARKS[shape]}</span>{escape(", ".join(labels))}</li>'
        for shape, labels in meanings.items()
    )
    unnamed = '<li><span class="mark dashed"></span>not named</li>'
    return (
        '<section id="legend" aria-label="Legend">'
        f"<fieldset><legend>Relations</legend><ul>{relations}</ul></fieldset>"
        f"<fieldset><legend>Status</legend><ul>{lines}</ul></fieldset>"
        f"<fieldset><legend>Actors</legend><ul>{shapes}{unnamed}</ul></fieldset></section>"
    )


def swatch(classes: str, crossbar: bool = False, arrow: bool = True) -> str:
    """A short line in the style of these classes."""
    bar = '<path class="bar" d="M22 1V11"/>' if crossbar else ""
    head = '<path class="head" d="M34 6L26 2V10Z"/>' if arrow else ""
    return (
        f'<svg class="swatch {classes}" width="34" height="12" aria-hidden="true">'
        f'<path class="stem" d="M1 6H{28 if arrow else 33}"/>{head}{bar}</svg>'
    )


def rules(vocabulary: Vocabulary) -> str:
    """Style rules for colours and lines, and for the legend's switches, which work without a script."""
    families, statuses = vocabulary.families.values(), vocabulary.statuses.values()
    light = "".join(f".f-{f.name}{{--line:{f.colour}}}" for f in families)
    dark = "".join(f".f-{f.name}{{--line:{on_dark(f.colour)}}}" for f in families)
    dashes = "".join(
        f".s-{s.name} .stem{{{_DASHES[s.line_style]}}}" for s in statuses if _DASHES[s.line_style]
    )
    switches = [("family", f.name) for f in families] + [("status", s.name) for s in statuses]
    hides = [(f"{kind}-{name}", f"{kind[0]}-{name}") for kind, name in switches] + [("view-out", "out")]
    hidden = ",".join(f"#static:has(#{switch}:not(:checked)) main .{name}" for switch, name in hides)
    return f"{light}@media screen and (prefers-color-scheme:dark){{{dark}}}{dashes}{hidden}{{display:none}}\n"


def _switch(key: str, label: str, definition: str, count: int, line: str) -> str:
    return (
        f'<li><label title="{escape(definition)}"><input type="checkbox" id="{key}" checked>{line}'
        f"{escape(label)} <small>{count}</small></label></li>"
    )
