"""Parameters of a query as RDF terms, put where the query keeps a place for them."""

from __future__ import annotations

import datetime as dt
import difflib
import re
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation

from pyoxigraph import Literal, NamedNode

from kg.errors import QueryError
from kg.namespaces import PREFIXES
from kg.queries.library import NamedQuery, Parameter

__all__ = ["bind"]


def bind(query: NamedQuery, params: Mapping[str, object]) -> str:
    """The query's text with its `VALUES ?name { … }` blocks holding the given terms.

    A value becomes an RDF term first and is written by the RDF library: it can never
    end the literal that it stands in.

    Raises QueryError for a parameter that the query does not have, or a value that is
    not of its type.
    """
    text = query.text
    for name, value in params.items():
        parameter = query.parameter(name)
        if parameter is None:
            raise _unknown(query, name)
        term = _term(parameter, value)
        block = re.compile(r"VALUES\s+\?" + re.escape(name) + r"\s*\{[^}]*\}")
        text, count = block.subn(lambda _, t=term, n=name: f"VALUES ?{n} {{ {t} }}", text, count=1)  # type: ignore[misc]
        if not count:
            raise QueryError(
                f"the query declares {name!r} and keeps no place for it",
                hint=f"add VALUES ?{name} {{ UNDEF }}",
            )
    return text


def _unknown(query: NamedQuery, name: str) -> QueryError:
    known = [p.name for p in query.parameters]
    if not known:
        return QueryError(f"{query.name or 'this query'} takes no parameters, so no {name!r}")
    near = difflib.get_close_matches(name, known, n=1)
    advice = f"did you mean {near[0]!r}? " if near else ""
    return QueryError(
        f"{query.name or 'this query'} has no parameter {name!r}", hint=f"{advice}it has: {', '.join(known)}"
    )


def _term(parameter: Parameter, value: object) -> Literal | NamedNode:
    text = str(value)
    datatype = NamedNode(PREFIXES["xsd"] + parameter.type)
    try:
        match parameter.type:
            case "string":
                return Literal(text)
            case "date":
                return Literal(dt.date.fromisoformat(text).isoformat(), datatype=datatype)
            case "integer":
                return Literal(str(int(text)), datatype=datatype)
            case "decimal":
                return Literal(str(Decimal(text)), datatype=datatype)
            case "anyURI":
                return NamedNode(text)
            case _:
                raise QueryError(f"parameters of type {parameter.type!r} are not known")
    except (ValueError, InvalidOperation):
        raise QueryError(
            f"{text!r} is no {parameter.type} for {parameter.name!r}", hint=parameter.about
        ) from None
