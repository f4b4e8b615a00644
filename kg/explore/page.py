"""The whole page: header, legend, drawing, the table of claims, the actors, and the script, in one file."""

from __future__ import annotations

import base64
import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from html import escape
from pathlib import Path

from kg.explore.drawing import caption, draw
from kg.explore.legend import DASHES, SHAPES, on_dark
from kg.export.network import Network, Node, Publication, Statement
from kg.vocabulary import Vocabulary, load

__all__ = ["LIMIT", "render"]

LIMIT = 300
"""How many claims are drawn at most; all of them are in the table."""

_BUILT = Path(__file__).parent / "built"
_MARKS = {"circle": "●", "square": "■", "diamond": "◆", "triangle": "▲", "pin": "▼"}
_CAPS = {"dashed": "butt", "dotted": "round"}


def render(network: Network) -> str:
    """One self-contained HTML page. Every word of it that comes from a document is escaped and isolated."""
    vocabulary = load()
    drawn = _best(network.statements)
    keys = {s.id: f"c{i}" for i, s in enumerate(network.statements, 1)}
    keys |= {n.id: f"n{i}" for i, n in enumerate(network.nodes, 1)}
    style = (_BUILT / "explore.css").read_text(encoding="utf-8") + _colours(vocabulary)
    script = (_BUILT / "explore.js").read_text(encoding="utf-8")
    policy = f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)}; base-uri 'none'; form-action 'none'"
    title = _title(network)
    return f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>{escape(title)}</title>
