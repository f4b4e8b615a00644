"""Finds frames of the ontology that never fire, overlap or contradict each other on a corpus."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from kg.errors import InputError
from kg.extract.frames import Frame, load, triggers
from kg.extract.grammar.parse import parse
from kg.extract.pipeline import read_context
from kg.extract.statements import statements
from kg.intake import read
from kg.model import Article, Claim
from kg.vocabulary import load as load_vocabulary

__all__ = ["FrameReport", "check", "texts"]

Said = tuple[str | None, str | None, int]


@dataclass(frozen=True, slots=True)
class FrameReport:
    """What a corpus shows of the frames.

    `silent` frames are never set off; `barren` ones are, and never make a claim. `duplicates` are
    frames of one relation that make the same claim from the same words, `overlaps` frames of
    different relations that share a trigger and its arguments, `contradictions` claims of one
    sentence that cannot both be so. Each row names the frames and an example.
    """

    articles: int
    frames: int
    claims: int
    silent: tuple[str, ...]
    barren: tuple[str, ...]
    duplicates: tuple[str, ...]
    overlaps: tuple[str, ...]
    contradictions: tuple[str, ...]

    def sections(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Title and rows of each kind of finding."""
        yield f"never set off ({len(self.silent)})", self.silent
        yield f"set off, but never made a claim ({len(self.barren)})", self.barren
        yield f"say the same twice ({len(self.duplicates)})", self.duplicates
        yield f"two relations from the same words ({len(self.overlaps)})", self.overlaps
        yield f"contradict each other ({len(self.contradictions)})", self.contradictions

    def summary(self) -> str:
        """One line of figures."""
        return (
            f"{self.frames} frames on {self.articles} articles: {self.claims} claims, "
            f"{self.frames - len(self.silent) - len(self.barren)} frames made one"
        )


def texts(folder: Path) -> Iterator[Article]:
    """The articles of a folder: text and HTML pages, and annotated articles.

    Raises InputError where there is none.
    """
    files = sorted(p for p in folder.glob("*") if p.suffix in {".txt", ".html", ".json"})
    if not files:
        raise InputError(
            "there is no article here", where=str(folder), hint="give a folder of .txt, .html or .json"
        )
    for path in files:
        if path.suffix != ".json":
            yield read(path)
            continue
        try:
            text = json.loads(path.read_text("utf-8"))["text"]
        except (ValueError, KeyError, TypeError) as error:
            raise InputError(
                f"has no text ({error})", where=str(path), hint="give annotated articles"
            ) from error
        yield read(str(text).encode())


def check(articles: Iterable[Article], *, model: str | None = None) -> FrameReport:
    """Set the frames to work on articles and see what each does.

    Parameters: `model` is the name of an installed spaCy pipeline. Raises ModelError if it is missing.
    """
    fired: Counter[str] = Counter()
    made: Counter[str] = Counter()
    twice: dict[tuple[str, str], str] = {}
    shared: dict[tuple[str, str], str] = {}
    contrary: list[str] = []
    count = claims = 0
    for article in articles:
        count += 1
        context, _ = read_context(article, parse(article, model=model))
        of_trigger: dict[int, list[Claim]] = defaultdict(list)
        for trigger in triggers(context.doc):
            fired[trigger.frame.name] += 1
            found = list(statements(context, trigger))
            made[trigger.frame.name] += len(found)
            of_trigger[trigger.token.i] += found
        for together in of_trigger.values():
            claims += len(together)
            _compare(together, twice, shared)
        contrary += _contrary([c for together in of_trigger.values() for c in together])
    names = sorted({f.name for frames in load().values() for f in frames})
    described = {f.name: _described(f) for frames in load().values() for f in frames}
    return FrameReport(
        articles=count,
        frames=len(names),
        claims=claims,
        silent=tuple(described[n] for n in names if not fired[n]),
        barren=tuple(f"{described[n]}: set off {fired[n]} times" for n in names if fired[n] and not made[n]),
        duplicates=tuple(
            f"{described[a]} and {described[b]}: {text}" for (a, b), text in sorted(twice.items())
        ),
        overlaps=tuple(
            f"{described[a]} and {described[b]}: {text}" for (a, b), text in sorted(shared.items())
        ),
        contradictions=tuple(sorted(contrary)),
    )


def _compare(
    together: list[Claim], twice: dict[tuple[str, str], str], shared: dict[tuple[str, str], str]
) -> None:
    """Note the pairs of frames that one word set off and that say something of the same two."""
    for i, one in enumerate(together):
        for other in together[i + 1 :]:
            if one.frame is None or other.frame is None or one.frame == other.frame:
                continue
            if (one.subject, one.object) != (other.subject, other.object):
                continue
            first, second = sorted((one.frame, other.frame))
            same = one.predicate == other.predicate
            (twice if same else shared).setdefault((first, second), f"“{one.evidence.exact}”")


def _contrary(claims: list[Claim]) -> Iterator[str]:
    """Claims of one sentence and the same two that cannot both be so."""
    relations = load_vocabulary().relations
    said: dict[Said, list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.subject and claim.object:
            said[claim.subject, claim.object, claim.evidence.start].append(claim)
    for together in said.values():
        for i, one in enumerate(together):
            for other in together[i + 1 :]:
                opposed = other.predicate in relations[one.predicate].contraries
                both = one.status.holds and other.status.holds
                denied = one.predicate == other.predicate and one.status.holds != other.status.holds
                if (opposed and both) or denied:
                    first, second = (f"{c.frame} ({c.status})" for c in (one, other))
                    yield f"{first} and {second}: “{one.evidence.exact}”"


def _described(frame: Frame) -> str:
    lemmas = sorted(frame.lemmas)
    words = ", ".join(lemmas[:3]) + (", …" if len(lemmas) > 3 else "")
    return f"{frame.relation} ({frame.pos} {words}; {frame.name})"
