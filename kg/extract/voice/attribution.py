"""Who holds what is said: reported speech, quotations, "according to", nested or unnamed."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from kg.extract.entities.metonyms import state_meant
from kg.extract.grammar.clauses import arguments, follow
from kg.extract.grammar.verbs import is_passive
from kg.extract.reference.referents import Referents
from kg.extract.voice.quotation import Quotation, find_quotations
from kg.extract.voice.status import is_reported
from kg.extract.words.lexicon import Lexicon, load
from kg.model import Holder

__all__ = ["Attribution"]

# Who sends a spokesman or a statement.
_SENDERS = ("Organization", "Institution", "PoliticalParty", "Country", "Person")
_NEAR = 6


class Attribution:
    """Finds the holder of any clause of one document."""

    def __init__(self, doc: Doc, referents: Referents, lexicon: Lexicon) -> None:
        self.referents = referents
        self.lexicon = lexicon
        self.quotations = find_quotations(doc, lexicon)

    def holder(self, trigger: Token) -> Holder:
        """The chain of holders of a clause; the document's voice where nobody else speaks."""
        if _is_aside(trigger):
            return Holder()
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
        subjects = arguments(verb, "subject") or _beside(verb, self.referents)
        for subject in subjects:
            sender = self._sender(subject)
            found = [state_meant(self.referents.registry, sender, r) for r in self.referents.of(sender)]
            if found:
                return Holder(entity=found[0].entity) if found[0].entity else Holder(label=found[0].text)
        if subjects and subjects[0].lower_ not in {"it", "that", "this", "what", "there"}:
            noun = subjects[0]
            if noun.pos_ in {"NOUN", "PROPN"} and noun.lemma_ not in self.lexicon.words("ResultsWord"):
                return Holder(label=self.referents.described(noun))
        return None

    def _sender(self, noun: Token) -> Token:
        """Who speaks by a statement, a report, figures or a spokesman without a name; else the noun."""
        lemma, words = noun.lemma_.lower(), self.lexicon.words
        if self.referents.registry.at(noun.i) is not None:
            return noun
        written = lemma in words("DocumentWord") | words("ResultsWord")
        if not written and (
            lemma not in words("Mouthpiece") or any(c.dep_ == "appos" for c in noun.children)
        ):
            return noun
        for function in ("from", "by", "possessor", "for", "of", "at", "modifier"):
            for owner in arguments(noun, function):
                found = self.referents.of(owner)
                if any(r.entity and self.referents.is_a(r.entity, *_SENDERS) for r in found):
                    return owner
        return noun

    def saying(self, trigger: Token) -> Token | None:
        """The verb by which a clause is said; None where the document says it."""
        return next(iter(self._verbs_above(trigger)), None)

    def _verbs_above(self, trigger: Token) -> list[Token]:
        """Verbs that the clause is said by, the nearest first; that of a quotation is the outermost."""
        found: list[Token] = []
        below, node = trigger, trigger
        for _ in range(15):
            found += [c for c in node.children if self._says_in_passing(c) and c.i != below.i]
            head = node.head
            if head.i == node.i:
                break
            if _is_background(node) and self.quoted(trigger) is None:
                return found
            if is_reported(node, head, self.lexicon) or self._accuses_or_declares(node, head):
                found.append(_accusing(head))
            elif self._shows(node, head):
                found.append(head)
            below, node = node, head
        quotation = self.quoted(trigger)
        if quotation is not None and quotation.verb is not None and quotation.verb.i != trigger.i:
            within = all(quotation.start <= v.idx < quotation.end for v in found)
            if within:
                found.append(quotation.verb)
        return found

    def _accuses_or_declares(self, node: Token, head: Token) -> bool:
        """ "accused X of ...", "declared X the winner"."""
        declared = node.dep_ in {"dobj", "oprd", "prep", "xcomp"} and not is_passive(head)
        if declared and head.lemma_.lower() in self.lexicon.words("DeclaringVerb"):
            return True
        above = _accusing(head)
        return node.dep_ == "pcomp" and above.lemma_.lower() in {"accuse", "blame"}

    def _shows(self, node: Token, head: Token) -> bool:
        """ "figures from the commission put X at 54 percent": the commission says so."""
        results = self.lexicon.words("ResultsWord")
        subjects = [c for c in head.children if c.dep_ == "nsubj" and c.lemma_.lower() in results]
        return node.dep_ != "nsubj" and any(self._sender(s) is not s for s in subjects)

    def _says_in_passing(self, child: Token) -> bool:
        """ "X, she said, was banned", "as she put it"."""
        if child.dep_ == "parataxis":
            before = child.doc[child.left_edge.i - 1].text if child.left_edge.i else ""
            return (
                before != ";"
                and child.pos_ == "VERB"
                and child.lemma_.lower() in self.lexicon.words("ReportingVerb")
            )
        as_clause = (
            child.dep_ == "advcl"
            and not is_passive(child)
            and any(c.dep_ == "mark" and c.lower_ == "as" for c in child.lefts)
        )
        return as_clause and child.lemma_.lower() in self.lexicon.words("ReportingVerb")

    def quoted(self, token: Token) -> Quotation | None:
        """The quotation that the token stands in, if it is longer than a few words."""
        for quotation in self.quotations:
            if quotation.start <= token.idx < quotation.end:
                return quotation
        return None

    def _according_to(self, trigger: Token) -> Holder | None:
        """ "according to X", "in X's view"."""
        node = trigger
        for _ in range(8):
            for child in node.children:
                if trigger in child.subtree:
                    continue
                for source in self._sources(child):
                    source = self._sender(source)
                    unsaid = self.lexicon.words("ResultsWord") | self.lexicon.words("SurveyWord")
                    if source.lemma_.lower() in unsaid:
                        return None
                    found = self.referents.of(source)
                    if found and found[0].entity:
                        return Holder(entity=found[0].entity)
                    return Holder(label=self.referents.described(source))
            if node.head.i == node.i:
                break
            node = node.head
        return None

    def _sources(self, child: Token) -> list[Token]:
        if child.lower_ == "according":
            return follow(child, "to")
        if child.lower_ != "in" or child.dep_ != "prep":
            return []
        views = [c for c in child.children if c.lemma_.lower() in self.lexicon.words("ViewWord")]
        return [owner for view in views for owner in arguments(view, "possessor")]


def _is_aside(word: Token) -> bool:
    """Whether a noun tells of something in passing, as no part of what is said: "X, a member of Y"."""
    declared = word.dep_ == "appos" and word.head.dep_ == "dobj"  # "declared X the winner"
    if declared and word.head.head.lemma_.lower() in load().words("DeclaringVerb"):
        return False
    return word.pos_ in {"NOUN", "PROPN"} and word.dep_ in {"appos", "compound", "nmod", "poss"}


def _is_background(clause: Token) -> bool:
    """Whether a clause with "which" or "who" after a comma adds what the speaker need not have said."""
    before = clause.doc[clause.left_edge.i - 1].text if clause.left_edge.i else ""
    return clause.dep_ == "relcl" and before == ","


def _accusing(head: Token) -> Token:
    """The verb above a preposition; any other word is itself."""
    return head.head if head.pos_ == "ADP" else head


def _beside(verb: Token, referents: Referents) -> list[Token]:
    """The name after a verb that the parser gave no subject: "... tweeted X"."""
    for token in verb.doc[verb.i + 1 : min(verb.i + _NEAR, verb.sent.end)]:
        if referents.registry.at(token.i) is not None:
            return [token]
        if token.pos_ not in {"PROPN", "NOUN", "ADJ", "DET"}:
            return []
    return []
