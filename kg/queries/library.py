"""The named queries: plain `.rq` files whose comment header says what they ask."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kg import resources
from kg.errors import QueryError

__all__ = ["NamedQuery", "Parameter", "library", "parse"]

_HEADER = re.compile(r"^#\s*([a-z-]+):\s*(.*?)\s*$")
_PARAMETER = re.compile(
    r'^(?P<name>\w+)\s+(?P<type>\S+?)(?P<optional>\?)?(?:\s*=\s*(?P<default>\S+))?\s+"(?P<about>[^"]*)"$'
)


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a query may be asked for: a name, an XML Schema type, a default as text, and what it means."""

    name: str
    type: str
    about: str
    default: str | None = None


@dataclass(frozen=True, slots=True)
class NamedQuery:
    """One question: its SPARQL text, and what its header says of it.

    `expected` is the answer that the packaged article must give.
    """

    name: str
    title: str
    question: str
    text: str
    parameters: tuple[Parameter, ...] = ()
    tags: tuple[str, ...] = ()
    expected: str = ""

    def parameter(self, name: str) -> Parameter | None:
        """The parameter of that name, if the query has it."""
        return next((p for p in self.parameters if p.name == name), None)


@cache
def library() -> Mapping[str, NamedQuery]:
    """All named queries by name, in alphabetical order.

    >>> library()["loyalty"].title
    'Who is loyal to whom'
    """
    files = sorted(resources.path("queries").rglob("*.rq"), key=lambda p: p.stem)
    return {path.stem: parse(path.read_text("utf-8"), path) for path in files}


def parse(text: str, path: Path | None = None) -> NamedQuery:
    """Read the comment header of a query; a text without one is a query without a name.

    Raises QueryError for a parameter line that is not `name xsd:type[?] [= default] "meaning"`.
    """
    header: dict[str, str] = {}
    parameters = []
    for number, line in enumerate(text.splitlines(), 1):
        found = _HEADER.match(line)
        if found is None:
            if line.startswith("#") or not line.strip():
                continue
            break
        key, value = found.groups()
        if key == "param":
            parameters.append(_parameter(value, f"{path or 'query'}, line {number}"))
        else:
            header[key] = value
    return NamedQuery(
        name=path.stem if path else "",
        title=header.get("title", ""),
        question=header.get("question", ""),
        text=text,
        parameters=tuple(parameters),
        tags=tuple(t.strip() for t in header.get("tags", "").split(",") if t.strip()),
        expected=header.get("answer-on-seed", ""),
    )


def _parameter(line: str, where: str) -> Parameter:
    found = _PARAMETER.match(line)
    if found is None:
        raise QueryError(
            f"{line!r} is no parameter", where=where, hint='write: name xsd:string? = default "what it means"'
        )
    return Parameter(found["name"], found["type"].removeprefix("xsd:"), found["about"], found["default"])
