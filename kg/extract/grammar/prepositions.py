"""What stands behind a preposition on a word."""

from __future__ import annotations

from spacy.tokens import Token

from kg.extract.grammar.antecedents import antecedents, coordinated

__all__ = ["by_agents", "prepositional"]


def by_agents(word: Token) -> list[Token]:
    """Who does it, behind "by"."""
    found = _by(word)
    if not found and word.pos_ == "VERB":  # "was called a liar by X": the parser may say "a liar by X"
        found = [t for c in word.children if c.dep_ == "oprd" for t in _by(c)]
    return found


def _by(word: Token) -> list[Token]:
    return [
        t
        for c in word.children
        if c.dep_ in {"agent", "prep"} and c.lower_ == "by"
        for p in c.children
        if p.dep_ == "pobj"
        for t in coordinated(p)
    ]


def prepositional(word: Token, preposition: str) -> list[Token]:
    """Objects of a preposition on the word, "out of" and "ahead of" included."""
    first, *rest = preposition.split(" ")
    found = []
    for child in word.children:
        if child.lower_ != first or child.dep_ not in {"prep", "agent", "dative", "prt", "advmod", "mark"}:
            continue
        if rest:
            found += prepositional(child, " ".join(rest))
            continue
        for inner in child.children:
            if inner.dep_ == "amod" and first == "as":
                found.append(inner)  # "labelled as undesirable"
            if inner.dep_ in {"pobj", "pcomp"}:
                found += antecedents(inner) if inner.dep_ == "pobj" else [inner]
    return found or (_called_as(word) if preposition == "as" else [])


def _called_as(verb: Token) -> list[Token]:
    """ "dismissed it as false": the adjective after "as", wherever the parser hangs either."""
    for child in verb.rights:
        marks = [c for c in child.lefts if c.lower_ == "as"]
        adjectives = [c for c in child.rights if c.dep_ in {"amod", "acomp", "conj"}]
        if child.lower_ == "as" and adjectives:
            return coordinated(adjectives[0])
        before = child.doc[child.left_edge.i - 1]
        beside = before.lower_ == "as" and before.head.i == verb.i
        if (
            child.pos_ in {"ADJ", "VERB", "NOUN"}
            and (marks or beside)
            and child.tag_ not in {"VBD", "VBZ", "VBP"}
        ):
            return coordinated(child)
    return []
