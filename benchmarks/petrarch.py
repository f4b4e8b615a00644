"""Who did what to whom, on the validation records of PETRARCH 2: `python benchmarks/petrarch.py ../shared`.

The records (Schrodt, openeventdata/petrarch2, MIT) pair stylised sentences about invented states with the
source and the target of the event in each. Their verbs are those of diplomacy and most lie outside our
relations, so this measures the layer below the frames: the logical arguments of the clauses that
`kg.extract.grammar.clauses` finds. An actor's code ("ARNGOV") is mapped to the word that its sentences have
most often ("Arnor"); a record counts where both codes can be mapped. Source and target each count as found
where the argument's words hold that word.
"""

from __future__ import annotations

import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from spacy.tokens import Token

from kg import read
from kg.evaluation.scoring import Counts
from kg.extract.grammar.clauses import follow
from kg.extract.grammar.parse import parse
from kg.extract.words import lexicon

ROLE = re.compile(r"\b(source|target)code=\"([^\"]*)\"")
TARGETS = ("object", "recipient", "with", "to", "on", "against", "for", "of", "in", "from")
LEAST = 0.6  # how much of a word's sentences must have the code for the two to be one
STEPS = {"xcomp", "ccomp", "conj", "acomp", "prep", "pcomp"}


@dataclass(frozen=True)
class Record:
    """A sentence, and the actor codes, cut to the state, of each of its events."""

    text: str
    events: tuple[tuple[str, str], ...]


def main(shared: Path) -> int:
    """Print the overlap F1 of sources and targets."""
    path = shared / "data" / "petrarch" / "p2_PETR.UnitTest.records.xml"
    records = list(read_records(path.read_text("utf-8", "replace")))
    words = actor_words(records)
    source, target, used = Counts(), Counts(), 0
    for record in records:
        wanted = [
            (words[s], words[t])
            for s, t in record.events
            if {s, t} <= words.keys() and words[s] in record.text and words[t] in record.text
        ]
        if not wanted:
            continue
        used += 1
        sources, targets = found(record.text, set(words.values()))
        source += overlap(sources, {s for s, _ in wanted})
        target += overlap(targets, {t for _, t in wanted})
    both = source + target
    print("\n## Who did what to whom\n")
    print(
        "Sources and targets of the events in PETRARCH's validation records, against the logical arguments of"
    )
    print(f"our clauses: {used} of {len(records)} records, {len(words)} actors mapped to a word.\n")
    print("| | gold | P | R | F1 |\n|---|---|---|---|---|")
    for name, c in (("sources", source), ("targets", target), ("both", both)):
        print(f"| {name} | {c.gold} | {c.precision:.2f} | {c.recall:.2f} | {c.f1:.2f} |")
    return 0


def read_records(xml: str) -> Iterator[Record]:
    """The records that have an event with a source and a target."""
    bare = re.sub(r"<!--.*?-->", "", xml, flags=re.DOTALL)
    for body in re.findall(r"<Sentence\b(.*?)</Sentence>", bare, re.DOTALL):
        text = re.search(r"<Text>(.*?)</Text>", body, re.DOTALL)
        events = []
        for coding in re.findall(r"<EventCoding ([^>]*)>", body):
            roles = dict(ROLE.findall(coding))
            if len(roles) == 2:
                events.append((roles["source"][:3], roles["target"][:3]))
        if text and events:
            yield Record(" ".join(text[1].split()), tuple(events))


def actor_words(records: Sequence[Record]) -> dict[str, str]:
    """For each code the capitalised word whose sentences have it most often."""
    codes: Counter[str] = Counter()
    words: Counter[str] = Counter()
    together: dict[str, Counter[str]] = defaultdict(Counter)
    for record in records:
        names = set(re.findall(r"\b[A-Z][a-z]{2,}\b", record.text))
        present = {c for event in record.events for c in event if c.isalpha()}
        codes.update(present)
        words.update(names)
        for code in present:
            together[code].update(names)
    mapped = {}
    for code, counts in sorted(together.items()):
        strength = {w: 2 * n / (codes[code] + words[w]) for w, n in counts.items()}
        best = max(sorted(strength), key=lambda w: (strength[w], w[0].upper() == code[0]))
        if strength[best] >= LEAST:
            mapped[code] = best
    return mapped


def found(text: str, actors: set[str]) -> tuple[set[str], set[str]]:
    """The actors that are source, and those that are target, of the sentence's main events."""
    sources: set[str] = set()
    targets: set[str] = set()
    for sentence in parse(read(text.encode())).sents:
        for verb in events(sentence.root):
            doers = named(follow(verb, "subject") or follow(verb, "possessor"), actors)
            undergo: list[str] = []
            for function in TARGETS:
                undergo = [a for a in named(follow(verb, function), actors) if a not in doers]
                if undergo:
                    break
            if len(doers) > 1 and not undergo:
                undergo = doers  # "A and B met": each the other
            if doers and undergo:
                sources.update(doers)
                targets.update(undergo)
    return sources, targets


def events(root: Token) -> Iterator[Token]:
    """The verb that a sentence is about: below a report, an intention or an auxiliary phrase."""
    words = lexicon.load()
    below = [c for c in root.children if c.dep_ in STEPS and c.pos_ in {"VERB", "AUX", "ADP", "ADJ"}]
    reported = root.lemma_.lower() in words.words("ReportingVerb") and any(c.dep_ == "ccomp" for c in below)
    if not reported:
        yield root
    for child in below:
        yield from events(child)


def named(tokens: Sequence[Token], actors: set[str]) -> list[str]:
    """The actors in the noun phrases of the tokens, the head's own first."""
    names = []
    for token in tokens:
        inside = [token, *(t for t in token.subtree if not within_clause(t, token))]
        names += [t.text for t in inside if t.text in actors]
    return list(dict.fromkeys(names))


def within_clause(token: Token, top: Token) -> bool:
    """Whether a word belongs to a clause or an apposition inside a noun phrase."""
    while token.i != top.i:
        if token.dep_ in {"relcl", "acl", "advcl", "appos", "ccomp"}:
            return True
        token = token.head
    return False


def overlap(predicted: set[str], wanted: set[str]) -> Counts:
    """Found, predicted and wanted actors."""
    return Counts(len(predicted & wanted), len(predicted), len(wanted))


if __name__ == "__main__":
    raise SystemExit(main(Path(sys.argv[1])))
