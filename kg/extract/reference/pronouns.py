"""Whom a pronoun stands for, by number, gender, clause and nearness; never one of two as good."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Set

from spacy.tokens import Span, Token

from kg.extract.entities.registry import Registry
from kg.extract.grammar.subjects import surface_subjects
from kg.extract.names.mentions import Spot, in_quotes, only_one, sentences_back, spots
from kg.extract.reference.gender import gender_of_word
from kg.extract.words.lexicon import noun_class

__all__ = ["PERSONS", "REACH", "THINGS", "antecedent", "clause_mates"]

PERSONS = {"he", "she", "him", "her", "his", "hers", "himself", "herself"}
THINGS = {"it", "its", "itself"}
_FORMS = {
    **dict.fromkeys(("he", "him", "his", "himself"), "he"),
    **dict.fromkeys(("she", "her", "hers", "herself"), "she"),
    **dict.fromkeys(THINGS, "it"),
}
REACH = 2
_SUBJECTS = {"nsubj", "nsubjpass"}
_BODIES = {
    "PoliticalParty",
    "Coalition",
    "Movement",
    "Organization",
    "MediaOutlet",
    "Institution",
    "ElectionCommission",
    "Legislature",
    "Chamber",
    "Government",
    "Court",
    "LawEnforcement",
    "ObserverMission",
}
_CONTRASTS = {"whereas", "while", "although", "though"}
_OBJECTS = {"dobj", "pobj", "dative", "iobj"}

Fits = Callable[[str], bool]


def antecedent(
    token: Token,
    registry: Registry,
    genders: Mapping[str, str],
    fits: Fits,
    resolve: Callable[[Token], str | None],
    reach: int = REACH,
) -> str | None:
    """The entity that a singular pronoun stands for; None where that is not sure.

    `fits` says whether an entity is of a class that the pronoun may stand for, `resolve` what an
    earlier pronoun or noun stands for, `reach` how many sentences before its own to look in.
    """
    wanted = gender_of_word(token, registry) if token.lower_ in PERSONS else None
    mates = clause_mates(registry, token)
    vague = token.lower_ == "it" and _may_be_a_matter(token, registry)

    def may_be(spot: Spot) -> bool:
        return (
            fits(spot.entity)
            and not (wanted and genders.get(spot.entity, wanted) != wanted)
            and spot.entity not in mates
            and not _speaks(spot.head, token, registry)
            and not (token.lower_ in THINGS and _is_setting(spot, registry))
            and not (vague and spot.head.dep_ in {"compound", "nmod", "amod"})
            and (in_quotes(token) or not in_quotes(spot.head))
        )

    for sentence in sentences_back(token, 0 if vague else reach):
        here = [s for s in spots(registry, sentence, token.i) if may_be(s)]
        unknown: set[int] = set()
        earlier = sentence.end <= token.i
        for noun in _nouns_like(sentence, token, registry) + (
            _like_pronouns(sentence, token) if earlier else []
        ):
            meant = resolve(noun)
            if meant is None:
                unknown.add(noun.i)
            elif may_be(Spot(meant, noun)):
                here.append(Spot(meant, noun))
        if not earlier:
            heads = {s.head.i: s.entity for s in here}
            above = (
                _beside(token, heads)
                or _object_beside(token, heads)
                or _subject_above(token, heads.keys() | unknown)
            )
            if above is not None:
                return heads.get(above.i)
        if unknown:
            return None
        if token.dep_ in _OBJECTS and len({s.entity for s in here}) > 1:
            return None
        found = only_one(here)
        if found is not None:
            return found
        if here:
            known = {s.entity for s in here if wanted and genders.get(s.entity) == wanted}
            return known.pop() if len(known) == 1 else None
    return None


def _may_be_a_matter(token: Token, registry: Registry) -> bool:
    """Whether an "it" can as well be what was said or decided: "voted against it", "denied it"."""
    small_clause = token.dep_ in _SUBJECTS and token.head.pos_ in {"NOUN", "ADJ"}  # "calling it a sham"
    if token.dep_ not in _OBJECTS and not small_clause:
        return False
    verb = token.head.head if small_clause or token.dep_ == "pobj" else token.head
    return verb.lemma_.lower() in registry.lexicon.words("MatterVerb")


def _like_pronouns(sentence: Span, token: Token) -> list[Token]:
    """Pronouns of that gender that clauses of an earlier sentence speak of."""
    form = _FORMS.get(token.lower_, token.lower_)
    return [
        t
        for t in sentence
        if t.lower_ == form and t.dep_ in {"nsubj", "nsubjpass"} and in_quotes(t) == in_quotes(token)
    ]


def _nouns_like(sentence: Span, token: Token, registry: Registry) -> list[Token]:
    """Nouns before a pronoun that name nobody, and that it might stand for: "a volunteer", "the party".

    In an earlier sentence, those that its clauses speak of.
    """
    above = set(token.ancestors)
    kind = _is_person_noun if token.lower_ in PERSONS else _is_body_noun
    return [
        t
        for t in sentence
        if t.i < token.i
        and registry.at(t.i) is None
        and kind(t, registry)
        and _same_gender(t, token, registry)
        and in_quotes(t) <= in_quotes(token)
        and (t.dep_ in _SUBJECTS if sentence.end <= token.i else t.head in above or t.dep_ in _OBJECTS)
        and not any(registry.at(c.i) is not None for c in t.children if c.dep_ == "appos")
        and t not in above
    ]


def _same_gender(noun: Token, token: Token, registry: Registry) -> bool:
    """Whether nothing says that the one is a man and the other a woman."""
    genders = {g for t in (noun, token) if (g := gender_of_word(t, registry)) is not None}
    return len(genders) < 2


def _beside(token: Token, heads: Mapping[int, str]) -> Token | None:
    """Whose it is in "X and his government"."""
    noun = token.head
    joined = token.dep_ == "poss" and noun.dep_ == "conj" and noun.left_edge.i == token.i
    return noun.head if joined and noun.head.i in heads else None


def _object_beside(token: Token, heads: Mapping[int, str]) -> Token | None:
    """Whose it is that somebody is thanked for or condemned over: "condemned X for its policy"."""
    for preposition in token.ancestors:
        if preposition.pos_ in {"VERB", "AUX"} and preposition.dep_ not in {"pcomp", "relcl", "acl"}:
            return None
        if preposition.dep_ != "prep" or preposition.lower_ not in {"for", "over"}:
            continue
        verb = preposition.head if preposition.head.dep_ != "dobj" else preposition.head.head
        for child in verb.children:
            if child.dep_ == "dobj" and child.i < preposition.i and child.i in heads:
                return child
        return None
    return None


def _subject_above(token: Token, among: Set[int]) -> Token | None:
    """The subject of the clause that the pronoun's clause hangs on: "X said he ..."."""
    for verb in token.ancestors:
        if token.dep_ in _OBJECTS and any(c.dep_ == "mark" and c.lower_ in _CONTRASTS for c in verb.lefts):
            return None  # "X called it a farce, whereas Y praised it"
        for child in verb.children:
            if child.dep_ in _SUBJECTS and child.i < token.i and child.i in among:
                return child
    return None


