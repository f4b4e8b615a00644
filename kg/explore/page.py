"""The page in one file: what stands without a script, the data, and the application that takes its place."""

from __future__ import annotations

import base64
import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from html import escape
from pathlib import Path
from string import Template

from kg.explore.data import as_json, explorer_data
from kg.explore.drawing import draw, place
from kg.explore.legend import legend, rules
from kg.explore.story import Story
from kg.explore.words import actors, claims, said
from kg.export.network import Network, Publication, Statement
from kg.release import version
from kg.vocabulary import Vocabulary, load

__all__ = ["BUILT", "LIMIT", "digest", "render_page", "stylesheet", "title_of"]

LIMIT = 300
"""How many claims are drawn at most; all of them are in the table."""

_HERE = Path(__file__).parent
BUILT = _HERE / "built"


def render_page(
    network: Network,
    questions: Iterable[Mapping[str, object]] = (),
    *,
    asking: Mapping[str, object] | None = None,
    story: Story | None = None,
) -> str:
    """One self-contained HTML page that works without a network, and, as far as it can, without its script.

    Parameters: `questions` are named queries with their answers, each made by `kg.explore.data.question`;
    `asking` is what the query view needs to answer any other, as `kg.explore.querying.asking` makes it;
    `story` is told where the page is opened.

    Raises InputError for a story that speaks of what is not there.

    Every word that comes from a document is escaped and isolated. The content security policy
    allows this style and this script, by their hashes, and nothing else.
    """
    vocabulary = load()
    drawn = _best(network.statements)
    places = place(network, drawn)
    keys = {s.id: f"c{i}" for i, s in enumerate(network.statements, 1)}
    keys |= {n.id: f"n{i}" for i, n in enumerate(network.nodes, 1)}
    style = stylesheet(vocabulary)
    names = ["explore.js"] if asking is None else ["query.js", "explore.js"]
    scripts = [(BUILT / name).read_text(encoding="utf-8") for name in names]
    title = title_of(network)
    data = explorer_data(network, title=title, version=version(), places=places, questions=questions)
    embedded = {"data": data, "query": asking, "story": story.to_json() if story else None}
    if story:
        ids = {part["id"] for kind in ("actors", "claims") for part in data[kind]}
        story.check(ids, [v["name"] for v in data["views"]])
    return Template((_HERE / "page.html").read_text(encoding="utf-8")).substitute(
        policy=_policy(style, scripts, engine=asking is not None),
        title=escape(title),
        style=style,
        heading=said(title),
        whose=_whose(network, drawn),
        legend=legend(network, vocabulary),
        drawing=draw(network, drawn, places, keys=keys),
        claims=claims(network, vocabulary, keys),
        actors=actors(network, keys),
        documents="".join(_document(d) for d in network.documents),
        data="\n".join(_json(name, part) for name, part in embedded.items() if part is not None),
        scripts="\n".join(f"<script>{script}</script>" for script in scripts),
    )


def stylesheet(vocabulary: Vocabulary) -> str:
    """The style of the explorer, with the colours and lines of the ontology."""
    return (BUILT / "explore.css").read_text(encoding="utf-8") + rules(vocabulary)


def title_of(network: Network) -> str:
    """What a network is of: the title of its only document, or how many documents there are."""
    if len(network.documents) == 1:
        return network.documents[0].title or network.documents[0].id
    return f"{len(network.documents)} documents"


def digest(content: str | bytes) -> str:
    """What a content security policy knows a style or script by.

    >>> digest("")
    'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='
    """
    data = content.encode() if isinstance(content, str) else content
    return f"sha256-{base64.b64encode(hashlib.sha256(data).digest()).decode()}"


def _best(statements: Sequence[Statement]) -> list[Statement]:
    """All that fit; where there are more, those that the view passes first."""
    chosen = {s.id for s in sorted(statements, key=lambda s: (not s.passes, s.id))[:LIMIT]}
    return [s for s in statements if s.id in chosen]


def _json(name: str, data: Mapping[str, object]) -> str:
    return f'<script type="application/json" id="{name}">{as_json(dict(data))}</script>'


def _policy(style: str, scripts: Sequence[str], *, engine: bool) -> str:
    run = [*(f"'{digest(s)}'" for s in scripts), *(["'wasm-unsafe-eval'"] if engine else [])]
    return (
        f"default-src 'none'; style-src '{digest(style)}'; script-src {' '.join(run)}; "
        "worker-src blob:; img-src data:; base-uri 'none'; form-action 'none'"
    )


def _whose(network: Network, drawn: Sequence[Statement]) -> str:
    """Whose view this is, and how many claims it passes, keeps out and draws."""
    total, passing = len(network.statements), sum(s.passes for s in network.statements)
    reasons = Counter(s.kept_out for s in network.statements if not s.passes)
    why = ", ".join(f"{n} {escape(reason)}" for reason, n in sorted(reasons.items()))
    kept_out = f"; it keeps out {total - passing} ({why})" if reasons else ""
    cut = f" Drawn: {len(drawn)}; the table has all." if len(drawn) < total else ""
    return (
        f"View <strong>{escape(network.view)}</strong> ({escape(network.view_label)}): "
        f"of {total} claims it takes {passing} to be so{kept_out}.{cut}"
    )


def _document(d: Publication) -> str:
    parts = [said(t) for t in (d.title or d.id, d.author, d.publisher, d.date) if t]
    if d.date_reason:
        parts.append(f"date from: {said(d.date_reason)}")
    if d.url.startswith(("https://", "http://")):
        parts.append(f'<a href="{escape(d.url)}" rel="noreferrer">{escape(d.url)}</a>')
    return f"<p>{', '.join(parts)}</p>"
