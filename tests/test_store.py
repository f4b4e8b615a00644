"""The store: documents come, change and go whole, and nothing that fails takes anything with it."""

from __future__ import annotations

import json
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg import policy, reasoning
from kg.errors import QueryError, StoreError
from kg.iris import ONTOLOGY, direct_graph, inferred_graph, rest_graph, value
from kg.model import Extraction, Status
from kg.namespaces import DOC
from kg.rdf import from_quads
from kg.reading import ordered
from kg.store import Store
from kg.verify import verify
from tests.extractions import claim, extraction, small_extractions

ONE = extraction(claim("a", "loyalTo", "leader"), name="one")
TWO = extraction(claim("a", "loyalTo", "leader"), claim("ministry", "suspends", "b"), name="two")
READ_ONLY = "may not be written; change its permissions, or copy it to where you may write"
ROOT = Path(__file__).parent.parent
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT)}


@pytest.fixture
def store() -> Iterator[Store]:
    with Store.open() as opened:
        yield opened


def rows(store: Store, text: str, view: str = "reported") -> list[tuple[str, ...]]:
    """The solutions of a SELECT query, sorted."""
    found = store.query(text, view=view)
    assert isinstance(found, ox.QuerySolutions)
    return sorted(tuple(value(term) for term in solution if term) for solution in found)


# Documents


def test_a_document_that_was_added_is_listed(store: Store) -> None:
    assert store.add(TWO)
    assert store.add(ONE)
    assert store.documents() == ["one", "two"]


def test_the_same_document_twice_changes_nothing(store: Store) -> None:
    store.add(ONE)
    before = store.dump()
    assert store.add(ONE) is False
    assert store.dump() == before


def test_a_changed_document_takes_the_place_of_the_earlier(store: Store) -> None:
    store.add(ONE)
    changed = extraction(claim("b", "loyalTo", "leader"), name="one")
    assert store.add(changed)
    assert from_quads(store, "one") == ordered(changed)
    assert not [row for row in rows(store, "SELECT ?s { ?c rdf:subject ?s }") if row[0].endswith("/a")]


def test_a_retracted_document_leaves_nothing_behind(store: Store) -> None:
    empty = store.dump()
    store.add(ONE)
    policy.materialize(store, "reported")
    reasoning.close(store, "reported")
    store.retract("one")
    assert store.dump() == empty
    assert not any("/one" in str(quad) for quad in store.quads)


def test_a_retraction_leaves_what_others_say(store: Store) -> None:
    store.add(ONE)
    store.add(TWO)
    policy.materialize(store, "reported")
    store.retract("one")
    assert len(rows(store, "SELECT ?p { ?p pol:loyalTo ?l }")) == 1
    store.retract("two")
    assert not rows(store, "SELECT ?p { ?p pol:loyalTo ?l }")


def test_an_unknown_document_is_answered_with_near_ones(store: Store) -> None:
    store.add(TWO)
    with pytest.raises(StoreError, match="no document 'tow'; near it: two"):
        store.retract("tow")


def test_a_dump_is_read_back_as_the_same_quads(store: Store) -> None:
    store.add(TWO)
    policy.materialize(store, "reported")
    again = ox.Store()
    again.load(store.dump(), ox.RdfFormat.TRIG)
    shown = {
        q for q in store.quads if value(q.graph_name).startswith("https://") and "/internal/" not in str(q)
    }
    assert set(again) == {q for q in shown if q.graph_name != ONTOLOGY}


# Queries


def test_a_query_reads_documents_ontology_and_view_together(store: Store) -> None:
    store.add(TWO)
    policy.materialize(store, "reported")
    found = rows(
        store, "SELECT ?label { ?p pol:loyalTo ?l . ?p rdfs:label ?name . pol:loyalTo rdfs:label ?label }"
    )
    assert found == [("is loyal to",)]


def test_a_triple_that_several_graphs_hold_counts_once(store: Store) -> None:
    store.add(ONE)
    store.add(TWO)
    policy.materialize(store, "reported")
    assert rows(store, "SELECT (COUNT(*) AS ?n) { id:a a pol:PoliticalParty }") == [("1",)]


