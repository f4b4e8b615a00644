"""Logical arguments of nouns and adjectives: who owns, does or is what they say."""

from __future__ import annotations

from spacy.tokens import Token

from kg.extract.grammar.antecedents import coordinated, possessors
from kg.extract.grammar.objects import objects, undergoers
from kg.extract.grammar.prepositions import by_agents, prepositional
from kg.extract.grammar.subjects import surface_subjects
from kg.extract.grammar.trees import governor
from kg.extract.grammar.verbs import infinitives
from kg.extract.words import lexicon

__all__ = ["noun_arguments"]


def noun_arguments(noun: Token, function: str) -> list[Token]:
    """The heads that fill a function of a noun, adjective or adverb; see `arguments`."""
    match function:
        case "possessor":
            return possessors(noun)
        case "alias":
            return _aliases(noun)
        case "determiner":
            return [c for c in noun.children if c.dep_ == "det"]
        case "author":
            return _authors(noun)
        case "modifier":
            return [c for c in noun.children if c.dep_ in {"compound", "amod", "nmod"}]
        case "apposition":
            return [t for c in noun.children if c.dep_ == "appos" for t in coordinated(c)]
        case "subject":
            return _predicate_subjects(noun)
        case "light":
            return _light_subjects(noun)
        case "adverbial":
            return _adverbial_subjects(noun)
        case "infinitive":
            return infinitives(noun)
        case "negation":
            return [c for c in noun.children if c.dep_ == "neg"]
        case "complement":
            return [c for c in noun.children if _is_content(c)]
        case "object" | "recipient" | "predicate" | "topic" | "auxiliary" | "mark" | "participle":
            return []
        case _:
            return prepositional(noun, function)


def _authors(noun: Token) -> list[Token]:
    """Who did what a noun says: X in "X's remarks", "the arrest by X", not in "X's arrest"."""
    by = by_agents(noun)
    suffered = noun.lemma_.lower() in lexicon.load().words("SufferedNoun")
    if by or (suffered and not prepositional(noun, "of")):
        return by
    return possessors(noun)


def _aliases(noun: Token) -> list[Token]:
    """The name in "a coalition known as X", "a group called X"."""
    clauses = [
        c for c in noun.children if c.dep_ == "acl" and c.lower_ in {"known", "called", "named", "dubbed"}
    ]
    return [t for c in clauses for t in (*prepositional(c, "as"), *objects(c, "predicate"))]


def _is_content(clause: Token) -> bool:
    """Whether a clause says what a noun is of: "claims X lied to them", and not "claims X made"."""
    if clause.dep_ in {"acl", "ccomp"} and _has_mark(clause, "that"):
        return True
    finite = clause.tag_ in {"VBD", "VBZ", "VBP"} or any(c.dep_ in {"aux", "auxpass"} for c in clause.lefts)
    subjects = [c for c in clause.lefts if c.dep_ in {"nsubj", "nsubjpass"} and c.tag_ not in {"WDT", "WP"}]
    whole = any(c.dep_ in {"dobj", "attr", "acomp", "nsubjpass", "ccomp"} for c in clause.children)
    return (
        clause.dep_ in {"acl", "ccomp", "relcl"}
        and finite
        and bool(subjects)
        and whole
        and not any(
            c.tag_ in {"WDT", "WP", "WRB"} or c.lower_ == "that"
            for c in clause.subtree
            if c.i < subjects[0].i
        )
    )


def _has_mark(clause: Token, word: str) -> bool:
    return any(c.dep_ == "mark" and c.lower_ == word for c in clause.children)


def _predicate_subjects(word: Token) -> list[Token]:
    """Of what an adjective or noun is said: "X is loyal", "X, a body loyal to Y"."""
    head = governor(word)
    if head is None:
        return []
    if word.dep_ in {"acomp", "attr", "oprd", "xcomp", "ccomp"} and head.pos_ in {"AUX", "VERB"}:
        direct = [c for c in head.children if c.dep_ == "dobj"]
        if word.dep_ == "oprd" and direct:
            return coordinated(direct[0])
        return surface_subjects(head)
    if head.lower_ == "as" and head.head.pos_ == "VERB":
        return undergoers(head.head)
    if word.dep_ == "advmod" and head.pos_ == "VERB" and any(c.lower_ == "as" for c in word.lefts):
        return undergoers(head)
    if word.dep_ in {"amod", "appos", "acl", "relcl"} and head.pos_ in {"NOUN", "PROPN", "PRON"}:
        return [head]
    if word.dep_ in {"advcl", "conj"}:
        return surface_subjects(word) or _predicate_subjects(head)
    return []


def _light_subjects(noun: Token) -> list[Token]:
    """Who does what a noun says under a verb that says little: "lodged a complaint"."""
    head = governor(noun)
    if head is not None and head.pos_ == "VERB" and noun.dep_ in {"dobj", "pobj"}:
        return surface_subjects(head)
    return []


def _adverbial_subjects(noun: Token) -> list[Token]:
    """Who does something in the state that a noun names: "governs in coalition with"."""
    head = governor(noun)
    if head is not None and noun.dep_ == "pobj" and head.head.pos_ in {"VERB", "AUX"}:
        return surface_subjects(head.head)
    return []
