"""What the name labeller sees of each word of a sentence."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from kg.extract.words.gazetteer import Gazetteer
from kg.extract.words.lexicon import Lexicon, noun_class

__all__ = ["Features"]

_REPEATED = re.compile(r"(.)\1+")
_YEAR = re.compile(r"[12]\d{3}$")
_LISTS = (
    "RankTitle",
    "PortfolioWord",
    "InnerOwner",
    "RegionWord",
    "ElectionKind",
    "DescribedPerson",
    "DescribedGroup",
    "MandateRole",
    "StateOffice",
)
_PARTICLES = {"de", "von", "van", "der", "del", "di", "da", "la"}
_LINKS = {"of", "for", "the", "and", "in", "on", "to", "&", "-", "–"} | _PARTICLES
_LIST_WORDS = {",", ";", ":", "(", ")", "-", '"', "'", "and", "or", "&", "the", "of", "for", "such", "as"}
_POLITICAL = {"PoliticalParty", "Election", "Legislature", "Chamber", "Government"}
_NEAR = 2  # a word further from every capital is no part of a name
_WINDOW = 6
_OFFSETS = (-2, -1, 0, 1, 2)
_WORDS_KEPT = 5_000


@dataclass(frozen=True, slots=True)
class _Word:
    """What is known of a word wherever it stands."""

    lower: str
    starts_name: bool
    capital: bool
    kind: str | None
    role: str | None
    groups: tuple[str, ...]
    marks: tuple[str, ...]
    around: tuple[tuple[str, ...], ...]
    own: tuple[str, ...]


class Features:
    """Describes each word of a sentence by strings: form, parse, word lists, and the names around it."""

    def __init__(
        self, lexicon: Lexicon, gazetteer: Gazetteer, groups: Callable[[Token], tuple[str, ...]]
    ) -> None:
        self._lexicon = lexicon
        self._gazetteer = gazetteer
        self._groups = groups
        self._words: dict[tuple[int, int], _Word] = {}

    def of(self, sentence: Sequence[Token]) -> list[list[str]]:
        """One list of features for each word of a sentence, spaces left out."""
        words = [self._word(t) for t in sentence]
        runs = _runs(words)
        near = _near(words, runs)
        out: list[list[str]] = [["far"] if not n else [] for n in near]
        self._by_position(sentence, words, near, out)
        self._by_run(words, runs, out)
        self._by_sentence(words, out)
        return out

    def _word(self, token: Token) -> _Word:
        key = (token.orth, token.lemma)
        if key not in self._words:
            if len(self._words) >= _WORDS_KEPT:
                self._words.clear()
            self._words[key] = self._read(token)
        return self._words[key]

    def _read(self, token: Token) -> _Word:
        text, lower, lemma_text = token.text, token.lower_, token.lemma_.lower()
        lexicon = self._lexicon
        kind = lexicon.nouns.get(lower) or lexicon.nouns.get(lemma_text)
        role = lexicon.roles.get(lower) or lexicon.roles.get(lemma_text)
        marks = [f"n={kind}"] if kind else []
        marks += [f"r={role}"] if role else []
        marks += [name for name in _LISTS if {lower, lemma_text} & lexicon.words(name)]
        marks += ["country"] if self._gazetteer.country(text) else []
        marks += ["people"] if self._gazetteer.by_demonym(text) else []
        marks += ["capital"] if self._gazetteer.by_capital(text) else []
        groups = self._groups(token)
        shape = _REPEATED.sub(r"\1\1", token.shape_)
        form = [f"w={lower}", f"s={shape}", *(f"g={m}" for m in marks)]
        near = [*form, *(f"c{k}={g}" for k, g in enumerate(groups))]
        far = [*form, *(f"c1={g}" for g in groups[1:2])]
        around = tuple(tuple(f"{k}{x}" for x in (near if abs(k) < 2 else far)) for k in _OFFSETS)
        own = (
            f"lem={lemma_text}",
            *(f"p{n}={text[:n]}" for n in (1, 2, 3, 4)),
            *(f"x{n}={lower[-n:]}" for n in (2, 3, 4)),
        )
        capital = text[0].isupper()
        return _Word(
            lower, capital or bool(_YEAR.match(text)), capital, kind, role, groups, tuple(marks), around, own
        )

    def _by_position(
        self, sentence: Sequence[Token], words: list[_Word], near: list[bool], out: list[list[str]]
    ) -> None:
        """Form, parse and recogniser of a word and its neighbours."""
        tags = [t.tag_ for t in sentence]
        entities = [f"{t.ent_iob_}-{t.ent_type_}" if t.ent_type_ else "O" for t in sentence]
        last = len(words) - 1
        bracket = 0
        spans = _entities(sentence)
        for i, token in enumerate(sentence):
            word = words[i]
            if word.lower in "()":
                bracket = int(word.lower == "(")
            if not near[i]:
                continue
            f = out[i]
            for offset in _OFFSETS:
                j = i + offset
                if 0 <= j <= last:
                    f += words[j].around[offset + 2]
                    f.append(f"{offset}t={tags[j]}")
                    f.append(f"{offset}e={entities[j]}")
                else:
                    f.append(f"{offset}:X")
            f += word.own
            head = token.head.lemma_.lower()
            f.append(f"dep={token.dep_}")
            f.append(f"hd={head}|{token.dep_}")
            f.append(f"hl={head}")
            f.append(f"pc={bracket}")
            if i:
                f.append(f"tt={tags[i - 1]}|{tags[i]}")
                f.append(f"ww={words[i - 1].lower}|{word.lower}")
            if i < last:
                f.append(f"tt+={tags[i]}|{tags[i + 1]}")
                f.append(f"ww+={word.lower}|{words[i + 1].lower}")
            if i in spans:
                start, end = spans[i]
                label = token.ent_type_
                f.append(f"E={label}|{min(5, end - start)}")
                f.append(f"El={words[end - 1].lower}")
                f.append(f"Ef={words[start].lower}")
                f.append(f"Eb={words[start - 1].lower if start else 'X'}")
                f.append(f"Ea={words[end].lower if end <= last else 'X'}")

    def _by_run(self, words: list[_Word], runs: list[tuple[int, int]], out: list[list[str]]) -> None:
        """What the whole run of capitals says that a word stands in."""
        last = len(words) - 1
        for start, end in runs:
            lower = [w.lower for w in words[start:end]]
            before, after = (words[start - 1] if start else None), (words[end] if end <= last else None)
            shared = [
                f"Rl={min(6, end - start)}",
                f"Rw={lower[-1]}",
                f"Rf={lower[0]}",
                f"Rk={noun_class(lower, self._lexicon)}",
                f"Rb={before.lower if before else 'X'}",
                f"Ra={after.lower if after else 'X'}",
            ]
            if before and before.groups:
                shared.append(f"Rbc={before.groups[1]}")
            if after and after.groups:
                shared.append(f"Rac={after.groups[1]}")
            cut = next((k for k, w in enumerate(lower) if w in {"of", "for"} and k), None)
            if cut:
                shared.append(f"Rk2={noun_class(lower[:cut], self._lexicon)}")
            if any(w.kind == "PoliticalParty" for w in words[start:end]):
                shared.append("Rparty")
            shared += sorted({f"Rg={m}" for w in words[start:end] for m in w.marks})
            for k in range(start, end):
                out[k] += shared
                out[k].append(f"Rp={min(3, k - start)}")
                out[k].append(f"Rq={min(3, end - 1 - k)}")

    def _by_sentence(self, words: list[_Word], out: list[list[str]]) -> None:
        """What the sentence is about, for its capitals; and the noun that heads a list of names."""
        kinds = [w.kind for w in words]
        roles = [w.role for w in words]
        shared = [f"S={min(3, sum(k in _POLITICAL for k in kinds))}", f"Sr={min(2, sum(map(bool, roles)))}"]
        shared += sorted({f"Sn={k}" for k in kinds if k}) + sorted({f"So={r}" for r in roles if r})
        head, between = None, 0
        for i, word in enumerate(words):
            if not word.capital:
                if word.kind:
                    head, between = word.kind, 0
                elif word.lower not in _LIST_WORDS:
                    between += 1
                continue
            out[i] += shared
            low, high = max(0, i - _WINDOW), i + _WINDOW + 1
            out[i] += sorted({f"Wn={k}" for k in kinds[low:high] if k})
            out[i] += sorted({f"Wr={r}" for r in roles[low:high] if r})
            if head:
                out[i].append(f"L={head}|{min(3, between)}")


def _runs(words: list[_Word]) -> list[tuple[int, int]]:
    """Longest stretches of capitals and years, with at most two small words between them."""
    out = []
    i, n = 0, len(words)
    while i < n:
        if not words[i].starts_name:
            i += 1
            continue
        j = i + 1
        while j < n:
            k = j
            while k < n and k - j < 2 and not words[k].capital and words[k].lower in _LINKS:
                k += 1
            if k == n or not words[k].capital:
                break
            j = k + 1
        out.append((i, j))
        i = j
    return out


def _near(words: list[_Word], runs: list[tuple[int, int]]) -> list[bool]:
    near = [False] * len(words)
    for start, end in runs:
        for k in range(max(0, start - _NEAR), min(len(words), end + _NEAR)):
            near[k] = True
    return near


def _entities(sentence: Sequence[Token]) -> dict[int, tuple[int, int]]:
    """The recognised entity around each word, as positions in the sentence."""
    out: dict[int, tuple[int, int]] = {}
    start = 0
    for i, token in enumerate(sentence):
        if not token.ent_type_:
            continue
        if token.ent_iob_ == "B" or i == 0:
            start = i
        if i + 1 == len(sentence) or sentence[i + 1].ent_iob_ != "I":
            for k in range(start, i + 1):
                out[k] = (start, i + 1)
    return out
