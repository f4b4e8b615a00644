"""Many articles, one after the other, in the memory of a few."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from kg.errors import InputError, ModelError
from kg.extract.grammar.parse import load, parse_all
from kg.extract.pipeline import extract_parsed
from kg.extract.words import lexicon
from kg.extract.words.language import refuse_foreign
from kg.model import Article, Extraction

__all__ = ["extract_many"]

_AT_ONCE = 16

Named = tuple[str, Article]
Outcome = tuple[str, Extraction | Exception]


def extract_many(articles: Iterable[Named], *, model: str | None = None) -> Iterator[Outcome]:
    """What articles say, each under the name that it came with, in their order.

    Several are parsed at once, and the words that the parser meets are forgotten with them, so that memory
    stays the same however many there are. For an article that cannot be extracted its error is given, and
    the others go on.

    Parameters: `model` is as for `extract`. Raises ModelError if the pipeline is missing.
    """
    nlp = load(model)
    queue = iter(articles)
    while batch := list(islice(queue, _AT_ONCE)):
        with nlp.memory_zone():
            done = list(_together(batch, model))
        yield from done


def _together(batch: list[Named], model: str | None) -> Iterator[Outcome]:
    refused = {k: error for k, named in enumerate(batch) if (error := _refusal(*named)) is not None}
    docs = parse_all((article for k, (_, article) in enumerate(batch) if k not in refused), model=model)
    for k, (name, article) in enumerate(batch):
        if k in refused:
            yield name, refused[k]
            continue
        doc = next(docs)
        try:
            yield name, extract_parsed(article, doc)
        except ModelError:
            raise
        except Exception as error:  # one article must not end the others
            yield name, error


def _refusal(name: str, article: Article) -> InputError | None:
    try:
        refuse_foreign(article.text, lexicon.load(), name)
    except InputError as error:
        return error
    return None
