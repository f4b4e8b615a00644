"""Logical arguments of a word, whatever its construction: who did what to whom.

Active, passive and agentless clauses, shared subjects, control, relative clauses and
participles are brought to one form, so that a lexical frame names a function
("subject", "object", "to") and not a construction.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from kg.extract.words import lexicon

__all__ = [
    "arguments",
    "coordinated",
    "follow",
    "governor",
    "is_infinitive",
    "is_passive",
    "membership",
    "phrase",
]

_SUBJECTS = {"nsubj", "nsubjpass", "csubj", "csubjpass"}
_CLAUSAL = {"ccomp", "xcomp", "advcl", "acl", "relcl", "pcomp", "conj"}
_FINITE = {"MD", "VBD", "VBZ", "VBP"}
_NOMINAL = {"NOUN", "PROPN", "PRON", "NUM", "ADJ", "SYM"}
# Who uses something to do a thing does it.
_USING = {"use", "employ", "deploy", "take", "spend", "hold", "stage", "need"}
# Of these verbs a list is the object, to its last member.
_LISTING = {"comprise", "group", "include", "unite"}
_RELATIVE = {"who", "which", "that", "whom", "where", "whose"}


def coordinated(token: Token) -> list[Token]:
    """The token and those joined to it by "and", "or" or a comma."""
    found = [token]
    for child in token.children:
        if (child.dep_ == "conj" and child.pos_ in _NOMINAL) or _continues_list(token, child):
            found += coordinated(child)
        elif child.dep_ == "relcl" and token.pos_ == "PROPN":
            # "X, whose party is small, and Y": the parser joins Y to the verb
            found += [
                t for c in child.children if c.dep_ == "conj" and c.pos_ == "PROPN" for t in coordinated(c)
            ]
    return found


def _continues_list(token: Token, child: Token) -> bool:
    """Whether a name that the parser takes for an apposition is the next of a list: "X, Y, and Z"."""
    both_names = token.pos_ == child.pos_ == "PROPN" and child.dep_ == "appos"
    return both_names and any(c.dep_ == "conj" and c.pos_ == "PROPN" for c in child.children)


def is_passive(verb: Token) -> bool:
    """Whether the verb is a passive, or a participle that modifies its own object."""
    if any(
        c.dep_ in {"auxpass", "nsubjpass"} or (c.dep_ == "aux" and c.lemma_ == "get") for c in verb.children
    ):
        return True
    if verb.tag_ != "VBN" or any(c.dep_ == "aux" and c.lemma_ == "have" for c in verb.children):
        return False
    if _has_adjoining_subject(verb) and any(c.dep_ in {"dobj", "ccomp", "oprd"} for c in verb.children):
        return False  # a past tense that the tagger took for a participle
    if verb.dep_ == "conj" and verb.head.pos_ in {"VERB", "AUX"} and not _has_subject(verb):
        return is_passive(verb.head)
    return True


def _has_adjoining_subject(verb: Token) -> bool:
    """A main verb may have a date between it and its subject: "X on Monday named Y"."""
    if verb.dep_ == "ROOT" and any(c.dep_ == "nsubj" and c.pos_ == "PROPN" for c in verb.lefts):
        return True
    return any(c.dep_ == "nsubj" and c.right_edge.i == verb.i - 1 and c.pos_ != "DET" for c in verb.children)


def _has_subject(verb: Token) -> bool:
    return any(c.dep_ in _SUBJECTS for c in verb.children)


def governor(token: Token) -> Token | None:
    """The word that a clause depends on; none at the root."""
    return token.head if token.head.i != token.i else None


def _surface_subjects(verb: Token, depth: int = 0) -> list[Token]:
    """What stands as the subject, looked for along coordination and control."""
    own = [c for c in verb.children if c.dep_ in _SUBJECTS]
    if own:
        return [t for s in own for t in _antecedents(s)]
    if depth > 6:
        return []
    head = governor(verb)
    if head is None:
        return []
    if verb.dep_ in {"conj", "dep"} and head.pos_ in {"VERB", "AUX"}:
        return _surface_subjects(head, depth + 1)
    if verb.dep_ == "acl" and verb.tag_ == "VB" and head.pos_ == "NOUN":
        return _owners_of_plan(head, depth)
    if verb.dep_ in {"acl", "amod"} and head.pos_ in {"NOUN", "PROPN", "PRON", "DET"}:
        near = _before_comma(verb, head)
        if near is not None:
            return [near]
        apart = verb.i and verb.nbor(-1).text == ","
        issued = verb.tag_ == "VBG" and head.dep_ == "dobj"  # "issued a statement condemning ..."
        if verb.dep_ == "acl" and (apart or issued) and not _may_act(head):
            return _clause_subjects(head, depth)
        return [*_counted_among(head), *_modified(head)]
    if verb.dep_ in {"csubj", "acomp", "advcl"} and verb.tag_ == "VBN" and _is_inverted(verb, head):
        return [t for c in head.children if c.dep_ in {"nsubj", "attr"} for t in _antecedents(c)]
    if verb.dep_ == "relcl":
        return _relative_antecedents(verb, head)
    if verb.dep_ == "ccomp" and any(c.dep_ in {"aux", "auxpass"} and c.tag_ in _FINITE for c in verb.lefts):
        return []  # a clause of its own, whose subject the parser has put elsewhere
    if verb.dep_ in {"xcomp", "advcl", "ccomp", "acomp"} and head.pos_ in {"VERB", "AUX", "ADJ"}:
        # "asked the court to ban": the object of asking does the banning
        controlled = verb.dep_ == "xcomp" and verb.tag_ in {"VB", "VBN"} and head.lemma_ not in _USING
        objects = _asked(head, verb) if controlled or verb.dep_ == "advcl" else []
        return coordinated(objects[0]) if objects else _surface_subjects(head, depth + 1)
    if verb.dep_ == "acl" and head.pos_ == "NOUN":
        return follow(head, "possessor")
    if verb.dep_ == "pcomp":
        return _pcomp_subjects(head, depth)
    return []


def _modified(head: Token) -> list[Token]:
    """What a participle before a noun is said of: in "the jailed leader X" the name as well."""
    found = coordinated(head) if head.dep_ != "conj" else [head]
    while head.dep_ == "compound" and head.head.pos_ in {"NOUN", "PROPN"}:
        head = head.head
        found.append(head)
    return found


def _is_inverted(participle: Token, head: Token) -> bool:
    """ "Also arrested were X and Y": the participle comes first, who it is said of last."""
    subjects = [c for c in head.children if c.dep_ in {"nsubj", "attr"}]
    return head.lemma_ == "be" and participle.i < head.i and any(s.i > head.i for s in subjects)


def membership(group: Token) -> Token | None:
    """The "be" that counts somebody among a group: "X was (not) among those held", "X is one of ..."."""
    node = group.head
    while node.lower_ in {"of", "one", "some", "among", "amongst"} and node.head.i != node.i:
        if node.lower_ in {"among", "amongst", "one"} and node.head.lemma_ == "be":
            return node.head
        node = node.head
    return None


def _counted_among(group: Token) -> list[Token]:
    verb = membership(group)
    if verb is None:
        return []
    return [
        t
        for c in verb.children
        if c.dep_ in {"nsubj", "nsubjpass", "attr"} and c.lower_ not in {"one", "some"}
        for t in _antecedents(c)
    ]


def _asked(verb: Token, infinitive: Token) -> list[Token]:
    """Who is to do it in "asked X to go", "called on X to go", "pleaded with X to go"."""
    objects = [c for c in verb.children if c.dep_ in {"dobj", "dative"}]
    asking = verb.lemma_.lower() in lexicon.load().words("AskingVerb") and is_infinitive(infinitive)
    if asking:
        through = [c for c in verb.children if c.dep_ == "prep" and c.lower_ in {"on", "upon", "with", "to"}]
        objects += [t for c in through for t in c.children if t.dep_ == "pobj"]
    return objects if asking or infinitive.dep_ == "xcomp" else []


def _pcomp_subjects(preposition: Token, depth: int) -> list[Token]:
    """Who does it in "blamed X for doing", "was suspended for doing", "after doing"."""
    above = governor(preposition)
    while above is not None and above.pos_ == "ADP":
        above = governor(above)
    if above is None:
        return []
    if above.pos_ in {"VERB", "AUX"}:
        objects = [c for c in above.children if c.dep_ == "dobj"]
        if objects and preposition.lemma_ in {"for", "of", "with", "as"} and not is_passive(above):
            return coordinated(objects[0])
        return _surface_subjects(above, depth + 1)
    return follow(above, "possessor")


def _antecedents(subject: Token) -> list[Token]:
    """What a relative pronoun stands for; any other subject stands for itself."""
    if subject.lower_ in _RELATIVE and subject.pos_ in {"PRON", "DET", "SCONJ", "ADV"}:
        clause = next((a for a in [subject, *subject.ancestors] if a.dep_ in {"relcl", "acl"}), None)
        return _relative_antecedents(clause, clause.head) if clause is not None else []
    return coordinated(subject)


def _relative_antecedents(clause: Token, head: Token) -> list[Token]:
    """The noun before the pronoun; the parser's choice where nothing adjoins.

    ", which" belongs to the noun phrase that ends at the comma, a fact that the parser
    often misses after "of" and "in".
    """
    pronoun = next((t for t in clause.subtree if t.lower_ in _RELATIVE and t.i <= clause.i), None)
    if pronoun is not None and pronoun.i > 1:
        before = pronoun.nbor(-1)
        while before.i > 0 and (before.dep_ == "prep" or before.text in {",", ")", "-", "--", "—"}):
            before = before.nbor(-1)
        left = before.left_edge.i
        if left > 0 and clause.doc[left - 1].lower_ == "not":  # "it was X, not Y, who ..."
            return [before.head] if before.dep_ == "appos" else []
        if before.pos_ in {"NOUN", "PROPN"} and before.i <= clause.i and pronoun.nbor(-1).text == ",":
            joined = _within(before, head) and head.pos_ == "PROPN"
            return _joined_before(head, clause) if joined else [before]
    return _joined_before(head, clause)


def _joined_before(head: Token, clause: Token) -> list[Token]:
    """A list that goes on behind the clause goes on inside it: "A, which groups B, C and D"."""
    return [t for t in coordinated(head) if t.i <= clause.i]


def _owners_of_plan(noun: Token, depth: int) -> list[Token]:
    """Who is to do it in "the court's plan to ban X", "the court has the power to ban X"."""
    owners = [t for c in noun.children if c.dep_ == "poss" for t in _antecedents(c)]
    if owners or noun.dep_ != "dobj" or noun.head.pos_ != "VERB":
        return owners
    return _surface_subjects(noun.head, depth + 1)


def _before_comma(clause: Token, head: Token) -> Token | None:
    """The name right before ", led by ..." where the parser took one further up."""
    left = clause.left_edge.i
    if left < 2 or clause.doc[left - 1].text != ",":
        return None
    before = clause.doc[left - 2]
    return before if before.pos_ == "PROPN" and before.i != head.i and _within(before, head) else None


def _may_act(noun: Token) -> bool:
    """Whether a noun names or describes somebody, so that a participle can be said of it."""
    words, lemma = lexicon.load(), noun.lemma_.lower()
    described = words.words("DescribedPerson") | words.words("DescribedGroup") | words.words("Authorities")
    return noun.pos_ != "NOUN" or lemma in words.nouns or lemma in words.roles or lemma in described


def _clause_subjects(noun: Token, depth: int) -> list[Token]:
    """ "X was arrested for treason, accused by Y": the participle is said of the clause's subject."""
    verb = next((a for a in noun.ancestors if a.pos_ in {"VERB", "AUX"}), None)
    return _surface_subjects(verb, depth + 1) if verb is not None else []


