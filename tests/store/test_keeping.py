"""Stores are backed up, restored, examined and repaired; one cut from outside is never opened as empty."""

from __future__ import annotations

import gzip
import os
import shutil
from pathlib import Path

import pyoxigraph as ox
import pytest
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad

from kg.backup import backup, restore
from kg.cli import main
from kg.doctor import examine, repair
from kg.errors import StoreError
from kg.iris import ONTOLOGY, SOURCES, direct_graph, document_graph, inferred_graph, pol, support_graph
from kg.policy import materialize
from kg.store import Store
from tests.extractions import claim, extraction

ONE = extraction(claim("a", "loyalTo", "leader"), name="one")
TWO = extraction(
    claim("ministry", "suspends", "b", at=6), claim("b", "voteShare", "vote", share="7"), name="two"
)


def filled(path: Path | None = None) -> Store:
    """A store with two documents and a view."""
    store = Store.open(path)
    store.add(ONE)
    store.add(TWO)
    materialize(store, "reported")
    return store


# Backup and restore


def test_a_restored_store_is_the_same(tmp_path: Path) -> None:
    with filled() as store:
        assert backup(store, tmp_path / "kept.nq.gz") == 2
        before = store.dump()
    assert restore(tmp_path / "kept.nq.gz", tmp_path / "new") == 2
    with Store.open(tmp_path / "new") as again:
        materialize(again, "reported")
        assert again.dump() == before
        assert examine(again) == []


def test_the_same_documents_give_the_same_bytes(tmp_path: Path) -> None:
    for name, documents in (("a", (ONE, TWO)), ("b", (TWO, ONE))):
        with Store.open() as store:
            for document in documents:
                store.add(document)
            backup(store, tmp_path / name)
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


