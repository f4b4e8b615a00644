"""The "it" that stands for nothing: "it was not clear whether ...", "it was X who ...", "it follows ..."."""

from __future__ import annotations

from spacy.tokens import Token

from kg.extract.grammar.verbs import is_infinitive
from kg.extract.words import lexicon

__all__ = ["is_expletive"]

_CLAUSES = {"ccomp", "xcomp", "advcl", "csubj", "csubjpass", "relcl", "acl"}
_COPULAS = {"be", "become", "remain", "seem", "appear"}
_OPENING = {"that", "whether", "if", "who", "what", "when", "where", "why", "how", "which"}


def is_expletive(token: Token) -> bool:
    """Whether an "it" only holds the place of a clause, or speaks of what has happened."""
    if token.lower_ != "it":
        return False
    verb = token.head
    if token.dep_ in {"nsubj", "nsubjpass"} and verb.pos_ in {"VERB", "AUX"}:
        return _tells_of_clause(verb, token.dep_ == "nsubjpass")
    if verb.lemma_.lower() in lexicon.load().words("ImpersonalPredicate"):
        return True  # "made it clear"
    return any(c.tag_ == "VB" and c.i > token.i and c.dep_ in _CLAUSES for c in verb.children)


def _tells_of_clause(verb: Token, passive: bool) -> bool:
    lemma = verb.lemma_.lower()
    clauses = [c for c in verb.children if c.dep_ in _CLAUSES and c.i > verb.i]
    if passive and verb.lower_ in lexicon.load().words("ImpersonalPredicate"):
        return True  # "it is not known when"
    if passive:  # "it was reported that"
        return any(c.dep_ in {"ccomp", "csubj", "csubjpass"} and not is_infinitive(c) for c in clauses)
    if lemma in lexicon.load().words("ImpersonalVerb"):
        return not any(c.dep_ == "xcomp" or (c.dep_ == "dobj" and lemma == "mean") for c in verb.children)
    if lemma not in _COPULAS:
        return False
    impersonal = lexicon.load().words("ImpersonalPredicate")
    for predicate in verb.children:
        if predicate.dep_ not in {"attr", "acomp", "oprd", "advmod", "npadvmod", "prep"}:
            continue
        if predicate.dep_ in {"attr", "acomp"} and predicate.lemma_.lower() in impersonal:
            return True
        if predicate.dep_ != "acomp" and predicate.i > verb.i:
            clauses += [c for c in predicate.children if c.dep_ in {"relcl", "acl", "ccomp"}]
    return any(_opens_with(c) for c in clauses)


def _opens_with(clause: Token) -> bool:
    """ "it was X who ...", "it was a week ago that ...": the clause is what is told."""
    if clause.dep_ == "advcl":
        return False
    indefinite = any(c.lower_ in {"a", "an"} for c in clause.head.lefts)
    first = next((t for t in clause.subtree if not t.is_punct), clause)
    return first.lower_ in _OPENING and not (clause.dep_ == "relcl" and indefinite)
