"""Bodies of a state that a text names by a common noun: the parliament, the police, the authorities."""

from __future__ import annotations

from spacy.tokens import Token

from kg.extract.entities.registry import Registry, slug
from kg.extract.grammar.clauses import arguments
from kg.extract.words.gazetteer import Country
from kg.extract.words.lexicon import noun_class

__all__ = ["authorities", "find_body"]

# Bodies of which a state has one, so that a common noun is a name.
_KINDS = {
    "Legislature",
    "Chamber",
    "Government",
    "Court",
    "LawEnforcement",
    "ElectionCommission",
    "Institution",
}
# Of these there are many: the noun alone says too little.
_NEED_MORE = {"Institution", "Court"}
_PASSING = {
    "next",
    "new",
    "current",
    "last",
    "previous",
    "same",
    "separate",
    "other",
    "independent",
    "unnamed",
}


def find_body(registry: Registry, token: Token) -> str | None:
    """The id of the body that the noun names, registered with this mention; None where it names none."""
    lexicon = registry.lexicon
    if {token.lemma_.lower(), token.lower_} & lexicon.words("Authorities"):
        if token.tag_ != "NNS" or _foreign(registry, token) is not None:
            return None
        return _mentioned(registry, authorities(registry), token, token.i)
    lemma = token.lemma_.lower()
    kind = noun_class([*_modifiers(token), lemma], lexicon)
    if kind not in _KINDS or (token.tag_ == "NNS" and kind not in {"LawEnforcement", "Court"}):
        return None
    lemma = token.lower_ if kind in {"Court", "LawEnforcement"} else lemma
    words = _name_words(registry, token, kind)
    if kind == "Court" and not words:  # "a court in Place" is one of many, and known by its place
        return _in_place(registry, token, lemma, kind)
    if kind in _NEED_MORE and not words:
        return None
    name = " ".join([*words, lemma])
    known = _named_before(registry, token, name)
    if known is not None:
        return _mentioned(registry, known, token, token.i)
    return _in_place(registry, token, name, kind) or _at_home_or_abroad(registry, token, name, kind)


def find_bodies(registry: Registry) -> None:
    """Register the bodies that act or are acted upon: subjects of the text's clauses."""
    for token in registry.doc:
        if token.dep_ not in {"nsubj", "nsubjpass"} or token.pos_ not in {"NOUN", "PROPN"}:
            continue
        indefinite = any(
            c.lower_ in {"a", "an", "no", "any", "our", "my", "your", "his", "her"} for c in token.lefts
        )
        if registry.at(token.i) is None and not indefinite and not registry.in_heading(token.i):
            find_body(registry, token)


def _named_before(registry: Registry, token: Token, name: str) -> str | None:
    """The one named body that ends in these words: "the electoral commission", "Peru's congress"."""
    foreign = _foreign(registry, token)
    if foreign is not None or any(c.lower_ in {"a", "an", "another"} for c in token.lefts):
        return None
    ending = name.casefold().split()
    found = [
        e
        for e, full in registry.names.items()
        if registry.named[e]
        and full.casefold().split()[-len(ending) :] == ending
        and len(full.split()) > len(ending)
        and any(registry.doc[end - 1].text[0].isupper() for _, end in registry.spans(e))
    ]
    return found[0] if len(found) == 1 else None


def authorities(registry: Registry) -> str:
    """Those who govern the state that the text is about, taken as one."""
    country = registry.country
    name = f"{country.name} authorities" if country else "authorities"
    return registry.add(registry.scoped("authorities"), name, "Government")


def _modifiers(token: Token) -> list[str]:
    return [c.lemma_.lower() for c in token.lefts if c.dep_ in {"compound", "amod"}]


def _name_words(registry: Registry, token: Token, kind: str) -> list[str]:
    """The words before the noun that belong to its name; a dash parts them from what is before it."""
    return [
        c.text if registry.at(c.i) else _in_name(c)
        for c in token.lefts
        if (c.dep_ == "compound" or (c.dep_ == "amod" and kind not in _NEED_MORE - {"Court"}))
        and not _is_no_part(registry, c)
        and c.lower_ not in _PASSING
        and not (c.i > 1 and c.doc[c.i - 1].text == "-" and c.doc[c.i - 2].like_num)
        and not any(t.is_punct and t.whitespace_ for t in token.doc[c.i + 1 : token.i])
    ]


def _in_name(modifier: Token) -> str:
    """A modifier as a name has it: "foreign affairs" before "committee", "electoral"."""
    if modifier.tag_ == "NNS":
        own = [t for t in modifier.subtree if t.dep_ in {"amod", "compound"} or t.i == modifier.i]
        return " ".join(t.lower_ for t in own)
    return modifier.lower_ if modifier.tag_ == "JJR" else modifier.lemma_.lower()


def _is_no_part(registry: Registry, word: Token) -> bool:
    """A number, a participle, or somebody's name before the noun."""
    owner = registry.at(word.i)
    apart = owner is not None and registry.types[owner] in {"Person", "Country"}
    return apart or word.ent_type_ == "ORDINAL" or word.tag_ in {"VBN", "VBD", "VBG"}


def _in_place(registry: Registry, token: Token, name: str, kind: str) -> str | None:
    """ "police in Place": another body than the police of elsewhere."""
    for seat in arguments(token, "in"):
        place = registry.at(seat.i)
        if place is not None and registry.types[place] == "Place":
            full = f"{name} in {registry.names[place]}"
            return _mentioned(registry, registry.add(registry.scoped(full), full, kind), token, seat.i)
    return None


def _at_home_or_abroad(registry: Registry, token: Token, name: str, kind: str) -> str:
    foreign, own = _foreign(registry, token), registry.country
    if foreign is not None:
        lemma = token.lemma_.lower()
        identifier = registry.add(f"{foreign.code.lower()}/{slug(lemma)}", f"{lemma} of {foreign.name}", kind)
    else:
        full = f"Parliament of {own.name}" if own and name == "parliament" else name
        identifier = registry.add(registry.scoped(name), full, kind)
    return _mentioned(registry, identifier, token, token.i)


def _foreign(registry: Registry, token: Token) -> Country | None:
    """Another state than the text's own, named before the noun."""
    own = registry.country
    for modifier in token.lefts:
        known = registry.at(modifier.i)
        name = (
            registry.names[known]
            if known is not None and registry.types[known] == "Country"
            else modifier.text
        )
        country = registry.gazetteer.country(name) or registry.gazetteer.by_demonym(name)
        if country is not None and (own is None or country.id != own.id):
            return country
    return None


def _mentioned(registry: Registry, identifier: str, token: Token, last: int) -> str:
    registry.mention(identifier, token.i, last + 1)
    before = [
        c.left_edge.i for c in token.lefts if c.dep_ in {"compound", "amod"} and c.lower_ not in _PASSING
    ]
    registry.form(identifier, min([token.i, *before]), last + 1)
    return identifier
