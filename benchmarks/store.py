"""The store beside rdflib, owlrl and pyshacl, in the same run: load, named queries, closure, shapes, search.

Every side runs in a process of its own, so that times and memory are its own. Times are of the processor,
all threads together, because others may use the machine. Ratios say how many times as long the other
side takes. `python benchmarks/store.py 1000000` measures another size.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import random
import resource
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

from kg.model import (
    Article,
    Claim,
    Entity,
    Evidence,
    Extraction,
    Holder,
    Mention,
    Quantity,
    Segment,
    Source,
    Status,
    When,
    Zone,
    ZoneKind,
)

SIZES = (10_000, 100_000)
QUERIES = (
    "loyalty", "criticism", "measures", "suspensions", "vote-shares", "offices", "allegations", "plans",
    "registration-denials", "party-profile", "documents", "statements", "unconfirmed",
)  # fmt: skip
PATIENCE = 30  # seconds after which a query of the other side is given up
CLAIMS, QUADS = 20, 760  # of each document, the latter about


def documents(number: int) -> Iterator[Extraction]:
    """Made-up documents, the same on every run: actors of a shared pool in relations of many kinds."""
    chance = random.Random(7)
    names = [
        f"{a}{b} {c}" for a in "BDKLMNRST" for b in ("ar", "el", "on") for c in ("Party", "Union", "League")
    ]
    pool = [(f"p{i}", f"{names[i % len(names)]} {i}", "PoliticalParty") for i in range(max(20, number // 2))]
    pool += [(f"l{i}", f"Leader {i}", "Person") for i in range(max(10, number // 4))]
    offices = [(f"m{i}", f"Ministry {i}", "Government") for i in range(max(5, number // 10))]
    kinds = ["loyalTo", "criticizes", "opposes", "alliedWith", "supports", "suspends", "voteShare", "leads"]
    for i in range(number):
        sentences = [f"Sentence {i} {j} of the {j}. paragraph says so." for j in range(CLAIMS)]
        text = "\n\n".join(sentences)
        name, chosen, claims, at = f"made-{i}", {}, [], 0
        for sentence in sentences:
            kind = chance.choice(kinds)
            subject = chance.choice(offices if kind == "suspends" else pool)
            target = ("vote", "the election", "Election") if kind == "voteShare" else chance.choice(pool)
            chosen |= {e[0]: e for e in (subject, target)}
            share = Decimal(chance.randrange(1, 900)) / 10
            claims.append(
                Claim(
                    name, subject[0], kind, target[0], Evidence(at, at + len(sentence), sentence),
                    chance.choice((Status.ASSERTED, Status.CONSIDERED, Status.ALLEGED, Status.PLANNED)),
                    chance.choice((Holder(), Holder(label="observers"), Holder(subject[0]))),
                    quantity=Quantity(share, "percent", text=f"{share}") if kind == "voteShare" else None,
                    when=When.of(f"2012-{chance.randrange(1, 13):02}") if chance.random() < 0.4 else None,
                )
            )  # fmt: skip
            at += len(sentence) + 2
        day = dt.date(2012, 1, 1) + dt.timedelta(days=i % 900)
        article = Article(
            name, Source(title=f"Title {i}", publisher="The Paper", published=day, published_reason="page"),
            text, text, (Zone(ZoneKind.BODY, 0, len(text)),), (Segment(0, len(text), 0, len(text)),),
        )  # fmt: skip
        entities = (Entity(k, n, t, (Mention(0, 8, text[:8]),)) for k, n, t in chosen.values())
        yield Extraction(article, tuple(entities), tuple(claims))


def timed(act: Callable[[], object], rounds: int = 1) -> float:
    """The median seconds of some runs."""
    times = []
    for _ in range(rounds):
        start = time.process_time()
        act()
        times.append(time.process_time() - start)
    return statistics.median(times)


def patient(act: Callable[[], object]) -> float | None:
    """The seconds of one run, or None where it takes longer than PATIENCE."""

    def give_up(*_: object) -> None:
        raise TimeoutError

    signal.signal(signal.SIGALRM, give_up)
    signal.alarm(PATIENCE)
    try:
        return timed(act)
    except TimeoutError:
        return None
    finally:
        signal.alarm(0)


def memory() -> int:
    """The megabytes that this process takes now."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() // 2**20


# Sides, each in a process of its own


