"""Changes a foreign store as one: what goes and comes is staged, and one small update switches to it.

A document is too large for one request to every server, and servers differ in whether a request of several
operations is a transaction. So the triples are first put into graphs that nobody asks, in portions. Then a
single operation moves them to where they belong. It names the revision that it starts from: where the store
is no longer at it, or has switched already, it does nothing. So it may be repeated, and of two writers one
wins.
"""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Set
from contextlib import suppress

from pyoxigraph import Literal, NamedNode, Quad, Triple

from kg.errors import KgError, StoreError
from kg.iris import pol, quad, value
from kg.namespaces import GRAPH
from kg.remote.client import Client, TooLarge
from kg.remote.published import REVISION, Moves
from kg.trig import sparql_block

__all__ = ["Conflict", "found", "marks_of", "revision", "revision_mark", "switch"]

_STAGED = f"{GRAPH}internal/staged/"
_MOST = 2_000  # triples in one request

_Ends = tuple[frozenset[str], frozenset[str]]


class Conflict(StoreError):
    """Somebody else changed the store in the meantime; nothing of this change was made."""


def revision(marks: Iterable[Quad]) -> str | None:
    """The revision that the marks of a store tell; None where there is no graph in it yet."""
    return next((value(q.object) for q in marks if q.predicate == pol("revision")), None)


def revision_mark(number: str) -> Quad:
    """The mark of a revision."""
    return Quad(REVISION, pol("revision"), Literal(number), REVISION)


def marks_of(client: Client) -> set[Quad]:
    """The marks of the store as they are now."""
    asked = f"SELECT ?s ?p ?o WHERE {{ GRAPH {REVISION} {{ ?s ?p ?o }} }}"
    return {Quad(s, p, o, REVISION) for s, p, o in client.rows(asked)}


def found(client: Client, number: str) -> None:
    """Give a store without a graph its first revision; harmless where somebody just did."""
    client.update(f"INSERT DATA {{ {sparql_block({revision_mark(number)})} }}")


def switch(client: Client, changes: Moves, before: Set[Quad], after: Set[Quad]) -> set[Quad]:
    """Make changes and set the marks of the store, all of it or nothing; the marks as they are then.

    Parameters: `before` are the marks as they were read, `after` those to be set; each tells a revision.
    Raises Conflict where the store was changed by somebody else, and StoreError where the
    server does not do as it should.
    """
    old, new = revision(before), revision(after)
    assert old is not None
    stages = _stages(changes)
    own = {_staged(name, old) for name in stages}
    try:
        if own:
            client.update(f"INSERT DATA {{ {sparql_block(own)} }}")
        staged = [quad(t, NamedNode(name)) for name, (_, triples) in stages.items() for t in triples]
        _stage(client, staged, client.endpoint.portion)
        ends = {name: sides for name, (sides, _) in stages.items()}
        known = {q for q in before if not _is_staged(q)}
        condition = own | {q for q in known if q.predicate == pol("revision")}
        client.update(_operation(ends, known - after, after - known, condition))
        now = marks_of(client)
    except KgError:
        with suppress(KgError):
            _clear(client, own, marks_first=True)
        raise
    dead = {q for q in now if _is_staged(q) and q not in own and value(q.object) != revision(now)}
    with suppress(KgError):  # what is left over lies where nobody asks, and the next change clears it
        _clear(client, own, marks_first=False)
        _clear(client, dead, marks_first=True)
    if revision(now) != new:
        raise Conflict(
            "was changed by somebody else at the same time; nothing of this change was made",
            where=client.endpoint.query,
            hint="try again",
        )
    return {q for q in now if not _is_staged(q)}


def _stages(changes: Moves) -> dict[str, tuple[_Ends, list[Triple]]]:
    """The triples that make the same move, sorted, by the name of the graph in which they are staged."""
    groups: dict[_Ends, list[Triple]] = defaultdict(list)
    for triple, ends in sorted(changes.items(), key=lambda item: str(item[0])):
        groups[ends].append(triple)
    mine = f"{_STAGED}{uuid.uuid4().hex}/"
    return {f"{mine}{n}": group for n, group in enumerate(groups.items())}


def _staged(name: str, old: str) -> Quad:
    return Quad(NamedNode(name), pol("staged"), Literal(old), REVISION)


def _is_staged(mark: Quad) -> bool:
    return mark.predicate == pol("staged")


def _stage(client: Client, quads: list[Quad], portion: int) -> None:
    """Put quads in, as many at once as the server takes."""
    for several in _portions(quads, portion):
        block = sparql_block(several)
        try:
            client.update(f"INSERT DATA {{\n{block}\n}}")
        except TooLarge:
            if len(several) == 1:
                raise
            half = len(several) // 2
            _stage(client, several[:half], portion)
            _stage(client, several[half:], portion)


def _portions(quads: list[Quad], size: int) -> Iterator[list[Quad]]:
    several: list[Quad] = []
    taken = 0
    for member in quads:
        length = len(str(member.triple).encode()) + 3
        if several and (taken + length > size or len(several) == _MOST):
            yield several
            several, taken = [], 0
        several.append(member)
        taken += length
    if several:
        yield several


def _operation(
    ends: Mapping[str, _Ends], less: Iterable[Quad], more: Iterable[Quad], condition: Iterable[Quad]
) -> str:
    """The one update that moves what is staged; a row leaves open what it does not leave or enter."""
    sides = []
    for side, name in enumerate(("from", "to")):
        pairs = sorted((stage, graph) for stage, both in ends.items() for graph in both[side])
        if pairs:
            rows = "\n".join(f"(<{stage}> <{graph}>)" for stage, graph in pairs)
            sides.append(f"{{ VALUES (?staged ?{name}) {{\n{rows}\n}} GRAPH ?staged {{ ?s ?p ?o }} }}")
    moved = "\nUNION\n".join(sides)
    out, into = (
        "GRAPH ?from { ?s ?p ?o }" if "?from" in moved else "",
        "GRAPH ?to { ?s ?p ?o }" if "?to" in moved else "",
    )
    return (
        f"DELETE {{\n{out}\n{sparql_block(less)}\n}}\nINSERT {{\n{into}\n{sparql_block(more)}\n}}\n"
        f"WHERE {{\n{sparql_block(condition)}\n{moved}\n}}"
    )


def _clear(client: Client, staged: Set[Quad], *, marks_first: bool) -> None:
    """Remove staged graphs and their marks; the marks first where their writer may still be at work."""
    if not staged:
        return
    graphs = [
        f"CLEAR SILENT GRAPH {q.subject} ;\nDROP SILENT GRAPH {q.subject}" for q in sorted(staged, key=str)
    ]
    marks = f"DELETE DATA {{ {sparql_block(staged)} }}"
    client.update(" ;\n".join([marks, *graphs] if marks_first else [*graphs, marks]))