def _within(token: Token, ancestor: Token) -> bool:
    return token.i == ancestor.i or ancestor in token.ancestors


def _objects(verb: Token, kind: str = "dobj") -> list[Token]:
    if kind == "predicate":
        named = _second_objects(verb) or [c for c in verb.children if c.dep_ in {"attr", "oprd", "acomp"}]
        own = [t for c in named for t in _antecedents(c)]
    else:
        second = _second_objects(verb) if kind == "dobj" else []
        own = [t for c in verb.children if c.dep_ == kind and c not in second for t in _antecedents(c)]
    named_as = [c for c in verb.children if c.dep_ == "oprd" and c.pos_ == "PROPN" and _has_as(verb)]
    if named_as and kind in {"dobj", "predicate"}:  # "named X as its candidate"
        return [t for c in named_as for t in _antecedents(c)] if kind == "dobj" and not own else own[:0]
    if not own:
        own = _small_clause(verb, kind) or (_free_relative(verb) if kind == "dobj" else [])
    if own or kind != "dobj" or verb.dep_ != "relcl" or is_passive(verb):
        return own
    # "the party that the ministry refused to register": a gap
    has_subject = any(c.dep_ in _SUBJECTS and c.lower_ not in _RELATIVE for c in verb.children)
    return _relative_antecedents(verb, verb.head) if has_subject else []


