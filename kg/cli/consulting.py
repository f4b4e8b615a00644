"""The options that ask a language model too, and the step that does."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.errors import InputError

if TYPE_CHECKING:
    from rich.console import Console

    from kg.model import Extraction

__all__ = [
    "CacheOption",
    "EndpointOption",
    "ExtractorChoice",
    "ExtractorOption",
    "ModelEndpointOption",
    "ModelOption",
    "PricesOption",
    "consultation",
]


class ExtractorChoice(StrEnum):
    """Who finds the claims."""

    FRAMES = "frames"
    LLM = "llm"
    BOTH = "both"


ExtractorOption = Annotated[
    ExtractorChoice,
    typer.Option(help="Who finds the claims: the frames (offline), a language model, or both."),
]
_ENDPOINT_HELP = "An OpenAI-compatible API, with its /v1; its key is read from KG_LLM_KEY alone."
EndpointOption = Annotated[
    str | None,
    typer.Option(
        "--endpoint", "--llm-endpoint", metavar="URL", envvar="KG_LLM_ENDPOINT", help=_ENDPOINT_HELP
    ),
]
# Where a graph is kept, --endpoint is that of the graph.
ModelEndpointOption = Annotated[
    str | None,
    typer.Option("--llm-endpoint", metavar="URL", envvar="KG_LLM_ENDPOINT", help=_ENDPOINT_HELP),
]
ModelOption = Annotated[
    str | None,
    typer.Option(metavar="NAME", envvar="KG_LLM_MODEL", help="The model, as its server calls it."),
]
PricesOption = Annotated[
    tuple[float, float] | None,
    typer.Option(metavar="IN OUT", help="The price of a million tokens asked and answered."),
]
CacheOption = Annotated[
    Path | None,
    typer.Option(metavar="DIR", help="Where the model's answers are kept; by default in the user's cache."),
]


def consultation(
    extractor: ExtractorChoice,
    endpoint: str | None,
    model: str | None,
    prices: tuple[float, float] | None,
    cache: Path | None,
    *,
    option: str = "--endpoint",
) -> Callable[[Extraction, Console], Extraction]:
    """The step from what the frames found to what is kept; it says what it came to on the console.

    `option` is what the command calls the address of the model.

    Raises InputError where a model is to be asked and it is not said which, or where.
    """
    if extractor is ExtractorChoice.FRAMES:
        return lambda extraction, _: extraction
    if not endpoint or not model:
        raise InputError(
            f"--extractor {extractor} needs a model", hint=f"name it with {option} URL and --model NAME"
        )
    if not endpoint.startswith(("http://", "https://")):
        raise InputError("is no web address", where=endpoint, hint=f"write {option} http://127.0.0.1:8000/v1")

    def consult(extraction: Extraction, console: Console) -> Extraction:
        from kg.extract.llm import Endpoint, extract_with_model, merge
        from kg.extract.llm.client import default_cache

        found, report = extract_with_model(
            extraction, Endpoint(endpoint, model, prices), cache=cache or default_cache()
        )
        for line in report.lines():
            console.print(f"  {line}")
        return merge(extraction, found) if extractor is ExtractorChoice.BOTH else found

    return consult
