"""What a verb acts on, gives, or says of something."""

from __future__ import annotations

from spacy.tokens import Token

from kg.extract.grammar.antecedents import RELATIVE, antecedents, coordinated, relative_antecedents
from kg.extract.grammar.subjects import surface_subjects
from kg.extract.grammar.verbs import SUBJECTS, is_passive

__all__ = ["objects", "undergoers"]


def objects(verb: Token, kind: str = "dobj") -> list[Token]:
    """The words that a verb has as objects.

    `kind` is "dobj", "dative", or "predicate" for what the object is called or made.
    """
    if kind == "predicate":
        named = _second_objects(verb) or [c for c in verb.children if c.dep_ in {"attr", "oprd", "acomp"}]
        own = [t for c in named for t in antecedents(c)]
    else:
        second = _second_objects(verb) if kind == "dobj" else []
        own = [t for c in verb.children if c.dep_ == kind and c not in second for t in antecedents(c)]
    named_as = [c for c in verb.children if c.dep_ == "oprd" and c.pos_ == "PROPN" and _has_as(verb)]
    if named_as and kind in {"dobj", "predicate"}:  # "named X as its candidate"
        return [t for c in named_as for t in antecedents(c)] if kind == "dobj" and not own else own[:0]
    if not own:
        own = _small_clause(verb, kind) or (_free_relative(verb) if kind == "dobj" else [])
    if own or kind != "dobj" or verb.dep_ != "relcl" or is_passive(verb):
        return own
    # "the party that the ministry refused to register": a gap
    has_subject = any(c.dep_ in SUBJECTS and c.lower_ not in RELATIVE for c in verb.children)
    return relative_antecedents(verb, verb.head) if has_subject else []


def undergoers(verb: Token) -> list[Token]:
    """What a verb acts on: the subject of a passive, unless that only receives an object."""
    own = objects(verb)
    return own if own or not is_passive(verb) else surface_subjects(verb)


def _has_as(verb: Token) -> bool:
    return any(c.lower_ == "as" and c.dep_ == "prep" for c in verb.children)


def _small_clause(verb: Token, kind: str) -> list[Token]:
    """ "branded the law corrupt": the parser makes a clause of what is called and what it is called."""
    for clause in verb.children:
        if clause.dep_ != "ccomp" or any(c.dep_ in {"mark", "aux", "auxpass"} for c in clause.children):
            continue
        subjects = [c for c in clause.lefts if c.dep_ in {"nsubj", "nsubjpass"}]
        if subjects and (clause.pos_ in {"ADJ", "NOUN"} or clause.tag_ == "VBN"):
            return coordinated(clause if kind == "predicate" else subjects[0])
    return []


def _second_objects(verb: Token) -> list[Token]:
    """What the first object is called or given where the parser sees two: "declared X a terrorist group"."""
    direct = [c for c in verb.children if c.dep_ == "dobj"]
    return direct[1:] if len(direct) > 1 and direct[0].pos_ in {"PROPN", "PRON"} else []


def _free_relative(verb: Token) -> list[Token]:
    """ "criticized what he called a farce": the farce is criticised."""
    for clause in verb.children:
        if clause.dep_ in {"ccomp", "dobj"} and any(c.lower_ == "what" for c in clause.children):
            return [c for c in clause.children if c.dep_ in {"oprd", "attr"}]
    return []
