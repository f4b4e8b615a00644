"""Whatever is wrong ends in one line that says what and what to do; nothing that was stored is lost."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from kg.graph import Graph
from tests.test_cli import ROOT, SEED, kg


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory, seed_page: Path) -> Path:
    store = tmp_path_factory.mktemp("bad") / "store"
    with Graph.open(store) as graph:
        graph.build(seed_page)
    return store


@pytest.fixture
def store(built: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(built, tmp_path / "store"))


def _refused(done: subprocess.CompletedProcess[str], *words: str) -> None:
    """Exit 2, and one line on standard error with the given words and no traceback."""
    assert done.returncode == 2, done.stderr
    lines = done.stderr.strip().splitlines()
    assert len(lines) == 1, done.stderr
    assert "Traceback" not in done.stderr
    for word in words:
        assert word in done.stderr


def _still_there(store: Path) -> None:
    with Graph.open(store) as graph:
        assert graph.documents() == [SEED]
        assert graph.verify().ok


@pytest.mark.parametrize(
    ("name", "content", "word"),
    [
        ("empty.txt", b"", "empty"),
        ("blank.txt", b" \n\n \n", ""),
        ("picture.txt", bytes(range(256)) * 40, ""),
        ("encoding.txt", b"\xff\xfe\x00" * 7, ""),
        ("big.txt", b"A party was banned. " * 1_048_576, "large"),
    ],
)
def test_a_page_that_is_none(store: Path, tmp_path: Path, name: str, content: bytes, word: str) -> None:
    page = tmp_path / name
    page.write_bytes(content)
    _refused(kg("build", str(page), "--store", str(store)), name, word)
    _still_there(store)


def test_a_missing_page_and_a_folder(store: Path, tmp_path: Path) -> None:
    _refused(kg("build", str(tmp_path / "no.txt"), "--store", str(store)), "no.txt")
    _refused(kg("build", str(tmp_path), "--store", str(store)))


@pytest.mark.parametrize("bomb", ["<div>" * 100_000 + "A party was banned.", "<p>" + "&lt;" * 200_000])
def test_html_bombs_end_soon(tmp_path: Path, bomb: str) -> None:
    page = tmp_path / "bomb.html"
    page.write_text(f"<html><body>{bomb}</body></html>")
    done = kg("build", str(page), "--store", str(tmp_path / "s"))
    assert done.returncode in {0, 2}
    assert "Traceback" not in done.stderr


def test_a_page_without_politics_is_no_error(tmp_path: Path) -> None:
    text = "Mix the flour with two eggs. Bake the cake for forty minutes and let it cool."
    done = kg("build", "-", "--store", str(tmp_path / "s"), stdin=text)
    assert done.returncode == 0
    assert "0 claims" in done.stderr or "no claims" in done.stderr


def test_a_syntax_error_is_placed(built: Path) -> None:
    done = kg("query", "-", "--store", str(built), stdin="SELECT ?x WHERE {\n  ?x a\n}")
    _refused(done, "line 3")


def test_unknown_names_are_answered_with_near_ones(built: Path) -> None:
    _refused(kg("query", "loyality", "--store", str(built)), "loyalty")
    _refused(kg("query", "offices", "--acter", "x", "--store", str(built)), "actor")
    _refused(kg("query", "changes", "--from", "yesterday", "--store", str(built)), "date")
    _refused(kg("query", "loyalty", "--view", "stricd", "--store", str(built)), "strict")
    _refused(kg("export", "docx", "--store", str(built)), "html")


def test_a_date_that_is_none(tmp_path: Path) -> None:
    done = kg("extract", "-", "--published", "yesterday", stdin="A party was banned.")
    assert done.returncode == 2
    assert "Traceback" not in done.stderr


def test_a_store_that_another_process_holds(store: Path) -> None:
    with Graph.open(store):
        _refused(kg("query", "loyalty", "--store", str(store)), str(store))
    _still_there(store)


def test_a_store_of_a_newer_version(store: Path) -> None:
    file = store / "kg-store.json"
    known = file.read_text()
    file.write_text(json.dumps({**json.loads(known), "version": 999, "format": 999}))
    _refused(kg("query", "loyalty", "--store", str(store)), "newer")
    file.write_text(known)
    _still_there(store)


def test_a_store_that_is_half_written(store: Path) -> None:
    (store / "kg-store.json").write_text('{"ver')
    _refused(kg("query", "loyalty", "--store", str(store)), str(store))


def test_a_store_whose_database_is_damaged(store: Path) -> None:
    for file in store.rglob("CURRENT"):
        file.write_bytes(b"garbage")
    _refused(kg("query", "loyalty", "--store", str(store)), str(store))


def test_a_directory_that_is_no_store(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    _refused(kg("build", "-", "--store", str(tmp_path), stdin="A party was banned."), "store")
    assert [p.name for p in tmp_path.iterdir()] == ["notes.txt"]


def test_a_store_that_is_not_there(tmp_path: Path) -> None:
    _refused(kg("query", "loyalty", "--store", str(tmp_path / "none")), "kg build")


def test_a_read_only_store(store: Path, seed_page: Path) -> None:
    for path in (store, *store.rglob("*")):
        path.chmod(0o555 if path.is_dir() else 0o444)
    try:
        if os.geteuid() == 0:
            command = [sys.executable, "-m", "kg", "retract", SEED, "--store", str(store)]
            drop = f"import os; os.setgid(65534); os.setuid(65534); os.execv({command[0]!r}, {command!r})"
            done = subprocess.run(
                [sys.executable, "-c", drop],
                capture_output=True,
                text=True,
                check=False,
                env={**os.environ, "PYTHONPATH": str(ROOT)},
            )
            if "PermissionError" in done.stderr or "encodings" in done.stderr:
                pytest.skip("the interpreter is out of reach for a user without rights on this machine")
        else:
            done = kg("retract", SEED, "--store", str(store))
        assert done.returncode == 2, done.stderr
        assert "Traceback" not in done.stderr
    finally:
        for path in (store, *store.rglob("*")):
            path.chmod(0o755 if path.is_dir() else 0o644)


def test_an_unknown_model_says_what_to_install() -> None:
    done = kg("extract", "-", "--model", "no_such_pipeline", stdin="The Green Party was banned.")
    _refused(done, "no_such_pipeline", "install")
