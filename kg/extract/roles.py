"""Who is what: titles before names, appositions, "X's leader", "leader of X"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from kg.extract.claims import stated
from kg.extract.clauses import arguments, coordinated
from kg.extract.context import Context
from kg.extract.names import Name, title_words
from kg.extract.status import status_of
from kg.model import Claim, Status

__all__ = ["note_titles", "role_claims"]

_LONGEST_ROLE = 4
_BODIES = ("PoliticalParty", "Organization", "Institution", "Country")


@dataclass(frozen=True, slots=True)
class _Role:
    """A person, the words of the role, and the tokens that may say of what."""

    person: str
    words: tuple[str, ...]
    text: str
    noun: Token
    owner: str | None
    past: bool


def note_titles(context: Context, names: list[Name]) -> None:
    """Remember who bears which title, so that "the president" can be resolved."""
    for name in names:
        person = context.registry.at(name.start)
        if name.title is None or person is None:
            continue
        last = context.doc[name.title[1] - 1]
        past = any(context.doc[i].lower_ in context.lexicon.words("PastRole") for i in range(*name.title))
        owner = _owner_before(context, context.doc[name.title[0] - 1] if name.title[0] else None)
        if owner is not None and (context.registry.country is None or owner != context.registry.country.id):
            continue  # another state's president is not "the president"
        if not past and last.lower_ not in context.lexicon.words("RankTitle"):
            context.referents.titles.setdefault(last.lemma_.lower(), set()).add(person)


def role_claims(context: Context, names: list[Name]) -> Iterator[Claim]:
    """Claims of office, leadership and membership from noun phrases."""
    yield from _own_parties(context)
    yield from _affiliations(context, names)
    for role in (*_titles(context, names), *_before_names(context, names), *_nouns(context)):
        relation = _relation(context, role)
        if relation is None:
            continue
        owner = role.owner
        if relation == "holdsOffice" and owner is None and _is_state_office(context, role):
            country = context.registry.country
            owner = context.registry.add(country.id, country.name, "Country") if country else None
        if relation in {"leads", "memberOf"} and owner is None:
            continue
        if owner is None and any(_is_person(context, t) for t in arguments(role.noun, "possessor")):
            continue
        if role.person == owner:
            continue
        yield stated(
            context,
            relation,
            role.noun,
            role.person,
            owner,
            value=role.text if relation == "holdsOffice" else None,
            dated=not role.past,
            frame=f"{relation}/role",
        )


def _is_person(context: Context, token: Token) -> bool:
    identifier = context.registry.at(token.i)
    return identifier is not None and context.referents.is_a(identifier, "Person")


def _is_state_office(context: Context, role: _Role) -> bool:
    return any(
        " ".join(role.words[i:]) in context.lexicon.words("StateOffice") for i in range(len(role.words))
    )


def _relation(context: Context, role: _Role) -> str | None:
    words = list(role.words)
    for start in range(len(words)):
        relation = context.lexicon.roles.get(" ".join(words[start:]))
        if relation is not None:
            break
    else:
        return None
    if role.owner is None:
        return relation
    if context.referents.is_a(role.owner, "Place"):
        return relation if relation == "holdsOffice" else None
    if relation == "leads" and context.referents.is_a(role.owner, "Country"):
        return "holdsOffice"
    if relation == "holdsOffice" and context.referents.is_a(role.owner, "PoliticalParty", "Movement"):
        return "leads" if words[-1] in {"president", "secretary"} else "memberOf"
    if words[-1] in context.lexicon.words("MandateRole") and context.referents.is_a(
        role.owner, "Organization"
    ):
        return "memberOf"
    return relation


def _titles(context: Context, names: list[Name]) -> Iterator[_Role]:
    """ "UN Assembly President X", "Peruvian President X", "Peru's President X"."""
    past = context.lexicon.words("PastRole")
    for name in names:
        if name.title is None:
            continue
        person = context.registry.at(name.start)
        tokens = [context.doc[i] for i in range(*name.title)]
        if person is None or not context.referents.is_a(person, "Person"):
            continue
        before = context.doc[name.title[0] - 1] if name.title[0] else None
        words = tuple(t.lower_ for t in tokens)
        earlier = before is not None and before.lower_ in past
        if words[-1] in context.lexicon.words("RankTitle") and words[-1] not in context.lexicon.roles:
            continue
        text = context.text(([before] if earlier and before is not None else []) + tokens)
        yield _Role(
            person,
            tuple(w for w in words if w not in past),
            text,
            context.doc[name.start],
            _owner_before(context, before),
            earlier or any(w in past for w in words),
        )


def _own_parties(context: Context) -> Iterator[Claim]:
    """ "his party, X": whose party it is belongs to it."""
    for noun in context.doc:
        if noun.lemma_.lower() != "party" or noun.tag_ != "NN":
            continue
        owners = [r.entity for t in arguments(noun, "possessor") for r in context.referents.of(t)]
        parties = [context.registry.at(t.i) for t in arguments(noun, "apposition")]
        for person in owners:
            for party in parties:
                if person and party and context.referents.is_a(person, "Person"):
                    yield stated(context, "memberOf", noun, person, party, frame="memberOf/own-party")


def _affiliations(context: Context, names: list[Name]) -> Iterator[Claim]:
    """ "X of the Y movement" belongs to Y."""
    for name in names:
        person = context.registry.at(name.start)
        root = context.doc[name.start : name.end].root
        if person is None or not context.referents.is_a(person, "Person"):
            continue
        for token in arguments(root, "of"):
            for referent in context.referents.of(token):
                group = referent.entity
                if group and context.referents.is_a(group, "PoliticalParty", "Movement", "Coalition"):
                    yield stated(context, "memberOf", root, person, group, frame="memberOf/affiliation")


def _owner_before(context: Context, token: Token | None) -> str | None:
    """An organisation, country or nationality right before a title."""
    if token is None:
        return None
    if token.tag_ == "POS":
        token = token.nbor(-1)
    owner = context.registry.at(token.i)
    if owner is not None and context.referents.is_a(owner, *_BODIES):
        return owner
    gazetteer = context.registry.gazetteer
    country = gazetteer.by_demonym(token.text) or gazetteer.country(token.text)
    if country is not None and token.text[0].isupper():
        return context.registry.add(country.id, country.name, "Country")
    return None


def _before_names(context: Context, names: list[Name]) -> Iterator[_Role]:
    """ "X party leader N": a role right before a name, whatever the parser made of it."""
    past = context.lexicon.words("PastRole")
    for name in names:
        person = context.registry.at(name.start)
        if person is None or name.title is not None or not context.referents.is_a(person, "Person"):
            continue
        start = name.start
        while start > 0 and context.doc[start - 1].is_lower and context.doc[start - 1].is_alpha:
            start -= 1
            if name.start - start == _LONGEST_ROLE:
                break
        words = [t.lower_ for t in context.doc[start : name.start]]
        bounds = title_words(words, context.lexicon)
        if bounds is None or bounds[1] != len(words):
            continue
        first = start + bounds[0]
        tokens = [context.doc[i] for i in range(first, name.start)]
        before = context.doc[first - 1] if first else None
        owner = _owner_before(context, before)
        if owner is None:
            continue
        yield _Role(
            person,
            tuple(w for w in words[bounds[0] :] if w not in past),
            context.text(tokens),
            context.doc[name.start],
            owner,
            any(w in past for w in words[bounds[0] :]),
        )


def _nouns(context: Context) -> Iterator[_Role]:
    """Lower-case role nouns beside a name."""
    for noun in context.doc:
        if (
            noun.pos_ != "NOUN"
            or noun.text[0].isupper()
            or status_of(noun, context.lexicon) is not Status.ASSERTED
        ):
            continue
        modifiers = [c for c in noun.lefts if c.dep_ in {"compound", "amod", "nmod"} and not c.is_punct]
        words = (*(m.lemma_.lower() for m in modifiers if not context.registry.at(m.i)), noun.lemma_.lower())
        before = context.doc[noun.i - 2 : noun.i].text.lower() if noun.i > 1 else ""
        if before in {"co-", "vice-"}:
            words = (*words[:-1], before + words[-1])
        if not any(" ".join(words[i:]) in context.lexicon.roles for i in range(len(words))):
            continue
        past = any(w in context.lexicon.words("PastRole") for w in words)
        plain = [m for m in modifiers if context.registry.at(m.i) is None]
        text = context.text([*plain, noun])
        for person in _bearers(context, noun):
            yield _Role(person, words, text, noun, _owner_of(context, noun, person), past)


def _bearers(context: Context, noun: Token) -> list[str]:
    """The people of whom the noun is said."""
    candidates: list[Token] = []
    head = noun.head
    if noun.dep_ in {"appos", "compound", "nmod"} and head.i != noun.i:
        candidates += [head]
    if noun.dep_ == "attr" and head.lemma_ in {"be", "become", "remain"} and head.tag_ != "VB":
        candidates += arguments(head, "subject")
    if (
        noun.dep_ == "pobj"
        and head.lower_ == "as"
        and head.head.lemma_ in {"serve", "act", "continue", "remain"}
    ):
        candidates += arguments(head.head, "subject")
    candidates += [t for c in noun.children if c.dep_ == "appos" for t in coordinated(c)]
    if noun.dep_ == "conj" and head.dep_ == "appos":
        candidates += [head.head]
    found = []
    for token in candidates:
        person = context.registry.at(token.i)
        if person is not None and context.referents.is_a(person, "Person") and person not in found:
            found.append(person)
    return found


def _owner_of(context: Context, noun: Token, person: str) -> str | None:
    """Of what: "its", "the party's", "of the party", "party leader", "Russian"."""
    modifiers = arguments(noun, "modifier")
    for token in (*arguments(noun, "possessor"), *arguments(noun, "of"), *modifiers):
        if token.pos_ == "ADJ" or token.tag_ == "JJ" or token.ent_type_ == "NORP":
            country = context.registry.gazetteer.by_demonym(token.text)
            if country is not None:
                return context.registry.add(country.id, country.name, "Country")
        if token in modifiers and context.registry.at(token.i) is None:
            continue
        for referent in context.referents.of(token):
            owner = referent.entity
            if owner is not None and owner != person and context.referents.is_a(owner, *_BODIES, "Place"):
                return owner
    return None