def test_a_view_sees_only_its_own_direct_graph(store: Store) -> None:
    store.add(extraction(claim("a", "loyalTo", "leader", status=Status.CONSIDERED)))
    for view in ("reported", "strict"):
        policy.materialize(store, view)
    assert len(rows(store, "SELECT ?p { ?p pol:loyalTo ?l }", "reported")) == 1
    assert rows(store, "SELECT ?p { ?p pol:loyalTo ?l }", "strict") == []


def test_every_document_is_a_named_graph(store: Store) -> None:
    store.add(TWO)
    assert rows(store, f"SELECT DISTINCT ?s {{ GRAPH <{DOC}two> {{ ?c rdf:subject ?s }} }}")


def test_a_variable_can_be_bound_beforehand(store: Store) -> None:
    store.add(TWO)
    name = ox.Literal("B")
    found = store.query("SELECT ?p ?name { ?p rdfs:label ?name }", substitutions={"name": name})
    assert [value(s["p"]).rsplit("/")[-1] for s in found] == ["b"]


def test_a_syntax_error_is_told_with_line_and_column(store: Store) -> None:
    with pytest.raises(QueryError, match=r"line 2, column \d+") as caught:
        store.query("SELECT ?x {\n ?x pol:loyalTo }")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    "text",
    [
        "INSERT DATA { id:a pol:loyalTo id:b }",
        "DELETE WHERE { ?s ?p ?o }",
        "CLEAR ALL",
        "PREFIX a: <b:> DROP ALL",
    ],
)
def test_an_update_is_refused(store: Store, text: str) -> None:
    store.add(ONE)
    before = store.dump()
    with pytest.raises(QueryError, match="would change the store, and a query may not"):
        store.query(text)
    assert store.dump() == before


def test_an_empty_query_is_refused(store: Store) -> None:
    with pytest.raises(QueryError, match="the query is empty"):
        store.query(" ")


def test_a_word_that_starts_no_query_is_told_with_its_place(store: Store) -> None:
    with pytest.raises(QueryError, match=r"line 2, column 2: 'SELEC' starts no query; start it with SELECT"):
        store.query("# a comment\n SELEC ?x { ?x a ?y }")


def test_a_substitution_for_a_variable_that_is_not_selected_is_told(store: Store) -> None:
    with pytest.raises(QueryError, match=r"\?name"):
        store.query("SELECT ?p { ?p rdfs:label ?name }", substitutions={"name": ox.Literal("B")})


# What queries read is kept in step with what is stored

_steps = st.lists(
    st.one_of(
        *(small_extractions(name) for name in ("one", "two")),
        st.sampled_from(["retract one", "retract two", "reported", "strict", "close reported"]),
    ),
    max_size=8,
)


@given(_steps)
@settings(max_examples=60, deadline=None)
def test_queries_read_the_union_of_the_graphs_after_any_steps(steps: list[Extraction | str]) -> None:
    with Store.open() as store:
        for step in steps:
            take(store, step)
        base = {
            q.triple for q in store.quads if q.graph_name == ONTOLOGY or value(q.graph_name).startswith(DOC)
        }
        assert {q.triple for q in store.quads.quads_for_pattern(None, None, None, ox.DefaultGraph())} == base
        for view in ("reported", "strict"):
            own = {q.triple for g in (direct_graph(view), inferred_graph(view)) for q in store.graph(g)}
            assert {q.triple for q in store.graph(rest_graph(view))} == own - base


def take(store: Store, step: Extraction | str) -> None:
    """One step: a document in, a document out, a view brought up to date."""
    if isinstance(step, Extraction):
        store.add(step)
    elif step.startswith("retract"):
        if step.split()[1] in store.documents():
            store.retract(step.split()[1])
    elif step.startswith("close"):
        policy.materialize(store, step.split()[1])
        reasoning.close(store, step.split()[1])
    else:
        policy.materialize(store, step)


# Directories


def test_a_directory_keeps_what_was_stored(tmp_path: Path) -> None:
    with Store.open(tmp_path / "new" / "store") as store:
        store.add(TWO)
        before = store.dump()
    with Store.open(tmp_path / "new" / "store") as store:
        assert store.dump() == before


