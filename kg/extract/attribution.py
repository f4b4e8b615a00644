"""Who holds what is said: reported speech, quotations, "according to", nested or unnamed."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from spacy.tokens import Doc, Token

from kg.extract.clauses import arguments, follow
from kg.extract.lexicon import Lexicon
from kg.extract.referents import Referents
from kg.extract.status import is_reported
from kg.model import Holder, Status

__all__ = ["Attribution", "Quotation"]

UNNAMED = "unnamed"


@dataclass(frozen=True, slots=True)
class Quotation:
    """The characters between two quotation marks, and the verb that says them."""

    start: int
    end: int
    verb: Token | None


class Attribution:
    """Finds the holder of any clause of one document."""

    def __init__(self, doc: Doc, referents: Referents, lexicon: Lexicon) -> None:
        self.referents = referents
        self.lexicon = lexicon
        self.quotations = _quotations(doc, lexicon)

    def holder(self, trigger: Token) -> Holder:
        """The chain of holders of a clause; the document's voice where nobody else speaks."""
        verbs = self._verbs_above(trigger)
        chain: Holder | None = None
        for verb in reversed(verbs):
            speaker = self.speaker(verb)
            if speaker is not None:
                chain = Holder(speaker.entity, speaker.label, chain)
        source = self._according_to(trigger)
        if chain is None and source is not None:
            chain = source
        return chain or Holder()

    def speaker(self, verb: Token) -> Holder | None:
        """The subject of a reporting verb as a holder."""
        subjects = arguments(verb, "subject")
        for subject in subjects:
            found = self.referents.of(subject)
            if found:
                return Holder(entity=found[0].entity) if found[0].entity else Holder(label=found[0].text)
        if subjects and subjects[0].lower_ not in {"it", "that", "this", "what", "there"}:
            noun = subjects[0]
            if noun.pos_ in {"NOUN", "PROPN"} and noun.lemma_ not in self.lexicon.words("ResultsWord"):
                return Holder(label=self.referents.described(noun))
        return None

    def saying(self, trigger: Token) -> Token | None:
        """The verb by which a clause is said; None where the document says it."""
        return next(iter(self._verbs_above(trigger)), None)

    def _verbs_above(self, trigger: Token) -> list[Token]:
        """Reporting verbs that the clause is said by, the nearest first."""
        found: list[Token] = []
        node = trigger
        for _ in range(15):
            head = node.head
            if head.i == node.i:
                break
            denied = node.dep_ == "ccomp" and self.lexicon.governs(head.lemma_, Status.DENIED)
            if is_reported(node, head, self.lexicon) or denied:
                found.append(head)
            node = head
        if not found:
            quotation = self.quoted(trigger)
            if quotation is not None and quotation.verb is not None and quotation.verb.i != trigger.i:
                found.append(quotation.verb)
        return found

    def quoted(self, token: Token) -> Quotation | None:
        """The quotation that the token stands in, if it is longer than a few words."""
        for quotation in self.quotations:
            if quotation.start <= token.idx < quotation.end:
                return quotation
        return None

    def _according_to(self, trigger: Token) -> Holder | None:
        node = trigger
        for _ in range(8):
            for child in node.children:
                if child.lower_ == "according" and child.i != trigger.i:
                    for source in follow(child, "to"):
                        if source.lemma_ in self.lexicon.words("ResultsWord") | self.lexicon.words(
                            "SurveyWord"
                        ):
                            return None
                        found = self.referents.of(source)
                        if found and found[0].entity:
                            return Holder(entity=found[0].entity)
                        return Holder(label=self.referents.described(source))
            if node.head.i == node.i:
                break
            node = node.head
        return None


def _quotations(doc: Doc, lexicon: Lexicon) -> list[Quotation]:
    """Pairs of quotation marks, paragraph by paragraph; an unspoken one keeps its predecessor's speaker."""
    marks: list[list[Token]] = [[]]
    for token in doc:
        if token.is_space and "\n" in token.text:
            marks.append([])
        elif token.text in {'"', "''", "``"}:
            marks[-1].append(token)
    found = []
    for paragraph in marks:
        last: Token | None = None
        for opening, closing in list(pairwise(paragraph))[::2]:
            verb = _saying_verb(opening, closing, lexicon) or last
            last = verb or last
            found.append(Quotation(opening.idx, closing.idx, verb))
    return found


def _saying_verb(opening: Token, closing: Token, lexicon: Lexicon) -> Token | None:
    """A reporting verb outside the marks, in a sentence that the quotation touches."""
    for sentence in {opening.sent.start: opening.sent, closing.sent.start: closing.sent}.values():
        for token in sentence:
            outside = token.i < opening.i or token.i > closing.i
            if outside and token.pos_ == "VERB" and token.lemma_.lower() in lexicon.words("ReportingVerb"):
                return token
    return None
