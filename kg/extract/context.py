"""What is known of one document while its claims are made."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from spacy.tokens import Doc, Token

from kg.extract.dates.time import DateMention
from kg.extract.elections.telling_apart import Elections
from kg.extract.entities.registry import Registry
from kg.extract.grammar.clauses import follow
from kg.extract.numbers.quantity import QuantityMention
from kg.extract.reference.referents import Referent, Referents
from kg.extract.voice.attribution import Attribution
from kg.extract.words.lexicon import Lexicon
from kg.model import Article, Evidence, When
from kg.vocabulary import Vocabulary

if TYPE_CHECKING:
    from kg.extract.posts.bearers import Bearing
    from kg.extract.posts.nouns import Post

__all__ = ["Context"]

_RECENT = 300
_SHARING = {"conj", "xcomp", "advcl", "acl"}


@dataclass(frozen=True)
class Context:
    """The parsed text and everything found in it so far."""

    article: Article
    doc: Doc
    lexicon: Lexicon
    vocabulary: Vocabulary
    registry: Registry
    elections: Elections
    referents: Referents
    attribution: Attribution
    dates: tuple[DateMention, ...]
    quantities: tuple[QuantityMention, ...]
    vintage: str | None
    posts: Mapping[int, Post] = field(default_factory=dict)
    bearings: tuple[Bearing, ...] = ()

    def evidence(self, token: Token) -> Evidence:
        """The sentence of a token, as the clean text has it."""
        sentence = token.sent
        text = self.article.text[sentence.start_char : sentence.end_char]
        start = sentence.start_char + len(text) - len(text.lstrip())
        end = sentence.start_char + len(text.rstrip())
        return Evidence(start, end, self.article.text[start:end], self.article.zone_at(start))

    def text(self, tokens: list[Token]) -> str:
        """The clean text that the tokens span, without surrounding marks."""
        if not tokens:
            return ""
        start, end = min(t.idx for t in tokens), max(t.idx + len(t) for t in tokens)
        text = re.sub(r"\s+", " ", self.article.text[start:end]).strip(" ,;:.\"'“”‘’-–—")
        return text if text.count('"') % 2 == 0 else text.replace('"', "")

    def is_name(self, token: Token) -> bool:
        """Whether the token is part of an actor's name; what tells of an election or event is none."""
        own = self.registry.at(token.i)
        return own is not None and not self.referents.is_a(own, "Election", "Event")

    def noun_phrase(self, head: Token) -> str:
        """The text of a noun phrase without its appositions and clauses."""
        return self.text([t for t in head.subtree if not t.is_space and not _below_clause(t, head)])

    def meant_by(self, token: Token) -> list[Referent]:
        """What a noun phrase stands for: the name beside a title, or what the words alone tell."""
        if self.registry.at(token.i) is None:
            named = [b.bearer for b in self.bearings if b.verb is None and b.post.head.i == token.i]
            called = [i for t in follow(token, "alias") if (i := self.registry.at(t.i)) is not None]
            found = named or called or self._capital(token)
            if found:
                return [Referent(n, token.text) for n in dict.fromkeys(found)]
        return self.referents.of(token)

    def _capital(self, token: Token) -> list[str]:
        """ "the capital": the city of that rank that the text names."""
        country = self.registry.country
        plain = not any(c.dep_ in {"appos", "compound", "amod", "poss"} for c in token.children)
        if country is None or token.lemma_.lower() != "capital" or token.tag_ != "NN" or not plain:
            return []
        if not any(c.lower_ == "the" for c in token.lefts):
            return []
        places = [e for e, kind in self.registry.types.items() if kind == "Place"]
        return [e for e in places if self.registry.names[e].casefold() == country.capital.casefold()]

    def when(self, trigger: Token) -> When | None:
        """The date said of a word: its own, or that of the verb that it shares one with."""
        node = trigger
        for _ in range(4):
            for date in self._points.get(node.i, ()):
                if not self._is_appointed(date, node):
                    return date.when
            beside_argument = self._beside_argument(node)
            if beside_argument is not None or node.head.i == node.i:
                return beside_argument
            beside = node.dep_ == "advcl" and any(c.lower_ == "while" for c in node.children)
            apart = (_own_subject(node) and not beside) or _differs_in_time(node)
            shares = node.dep_ in _SHARING and node.head.pos_ in {"VERB", "AUX"} and not apart
            nominal = node.pos_ == "NOUN" and node.dep_ in {"dobj", "nsubj", "nsubjpass", "pobj", "prep"}
            passing = node.dep_ in {"prep", "pcomp"} and node.pos_ == "ADP"
            if not (shares or nominal or passing):
                return None
            node = node.head
        return None

    @cached_property
    def _points(self) -> Mapping[int, list[DateMention]]:
        """The resolved points in time, by the word that each modifies."""
        points: dict[int, list[DateMention]] = defaultdict(list)
        for date in self.dates:
            if date.when is not None and date.kind == "point":
                points[_host(date, self.doc).i].append(date)
        return points

    def _beside_argument(self, verb: Token) -> When | None:
        """A day that the parser joins to a name beside the verb: "a court on Friday sentenced X in May"."""
        if verb.pos_ not in {"VERB", "AUX"}:
            return None
        for host in verb.children:
            subject = host.dep_ in {"nsubj", "nsubjpass"} and host.i < verb.i
            name = any(self.registry.at(t.i) is not None for t in (host, *host.lefts))
            if not subject and not (name and host.dep_ in {"dobj", "oprd", "attr"}):
                continue
            for date in self._points.get(host.i, ()):
                root = self.doc[date.root]
                if root.dep_ == "pobj" and root.head.lower_ in {"in", "on"} and root.head.head.i == host.i:
                    return date.when
        return None

    def _is_appointed(self, date: DateMention, verb: Token) -> bool:
        """Whether it is the date of what the verb sets: "called elections for May 6"."""
        preposition = self.doc[date.root].head
        return preposition.lower_ == "for" and verb.lemma_ in self.lexicon.words("SchedulingVerb")

    def is_measure(self, relation: str) -> bool:
        """Whether a relation is something that is done against somebody: a ban, an arrest."""
        return self.vocabulary.relations[relation].family == "measures"

    def chamber(self) -> str | None:
        """The chamber that the text is about, or else its parliament."""
        for kind in ("Chamber", "Legislature"):
            found = [i for i in self.registry.names if self.vocabulary.is_a(self.registry.types[i], kind)]
            if found:
                return max(sorted(found), key=lambda i: len(self.registry.spans(i)))
        return None

    def election_at(self, token: Token) -> str | None:
        """The election that a sentence names, or the last that its paragraph did, or the article's own."""
        kind = self._kind_of(token)
        elections = {
            e
            for e in self.referents.elections_ids()
            if kind is None or self.elections.kinds.get(e, kind) == kind
        }
        sentence = token.sent
        named = [e for t in sentence if (e := self.registry.at(t.i)) in elections]
        if named:
            return named[0]
        i = sentence.start - 1
        while i >= 0 and not (self.doc[i].is_space and "\n" in self.doc[i].text):
            found = self.registry.at(i)
            if found in elections:
                return found
            i -= 1
        if self.elections.focal in elections or kind is None:
            return self.elections.focal
        return next(iter(sorted(e for e in elections if e in self.elections.kinds)), None)

    def _kind_of(self, token: Token) -> str | None:
        """The kind of election that the words before a noun tell: "presidential candidate"."""
        words = (c.lower_ for c in token.lefts if c.dep_ in {"amod", "compound"})
        kind = next((w for w in words if w in self.lexicon.words("ElectionKind") and w != "general"), None)
        return self.lexicon.same_kind(kind)

    def election_on(self, token: Token) -> str | None:
        """The election that a result belongs to: none where the clause is dated otherwise than it."""
        election, own = self.election_at(token), self.when(token)
        held = self.elections.dates.get(election or "")
        published = self.article.source.published
        if held is None and own is not None and published is not None:
            # an election without a date is one of these months
            recent = dt.timedelta(days=_RECENT)
            return (
                election if published - recent <= own.latest and own.earliest <= published + recent else None
            )
        if own is None or held is None or _overlap(own, held):
            return election
        others = [e for e, when in sorted(self.elections.dates.items()) if _overlap(own, when)]
        return others[0] if others else None

    def is_surveyed(self, token: Token) -> bool:
        """Whether the sentence tells what a survey found, and no result."""
        words = [
            t for t in token.sent if t.lemma_.lower() in self.lexicon.words("SurveyWord") and t.pos_ != "VERB"
        ]
        exit_poll = any(c.lower_ == "exit" for w in words for c in w.lefts)
        return any(self.registry.at(w.i) is None for w in words) and not exit_poll

    def election_time(self, trigger: Token) -> When | None:
        """The date of the election that a word is placed at: "after the 2007 elections"."""
        for child in trigger.children:
            if child.dep_ == "prep" and child.lower_ not in self.lexicon.words("TowardPreposition"):
                for inner in child.children:
                    when = self.elections.dates.get(self.registry.at(inner.i) or "")
                    when = when or (self.election_time(child) if inner.dep_ == "prep" else None)
                    if when is not None:
                        return when
        return None

    def quantities_in(self, heads: list[Token]) -> list[QuantityMention]:
        """The quantities in the phrases of the given heads, in text order."""
        inside = {t.idx for h in heads for t in h.subtree if not _below_clause(t, h)}
        return [m for m in self.quantities if any(m.start <= i < m.end for i in inside)]


def _overlap(a: When, b: When) -> bool:
    return a.earliest <= b.latest and b.earliest <= a.latest


def _below_clause(token: Token, top: Token) -> bool:
    while token.i != top.i:
        if token.dep_ in {"relcl", "acl", "advcl", "appos"}:
            return True
        token = token.head
    return False


def _differs_in_time(node: Token) -> bool:
    """ "quit in May and heads a group": a second verb in another tense has not the date of the first."""
    finite = {"VBD": "past", "VBZ": "present", "VBP": "present"}
    own, other = finite.get(node.tag_), finite.get(node.head.tag_)
    return node.dep_ == "conj" and own is not None and other is not None and own != other


def _own_subject(node: Token) -> bool:
    return any(c.dep_ in {"nsubj", "nsubjpass"} for c in node.children)


def _host(date: DateMention, doc: Doc) -> Token:
    """The verb or noun that a date modifies."""
    node = doc[date.root]
    while node.head.i != node.i:
        node = node.head
        if node.pos_ in {"VERB", "AUX", "NOUN", "PROPN"} and not (date.start <= node.idx < date.end):
            return node
    return node