def _has_as(verb: Token) -> bool:
    return any(c.lower_ == "as" and c.dep_ == "prep" for c in verb.children)


def _small_clause(verb: Token, kind: str) -> list[Token]:
    """ "branded the law corrupt": the parser makes a clause of what is called and what it is called."""
    for clause in verb.children:
        if clause.dep_ != "ccomp" or any(c.dep_ in {"mark", "aux", "auxpass"} for c in clause.children):
            continue
        subjects = [c for c in clause.lefts if c.dep_ in {"nsubj", "nsubjpass"}]
        if subjects and (clause.pos_ in {"ADJ", "NOUN"} or clause.tag_ == "VBN"):
            return coordinated(clause if kind == "predicate" else subjects[0])
    return []


def _second_objects(verb: Token) -> list[Token]:
    """What the first object is called or given where the parser sees two: "declared X a terrorist group"."""
    objects = [c for c in verb.children if c.dep_ == "dobj"]
    return objects[1:] if len(objects) > 1 and objects[0].pos_ in {"PROPN", "PRON"} else []


def _free_relative(verb: Token) -> list[Token]:
    """ "criticized what he called a farce": the farce is criticised."""
    for clause in verb.children:
        if clause.dep_ in {"ccomp", "dobj"} and any(c.lower_ == "what" for c in clause.children):
            return [c for c in clause.children if c.dep_ in {"oprd", "attr"}]
    return []


