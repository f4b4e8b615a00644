"""Writes the rows of an answer piece by piece, in the standard forms for SPARQL results."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from json.encoder import encode_basestring as _quoted
from xml.sax.saxutils import escape, quoteattr

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from kg.namespaces import PREFIXES

__all__ = ["BOOLEANS", "ROWS", "csv_cell", "json_term"]

Term = NamedNode | BlankNode | Literal | Triple | None
Rows = Iterable[Sequence[Term]]

_XSD_STRING = NamedNode(PREFIXES["xsd"] + "string")
_QUOTED_CSV = re.compile('[",\r\n]')
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_XML_HEAD = '<?xml version="1.0"?>\n<sparql xmlns="http://www.w3.org/2005/sparql-results#">'


def json_rows(variables: Sequence[str], rows: Rows) -> Iterator[str]:
    """SPARQL 1.1 Query Results JSON."""
    keys = [f"{_quoted(v)}:" for v in variables]
    yield f'{{"head":{{"vars":[{",".join(map(_quoted, variables))}]}},"results":{{"bindings":['
    comma = ""
    for row in rows:
        cells = [k + json_term(t) for k, t in zip(keys, row, strict=True) if t is not None]
        yield f"{comma}{{{','.join(cells)}}}"
        comma = ",\n"
    yield "]}}"


def json_term(term: NamedNode | BlankNode | Literal | Triple) -> str:
    """A term as SPARQL JSON writes it."""
    if isinstance(term, NamedNode):
        return f'{{"type":"uri","value":{_quoted(term.value)}}}'
    if isinstance(term, Literal):
        if term.language:
            return f'{{"type":"literal","value":{_quoted(term.value)},"xml:lang":{_quoted(term.language)}}}'
        if term.datatype == _XSD_STRING:
            return f'{{"type":"literal","value":{_quoted(term.value)}}}'
        datatype = _quoted(term.datatype.value)
        return f'{{"type":"literal","value":{_quoted(term.value)},"datatype":{datatype}}}'
    if isinstance(term, BlankNode):
        return f'{{"type":"bnode","value":{_quoted(term.value)}}}'
    parts = zip(("subject", "predicate", "object"), (term.subject, term.predicate, term.object), strict=True)
    return f'{{"type":"triple","value":{{{",".join(f"{_quoted(k)}:{json_term(t)}" for k, t in parts)}}}}}'


def xml_rows(variables: Sequence[str], rows: Rows) -> Iterator[str]:
    """SPARQL Query Results XML; characters that XML 1.0 cannot hold become U+FFFD."""
    head = "".join(f"<variable name={quoteattr(v)}/>" for v in variables)
    yield f"{_XML_HEAD}<head>{head}</head><results>\n"
    keys = [f"<binding name={quoteattr(v)}>" for v in variables]
    for row in rows:
        cells = [f"{k}{_xml(t)}</binding>" for k, t in zip(keys, row, strict=True) if t is not None]
        yield f"<result>{''.join(cells)}</result>\n"
    yield "</results></sparql>\n"


def _xml(term: NamedNode | BlankNode | Literal | Triple) -> str:
    if isinstance(term, Triple):
        parts = zip(
            ("subject", "predicate", "object"), (term.subject, term.predicate, term.object), strict=True
        )
        return f"<triple>{''.join(f'<{k}>{_xml(t)}</{k}>' for k, t in parts)}</triple>"
    text = escape(_NOT_XML.sub("\N{REPLACEMENT CHARACTER}", term.value), {"\r": "&#13;"})
    if isinstance(term, NamedNode):
        return f"<uri>{text}</uri>"
    if isinstance(term, BlankNode):
        return f"<bnode>{text}</bnode>"
    if term.language:
        return f"<literal xml:lang={quoteattr(term.language)}>{text}</literal>"
    if term.datatype == _XSD_STRING:
        return f"<literal>{text}</literal>"
    return f"<literal datatype={quoteattr(term.datatype.value)}>{text}</literal>"


def csv_rows(variables: Sequence[str], rows: Rows) -> Iterator[str]:
    """SPARQL 1.1 Query Results CSV: values alone."""
    yield ",".join(map(_csv_text, variables)) + "\r\n"
    for row in rows:
        yield ",".join([csv_cell(t) for t in row]) + "\r\n"


def csv_cell(term: Term) -> str:
    """The value of a term as a cell."""
    if term is None:
        return ""
    return _csv_text(str(term) if isinstance(term, BlankNode | Triple) else term.value)


def _csv_text(text: str) -> str:
    return '"' + text.replace('"', '""') + '"' if _QUOTED_CSV.search(text) else text


def tsv_rows(variables: Sequence[str], rows: Rows) -> Iterator[str]:
    """SPARQL 1.1 Query Results TSV: terms as Turtle writes them."""
    yield "\t".join(f"?{v}" for v in variables) + "\n"
    for row in rows:
        yield "\t".join(["" if t is None else _tsv(t) for t in row]) + "\n"


def _tsv(term: NamedNode | BlankNode | Literal | Triple) -> str:
    return str(term).replace("\t", "\\t")


ROWS: Mapping[str, Callable[[Sequence[str], Rows], Iterator[str]]] = {
    "json": json_rows,
    "xml": xml_rows,
    "csv": csv_rows,
    "tsv": tsv_rows,
}
"""The forms by name, for SELECT."""

BOOLEANS: Mapping[str, Callable[[bool], str]] = {
    "json": lambda value: f'{{"head":{{}},"boolean":{str(value).lower()}}}',
    "xml": lambda value: f"{_XML_HEAD}<head/><boolean>{str(value).lower()}</boolean></sparql>\n",
    "csv": lambda value: str(value).lower(),
    "tsv": lambda value: str(value).lower(),
}
"""The forms by name, for ASK."""
