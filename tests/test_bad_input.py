"""Whatever is wrong ends in one line that says what and what to do; nothing that was stored is lost."""

from __future__ import annotations

import json
import os
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pyoxigraph
import pytest

from kg.graph import Graph
from tests.conftest import ROOT
from tests.test_cli import SEED, kg


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


def _damaged(done: subprocess.CompletedProcess[str]) -> None:
    """A damaged store is named, and the way out is said."""
    _refused(done, "is damaged", "build it anew")


def _still_there(store: Path) -> None:
    with Graph.open(store) as graph:
        assert graph.documents() == [SEED]
        assert graph.verify().ok


_NO_PAGES = {
    "empty.txt": (b"", "empty; give a page with text"),
    "blank.txt": (b" \n\n \n", "empty"),
    "picture.txt": (bytes(range(256)) * 40, "binary"),
    "encoding.txt": (b"\xff\xfe\x00" * 7, "utf-16-le and is broken at byte"),
    "cut.txt": (b"\xef\xbb\xbfThe Pr\xe4sident", "save it as UTF-8"),
    "big.txt": (b"A party was banned. " * 1_048_576, "larger than 10 MB; give one article at a time"),
}


def test_a_page_that_is_none(built: Path, tmp_path: Path) -> None:
    def build(name: str) -> subprocess.CompletedProcess[str]:
        (tmp_path / name).write_bytes(_NO_PAGES[name][0])
        store = shutil.copytree(built, tmp_path / f"{name}.store")
        return kg("build", str(tmp_path / name), "--store", str(store))

    with ThreadPoolExecutor(2) as two:
        ended = dict(zip(_NO_PAGES, two.map(build, _NO_PAGES), strict=True))
    for name, done in ended.items():
        assert done.stdout == ""
        _refused(done, name, _NO_PAGES[name][1])
        _still_there(tmp_path / f"{name}.store")


def test_a_missing_page_and_a_folder(store: Path, tmp_path: Path) -> None:
    _refused(kg("build", str(tmp_path / "no.txt"), "--store", str(store)), "no.txt")
    _refused(kg("build", str(tmp_path), "--store", str(store)))


@pytest.mark.slow
def test_html_bombs_end_soon(tmp_path: Path) -> None:
    bombs = ("<div>" * 100_000 + "A party was banned.", "<p>" + "&lt;" * 100_000)

    def build(number: int) -> subprocess.CompletedProcess[str]:
        page = tmp_path / f"{number}.html"
        page.write_text(f"<html><body>{bombs[number]}</body></html>")
        return kg("build", str(page), "--store", str(tmp_path / str(number)))

    started = time.perf_counter()
    with ThreadPoolExecutor() as both:
        for done in both.map(build, range(len(bombs))):
            assert done.returncode in {0, 2}, done.stderr
            assert "Traceback" not in done.stderr
            assert "internal error" not in done.stderr
    assert time.perf_counter() - started < 30


def test_a_page_without_politics_is_no_error(tmp_path: Path) -> None:
    text = "Mix the flour with two eggs. Bake the cake for forty minutes and let it cool."
    done = kg("build", "-", "--store", str(tmp_path / "s"), stdin=text)
    assert done.returncode == 0
    assert "no political statement found" in done.stderr
    assert "0 claims" in done.stderr


def test_a_syntax_error_is_placed(built: Path) -> None:
    done = kg("query", "-", "--store", str(built), stdin="SELECT ?x WHERE {\n  ?x a\n}")
    _refused(done, "line 3, column ")


def test_unknown_names_are_answered_with_near_ones(built: Path) -> None:
    _refused(kg("query", "loyality", "--store", str(built)), "loyalty")
    _refused(kg("query", "offices", "--acter", "x", "--store", str(built)), "actor")
    _refused(kg("query", "changes", "--from", "yesterday", "--store", str(built)), "date")
    _refused(kg("query", "loyalty", "--view", "stricd", "--store", str(built)), "strict")
    _refused(kg("export", "docx", "--store", str(built)), "html")


def test_a_date_that_is_none() -> None:
    done = kg("extract", "-", "--published", "yesterday", stdin="A party was banned.")
    _refused(done, "'yesterday' is not a day", "2012-01-16")


