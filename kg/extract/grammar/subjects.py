"""Who does what a verb says, along coordination, control, relative clauses and participles."""

from __future__ import annotations

from spacy.tokens import Token

from kg.extract.grammar.antecedents import (
    antecedents,
    coordinated,
    modified,
    possessors,
    relative_antecedents,
)
from kg.extract.grammar.trees import governor, is_within
from kg.extract.grammar.verbs import SUBJECTS, is_infinitive, is_passive
from kg.extract.words import lexicon

__all__ = ["membership", "surface_subjects"]

_FINITE = {"MD", "VBD", "VBZ", "VBP"}
# Who uses something to do a thing does it.
_USING = {"use", "employ", "deploy", "take", "spend", "hold", "stage", "need"}


def surface_subjects(verb: Token, depth: int = 0) -> list[Token]:
    """What stands as the subject, looked for along coordination and control."""
    own = [c for c in verb.children if c.dep_ in SUBJECTS]
    if own:
        return [t for s in own for t in antecedents(s)]
    if depth > 6:
        return []
    head = governor(verb)
    if head is None:
        return []
    if verb.dep_ in {"conj", "dep"} and head.pos_ in {"VERB", "AUX"}:
        return surface_subjects(head, depth + 1)
    if verb.dep_ == "acl" and verb.tag_ == "VB" and head.pos_ == "NOUN":
        return _owners_of_plan(head, depth)
    if verb.dep_ in {"acl", "amod"} and head.pos_ in {"NOUN", "PROPN", "PRON", "DET"}:
        near = _before_comma(verb, head)
        if near is not None:
            return [near]
        apart = verb.i and verb.nbor(-1).text == ","
        issued = verb.tag_ == "VBG" and head.dep_ == "dobj"  # "issued a statement condemning ..."
        if verb.dep_ == "acl" and (apart or issued) and not _may_act(head):
            return _clause_subjects(head, depth)
        return [*_counted_among(head), *modified(head)]
    if verb.dep_ in {"csubj", "acomp", "advcl"} and verb.tag_ == "VBN" and _is_inverted(verb, head):
        return [t for c in head.children if c.dep_ in {"nsubj", "attr"} for t in antecedents(c)]
    if verb.dep_ == "relcl":
        return relative_antecedents(verb, head)
    if verb.dep_ == "ccomp" and any(c.dep_ in {"aux", "auxpass"} and c.tag_ in _FINITE for c in verb.lefts):
        return []  # a clause of its own, whose subject the parser has put elsewhere
    if verb.dep_ in {"xcomp", "advcl", "ccomp", "acomp"} and head.pos_ in {"VERB", "AUX", "ADJ"}:
        # "asked the court to ban": the object of asking does the banning
        controlled = verb.dep_ == "xcomp" and verb.tag_ in {"VB", "VBN"} and head.lemma_ not in _USING
        objects = _asked(head, verb) if controlled or verb.dep_ == "advcl" else []
        return coordinated(objects[0]) if objects else surface_subjects(head, depth + 1)
    if verb.dep_ == "pcomp":
        return _pcomp_subjects(head, depth)
    return []


def _is_inverted(participle: Token, head: Token) -> bool:
    """ "Also arrested were X and Y": the participle comes first, who it is said of last."""
    subjects = [c for c in head.children if c.dep_ in {"nsubj", "attr"}]
    return head.lemma_ == "be" and participle.i < head.i and any(s.i > head.i for s in subjects)


def membership(group: Token) -> Token | None:
    """The "be" that counts somebody among a group: "X was (not) among those held", "X is one of ..."."""
    node = group.head
    while node.lower_ in {"of", "one", "some", "among", "amongst"} and node.head.i != node.i:
        if node.lower_ in {"among", "amongst", "one"} and node.head.lemma_ == "be":
            return node.head
        node = node.head
    return None


def _counted_among(group: Token) -> list[Token]:
    verb = membership(group)
    if verb is None:
        return []
    return [
        t
        for c in verb.children
        if c.dep_ in {"nsubj", "nsubjpass", "attr"} and c.lower_ not in {"one", "some"}
        for t in antecedents(c)
    ]


def _asked(verb: Token, infinitive: Token) -> list[Token]:
    """Who is to do it in "asked X to go", "called on X to go", "named X to head Y"."""
    objects = [c for c in verb.children if c.dep_ in {"dobj", "dative"}]
    words, lemma = lexicon.load().words, verb.lemma_.lower()
    asking = lemma in words("AskingVerb") | words("ChoosingVerb") and is_infinitive(infinitive)
    if asking:
        through = [c for c in verb.children if c.dep_ == "prep" and c.lower_ in {"on", "upon", "with", "to"}]
        objects += [t for c in through for t in c.children if t.dep_ == "pobj"]
    return objects if asking or infinitive.dep_ == "xcomp" else []


def _pcomp_subjects(preposition: Token, depth: int) -> list[Token]:
    """Who does it in "blamed X for doing", "was suspended for doing", "after doing"."""
    above = governor(preposition)
    while above is not None and above.pos_ == "ADP":
        above = governor(above)
    if above is None:
        return []
    if above.pos_ in {"VERB", "AUX"}:
        objects = [c for c in above.children if c.dep_ == "dobj"]
        if objects and preposition.lemma_ in {"for", "of", "with", "as"} and not is_passive(above):
            return coordinated(objects[0])
        return surface_subjects(above, depth + 1)
    return possessors(above)


def _owners_of_plan(noun: Token, depth: int) -> list[Token]:
    """Who is to do it in "the court's plan to ban X", "the court has the power to ban X"."""
    owners = possessors(noun)
    if owners or noun.dep_ != "dobj" or noun.head.pos_ != "VERB":
        return owners
    return surface_subjects(noun.head, depth + 1)


def _before_comma(clause: Token, head: Token) -> Token | None:
    """The name right before ", led by ..." where the parser took one further up."""
    left = clause.left_edge.i
    if left < 2 or clause.doc[left - 1].text != ",":
        return None
    before = clause.doc[left - 2]
    return before if before.pos_ == "PROPN" and before.i != head.i and is_within(before, head) else None


def _may_act(noun: Token) -> bool:
    """Whether a noun names or describes somebody, so that a participle can be said of it."""
    words, lemma = lexicon.load(), noun.lemma_.lower()
    described = words.words("DescribedPerson") | words.words("DescribedGroup") | words.words("Authorities")
    return noun.pos_ != "NOUN" or lemma in words.nouns or lemma in words.roles or lemma in described


def _clause_subjects(noun: Token, depth: int) -> list[Token]:
    """ "X was arrested for treason, accused by Y": the participle is said of the clause's subject."""
    verb = next((a for a in noun.ancestors if a.pos_ in {"VERB", "AUX"}), None)
    return surface_subjects(verb, depth + 1) if verb is not None else []