def clause_mates(registry: Registry, token: Token) -> set[str]:
    """Who a word cannot stand for, as its clause is theirs: "X met Y to offer him it", "X is his deputy"."""
    verb = token.head
    if token.dep_ == "poss" and verb.dep_ in {"attr", "oprd"}:
        verb = verb.head
    elif token.lower_.endswith("self") or token.dep_ not in _OBJECTS:
        return set()
    elif token.dep_ == "pobj" and verb.head.pos_ in {"VERB", "AUX"}:
        verb = verb.head
    if verb.pos_ not in {"VERB", "AUX"}:
        return set()
    return {e for t in surface_subjects(verb) if (e := registry.at(t.i)) is not None}


def _is_setting(spot: Spot, registry: Registry) -> bool:
    """Whether a state only tells where or whose something is: "in Peru", "the Peruvian president"."""
    if registry.types[spot.entity] != "Country":
        return False
    head = spot.head
    inside = head.dep_ == "pobj" and head.head.lower_ not in {"by", "against", "with", "on", "for"}
    return inside or head.dep_ in {"compound", "amod", "nmod", "npadvmod", "pobj"} or head.ent_type_ == "NORP"


def _speaks(head: Token, token: Token, registry: Registry) -> bool:
    """Whether it is the speaker of the quoted words that the pronoun is among."""
    if head.dep_ == "appos":
        head = head.head
    return (
        in_quotes(token)
        and not in_quotes(head)
        and head.dep_ == "nsubj"
        and head.head.lemma_.lower() in registry.lexicon.words("ReportingVerb")
    )


def _is_person_noun(noun: Token, registry: Registry) -> bool:
    """Whether it is one person whom the text does not name there: "a volunteer said ... He ..."."""
    lexicon, lemma = registry.lexicon, noun.lemma_.lower()
    if noun.dep_ in _SUBJECTS and noun.tag_ == "NNP":
        return True
    people = lexicon.words("DescribedPerson") | lexicon.words("PeopleNoun")
    return noun.tag_ == "NN" and (lemma in people or lemma in lexicon.roles)


def _is_body_noun(noun: Token, registry: Registry) -> bool:
    """Whether it is one body or group that the text does not name there: "the government over its policy"."""
    kind = noun_class([noun.lemma_.lower()], registry.lexicon)
    definite = any(
        c.lower_ in {"the", "this", "that"} or (c.dep_ == "poss" and c.pos_ != "PRON") for c in noun.lefts
    )
    return noun.tag_ in {"NN", "NNP"} and definite and kind in _BODIES
