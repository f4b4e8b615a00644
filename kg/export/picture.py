"""The explorer in one file: the network, the claims with their evidence, answers to the named queries."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.explore.data import question
from kg.explore.page import LIMIT, render_page
from kg.export.loss import Rendering
from kg.export.reading import read
from kg.queries import library, run

if TYPE_CHECKING:
    from kg.store import Store

__all__ = ["render"]


def render(store: Store, view: str) -> Rendering:
    """A page that needs nothing but itself."""
    network = read(store, view)
    lost = ["the documents' full text"]
    if len(network.statements) > LIMIT:
        lost.append(f"without a script, the lines of {len(network.statements) - LIMIT} claims")
    questions = [question(q, run(store, q.name, view=view)) for q in library().values()]
    return Rendering({"": render_page(network, questions).encode()}, tuple(lost))
