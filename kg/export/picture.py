"""The explorer in one file: the network, the claims with their evidence, answers to the named queries."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from kg.explore.data import ROWS, question
from kg.explore.page import LIMIT, render_page
from kg.explore.querying import asking
from kg.explore.story import Story
from kg.export.loss import Rendering
from kg.export.reading import read
from kg.queries import library, run

if TYPE_CHECKING:
    from kg.store import Store

__all__ = ["WITH_ENGINE", "render", "render_with_engine"]

WITH_ENGINE = ("reported", "strict")
"""The views that the engine of a page knows, beside the view that the page is made for."""


def render(store: Store, view: str, *, story: Story | None = None) -> Rendering:
    """A page that needs nothing but itself.

    Raises InputError for a `story` that speaks of what is not in the store.
    """
    return _rendering(store, view, None, story)


def render_with_engine(store: Store, view: str, *, story: Story | None = None) -> Rendering:
    """The same with an engine in the page, which answers any query in SPARQL."""
    there = set(store.views())
    views = [v for v in dict.fromkeys((view, *WITH_ENGINE)) if v in there]
    return _rendering(store, view, asking(store, views), story)


def _rendering(
    store: Store, view: str, engine: Mapping[str, object] | None, story: Story | None
) -> Rendering:
    network = read(store, view)
    lost = ["the documents' full text"]
    if len(network.statements) > LIMIT:
        lost.append(f"without a script, the lines of {len(network.statements) - LIMIT} claims")
    # Asked by its text, a question keeps the claims that each row rests on. An engine needs no answers.
    answers = [(q, None if engine else run(store, q.text, view=view)) for q in library().values()]
    cut = [q.name for q, answer in answers if answer and len(answer.rows) > ROWS]
    if cut:
        lost.append(f"all but the first {ROWS} rows of the answers to {', '.join(cut)}")
    questions = [question(q, answer) for q, answer in answers]
    return Rendering({"": render_page(network, questions, asking=engine, story=story).encode()}, tuple(lost))