def test_a_store_that_another_process_uses_is_left_alone(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        store.add(ONE)
        with pytest.raises(StoreError, match="in use by another process; wait") as caught:
            Store.open(tmp_path)
        assert "\n" not in str(caught.value)


def test_another_process_is_told_that_the_store_is_in_use(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        store.add(ONE)
        script = "import sys; from kg.store import Store; Store.open(sys.argv[1])"
        other = subprocess.run(
            [sys.executable, "-c", script, tmp_path],
            capture_output=True,
            text=True,
            cwd=ROOT,
            env=ENVIRONMENT,
        )
        assert "StoreError" in other.stderr
        assert "is in use by another process" in other.stderr
        assert store.documents() == ["one"]


def test_a_newer_store_asks_for_an_upgrade(tmp_path: Path) -> None:
    Store.open(tmp_path).close()
    (tmp_path / "kg-store.json").write_text('{"format": 99, "ready": true}')
    with pytest.raises(StoreError, match=r"newer version \(format 99.*upgrade political-kg"):
        Store.open(tmp_path)


def test_a_file_is_no_store(tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text("text")
    with pytest.raises(StoreError, match="is a file and no store"):
        Store.open(tmp_path / "page.txt")


def test_a_directory_with_other_files_is_no_store_and_not_touched(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("years of work")
    with pytest.raises(StoreError, match="other files and no store"):
        Store.open(tmp_path)
    assert [p.name for p in tmp_path.iterdir()] == ["thesis.txt"]


@pytest.mark.parametrize("marker", ["", "{", "[]", '{"format": "x", "ready": true}'])
def test_a_half_written_marker_is_told(tmp_path: Path, marker: str) -> None:
    Store.open(tmp_path).close()
    (tmp_path / "kg-store.json").write_text(marker)
    with pytest.raises(StoreError, match=r"is damaged: kg-store\.json cannot be read"):
        Store.open(tmp_path)


def test_a_store_without_its_database_is_damaged_and_not_made_anew(tmp_path: Path) -> None:
    Store.open(tmp_path).close()
    shutil.rmtree(tmp_path / "data")
    with pytest.raises(StoreError, match="damaged: its database is missing"):
        Store.open(tmp_path)


def test_a_broken_database_is_damaged(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        store.add(TWO)
    for path in (tmp_path / "data").glob("MANIFEST-*"):
        path.write_bytes(b"\xff" * 50)
    with pytest.raises(StoreError, match="is damaged") as caught:
        Store.open(tmp_path)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("left", ["marker", "part of the database"])
def test_a_creation_cut_short_is_finished(tmp_path: Path, left: str) -> None:
    (tmp_path / "kg-store.json").write_text('{"format": 1, "ready": false}')
    if left != "marker":
        (tmp_path / "data").mkdir()
        (tmp_path / "data" / "CURRENT").write_text("MANIFEST-000001\n")
    with Store.open(tmp_path) as store:
        assert store.add(ONE)
    assert json.loads((tmp_path / "kg-store.json").read_text())["ready"] is True


def test_a_read_only_directory_is_told() -> None:
    folder = Path(tempfile.mkdtemp())  # not tmp_path, which only its owner may enter
    folder.chmod(0o755)
    with Store.open(folder / "store") as store:
        store.add(ONE)
    paths = [folder / "store", *(folder / "store").rglob("*")]
    for path in paths:
        path.chmod(0o555 if path.is_dir() else 0o444)
    try:
        assert (
            in_child(lambda: (folder / "store" / "data" / "CURRENT").read_text(), become_nobody) == "no error"
        )
        message = in_child(lambda: Store.open(folder / "store"), become_nobody)
    finally:
        for path in paths:
            path.chmod(0o755)
        shutil.rmtree(folder)
    assert message == f"StoreError: {folder}/store: {READ_ONLY}"


def test_a_closed_store_says_so() -> None:
    store = Store.open()
    store.close()
    with pytest.raises(StoreError, match="the store is closed"):
        store.documents()


# A full disk


def test_a_full_disk_keeps_what_was_stored(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        store.add(ONE)
        before = store.dump()
    message = in_child(lambda: fill(tmp_path), limit_files)
    assert "the disk is full, and the change was not made" in message
    with Store.open(tmp_path) as store:
        assert "one" in store.documents()
        assert verify(store).ok
        for document in set(store.documents()) - {"one"}:
            store.retract(document)
        assert store.dump() == before


def test_a_full_file_system_keeps_what_was_stored(tmp_path: Path) -> None:
    if (
        os.geteuid() != 0
        or subprocess.run(["mount", "-t", "tmpfs", "-o", "size=12m", "tmpfs", tmp_path]).returncode
    ):
        pytest.skip(
            "a file system of a few megabytes can be mounted by root only; a file size limit is tested above"
        )
    try:
        with Store.open(tmp_path / "store") as store:
            store.add(ONE)
        with pytest.raises(StoreError, match="the disk is full"):
            fill(tmp_path / "store")
        for path in (tmp_path / "store" / "data").glob("LOG.old*"):
            path.unlink()
        shutil.copytree(tmp_path / "store", tmp_path.parent / "copy")
        with Store.open(tmp_path.parent / "copy") as store:
            assert "one" in store.documents()
            assert verify(store).ok
    finally:
        subprocess.run(["umount", "--lazy", tmp_path], check=True)  # a database that failed lets go late


def fill(path: Path) -> None:
    """Add documents until it fails."""
    with Store.open(path) as store:
        for i in range(500):
            store.add(
                extraction(*(claim("a", "loyalTo", "leader", at=j) for j in range(60)), name=f"more-{i}")
            )


def limit_files() -> None:
    """Let no file grow beyond what a few documents need."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (500_000, 500_000))


def become_nobody() -> None:
    """Give up the rights of root, who may write anywhere."""
    if os.geteuid() == 0:
        os.setuid(65534)


def in_child(action: Callable[[], object], before: Callable[[], None]) -> str:
    """Run an action in a process of its own; the kind and text of the error that it ends with."""
    out, into = os.pipe()
    child = os.fork()
    if child == 0:
        message = "no error"
        try:
            before()
            action()
        except BaseException as error:
            message = f"{type(error).__name__}: {error}"
        os.write(into, message.encode())
        os._exit(0)
    os.close(into)
    with os.fdopen(out, "rb") as pipe:
        message = pipe.read().decode()
    os.waitpid(child, 0)
    return message


# A process that is killed

_WRITER = """
import sys
from tests.extractions import claim, extraction
from kg import policy
from kg.store import Store
with Store.open(sys.argv[1]) as store:
    print("open", flush=True)
    for turn in range(10_000):
        subject = "ab"[turn % 2]
        claims = [claim(subject, "loyalTo", "leader", at=i) for i in range(60)]
        store.add(extraction(*claims, name="one"))
        policy.materialize(store, "reported")
        store.add(extraction(*claims[:5], name="two"))
        store.retract("two")
"""


@pytest.mark.slow
def test_a_killed_process_leaves_whole_documents(tmp_path: Path) -> None:
    moments = random.Random(7)
    for _ in range(50):
        writer = subprocess.Popen(
            [sys.executable, "-c", _WRITER, str(tmp_path / "store")],
            cwd=ROOT,
            env=ENVIRONMENT,
            stdout=subprocess.PIPE,
        )
        assert writer.stdout is not None
        writer.stdout.readline()
        time.sleep(moments.uniform(0.05, 1.2))
        writer.send_signal(signal.SIGKILL)
        writer.wait()
        writer.stdout.close()
        with Store.open(tmp_path / "store") as store:
            assert verify(store).ok
            for document in store.documents():
                subjects = {c.subject for c in from_quads(store, document).claims}
                assert len(subjects) == 1, "claims of two versions in one document"
            policy.materialize(store, "reported")
            with Store.open() as fresh:
                for document in store.documents():
                    fresh.add(from_quads(store, document))
                policy.materialize(fresh, "reported")
                assert store.dump() == fresh.dump()


@pytest.mark.slow
def test_a_creation_that_is_killed_can_be_finished(tmp_path: Path) -> None:
    moments = random.Random(3)
    for turn in range(8):
        writer = subprocess.Popen(
            [sys.executable, "-c", _WRITER, str(tmp_path / str(turn))],
            cwd=ROOT,
            env=ENVIRONMENT,
            stdout=subprocess.DEVNULL,
        )
        while not (tmp_path / str(turn)).exists():
            time.sleep(0.001)
        time.sleep(moments.uniform(0, 0.08))
        writer.send_signal(signal.SIGKILL)
        writer.wait()
        with Store.open(tmp_path / str(turn)) as store:
            store.add(TWO)
            assert verify(store).ok