def test_wrong_use_is_told_from_findings(built: Path) -> None:
    _refused(kg("nonsense"), "nonsense", "--help")
    _refused(kg("build"), "PAGE", "--help")
    _refused(kg("query", "loyalty", "--format", "xml", "--store", str(built)), "xml", "table")
    _refused(kg("extract", "-", "--format", "xml", stdin="A party was banned."), "xml", "json")
    _refused(kg("query", "offices", "--param", "actor", "--store", str(built)), "--param NAME=VALUE")
    _refused(kg("query", "offices", "--actor", "--store", str(built)), "write --actor VALUE")
    _refused(kg("query", "offices", "Soares", "--store", str(built)), "one word too many")


def test_a_query_file_that_cannot_be_read(built: Path, tmp_path: Path) -> None:
    _refused(kg("query", str(tmp_path / "no.rq"), "--store", str(built)), "no.rq", "check the path")
    (tmp_path / "latin.rq").write_bytes("ASK { ?a ?b 'Pr\u00e4sident' }".encode("latin-1"))
    _refused(kg("query", str(tmp_path / "latin.rq"), "--store", str(built)), "latin.rq", "UTF-8")
    (tmp_path / "empty.rq").write_text("")
    _refused(kg("query", str(tmp_path / "empty.rq"), "--store", str(built)), "the query is empty")


def test_a_query_that_would_change_the_store(store: Path) -> None:
    _refused(kg("query", "-", "--store", str(store), stdin="CLEAR ALL"), "CLEAR", "kg retract")
    _still_there(store)


def test_an_export_that_cannot_be_written(store: Path, tmp_path: Path) -> None:
    folder, file = tmp_path / "folder", tmp_path / "file"
    folder.mkdir()
    file.write_text("mine")
    _refused(kg("export", "ttl", "-o", str(folder), "--store", str(store)), str(folder), "name a file")
    _refused(kg("export", "ttl", "-o", str(file / "x.ttl"), "--store", str(store)), "--out")
    _refused(kg("export", "csv", "-o", str(file), "--store", str(store)), str(file), "folder")
    assert file.read_text() == "mine"
    assert not list(folder.iterdir())
    _still_there(store)


def test_a_store_that_another_process_holds(store: Path) -> None:
    with Graph.open(store):
        commands = (["query", "loyalty"], ["verify"], ["retract", SEED], ["export", "trig"])
        with ThreadPoolExecutor() as several:
            ended = list(several.map(lambda command: kg(*command, "--store", str(store)), commands))
        for done in ended:
            _refused(done, str(store), "in use by another process; wait until that has ended")
            assert done.stdout == ""
    _still_there(store)


def test_a_store_of_a_newer_version(store: Path) -> None:
    file = store / "kg-store.json"
    known = file.read_text()
    file.write_text(json.dumps({**json.loads(known), "version": 999, "format": 999}))
    _refused(kg("query", "loyalty", "--store", str(store)), "newer")
    file.write_text(known)
    _still_there(store)


