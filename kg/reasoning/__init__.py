"""What follows from a view's direct statements by the rules of the ontology, and what contradicts."""

from __future__ import annotations

from kg.reasoning.closing import close, closing_rules, closure, consequences, is_closed
from kg.reasoning.contradictions import Contradiction, Ground, contradictions, grounds

__all__ = [
    "Contradiction",
    "Ground",
    "close",
    "closing_rules",
    "closure",
    "consequences",
    "contradictions",
    "grounds",
    "is_closed",
]
