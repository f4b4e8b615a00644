"""What the ontology is made of, as records: relations, classes, families, statuses."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Family", "NodeSpec", "OntologyClass", "Relation", "StatusTerm"]


@dataclass(frozen=True, slots=True)
class NodeSpec:
    """The node that a claim makes in the direct graph; local names, None where it has no such part.

    Two claims of one document about the same object make one node of a class; where
    `keyed_by_subject` or `keyed_by_value` is set, only if subject or value agree as well.
    """

    cls: str
    subject_role: str | None
    object_role: str | None
    value_role: str | None
    number_role: str | None
    keyed_by_subject: bool
    keyed_by_value: bool


@dataclass(frozen=True, slots=True)
class Relation:
    """One relation of the ontology.

    `plain` says whether a passing claim makes a direct triple from subject to object,
    `keeps_latest` whether a later or final statement retires an earlier one, `core`
    whether the exchange format has it, `contraries` the relations that the same two cannot be in at the
    same time, `stance` "for" or "against" where the subject takes sides on the object. Domain and range
    are local names of classes; a relation without an object entity has the range None.
    """

    name: str
    label: str
    definition: str
    example: str
    family: str
    core: bool
    plain: bool
    keeps_latest: bool
    symmetric: bool
    inverse: str | None
    inverse_label: str | None
    domain: str
    range: str | None
    plover: str | None
    quantity_unit: str | None
    node: NodeSpec | None
    contraries: frozenset[str] = frozenset()
    stance: str | None = None


@dataclass(frozen=True, slots=True)
class OntologyClass:
    """One class: its words, its direct superclasses, and its coarse type if its members are entities."""

    name: str
    label: str
    definition: str
    parents: tuple[str, ...]
    coarse: str | None


@dataclass(frozen=True, slots=True)
class Family:
    """A group of relations, with the colour of its lines and its place in a legend."""

    name: str
    label: str
    definition: str
    colour: str
    order: int


@dataclass(frozen=True, slots=True)
class StatusTerm:
    """A way in which a claim is held; `line_style` is solid, dashed or dotted, `crossbar` a bar across."""

    name: str
    label: str
    definition: str
    holds: bool
    line_style: str
    crossbar: bool
