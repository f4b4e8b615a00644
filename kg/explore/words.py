"""The claims in words: the table that says all that the drawing shows, and the actors with their claims."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

from kg.explore.drawing import caption, classes
from kg.explore.legend import swatch
from kg.export.network import Network, Node, Publication, Statement
from kg.vocabulary import Vocabulary

__all__ = ["actors", "claims", "said"]

_HEADINGS = ("Claim", "Status", "Held by", "When", "Sentence", "Document", "In this view")


def said(text: str) -> str:
    """Text from a document: escaped, in an element that no direction control can leave.

    >>> said("<b>")
    '<bdi>&lt;b&gt;</bdi>'
    """
    return f"<bdi>{escape(text)}</bdi>"


def claims(network: Network, vocabulary: Vocabulary, keys: Mapping[str, str]) -> str:
    """A row for each claim; its id is where the claim's line in the drawing leads."""
    nodes = {n.id: n for n in network.nodes}
    documents = {d.id: d for d in network.documents}
    headings = "".join(f'<th scope="col">{h}</th>' for h in _HEADINGS)
    rows = "".join(
        _row(s, nodes, documents[s.document], vocabulary.statuses[s.status].label, keys)
        for s in network.statements
    )
    return f"<table><thead><tr>{headings}</tr></thead><tbody>{rows}</tbody></table>"


def _row(
    s: Statement, nodes: Mapping[str, Node], document: Publication, status: str, keys: Mapping[str, str]
) -> str:
    details = "".join(f"<small>{escape(d.label)}: {said(d.value)}</small>" for d in s.qualifiers)
    when = escape(s.when) + (f" <small>({said(s.when_text)})</small>" if s.when_text else "")
    origin = ", ".join(
        said(t) for t in (document.title or document.id, document.publisher, document.date) if t
    )
    cells = {
        "Status": f"{swatch(f's-{s.status} f-{s.family}', arrow=False)} {escape(status)}",
        "Held by": said(s.holder),
        "When": when or "not said",
        "Sentence": f"<q>{said(s.quote)}</q>",
        "Document": origin,
        "In this view": "yes" if s.passes else f"no: {escape(s.kept_out)}",
    }
    tds = "".join(f'<td data-label="{name}">{html}</td>' for name, html in cells.items())
    key = keys[s.id]
    return (
        f'<tr id="{key}" class="{classes(s)}"><th scope="row">'
        f'<a href="#{key}" class="open">{_sentence(s, nodes)}</a>{details}</th>{tds}</tr>'
    )


def _sentence(s: Statement, nodes: Mapping[str, Node]) -> str:
    a, b = nodes[s.source], nodes[s.target]
    value = f" <q>{said(s.value)}</q>" if s.value and b.kind != "value" and s.value != b.label else ""
    return f"{_party(a)} <em>{escape(caption(s))}</em> {_party(b)}{value}"


def _party(node: Node) -> str:
    text = said(node.label)
    return {"value": f"<q>{text}</q>", "unnamed": f"<i>{text}</i>"}.get(node.kind, text)


def actors(network: Network, keys: Mapping[str, str]) -> str:
    """An entry for each node, with links to its claims; its id is where its card in the drawing leads."""
    nodes = {n.id: n for n in network.nodes}
    of: dict[str, list[Statement]] = {n.id: [] for n in network.nodes}
    for s in network.statements:
        for end in {s.source, s.target}:
            of[end].append(s)
    ranked = sorted(network.nodes, key=lambda n: (n.kind != "entity", -len(of[n.id]), n.label, n.id))
    items = "".join(_actor(n, of[n.id], nodes, keys) for n in ranked if n.kind == "entity" or of[n.id])
    return f"<ul>{items}</ul>"


def _actor(n: Node, of: Sequence[Statement], nodes: Mapping[str, Node], keys: Mapping[str, str]) -> str:
    about = [escape(n.type_label)] if n.type_label else []
    if n.aliases:
        about.append(f"also {', '.join(said(a) for a in n.aliases)}")
    if not of:
        about.append("no claim")
    links = "".join(
        f'<li class="{classes(s)}"><a href="#{keys[s.id]}">{_sentence(s, nodes)}</a> '
        f"<small>{escape(s.status)}</small></li>"
        for s in of
    )
    small = f" <small>{'; '.join(about)}</small>" if about else ""
    return f'<li id="{keys[n.id]}"><strong>{_party(n)}</strong>{small}<ul>{links}</ul></li>'
