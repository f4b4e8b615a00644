"""The committed script and style of the explorer are what their sources build to, and what they may do."""

from __future__ import annotations

import gzip
import re
import shutil
import subprocess
from pathlib import Path

import pytest

EXPLORE = Path(__file__).parent.parent / "kg" / "explore"
TOOLS = EXPLORE / "node_modules" / ".bin"

needs_node = pytest.mark.skipif(
    not (TOOLS / "esbuild").exists(), reason="the build is not installed: npm ci --prefix kg/explore"
)


@needs_node
def test_the_built_files_are_current(tmp_path: Path) -> None:
    copy = tmp_path / "explore"
    copy.mkdir()
    shutil.copytree(EXPLORE / "src", copy / "src")
    for name in ("package.json", "tsconfig.json", "node_modules"):
        (copy / name).symlink_to(EXPLORE / name)
    subprocess.run(["npm", "run", "--silent", "build"], cwd=copy, check=True, capture_output=True, timeout=90)
    fresh = sorted((copy / "built").iterdir())
    assert {"explore.css", "explore.js"} <= {file.name for file in fresh}
    for file in fresh:
        assert file.read_bytes() == (EXPLORE / "built" / file.name).read_bytes(), file.name


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
    formats = {"http://gexf.net", "http://graphml.graphdrawing.org"}
    assert set(re.findall(r"https?://[\w.]+", script)) <= {"http://www.w3.org", *formats}
