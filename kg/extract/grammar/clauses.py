"""Logical arguments of a word, whatever its construction: who did what to whom.

Active, passive and agentless clauses, shared subjects, control, relative clauses and
participles are brought to one form, so that a lexical frame names a function
("subject", "object", "to") and not a construction.
"""

from __future__ import annotations

from spacy.tokens import Token

from kg.extract.grammar.antecedents import coordinated, modified
from kg.extract.grammar.nouns import noun_arguments
from kg.extract.grammar.objects import objects, undergoers
from kg.extract.grammar.prepositions import by_agents, prepositional
from kg.extract.grammar.subjects import surface_subjects
from kg.extract.grammar.trees import governor
from kg.extract.grammar.verbs import infinitives, is_passive

__all__ = ["arguments", "follow"]


def follow(word: Token, path: str) -> list[Token]:
    """The tokens at a path of functions from a word, `object/of|to` style.

    Steps are joined by "/", alternatives by "|"; the first alternative that leads
    anywhere is taken. Brackets are not needed: "/" binds closer than "|".
    """
    for alternative in path.split("|"):
        reached = [word]
        for step in alternative.split("/"):
            reached = [t for r in reached for t in arguments(r, step)]
        if reached:
            return reached
    return []


def arguments(word: Token, function: str) -> list[Token]:
    """The heads that fill a function of a word.

    `function` is "self", "head", one of the cases below and of those of nouns ("subject", "object",
    "recipient", "predicate", "complement", "possessor", "modifier", "apposition", ...), or a preposition.
    """
    if function == "self":
        return [word]
    if function == "head":
        head = governor(word)
        return [] if head is None else modified(head) if word.dep_ == "amod" else coordinated(head)
    if word.pos_ in {"VERB", "AUX"}:
        return _verb_arguments(word, function)
    return noun_arguments(word, function)


def _verb_arguments(verb: Token, function: str) -> list[Token]:
    match function:
        case "subject":
            return by_agents(verb) if is_passive(verb) else surface_subjects(verb)
        case "surface":
            return surface_subjects(verb)
        case "object":
            return undergoers(verb)
        case "recipient":
            if is_passive(verb) and objects(verb):  # "X was denied registration"
                return surface_subjects(verb)
            return objects(verb, "dative") + prepositional(verb, "to")
        case "predicate":
            return objects(verb, "predicate")
        case "particle":
            return [c for c in verb.children if c.dep_ == "prt" or c.tag_ == "RP"]
        case "adverb":
            return [c for c in verb.children if c.dep_ == "advmod"]
        case "complement":
            return [c for c in verb.children if c.dep_ in {"ccomp", "xcomp"}]
        case "infinitive":
            return infinitives(verb)
        case "participle":
            return [c for c in verb.children if c.dep_ == "advcl" and c.tag_ == "VBG"]
        case "auxiliary":
            return [c for c in verb.children if c.dep_ in {"aux", "auxpass"}]
        case "mark":
            return [c for c in verb.children if c.dep_ == "mark"]
        case "negation":
            return [c for c in verb.children if c.dep_ == "neg"]
        case "topic":
            return [verb]
        case _:
            return prepositional(verb, function)
