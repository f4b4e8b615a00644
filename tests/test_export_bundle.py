"""The committed script and style of the picture are what their sources build to."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

EXPLORE = Path(__file__).parent.parent / "kg" / "explore"
ESBUILD = EXPLORE / "node_modules" / ".bin" / "esbuild"


@pytest.mark.skipif(not ESBUILD.exists(), reason="esbuild is not installed: npm ci --prefix kg/explore")
@pytest.mark.parametrize(
    ("source", "built", "options"),
    [
        ("src/main.js", "built/explore.js", ["--bundle", "--format=iife", "--target=es2021"]),
        ("src/style.css", "built/explore.css", []),
    ],
)
def test_the_built_file_is_current(source: str, built: str, options: list[str]) -> None:
    command = [str(ESBUILD), source, "--minify", "--charset=utf8", *options]
    fresh = subprocess.run(command, cwd=EXPLORE, check=True, capture_output=True, timeout=60).stdout
    assert fresh == (EXPLORE / built).read_bytes()


def test_the_script_reaches_for_no_network_and_parses_no_markup() -> None:
    script = (EXPLORE / "built" / "explore.js").read_text(encoding="utf-8")
    for name in (
        "fetch(",
        "XMLHttpRequest",
        "WebSocket",
        "import(",
        "innerHTML",
        "insertAdjacentHTML",
        "eval(",
    ):
        assert name not in script