<style>{style}</style>
</head>
<body>
<header><h1>{_said(title)}</h1>{_whose(network, drawn)}</header>
{_legend(network, vocabulary)}
<main>
<section id="canvas" aria-label="Picture">
<div id="tools" hidden><button id="closer" title="Zoom in (+)">+</button><button id="further" title="Zoom out (-)">−</button><button id="whole" title="Fit (f)">Fit</button></div>
<div id="scroll">{draw(network, drawn, keys=keys)}</div>
<aside id="evidence" aria-live="polite" aria-label="Evidence" hidden></aside>
</section>
{_claims(network, vocabulary, keys)}
{_actors(network, keys)}
</main>
<footer>{"".join(_document(d) for d in network.documents)}
<p>Made with political-kg. Nothing is loaded from a network and nothing is sent.</p></footer>
<script>{script}</script>
</body>
</html>
"""


def _best(statements: Sequence[Statement]) -> list[Statement]:
    """All that fit; where there are more, those the view passes first."""
    ranked = sorted(statements, key=lambda s: (not s.passes, s.id))[:LIMIT]
    chosen = {s.id for s in ranked}
    return [s for s in statements if s.id in chosen]


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _said(text: str) -> str:
    """Text from a document: escaped, in an element that no direction control can leave."""
    return f"<bdi>{escape(text)}</bdi>"


def _title(network: Network) -> str:
    if len(network.documents) == 1:
        return network.documents[0].title or network.documents[0].id
    return f"{len(network.documents)} documents"


def _whose(network: Network, drawn: Sequence[Statement]) -> str:
    total, passing = len(network.statements), sum(s.passes for s in network.statements)
    reasons = Counter(s.kept_out for s in network.statements if not s.passes)
    why = ", ".join(f"{n} {escape(reason)}" for reason, n in sorted(reasons.items()))
    held_back = f"; {total - passing} are not ({why})" if total > passing else ""
    cut = f" Drawn: {len(drawn)} of {total}; the table has all." if len(drawn) < total else ""
    return (
        f'<p id="whose">View <strong>{escape(network.view)}</strong>: {escape(network.view_label)}. '
        f"Of {total} claims {passing} are held to be so in this view{held_back}.{cut} "
        f'<span id="shown">Shown: {total}, hidden: 0.</span></p>'
    )


def _colours(vocabulary: Vocabulary) -> str:
    light = "".join(f".f-{f.name}{{--line:{f.colour}}}" for f in vocabulary.families.values())
    dark = "".join(f".f-{f.name}{{--line:{on_dark(f.colour)}}}" for f in vocabulary.families.values())
    dashes = "".join(
        f".s-{s.name} .stem{{stroke-dasharray:{DASHES[s.line_style]};stroke-linecap:{_CAPS[s.line_style]}}}"
        for s in vocabulary.statuses.values()
        if DASHES[s.line_style]
    )
    kept = [f"family-{f.name}" for f in vocabulary.families.values()] + [f"status-{s.name}" for s in vocabulary.statuses.values()]
    hide = ",".join(f"body:has(#{k}:not(:checked)) main .{k[0]}-{k.split('-', 1)[1]}" for k in kept)
    return f"{light}@media screen and (prefers-color-scheme:dark){{{dark}}}{dashes}{hide}{{display:none}}\n"


def _legend(network: Network, vocabulary: Vocabulary) -> str:
    families, statuses = Counter(s.family for s in network.statements), Counter(s.status for s in network.statements)
    rows = "".join(
        _choice(f"family-{f.name}", f.label, "", families[f.name], _swatch(f"f-{f.name} s-asserted", False))
        for f in vocabulary.families.values()
        if families[f.name]
    )
    lines = "".join(
        _choice(f"status-{s.name}", s.label, s.definition, statuses[s.name], _swatch(f"s-{s.name}", s.crossbar))
        for s in vocabulary.statuses.values()
        if statuses[s.name]
    )
    names: dict[str, list[str]] = {}
    for coarse, shape in SHAPES.items():
        names.setdefault(shape, []).append(vocabulary.label(coarse))
    shapes = "".join(
        f'<li><span class="mark">{_MARKS[shape]}</span>{escape(", ".join(labels))}</li>' for shape, labels in names.items()
    )
    return (
        '<section id="legend" aria-label="Legend">'
        f'<fieldset><legend>Relations</legend><ul>{rows}</ul></fieldset>'
        f'<fieldset><legend>Status</legend><ul>{lines}</ul></fieldset>'
        f'<fieldset><legend>Actors</legend><ul>{shapes}<li><span class="mark dashed"></span> not named</li></ul></fieldset>'
        "</section>"
    )


def _choice(key: str, label: str, definition: str, count: int, swatch: str) -> str:
    return (
        f'<li><label title="{escape(definition)}"><input type="checkbox" id="{key}" checked>{swatch}'
        f"{escape(label)} <small>{count}</small></label></li>"
    )


def _swatch(classes: str, crossbar: bool) -> str:
    bar = '<path class="bar" d="M24 1V11"/>' if crossbar else ""
    return (
        f'<svg class="swatch {classes}" width="34" height="12" aria-hidden="true"><path class="stem" d="M0 6H28"/>'
        f'<path class="head" d="M34 6L26 2V10Z"/>{bar}</svg>'
    )


def _claims(network: Network, vocabulary: Vocabulary, keys: Mapping[str, str]) -> str:
    nodes = {n.id: n for n in network.nodes}
    documents = {d.id: d for d in network.documents}
    rows = "".join(
        _row(s, nodes, documents[s.document], vocabulary.statuses[s.status].label, keys) for s in network.statements
    )
    return (
        '<section id="claims" aria-labelledby="claims-title"><h2 id="claims-title">Claims</h2>'
        '<p class="script"><input id="find" type="search" placeholder="Find in claims ( / )" aria-label="Find in claims"></p>'
        "<table><thead><tr><th>Claim</th><th>Status</th><th>Held by</th><th>When</th><th>Sentence</th><th>Document</th>"
        f"<th>In this view</th></tr></thead><tbody>{rows}</tbody></table></section>"
    )


def _row(
    s: Statement, nodes: Mapping[str, Node], document: Publication, status: str, keys: Mapping[str, str]
) -> str:
    a, b = nodes[s.source], nodes[s.target]
    value = f" <q>{_said(s.value)}</q>" if s.value and b.kind != "value" else ""
    details = "".join(f"<br><small>{escape(name)}: {_said(text)}</small>" for name, text in s.qualifiers)
    when = escape(s.when) + (f" <small>({_said(s.when_text)})</small>" if s.when_text else "")
    source = ", ".join(_said(t) for t in (document.title or document.id, document.publisher, document.date) if t)
    cells = (
        ("Status", f'<svg class="swatch s-{s.status} f-{s.family}" width="34" height="12" aria-hidden="true">'
                   f'<path class="stem" d="M0 6H34"/></svg> {escape(status)}'),
        ("Held by", _said(s.holder)),
        ("When", when or "not said"),
        ("Sentence", f"<q>{_said(s.quote)}</q>"),
        ("Document", source),
        ("In this view", "yes" if s.passes else f"no: {escape(s.kept_out)}"),
    )
    tds = "".join(f'<td data-label="{name}">{html}</td>' for name, html in cells)
    return (
        f'<tr id="{keys[s.id]}" class="f-{s.family} s-{s.status}"><th scope="row">'
        f'<a href="#{keys[s.id]}" class="open">{_party(a)} <em>{escape(caption(s))}</em> {_party(b)}{value}</a>{details}</th>{tds}</tr>'
    )


def _party(node: Node) -> str:
    text = _said(node.label)
    return f"<q>{text}</q>" if node.kind == "value" else f"<i>{text}</i>" if node.kind == "unnamed" else text


def _actors(network: Network, keys: Mapping[str, str]) -> str:
    of: dict[str, list[Statement]] = {n.id: [] for n in network.nodes}
    nodes = {n.id: n for n in network.nodes}
    for s in network.statements:
        of[s.source].append(s)
        if s.target != s.source:
            of[s.target].append(s)
    items = "".join(_actor(n, of[n.id], nodes, keys) for n in network.nodes)
    return (
        '<section id="actors" aria-labelledby="actors-title"><h2 id="actors-title">Actors and their claims</h2>'
        f"<ul>{items}</ul></section>"
    )


def _actor(n: Node, statements: Iterable[Statement], nodes: Mapping[str, Node], keys: Mapping[str, str]) -> str:
    aliases = f" <small>also: {', '.join(_said(a) for a in n.aliases)}</small>" if n.aliases else ""
    links = "".join(
        f'<li class="f-{s.family} s-{s.status}"><a href="#{keys[s.id]}">{_party(nodes[s.source])} '
        f"<em>{escape(caption(s))}</em> {_party(nodes[s.target])}</a> <small>{escape(s.status)}</small></li>"
        for s in statements
    )
    none = "" if links else " <small>no claim</small>"
    return (
        f'<li id="{keys[n.id]}"><strong>{_party(n)}</strong> <small>{escape(n.type_label)}</small>{aliases}{none}'
        f"<ul>{links}</ul></li>"
    )


def _document(d: Publication) -> str:
    link = f' <a href="{escape(d.url)}" rel="noreferrer">{escape(d.url)}</a>' if d.url.startswith(("https://", "http://")) else ""
    reason = f" (date: {escape(d.date_reason)})" if d.date_reason else ""
    return f"<p>{', '.join(_said(t) for t in (d.title or d.id, d.author, d.publisher, d.date) if t)}{reason}{link}</p>"
