"""Every graph of the store as canonical TriG."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.export.loss import Rendering

if TYPE_CHECKING:
    from kg.store import Store

__all__ = ["render"]


def render(store: Store, view: str) -> Rendering:
    """All documents, their claims and sources, and all views: nothing is lost."""
    return Rendering({"": store.dump().encode()})
