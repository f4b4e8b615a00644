"""Exports: the same store in the formats that other programs read.

Each format is one module with a function `render(store, view)`; adding one is a module and a
line in `FORMATS`.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import InputError, QueryError
from kg.export.files import write_all
from kg.export.loss import LossReport, Rendering

if TYPE_CHECKING:
    from kg.store import Store

__all__ = ["FORMATS", "Format", "LossReport", "Rendering", "export"]


@dataclass(frozen=True, slots=True)
class Format:
    """A format by the module that renders it; `per_view` is false where every view gives the same file.

    `options` names what more it can be told.
    """

    name: str
    label: str
    module: str
    per_view: bool = True
    function: str = "render"
    file: str = "{stem}.{name}"
    options: tuple[str, ...] = ()

    def render(self, store: Store, view: str, **options: object) -> Rendering:
        """The files of this format, not yet written."""
        module = import_module(f"kg.export.{self.module}")
        function: Callable[..., Rendering] = getattr(module, self.function)
        return function(store, view, **options)


FORMATS: Mapping[str, Format] = {
    f.name: f
    for f in (
        Format("ttl", "Turtle: the direct graph of a view", "turtle"),
        Format("trig", "TriG: every graph, every claim", "trig", per_view=False),
        Format("jsonld", "JSON-LD: every graph, with a context from the ontology", "jsonld", per_view=False),
        Format("graphml", "GraphML: a claim is an edge", "graphml"),
        Format("gexf", "GEXF 1.3: a claim is an edge with colour, line and dates", "gexf"),
        Format("csv", "CSV: nodes.csv, edges.csv and claims.csv in a folder", "tables", file="{name}"),
        Format(
            "html",
            "HTML: the explorer in one file, as `kg view` writes it",
            "picture",
            options=("story",),
        ),
        Format(
            "html-query",
            "HTML: the explorer with an engine for SPARQL, as `kg view --with-query` writes it",
            "picture",
            function="render_with_engine",
            file="{stem}.query.html",
            options=("story",),
        ),
    )
}
"""The formats by name."""


def export(
    store: Store, fmt: str, out: Path | str, *, view: str = "reported", **options: object
) -> LossReport:
    """Write the store in a format, whole or not at all, and say what the format could not carry.

    Parameters: `fmt` is a key of `FORMATS`; `out` the file to write, a folder for "csv", or "-"
    for the standard output; `view` a view that has been materialised; `options` what only some
    formats can be told, such as a `story`. The same store gives the same bytes.

    Raises InputError for an unknown format or option or a folder format on standard output, QueryError for
    a view that is not there, KgError where `out` cannot be written.
    """
    if fmt not in FORMATS:
        raise InputError(f"there is no export format {fmt!r}", hint=f"choose one of {', '.join(FORMATS)}")
    if FORMATS[fmt].per_view and view not in store.views():
        there = ", ".join(store.views()) or "none yet"
        raise QueryError(
            f"the view {view!r} is not in the store",
            hint=f"run `kg materialize --view {view}`; there are: {there}",
        )
    for option in options.keys() - set(FORMATS[fmt].options):
        able = ", ".join(f.name for f in FORMATS.values() if option in f.options) or "none"
        raise InputError(f"{fmt} takes no {option}", hint=f"formats that do: {able}")
    rendering = FORMATS[fmt].render(store, view, **options)
    if str(out) == "-":
        if rendering.folder:
            raise InputError(f"{fmt} is several files", where="-", hint="name a folder instead of -")
        sys.stdout.buffer.write(rendering.files[""])
        sys.stdout.buffer.flush()
        return LossReport(fmt, view, (), rendering.lost)
    place = Path(out)
    if rendering.folder and place.exists() and not place.is_dir():
        raise InputError(
            f"{fmt} is several files", where=str(place), hint="name a folder that is not a file yet"
        )
    files = {
        (place / key if rendering.folder else place.with_suffix(key) if key else place): content
        for key, content in rendering.files.items()
    }
    write_all(files)
    return LossReport(fmt, view, tuple(files), rendering.lost)
