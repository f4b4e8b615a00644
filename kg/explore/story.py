"""Stories: views in an order, each with a caption, written as Markdown; `src/story/file.ts` reads the same.

A file is a title, and steps whose headings are links to views of the explorer:

    # Who was kept out

    What this is about.

    ## [Two were barred](#screen=elections&view=strict)

    The **caption** of the first step.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qsl

from kg.errors import InputError

__all__ = ["Step", "Story", "read_story"]

_STEP = re.compile(r"^##\s+\[(?P<title>.*)\]\([^()\s#]*#(?P<address>[^()\s]*)\)\s*$")
_IDS = frozenset({"open", "focus", "path", "only"})
_LINES = re.compile(r"\r\n?|\n")


@dataclass(frozen=True, slots=True)
class Step:
    """A view by what stands behind the # of its address, with a title and a caption in Markdown.

    `line` is where it stands in its file.
    """

    title: str
    address: str
    text: str
    line: int

    def to_json(self) -> dict[str, str]:
        """The step as the page reads it."""
        return {"title": self.title, "address": self.address, "text": self.text}


@dataclass(frozen=True, slots=True)
class Story:
    """A title, what the story is about, and its steps; `where` names its file in messages."""

    title: str
    text: str
    steps: tuple[Step, ...]
    where: str = "story"

    def to_json(self) -> dict[str, object]:
        """The story as the page reads it."""
        return {"title": self.title, "text": self.text, "steps": [s.to_json() for s in self.steps]}

    def check(self, ids: Collection[str], views: Collection[str]) -> None:
        """See that every step speaks of claims, actors and views that are there.

        Parameters: `ids` are those of the page's claims and actors, `views` the names of its views.

        Raises InputError for the first that is not.
        """
        for step in self.steps:
            for name, value in parse_qsl(step.address, keep_blank_values=True):
                place = f"{self.where}:{step.line}"
                if name in _IDS and value not in ids:
                    raise InputError(
                        f"{value!r} is not in the graph",
                        where=place,
                        hint="build its document, or make this step anew in the explorer",
                    )
                if name == "view" and value not in views:
                    raise InputError(
                        f"there is no view {value!r}", where=place, hint=f"there are: {', '.join(views)}"
                    )


def read_story(path: Path) -> Story:
    """The story of a Markdown file.

    Raises InputError, with the line, for a file that cannot be read or is no story.
    """
    try:
        text = path.read_text("utf-8-sig")
    except OSError as error:
        raise InputError(
            f"the file cannot be read: {error.strerror or error}",
            where=str(path),
            hint="name a Markdown file that is there",
        ) from error
    except UnicodeDecodeError as error:
        raise InputError(
            "the file is not UTF-8 text", where=str(path), hint="save it as UTF-8 Markdown"
        ) from error
    return _parsed(text, str(path))


def _parsed(text: str, where: str) -> Story:
    title = ""
    steps: list[tuple[str, str, int]] = []
    bodies: list[list[str]] = [[]]
    for number, line in enumerate(_LINES.split(text), 1):
        if re.match(r"#\s", line):
            if title:
                raise _wrong("a story has one title", where, number, "begin each step with ##")
            title = line[1:].strip()
            if not title:
                raise _wrong("the title is empty", where, number, "write it behind the #")
        elif re.match(r"##\s", line):
            if not title:
                raise _untitled(where, number)
            found = _STEP.match(line)
            if not found:
                raise _wrong(
                    "this step links to no view",
                    where,
                    number,
                    "write ## [Title](#…) with the address that “Link” copies in the explorer",
                )
            steps.append((found["title"], found["address"], number))
            bodies.append([])
        elif line.strip() and not title:
            raise _untitled(where, number)
        else:
            bodies[-1].append(line.removeprefix("\\") if line.startswith("\\#") else line)
    if not title:
        raise _untitled(where, 1)
    if not steps:
        raise _wrong("the story has no step", where, None, "add one: ## [Title](#screen=timeline)")
    texts = ["\n".join(body).strip() for body in bodies]
    made = tuple(Step(t, address, texts[i], line) for i, (t, address, line) in enumerate(steps, 1))
    return Story(title, texts[0], made, where)


def _untitled(where: str, line: int) -> InputError:
    return _wrong("a story begins with its title", where, line, "write # Title in the first line")


def _wrong(message: str, where: str, line: int | None, hint: str) -> InputError:
    return InputError(message, where=where if line is None else f"{where}:{line}", hint=hint)