def _by_agents(word: Token) -> list[Token]:
    found = _by(word)
    if not found and word.pos_ == "VERB":  # "was called a liar by X": the parser may say "a liar by X"
        found = [t for c in word.children if c.dep_ == "oprd" for t in _by(c)]
    return found


def _by(word: Token) -> list[Token]:
    return [
        t
        for c in word.children
        if c.dep_ in {"agent", "prep"} and c.lower_ == "by"
        for p in c.children
        if p.dep_ == "pobj"
        for t in coordinated(p)
    ]


def _prepositional(word: Token, preposition: str) -> list[Token]:
    """Objects of a preposition on the word, "out of" and "ahead of" included."""
    first, *rest = preposition.split(" ")
    found = []
    for child in word.children:
        if child.lower_ != first or child.dep_ not in {"prep", "agent", "dative", "prt", "advmod", "mark"}:
            continue
        if rest:
            found += _prepositional(child, " ".join(rest))
            continue
        for inner in child.children:
            if inner.dep_ == "amod" and first == "as":
                found.append(inner)  # "labelled as undesirable"
            if inner.dep_ in {"pobj", "pcomp"}:
                found += _antecedents(inner) if inner.dep_ == "pobj" else [inner]
    return found or (_called_as(word) if preposition == "as" else [])


