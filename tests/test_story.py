"""Stories in Markdown: what a file may say, and what is said of one that cannot be told."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import InputError
from kg.explore.story import read_story
from kg.export import export
from tests import made
from tests.conftest import ROOT

TOLD = """# Who was kept out

Of **two** parties.

## [Barred](#screen=elections&view=strict)

First caption.

\\# no heading

## [In [2011]](graph.html#screen=timeline)
"""


def story(folder: Path, text: str) -> Path:
    path = folder / "story.md"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_file_is_a_title_and_steps_that_link_to_views(tmp_path: Path) -> None:
    told = read_story(story(tmp_path, TOLD))
    assert (told.title, told.text) == ("Who was kept out", "Of **two** parties.")
    assert [(s.title, s.address, s.line) for s in told.steps] == [
        ("Barred", "screen=elections&view=strict", 5),
        ("In [2011]", "screen=timeline", 11),
    ]
    assert told.steps[0].text == "First caption.\n\n# no heading"
    assert told.steps[1].text == ""


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "story.md:1: a story begins with its title"),
        ("Hello\n", "story.md:1: a story begins with its title"),
        ("\n## [A](#)\n", "story.md:2: a story begins with its title"),
        ("# A\n\n# B\n", "story.md:3: a story has one title"),
        ("# \n", "story.md:1: the title is empty"),
        ("# A\n\nText.\n", "story.md: the story has no step"),
        ("# A\n\n## A step\n", "story.md:3: this step links to no view"),
        ("# A\n\n## [A](https://example.org)\n", "story.md:3: this step links to no view"),
    ],
)
def test_what_is_no_story_is_told_with_its_line(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(InputError) as told:
        read_story(story(tmp_path, text))
    assert str(told.value).removeprefix(f"{tmp_path}/").startswith(message)


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"none\.md: the file cannot be read"):
        read_story(tmp_path / "none.md")
    (tmp_path / "bytes.md").write_bytes(b"# \xff\xfe")
    with pytest.raises(InputError, match=r"bytes\.md: the file is not UTF-8 text"):
        read_story(tmp_path / "bytes.md")


@given(text=st.text(alphabet=st.sampled_from("# []()ab\\\n\r"), max_size=60))
def test_any_text_is_a_story_or_an_error_of_ours(text: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("any") / "story.md"
    path.write_bytes(text.encode())
    try:
        told = read_story(path)
    except InputError:
        return
    assert told.title
    assert told.steps


@pytest.mark.parametrize(
    ("address", "message"),
    [
        ("open=claim%2Fnone", "'claim/none' is not in the graph"),
        ("focus=id%2Fnone", "'id/none' is not in the graph"),
        ("view=nobody", "there is no view 'nobody'"),
    ],
)
def test_a_step_that_speaks_of_what_is_not_there_is_refused(
    tmp_path: Path, address: str, message: str
) -> None:
    told = read_story(story(tmp_path, f"# A\n\n## [A](#{address})\n"))
    with pytest.raises(InputError) as refused:
        export(made.store_of(made.extraction()), "html", tmp_path / "out.html", story=told)
    assert f"story.md:3: {message}" in str(refused.value)
    assert not (tmp_path / "out.html").exists()


def test_only_the_explorer_tells_stories(tmp_path: Path) -> None:
    told = read_story(story(tmp_path, TOLD))
    with pytest.raises(InputError, match="csv takes no story; formats that do: html, html-query"):
        export(made.store_of(made.extraction()), "csv", tmp_path / "out", story=told)


def test_a_bad_story_ends_the_command_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "graph").mkdir()
    file = story(tmp_path, "# A\n")
    done = subprocess.run(
        [sys.executable, "-m", "kg", "view", "--store", str(tmp_path / "graph"), "--story", str(file)],
        env={**os.environ, "PYTHONPATH": str(ROOT), "NO_COLOR": "1"},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert "the story has no step" in done.stderr
    assert "Traceback" not in done.stderr
