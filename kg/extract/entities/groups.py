"""People whom a text counts or describes: some of a group, those of them who are named, a crowd."""

from __future__ import annotations

from spacy.tokens import Token

from kg.extract.context import Context
from kg.extract.grammar.antecedents import coordinated
from kg.extract.grammar.clauses import follow
from kg.extract.reference.referents import Referent

__all__ = ["corps", "crowds", "groups", "members"]


_CORPS = (("Soldier", "ArmyName"), ("PoliceOfficer", "PoliceName"))


def members(tokens: list[Token]) -> list[Token]:
    """Those whom the text names of several: "three candidates, including X", "dozens, among them X"."""
    several = [t for t in tokens if t.tag_ == "NNS" or t.pos_ == "NUM"]
    return [named for t in several for named in (*follow(t, "including"), *_among_them(t))]


def _among_them(token: Token) -> list[Token]:
    lists = [p for p in (*token.children, *token.head.children) if p.lower_ == "among" and p.i > token.i]
    pronouns = [c for p in lists for c in p.children if c.lower_ == "them"]
    return [
        named
        for pronoun in pronouns
        for c in (*pronoun.head.children, *pronoun.children)
        if c.dep_ in {"pobj", "appos"} and c.i > pronoun.i
        for named in coordinated(c)
    ]


def groups(context: Context, tokens: list[Token]) -> list[Referent]:
    """The groups some of whose people stand at the tokens: "dozens of X's supporters", "X activists"."""
    found: dict[str, Referent] = {}
    for token in tokens:
        people = _people(context, token)
        if people is None:
            continue
        for path in ("possessor", "of", "from", "modifier"):
            for referent in (r for t in follow(people, path) for r in context.referents.of(t)):
                if referent.entity and context.referents.is_a(
                    referent.entity, "PoliticalParty", "Organization"
                ):
                    part = Referent(referent.entity, referent.text, context.noun_phrase(token))
                    found.setdefault(referent.entity, part)
    return list(found.values())


def crowds(context: Context, tokens: list[Token]) -> list[Referent]:
    """Several people of whom the text tells how many they are or what they do: "thousands of people"."""
    registry, found = context.registry, []
    for token in tokens:
        people = _people(context, token)
        if people is None or not _is_counted(context, token):
            continue
        first = min([token.i, *(c.left_edge.i for c in token.lefts if c.dep_ not in {"det", "punct", "cc"})])
        span = context.doc[first : max(token.i, people.i) + 1]
        text = registry.article.text[span.start_char : span.end_char]
        identifier = registry.add(registry.local(text), text, "Organization", named=False)
        registry.mention(identifier, span.start, span.end)
        found.append(Referent(identifier, text))
    return found


def corps(context: Context, token: Token) -> str | None:
    """The force of the text that soldiers or officers are of, where there is but one."""
    words, lemma = context.lexicon.words, token.lemma_.lower()
    names = next((words(n) for m, n in _CORPS if lemma in words(m)), frozenset())
    found = {
        e
        for e, kind in context.registry.types.items()
        if kind == "LawEnforcement" and names & set(context.registry.names[e].casefold().split())
    }
    return found.pop() if len(found) == 1 else None


def _is_counted(context: Context, token: Token) -> bool:
    """Whether the text says how many: "639 people", "dozens of activists", but not "most of them"."""
    counting = context.lexicon.words("Partitive") - {"most", "majority"}
    return token.lemma_.lower() in counting or any(c.dep_ == "nummod" for c in token.lefts)


def _people(context: Context, token: Token) -> Token | None:
    """The plural of persons that a noun or a number of them stands for."""
    counting = context.lexicon.words("Partitive") | context.lexicon.words("Quantifier")
    if token.pos_ == "NUM" or token.lemma_.lower() in counting:
        token = next(iter(follow(token, "of")), token)
    lemma = token.lemma_.lower()
    people = context.lexicon.words("DescribedPerson") | context.lexicon.words("PeopleNoun")
    described = lemma in people or lemma in context.lexicon.roles
    return token if described and (token.tag_ == "NNS" or lemma in {"staff", "people"}) else None
