"""Forms of verbs: passives, infinitives."""

from __future__ import annotations

from spacy.tokens import Token

__all__ = ["SUBJECTS", "infinitives", "is_infinitive", "is_passive"]

SUBJECTS = {"nsubj", "nsubjpass", "csubj", "csubjpass"}


def is_passive(verb: Token) -> bool:
    """Whether the verb is a passive, or a participle that modifies its own object."""
    if any(
        c.dep_ in {"auxpass", "nsubjpass"} or (c.dep_ == "aux" and c.lemma_ == "get") for c in verb.children
    ):
        return True
    if verb.tag_ != "VBN" or any(c.dep_ == "aux" and c.lemma_ == "have" for c in verb.children):
        return False
    if _has_adjoining_subject(verb) and any(c.dep_ in {"dobj", "ccomp", "oprd"} for c in verb.children):
        return False  # a past tense that the tagger took for a participle
    if verb.dep_ == "conj" and verb.head.pos_ in {"VERB", "AUX"} and not _has_subject(verb):
        return is_passive(verb.head)
    return True


def _has_adjoining_subject(verb: Token) -> bool:
    """A main verb may have a date between it and its subject: "X on Monday named Y"."""
    if verb.dep_ == "ROOT" and any(c.dep_ == "nsubj" and c.pos_ == "PROPN" for c in verb.lefts):
        return True
    return any(c.dep_ == "nsubj" and c.right_edge.i == verb.i - 1 and c.pos_ != "DET" for c in verb.children)


def _has_subject(verb: Token) -> bool:
    return any(c.dep_ in SUBJECTS for c in verb.children)


def is_infinitive(word: Token) -> bool:
    """Whether a verb stands with "to": "to ban", "to be banned", "to have banned"."""
    return any(a.lower_ == "to" and a.dep_ == "aux" for a in word.lefts)


def infinitives(word: Token) -> list[Token]:
    """What is to be done: "urged X to go", "called for X to go", "an ultimatum to go"."""
    own = [
        c for c in word.children if c.dep_ in {"xcomp", "advcl", "ccomp", "acl", "relcl"} and is_infinitive(c)
    ]
    if word.pos_ in {"VERB", "AUX"}:
        inner = [c for c in word.children if c.dep_ in {"dobj", "prep", "dative"}]
        own += [t for c in inner for t in infinitives(c)]
    elif word.pos_ == "ADP":
        own += [
            t
            for c in word.children
            if c.dep_ in {"pobj", "pcomp"}
            for t in (c, *infinitives(c))
            if is_infinitive(t)
        ]
    return own
