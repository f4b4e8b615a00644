"""The HTML picture: one page with the network, the claims and their evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.explore.page import LIMIT, render_page
from kg.export.loss import Rendering
from kg.export.reading import read

if TYPE_CHECKING:
    from kg.store import Store

__all__ = ["render"]


def render(store: Store, view: str) -> Rendering:
    """A page that needs nothing but itself."""
    network = read(store, view)
    lost = ["the documents' full text"]
    if len(network.statements) > LIMIT:
        lost.append(
            f"the lines of {len(network.statements) - LIMIT} claims: they are in the page's table only"
        )
    return Rendering({"": render_page(network).encode()}, tuple(lost))
