"""The page of the explorer as a server sends it: without data, which its script asks for."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from string import Template

from kg.explore.page import BUILT, digest, stylesheet
from kg.vocabulary import load

__all__ = ["Page", "served_page"]


@dataclass(frozen=True, slots=True)
class Page:
    """A page and the content security policy that it is sent with."""

    html: str
    policy: str


@cache
def served_page() -> Page:
    """The page; it may run its own scripts, ask its own server, and load nothing else."""
    style = stylesheet(load())
    script, query = (digest((BUILT / name).read_bytes()) for name in ("explore.js", "query.js"))
    template = (Path(__file__).parent / "served.html").read_text(encoding="utf-8")
    policy = (
        f"default-src 'none'; style-src '{digest(style)}'; script-src '{script}' '{query}'; "
        "connect-src 'self'; worker-src blob:; img-src data:; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )
    return Page(Template(template).substitute(style=style, integrity=script, query=query), policy)