def test_a_store_that_is_half_written(store: Path) -> None:
    marker = store / "kg-store.json"
    whole = marker.read_text()
    marker.write_text(whole[: len(whole) // 2])
    _damaged(kg("query", "loyalty", "--store", str(store)))
    _damaged(kg("build", "-", "--store", str(store), stdin="A party was banned."))
    assert marker.read_text() == whole[: len(whole) // 2]
    marker.write_text(whole)
    _still_there(store)


@pytest.mark.parametrize("pattern", ["CURRENT", "MANIFEST-*", "*.sst"])
def test_a_store_whose_database_is_cut_short(store: Path, pattern: str) -> None:
    pyoxigraph.Store(str(store / "data")).flush()
    file = max((store / "data").glob(pattern), key=lambda f: f.stat().st_size)
    whole = file.read_bytes()
    file.write_bytes(whole[:10])
    others = {f: f.read_bytes() for f in (store / "data").glob("*.sst") if f != file}
    _damaged(kg("query", "loyalty", "--store", str(store)))
    _damaged(kg("build", "-", "--store", str(store), stdin="A party was banned."))
    assert {f: f.read_bytes() for f in others} == others
    file.write_bytes(whole)
    _still_there(store)


def test_a_store_whose_log_is_cut_short(tmp_path: Path, seed_page: Path) -> None:
    store = tmp_path / "store"
    with Graph.open(store) as graph:
        graph.build(seed_page)
    file = max((store / "data").iterdir(), key=lambda f: f.stat().st_size)
    os.truncate(file, file.stat().st_size // 3)
    done = kg("verify", "--store", str(store))
    if done.returncode != 0:
        _damaged(done)
    else:  # what was stored is elsewhere too, and nothing is lost
        assert re.fullmatch(r"evidence: (\d+) of \1 hold\n", done.stdout)


def test_a_store_whose_database_is_missing(store: Path) -> None:
    shutil.rmtree(store / "data")
    _damaged(kg("query", "loyalty", "--store", str(store)))
    assert [p.name for p in store.iterdir()] == ["kg-store.json"]


def test_a_file_in_the_place_of_a_store(tmp_path: Path, seed_page: Path) -> None:
    page = Path(shutil.copy(seed_page, tmp_path))
    for command in (["query", "loyalty"], ["build", str(page)]):
        _refused(kg(*command, "--store", str(page)), "is a file and no store; give the name of a directory")
    assert page.read_bytes() == seed_page.read_bytes()


def test_a_directory_that_is_no_store(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    _refused(kg("build", "-", "--store", str(tmp_path), stdin="A party was banned."), "store")
    assert [p.name for p in tmp_path.iterdir()] == ["notes.txt"]


def test_a_store_that_is_not_there(tmp_path: Path) -> None:
    _refused(kg("query", "loyalty", "--store", str(tmp_path / "none")), "kg build")


_WITHOUT_RIGHTS = """
import contextlib, io, os, sys
from kg.cli import main
warm, cold, document = sys.argv[1:]
with contextlib.redirect_stderr(io.StringIO()):
    main(["retract", "none", "--store", warm])
if os.geteuid() == 0:
    os.setgid(65534)
    os.setuid(65534)
sys.exit(main(["retract", document, "--store", cold]))
"""


def test_a_read_only_store(store: Path) -> None:
    # Root may write everywhere, so the child gives that up, once the package is loaded.
    with tempfile.TemporaryDirectory() as folder:
        cold = Path(shutil.copytree(store, Path(folder) / "store"))
        Path(folder).chmod(0o755)
        parts = (cold, *cold.rglob("*"))
        for part in parts:
            part.chmod(0o555 if part.is_dir() else 0o444)
        done = subprocess.run(
            [sys.executable, "-c", _WITHOUT_RIGHTS, str(store), str(cold), SEED],
            capture_output=True,
            text=True,
            check=False,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )
        _refused(done, str(cold), "may not be written; change its permissions")
        for part in parts:
            part.chmod(0o755 if part.is_dir() else 0o644)
        _still_there(cold)


def test_a_store_that_may_not_grow(store: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "kg", "retract", SEED, "--store", str(store)],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000)),
    )
    _refused(done, str(store), "the disk is full, and the change was not made; free some space")
    _still_there(store)


def test_a_full_disk(built: Path, tmp_path: Path, seed_page: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    size = sum(f.stat().st_size for f in built.rglob("*") if f.is_file()) + 3_000_000
    mount = ["mount", "-t", "tmpfs", "-o", f"size={size}", "none", str(disk)]
    if os.geteuid() != 0 or subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("a small disk can be mounted by root only; the limit on file size stands for it")
    try:
        store = Path(shutil.copytree(built, disk / "store"))
        page = tmp_path / "other.txt"
        page.write_text(seed_page.read_text("utf-8").replace("Kazakh", "Varon"), "utf-8")
        _refused(kg("build", "-q", str(page), "--store", str(store)), str(store), "the disk is full")
        _still_there(Path(shutil.copytree(store, tmp_path / "rescued")))
    finally:
        subprocess.run(["umount", str(disk)], check=True)


def test_standard_output_that_is_full(built: Path) -> None:
    with open("/dev/full", "wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "kg", "export", "trig", "--store", str(built)],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )
    _refused(done, "no space left on device")


def test_an_unknown_model_says_what_to_install() -> None:
    done = kg("extract", "-", "--pipeline", "no_such_pipeline", stdin="The Green Party was banned.")
    _refused(done, "no_such_pipeline", "install")