def prepare(folder: Path, size: int) -> dict[str, Any]:
    """Write what the sides load: a backup, the same as plain N-Quads, and what queries read as N-Triples."""
    import gzip

    import pyoxigraph as ox

    from kg.backup import backup
    from kg.policy import materialize
    from kg.store import Store

    with Store.open() as store:
        adding = timed(lambda: [store.add(d) for d in documents(size // QUADS)])
        view = timed(lambda: materialize(store, "reported"))
        backup(store, folder / "kept.nq.gz")
        (folder / "kept.nq").write_bytes(gzip.decompress((folder / "kept.nq.gz").read_bytes()))
        one = next(iter(documents(size // QUADS)))
        store.retract(one.article.id)
        materialize(store, "reported")
        more = timed(lambda: (store.add(one), materialize(store, "reported")))
        reading: list[ox.NamedNode | ox.DefaultGraph] = [
            ox.DefaultGraph(),
            ox.NamedNode("https://w3id.org/political-kg/graph/internal/rest/reported"),
        ]
        with (folder / "read.nt").open("wb") as out:
            for graph in reading:
                store.quads.dump(out, ox.RdfFormat.N_TRIPLES, from_graph=graph)
        quads = sum(1 for _ in (folder / "kept.nq").open("rb")) - 2
    return {"quads": quads, "adding": adding, "view": view, "one more document": more}


def ours(folder: Path, size: int, disk: bool) -> dict[str, Any]:
    """Load a backup and ask the named queries."""
    from kg.backup import load, restore
    from kg.policy import materialize
    from kg.queries import run
    from kg.store import Store

    before = memory()
    if disk:
        loading = timed(lambda: restore(folder / "kept.nq.gz", folder / "store"))
        store = Store.open(folder / "store")
    else:
        store = Store.open()
        loading = timed(lambda: load(store, folder / "kept.nq.gz"))
    taken = memory() - before
    materialize(store, "reported")
    first = {name: timed(lambda n=name: run(store, n)) for name in QUERIES[:2]}  # type: ignore[misc]
    copying = timed(lambda: run(store, QUERIES[2]))
    found = {name: timed(lambda n=name: run(store, n), 3) for name in QUERIES}  # type: ignore[misc]
    asked = memory() - before
    store.close()
    return {
        "load": loading,
        "memory": taken,
        "asked": asked,
        "queries": found,
        "first": first,
        "copying": copying,
    }


def bare(folder: Path, size: int, disk: bool) -> dict[str, Any]:
    """Load the same with the engine alone."""
    import pyoxigraph as ox

    store = ox.Store(str(folder / "bare")) if disk else ox.Store()
    return {"load": timed(lambda: store.bulk_load(path=str(folder / "kept.nq"), format=ox.RdfFormat.N_QUADS))}


def plain(folder: Path, size: int) -> dict[str, Any]:
    """Load with rdflib, and ask the same queries of the same triples in one graph."""
    import rdflib

    from kg.namespaces import PREFIXES
    from kg.queries import library

    before = memory()
    dataset = rdflib.Dataset()
    loading = timed(lambda: dataset.parse(folder / "kept.nq", format="nquads"))
    taken = memory() - before
    graph = rdflib.Graph().parse(folder / "read.nt", format="nt")
    found = {n: patient(lambda n=n: list(graph.query(library()[n].text, initNs=PREFIXES))) for n in QUERIES}  # type: ignore[misc]
    return {"load": loading, "memory": taken, "queries": found}


def closing(number: int, reference: bool) -> dict[str, Any]:
    """Close so many direct triples, by the rules or by owlrl."""
    from pyoxigraph import Triple

    from kg.iris import TYPE, node, pol
    from kg.namespaces import ID
    from kg.reasoning import closure
    from kg.reasoning.reference import closure as by_owlrl
    from kg.vocabulary import axioms, load

    chance, vocabulary = random.Random(7), load()
    relations = [r.name for r in vocabulary.relations.values() if r.plain]
    kinds = [n for n, c in vocabulary.classes.items() if c.coarse]
    actors = [node(ID, f"a{i}") for i in range(max(4, number // 4))]
    facts: set[Triple] = set()
    while len(facts) < number:
        one, other = chance.choice(actors), chance.choice(actors)
        if chance.random() < 0.35:
            facts.add(Triple(one, TYPE, pol(chance.choice(kinds))))
        else:
            facts.add(Triple(one, pol(chance.choice(relations)), other))
    closure(set()), axioms()
    return {"closure": timed(lambda: by_owlrl(facts, axioms()) if reference else closure(facts))}


def shaping(number: int, reference: bool) -> dict[str, Any]:
    """Check so many documents against the shapes, fast or by pyshacl."""
    from kg.ontology import ontology_quads
    from kg.rdf import to_quads
    from kg.shapes import check, check_by_reference

    triples = {q.triple for d in documents(number) for q in to_quads(d)} | {
        q.triple for q in ontology_quads()
    }
    act = check_by_reference if reference else check
    return {"triples": len(triples), "shapes": timed(lambda: act(triples))}


def searching(folder: Path, claims: int) -> dict[str, Any]:
    """Search among so many claims."""
    from kg.search import Index
    from kg.store import Store

    with Store.open(folder / "searched") as store:
        store.quads.bulk_extend(q for d in documents(claims // CLAIMS) for q in _named(d))
        index = Index.open(store)
        indexing = timed(index.update)
        texts = (
            "bar party",
            "Barr Partie 7",
            "sentence paragraph says",
            "leader 12",
            "paragraph 17 3",
            "nothing",
        )
        found = [timed(lambda t=t: index.search(t), 9) for t in texts]  # type: ignore[misc]
        return {"indexing": indexing, "median": statistics.median(found), "slowest": max(found)}


def _named(document: Extraction) -> Iterator[Any]:
    """What the index reads of a document."""
    from pyoxigraph import Literal, NamedNode, Quad

    from kg.iris import SOURCES, document_graph, node, pol, term
    from kg.namespaces import CLAIM, ID

    name = document.article.id
    graph = document_graph(name)
    yield Quad(graph, pol("contentHash"), Literal(name), SOURCES)
    for entity in document.entities:
        actor = node(ID, entity.id)
        yield Quad(actor, pol("mentionedIn"), graph, graph)
        yield Quad(actor, term("rdfs", "label"), Literal(entity.name), graph)
    for number, claim in enumerate(document.claims):
        yield Quad(NamedNode(f"{CLAIM}{name}-{number}"), pol("quote"), Literal(claim.evidence.exact), graph)


# All of it


def side(name: str, *arguments: object) -> dict[str, Any]:
    """Run one side in a new process."""
    command = [sys.executable, __file__, "--side", name, json.dumps(arguments, default=str)]
    done = subprocess.run(
        command, check=True, stdout=subprocess.PIPE, env={**os.environ, "PYTHONHASHSEED": "0"}
    )
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def one_size(size: int) -> None:
    """Print what one size gives."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        made = side("prepare", folder, size)
        print(f"\n{made['quads']:,} quads")
        line("documents added, one by one", made["adding"])
        line("view made from nothing", made["view"])
        line("one more document, view up to date", made["one more document"])
        other = side("plain", folder, size)
        for where, disk in (("in memory", False), ("on disk", True)):
            this, engine = side("ours", folder, size, disk), side("bare", folder, size, disk)
            line(f"load, {where}", this["load"], other["load"], "rdflib")
            line(f"  the engine alone, {where}", engine["load"], this["load"], "this store")
            ratios = [
                ((theirs or PATIENCE) / this["queries"][n], theirs is None)
                for n, theirs in other["queries"].items()
            ]
            middle = statistics.median(r for r, _ in ratios)
            more = "at least " if any(late for _, late in ratios) else ""
            line(f"named queries, median, {where}", statistics.median(this["queries"].values()))
            print(f"    rdflib takes {more}{middle:.0f} times as long (median of {len(ratios)} queries)")
            once = statistics.median((other["queries"][n] or PATIENCE) / t for n, t in this["first"].items())
            print(f"    rdflib takes {once:.0f} times as long before the third question")
            line("  the third question, which makes a copy", this["copying"])
            if not disk:
                asked = f"{this['asked']} MB once asked"
                print(f"    memory {this['memory']} MB, {asked}, rdflib {other['memory']} MB")


def line(what: str, seconds: float, other: float | None = None, name: str = "") -> None:
    """Print one time and, where there is another, how many times as long that takes."""
    ratio = f"   {name} {other / seconds:.1f} times as long" if other is not None else ""
    print(f"{what:38} {1000 * seconds:12.1f} ms{ratio}", flush=True)


SIDES: dict[str, Callable[..., dict[str, Any]]] = {
    "prepare": lambda folder, size: prepare(Path(folder), size),
    "ours": lambda folder, size, disk: ours(Path(folder), size, disk),
    "bare": lambda folder, size, disk: bare(Path(folder), size, disk),
    "plain": lambda folder, size: plain(Path(folder), size),
    "closing": closing,
    "shaping": shaping,
    "searching": lambda folder, claims: searching(Path(folder), claims),
}


def main() -> None:
    """Print every size, then the closure, the shapes and the search."""
    if sys.argv[1:2] == ["--side"]:
        print(json.dumps(SIDES[sys.argv[2]](*json.loads(sys.argv[3]))))
        return
    sizes = [int(a) for a in sys.argv[1:]] or list(SIZES)
    for size in sizes:
        one_size(size)
    print("\nclosure, shapes and search")
    line("closure of 1,000 direct triples", side("closing", 1_000, False)["closure"],
         side("closing", 1_000, True)["closure"], "owlrl")  # fmt: skip
    line("closure of 100,000 direct triples", side("closing", 100_000, False)["closure"])
    shaped, reference = side("shaping", 20, False), side("shaping", 20, True)
    line(f"shapes of {shaped['triples']:,} triples", shaped["shapes"], reference["shapes"], "pyshacl")
    with tempfile.TemporaryDirectory() as name:
        found = side("searching", name, max(sizes))
    line(f"index of {max(sizes):,} claims", found["indexing"])
    line("search, median", found["median"])
    line("search, slowest", found["slowest"])


if __name__ == "__main__":
    main()