@pytest.mark.parametrize("damage", ["cut", "changed", "no backup", "short"])
def test_a_damaged_backup_makes_nothing(tmp_path: Path, damage: str) -> None:
    file = tmp_path / "kept.nq.gz"
    with filled() as store:
        backup(store, file)
    data = file.read_bytes()
    text = gzip.decompress(data)
    file.write_bytes(
        {
            "cut": data[: len(data) // 2],
            "changed": gzip.compress(text.replace(b"loyal", b"royal")),
            "no backup": b"something else",
            "short": gzip.compress(text[: len(text) // 2]),
        }[damage]
    )
    with pytest.raises(StoreError) as caught:
        restore(file, tmp_path / "new")
    assert "\n" not in str(caught.value)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["kept.nq.gz"]


def test_nothing_is_restored_over_a_store(tmp_path: Path) -> None:
    with filled(tmp_path / "store") as store:
        backup(store, tmp_path / "kept.nq.gz")
    with pytest.raises(StoreError, match="is there already"):
        restore(tmp_path / "kept.nq.gz", tmp_path / "store")


# Examining and repairing


def test_a_store_in_order_has_no_troubles() -> None:
    with filled() as store:
        assert examine(store) == []


@pytest.mark.parametrize(
    "graph",
    [
        ONTOLOGY,
        DefaultGraph(),
        direct_graph("reported"),
        inferred_graph("reported"),
        support_graph("reported"),
    ],
    ids=["ontology", "default", "direct", "inferred", "support"],
)
@pytest.mark.parametrize("change", ["less", "more"])
def test_what_follows_from_the_documents_is_made_again(graph: NamedNode | DefaultGraph, change: str) -> None:
    with filled() as store:
        before = set(store.quads)
        if change == "less":
            store.quads.remove(min(store.quads.quads_for_pattern(None, None, None, graph), key=str))
        else:
            odd = NamedNode("https://example.org/odd")
            store.quads.add(Quad(odd, pol("loyalTo"), odd, graph))
        assert examine(store)
        assert repair(store) == []
        assert examine(store) == []
        assert set(store.quads) == before


def test_a_damaged_document_is_told_and_left() -> None:
    with filled() as store:
        quad = next(iter(store.quads.quads_for_pattern(None, pol("quote"), None, document_graph("one"))))
        store.quads.remove(quad)
        store.quads.add(Quad(quad.subject, quad.predicate, Literal("Nobody said this."), quad.graph_name))
        (trouble,) = [t for t in repair(store) if not t.repairable]
        assert trouble.graph == document_graph("one").value
        assert "is not as it was stored" in trouble.message


def test_a_document_without_its_text_or_claims_is_told() -> None:
    with filled() as store:
        for quad in list(store.quads.quads_for_pattern(document_graph("one"), None, None, SOURCES)):
            store.quads.remove(quad)
        for quad in list(store.quads.quads_for_pattern(None, None, None, document_graph("two"))):
            store.quads.remove(quad)
        told = {t.graph: t.message for t in examine(store) if not t.repairable}
        assert "its text is missing" in told[document_graph("one").value]
        assert "its claims are missing" in told[document_graph("two").value]


# Directories


def test_a_database_cut_to_nothing_is_not_opened_as_empty(tmp_path: Path) -> None:
    filled(tmp_path).close()
    Store.open(tmp_path / "empty").close()
    for path in (tmp_path / "data").iterdir():
        path.unlink()
    database = ox.Store(str(tmp_path / "data"))
    database.flush()
    del database
    with pytest.raises(StoreError, match="its database has lost everything; restore it"):
        Store.open(tmp_path)


def test_documents_missing_since_the_last_closing_are_told(tmp_path: Path) -> None:
    with filled(tmp_path / "store") as store:
        store.retract("two")
    marker = tmp_path / "store" / "kg-store.json"
    marker.write_text(marker.read_text().replace('"documents": 1', '"documents": 2'))
    with pytest.raises(StoreError, match="1 documents are left of 2"):
        Store.open(tmp_path / "store")


def test_a_cut_manifest_never_loses_documents_silently(tmp_path: Path) -> None:
    filled(tmp_path / "store").close()
    size = next((tmp_path / "store" / "data").glob("MANIFEST-*")).stat().st_size
    for left in range(0, size, size // 12):
        copy = tmp_path / str(left)
        shutil.copytree(tmp_path / "store", copy)
        (manifest,) = (copy / "data").glob("MANIFEST-*")
        os.truncate(manifest, left)
        try:
            with Store.open(copy) as store:
                found = store.documents()
        except StoreError as error:
            found = ["one", "two"] if "is damaged" in str(error) else []
        assert found == ["one", "two"]


def test_a_store_of_an_older_format_is_brought_to_this_one(tmp_path: Path) -> None:
    with filled(tmp_path) as store:
        before = store.dump()
        note = Quad(inferred_graph("reported"), pol("inconsistency"), Literal("a note"), NamedNode("g:g"))
        store.quads.add(note)
    (tmp_path / "kg-store.json").write_text('{"format": 1, "ready": true}')
    with Store.open(tmp_path) as store:
        store.quads.remove(note)
        assert store.dump() == before
    assert '"format": 2' in (tmp_path / "kg-store.json").read_text()


# The commands


def test_the_commands_work_together(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    first, second, file = str(tmp_path / "a"), str(tmp_path / "b"), str(tmp_path / "kept.nq.gz")
    assert main(["init", "--store", first]) == 0
    assert main(["init", "--store", first]) == 2
    filled(tmp_path / "a").close()
    assert main(["backup", file, "--store", first]) == 0
    assert main(["restore", file, "--store", second]) == 0
    assert main(["doctor", "--store", second]) == 0
    with Store.open(second) as store:
        store.quads.remove(min(store.quads.quads_for_pattern(None, None, None, DefaultGraph()), key=str))
    assert main(["doctor", "--store", second]) == 1
    assert main(["doctor", "--repair", "--store", second]) == 0
    out = capfd.readouterr().out
    assert "2 documents in" in out
    assert "1 troubles, 0 left" in out