def _called_as(verb: Token) -> list[Token]:
    """ "dismissed it as false": the adjective after "as", wherever the parser hangs either."""
    for child in verb.rights:
        marks = [c for c in child.lefts if c.lower_ == "as"]
        adjectives = [c for c in child.rights if c.dep_ in {"amod", "acomp", "conj"}]
        if child.lower_ == "as" and adjectives:
            return coordinated(adjectives[0])
        before = child.doc[child.left_edge.i - 1]
        beside = before.lower_ == "as" and before.head.i == verb.i
        if (
            child.pos_ in {"ADJ", "VERB", "NOUN"}
            and (marks or beside)
            and child.tag_ not in {"VBD", "VBZ", "VBP"}
        ):
            return coordinated(child)
    return []


def arguments(word: Token, function: str) -> list[Token]:
    """The heads that fill a function of a word.

    `function` is "subject", "object", "recipient", "predicate", "complement",
    "purpose", "possessor", "modifier", "apposition", "head", "self", or a preposition.
    """
    if function == "self":
        return [word]
    if function == "head":
        head = governor(word)
        return [] if head is None else _modified(head) if word.dep_ == "amod" else coordinated(head)
    if word.pos_ in {"VERB", "AUX"}:
        return _verb_arguments(word, function)
    return _noun_arguments(word, function)


def _verb_arguments(verb: Token, function: str) -> list[Token]:
    passive = is_passive(verb)
    kept_object = _objects(verb) if passive else []
    match function:
        case "subject":
            return _by_agents(verb) if passive else _surface_subjects(verb)
        case "object":
            if passive:
                return kept_object or _surface_subjects(verb)
            return _objects(verb)
        case "recipient":
            # "X was denied registration": the surface subject receives
            return (
                _surface_subjects(verb)
                if kept_object
                else _objects(verb, "dative") + _prepositional(verb, "to")
            )
        case "predicate":
            return _objects(verb, "predicate")
        case "particle":
            return [c for c in verb.children if c.dep_ == "prt" or c.tag_ == "RP"]
        case "adverb":
            return [c for c in verb.children if c.dep_ == "advmod"]
        case "complement":
            return [c for c in verb.children if c.dep_ in {"ccomp", "xcomp"}]
        case "infinitive":
            return _infinitives(verb)
        case "participle":
            return [c for c in verb.children if c.dep_ == "advcl" and c.tag_ == "VBG"]
        case "auxiliary":
            return [c for c in verb.children if c.dep_ in {"aux", "auxpass"}]
        case "mark":
            return [c for c in verb.children if c.dep_ == "mark"]
        case "negation":
            return [c for c in verb.children if c.dep_ == "neg"]
        case "topic":
            return [verb]
        case _:
            return _prepositional(verb, function)


def _noun_arguments(noun: Token, function: str) -> list[Token]:
    match function:
        case "possessor":
            return [t for c in noun.children if c.dep_ == "poss" for t in _antecedents(c)]
        case "alias":
            return _aliases(noun)
        case "determiner":
            return [c for c in noun.children if c.dep_ == "det"]
        case "author":
            return _authors(noun)
        case "modifier":
            return [c for c in noun.children if c.dep_ in {"compound", "amod", "nmod"}]
        case "alias":
            return _aliases(noun)
        case "determiner":
            return [c for c in noun.children if c.dep_ in {"det", "poss"}]
        case "apposition":
            return [t for c in noun.children if c.dep_ == "appos" for t in coordinated(c)]
        case "subject":
            return _predicate_subjects(noun)
        case "light":
            return _light_subjects(noun)
        case "adverbial":
            return _adverbial_subjects(noun)
        case "infinitive":
            return _infinitives(noun)
        case "negation":
            return [c for c in noun.children if c.dep_ == "neg"]
        case "complement":
            return [c for c in noun.children if c.dep_ in {"acl", "ccomp"} and _has_mark(c, "that")]
        case "object" | "recipient" | "predicate" | "topic" | "auxiliary" | "mark" | "participle":
            return []
        case _:
            return _prepositional(noun, function)


