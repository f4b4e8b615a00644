"""The committed script and style of the explorer are what their sources build to, and what they may do."""

from __future__ import annotations

import gzip
import re
import subprocess
from pathlib import Path

import pytest

EXPLORE = Path(__file__).parent.parent / "kg" / "explore"
TOOLS = EXPLORE / "node_modules" / ".bin"

needs_node = pytest.mark.skipif(
    not (TOOLS / "esbuild").exists(), reason="the build is not installed: npm ci --prefix kg/explore"
)


@needs_node
@pytest.mark.parametrize(
    ("source", "built", "options"),
    [
        ("src/main.ts", "built/explore.js", ["--format=iife", "--target=es2022"]),
        ("src/query/bundle.ts", "built/query.js", ["--format=iife", "--target=es2022"]),
        (
            "src/query/worker.ts",
            "built/engine.js",
            ["--format=iife", "--target=es2022", "--define:import.meta.url=undefined"],
        ),
        ("src/style/all.css", "built/explore.css", []),
    ],
)
def test_the_built_file_is_current(source: str, built: str, options: list[str]) -> None:
    command = [str(TOOLS / "esbuild"), source, "--bundle", "--minify", "--charset=utf8", *options]
    fresh = subprocess.run(command, cwd=EXPLORE, check=True, capture_output=True, timeout=60).stdout
    assert fresh == (EXPLORE / built).read_bytes()


@needs_node
def test_the_engine_is_the_one_of_its_package() -> None:
    shipped = gzip.decompress((EXPLORE / "built" / "engine.wasm.gz").read_bytes())
    assert shipped == (EXPLORE / "node_modules" / "oxigraph" / "web_bg.wasm").read_bytes()


@needs_node
def test_the_types_of_the_sources_hold() -> None:
    done = subprocess.run([str(TOOLS / "tsc"), "--noEmit"], cwd=EXPLORE, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout


def test_no_source_parses_markup_or_runs_text() -> None:
    forbidden = re.compile(
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|srcdoc"
    )
    for file in sorted((EXPLORE / "src").rglob("*.ts")):
        assert not forbidden.search(file.read_text("utf-8")), file.name


def test_no_source_has_a_colour_of_its_own() -> None:
    for file in sorted((EXPLORE / "src").rglob("*.ts")):
        assert not re.search(r"#[0-9a-fA-F]{6}\b", file.read_text("utf-8")), file.name


def test_the_script_names_no_address_but_those_of_namespaces() -> None:
    script = (EXPLORE / "built" / "explore.js").read_text("utf-8")
    assert set(re.findall(r"https?://[\w.]+", script)) <= {"http://www.w3.org"}
