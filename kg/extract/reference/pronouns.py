"""Whom a pronoun stands for, by number, gender, clause and nearness; never one of two as good."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from spacy.tokens import Span, Token

from kg.extract.entities.registry import Registry
from kg.extract.names.mentions import Spot, in_quotes, only_one, sentences_back, spots
from kg.extract.reference.gender import gender_of_word

__all__ = ["PERSONS", "THINGS", "antecedent"]

PERSONS = {"he", "she", "him", "her", "his", "hers", "himself", "herself"}
THINGS = {"it", "its", "itself"}
_FORMS = {
    **dict.fromkeys(("he", "him", "his", "himself"), "he"),
    **dict.fromkeys(("she", "her", "hers", "herself"), "she"),
    **dict.fromkeys(THINGS, "it"),
}
_REACH = 2
_OBJECTS = {"dobj", "pobj", "dative", "iobj"}

Fits = Callable[[str], bool]


def antecedent(
    token: Token,
    registry: Registry,
    genders: Mapping[str, str],
    fits: Fits,
    resolve: Callable[[Token], str | None],
) -> str | None:
    """The entity that a singular pronoun stands for; None where that is not sure.

    `fits` says whether an entity is of a class that the pronoun may stand for, `resolve` what an
    earlier pronoun or noun stands for.
    """
    wanted = gender_of_word(token, registry) if token.lower_ in PERSONS else None
    for sentence in sentences_back(token, _REACH):
        here = [
            s
            for s in spots(registry, sentence, token.i)
            if fits(s.entity)
            and not (wanted and genders.get(s.entity, wanted) != wanted)
            and not _share_clause(s, token)
            and not _speaks(s.head, token, registry)
        ]
        if not in_quotes(token):
            here = [s for s in here if not in_quotes(s.head)] or here
        if token.lower_ in PERSONS and _strangers(sentence, token, registry, resolve):
            return None
        if sentence.end <= token.i:
            for pronoun in _like_pronouns(sentence, token):
                meant = resolve(pronoun)
                if meant is None:
                    return None
                here.append(Spot(meant, pronoun))
        else:
            above = _subject_above(token, here)
            if above is not None:
                return above
        if token.dep_ in _OBJECTS and len({s.entity for s in here}) > 1:
            return None
        found = only_one(here)
        if found is not None:
            return found
        if here:
            known = {s.entity for s in here if wanted and genders.get(s.entity) == wanted}
            return known.pop() if len(known) == 1 else None
    return None


def _like_pronouns(sentence: Span, token: Token) -> list[Token]:
    """Pronouns of that gender that clauses of an earlier sentence speak of."""
    form = _FORMS.get(token.lower_, token.lower_)
    return [
        t
        for t in sentence
        if t.lower_ == form and t.dep_ in {"nsubj", "nsubjpass"} and in_quotes(t) == in_quotes(token)
    ]


def _strangers(
    sentence: Span, token: Token, registry: Registry, resolve: Callable[[Token], str | None]
) -> list[Token]:
    """Subjects that might be meant, and that stand for nobody whom the text names."""
    above = set(token.ancestors)
    return [
        t
        for t in sentence
        if t.i < token.i
        and _is_stranger(t, registry)
        and (t.head in above or sentence.end <= token.i)
        and in_quotes(t) <= in_quotes(token)
        and resolve(t) is None
    ]


def _subject_above(token: Token, here: list[Spot]) -> str | None:
    """The subject of the clause that the pronoun's clause hangs on: "X said he ..."."""
    heads = {s.head.i: s.entity for s in here}
    for verb in token.ancestors:
        for child in verb.children:
            if child.dep_ in {"nsubj", "nsubjpass"} and child.i < token.i and child.i in heads:
                return heads[child.i]
    return None


def _share_clause(spot: Spot, token: Token) -> bool:
    """ "X criticized him": him is not X."""
    reflexive = token.lower_.endswith("self")
    verb = token.head
    if token.dep_ == "pobj" and verb.head.pos_ in {"VERB", "AUX"}:
        verb = verb.head
    return (
        not reflexive
        and token.dep_ in _OBJECTS
        and spot.head.head.i == verb.i
        and spot.head.dep_ in {"nsubj", "nsubjpass"}
    )


def _speaks(head: Token, token: Token, registry: Registry) -> bool:
    """Whether it is the speaker of the quoted words that the pronoun is among."""
    return (
        in_quotes(token)
        and not in_quotes(head)
        and head.dep_ == "nsubj"
        and head.head.lemma_.lower() in registry.lexicon.words("ReportingVerb")
    )


def _is_stranger(subject: Token, registry: Registry) -> bool:
    """Whether a subject is a person whom the text does not name: "a volunteer said ... He ..."."""
    if subject.dep_ not in {"nsubj", "nsubjpass"} or registry.at(subject.i) is not None:
        return False
    lexicon = registry.lexicon
    person = (
        subject.lemma_.lower() in lexicon.words("DescribedPerson") or subject.lemma_.lower() in lexicon.roles
    )
    return subject.tag_ == "NNP" or (subject.tag_ == "NN" and person)