def _authors(noun: Token) -> list[Token]:
    """Who did what a noun says: X in "X's remarks", "the arrest by X", not in "X's arrest"."""
    by = _by_agents(noun)
    suffered = noun.lemma_.lower() in lexicon.load().words("SufferedNoun")
    if by or (suffered and not _prepositional(noun, "of")):
        return by
    return _noun_arguments(noun, "possessor")


def _infinitives(word: Token) -> list[Token]:
    """What is to be done: "urged X to go", "called for X to go", "an ultimatum to go"."""
    own = [
        c for c in word.children if c.dep_ in {"xcomp", "advcl", "ccomp", "acl", "relcl"} and is_infinitive(c)
    ]
    if word.pos_ in {"VERB", "AUX"}:
        inner = [c for c in word.children if c.dep_ in {"dobj", "prep", "dative"}]
        own += [t for c in inner for t in _infinitives(c)]
    elif word.pos_ == "ADP":
        own += [
            t
            for c in word.children
            if c.dep_ in {"pobj", "pcomp"}
            for t in (c, *_infinitives(c))
            if is_infinitive(t)
        ]
    return own


def _aliases(noun: Token) -> list[Token]:
    """The name in "a coalition known as X", "a group called X"."""
    clauses = [
        c for c in noun.children if c.dep_ == "acl" and c.lower_ in {"known", "called", "named", "dubbed"}
    ]
    return [t for c in clauses for f in ("as", "predicate") for t in _verb_arguments(c, f)]


def is_infinitive(word: Token) -> bool:
    """Whether a verb stands with "to": "to ban", "to be banned", "to have banned"."""
    return any(a.lower_ == "to" and a.dep_ == "aux" for a in word.lefts)


def _has_mark(clause: Token, word: str) -> bool:
    return any(c.dep_ == "mark" and c.lower_ == word for c in clause.children)


def _predicate_subjects(word: Token) -> list[Token]:
    """Of what an adjective or noun is said: "X is loyal", "X, a body loyal to Y"."""
    head = governor(word)
    if head is None:
        return []
    if word.dep_ in {"acomp", "attr", "oprd", "xcomp", "ccomp"} and head.pos_ in {"AUX", "VERB"}:
        objects = [c for c in head.children if c.dep_ == "dobj"]
        if word.dep_ == "oprd" and objects:
            return coordinated(objects[0])
        return _surface_subjects(head)
    if head.lower_ == "as" and head.head.pos_ == "VERB":
        return _verb_arguments(head.head, "object")
    if word.dep_ == "advmod" and head.pos_ == "VERB" and any(c.lower_ == "as" for c in word.lefts):
        return _verb_arguments(head, "object")
    if word.dep_ in {"amod", "appos", "acl", "relcl"} and head.pos_ in {"NOUN", "PROPN", "PRON"}:
        return [head]
    if word.dep_ in {"advcl", "conj"}:
        return _surface_subjects(word) or _predicate_subjects(head)
    return []


def _light_subjects(noun: Token) -> list[Token]:
    """Who does what a noun says under a verb that says little: "lodged a complaint"."""
    head = governor(noun)
    if head is not None and head.pos_ == "VERB" and noun.dep_ in {"dobj", "pobj"}:
        return _surface_subjects(head)
    return []


def _adverbial_subjects(noun: Token) -> list[Token]:
    """Who does something in the state that a noun names: "governs in coalition with"."""
    head = governor(noun)
    if head is not None and noun.dep_ == "pobj" and head.head.pos_ in {"VERB", "AUX"}:
        return _surface_subjects(head.head)
    return []


def follow(word: Token, path: str) -> list[Token]:
    """The tokens at a path of functions from a word, `object/of|to` style.

    Steps are joined by "/", alternatives by "|"; the first alternative that leads
    anywhere is taken. Brackets are not needed: "/" binds closer than "|".
    """
    for alternative in path.split("|"):
        reached = [word]
        for step in alternative.split("/"):
            reached = [t for r in reached for t in arguments(r, step)]
        if reached:
            return reached
    return []


def phrase(token: Token) -> Iterator[Token]:
    """The words of a phrase: the subtree of its head, without following relative clauses and quotes."""
    for t in token.subtree:
        if not t.is_space:
            yield t
