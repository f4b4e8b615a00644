"""The claims of a store as nodes and statements: what every export other than RDF draws from."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Detail", "Network", "Node", "Publication", "Statement", "amount"]

_SIGNS = {
    "about": "≈",
    "more": ">",
    "slightlyMore": "just over ",
    "less": "<",
    "slightlyLess": "just under ",
    "atLeast": "≥",
    "atMost": "≤",
}


@dataclass(frozen=True, slots=True)
class Node:
    """One thing that a statement speaks of.

    `kind` is "entity", "unnamed" (an agent or target that the text does not name; `label` keeps its words)
    or "value" (what is said, promised or counted where there is no second entity). `id` is an IRI.
    """

    id: str
    label: str
    kind: str = "entity"
    type: str = ""
    type_label: str = ""
    shape: str = "diamond"
    named: bool = True
    aliases: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Detail:
    """A further detail of a claim: what it is by its property and label, and its value.

    `node` is the id of the node that the value names, if it names one.
    """

    property: str
    label: str
    value: str
    node: str = ""


@dataclass(frozen=True, slots=True)
class Statement:
    """One claim as an edge: `source` and `target` are node ids, everything else is what the claim says.

    `holder` names who holds it, outermost reporter last ("A, reported by B"); `holders` has their names one
    by one, and `holder_nodes` their node ids, empty where a holder is not named. `own` tells that the
    document speaks for itself. `passes` tells whether the view takes it to be so; `kept_out` says why not.
    `valid_from` and `valid_until` are the ISO bounds of `when`. `before` and `after` are the rest of the
    paragraph around `quote`. `retired_by` are the claims that take this one's place where they are counted.
    """

    id: str
    source: str
    target: str
    relation: str
    label: str
    family: str
    status: str
    holder: str
    quote: str
    document: str
    passes: bool
    symmetric: bool = False
    kept_out: str = ""
    holders: tuple[str, ...] = ()
    holder_nodes: tuple[str, ...] = ()
    own: bool = False
    before: str = ""
    after: str = ""
    value: str = ""
    number: str = ""
    comparator: str = ""
    unit: str = ""
    when: str = ""
    when_text: str = ""
    valid_from: str = ""
    valid_until: str = ""
    known: str = ""
    zone: str = ""
    start: int = 0
    end: int = 0
    qualifiers: tuple[Detail, ...] = ()
    confidence: str = ""
    retired_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Publication:
    """A document that claims come from."""

    id: str
    title: str = ""
    publisher: str = ""
    author: str = ""
    date: str = ""
    date_reason: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Network:
    """All nodes, statements and documents of a store, as one view sees them, each sorted by id."""

    view: str
    view_label: str
    nodes: tuple[Node, ...]
    statements: tuple[Statement, ...]
    documents: tuple[Publication, ...]

    def node(self, identifier: str) -> Node:
        """The node of that id; raises KeyError if there is none."""
        for node in self.nodes:
            if node.id == identifier:
                return node
        raise KeyError(identifier)


def amount(number: str, comparator: str, unit: str) -> str:
    """A number as it was stated, in a few characters.

    >>> amount("7", "slightlyMore", "percent"), amount("98", "equal", "seats")
    ('just over 7 %', '98 seats')
    """
    return f"{_SIGNS.get(comparator, '')}{number} {'%' if unit == 'percent' else unit}".rstrip()
