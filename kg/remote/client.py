"""Asks a SPARQL 1.1 store over HTTP, with retries and with errors that say what to do.

Every request that this package sends may be repeated without harm: questions change nothing, and what
changes the store is a set of triples, or holds only while the store is as it was (see `kg.remote.switching`).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any
from urllib.parse import urlencode

import pyoxigraph as ox
import urllib3
from pyoxigraph import QuerySolutions, Triple
from urllib3.exceptions import HTTPError, MaxRetryError, NewConnectionError, TimeoutError
from urllib3.util import Retry

from kg.errors import QueryError, StoreError
from kg.remote.credentials import Credentials
from kg.remote.endpoint import PASSWORD, TOKEN, UPDATES, USER, Endpoint

__all__ = ["Client", "TooLarge"]

_AGAIN = (429, 502, 503, 504)
_RESULTS = "application/sparql-results+json"
_TRIPLES = {
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
    "text/plain": ox.RdfFormat.N_TRIPLES,
    "text/turtle": ox.RdfFormat.TURTLE,
    "application/rdf+xml": ox.RdfFormat.RDF_XML,
}
_BOOLEAN = "http://www.w3.org/2001/XMLSchema#boolean"


class TooLarge(StoreError):
    """A request that the server does not take because of its size."""


class Client:
    """Speaks the SPARQL 1.1 Protocol with one store."""

    def __init__(self, endpoint: Endpoint) -> None:
        self.endpoint = endpoint
        self._credentials = Credentials(endpoint)
        retry = Retry(
            total=endpoint.retries,
            backoff_factor=endpoint.backoff,
            backoff_max=10,
            status_forcelist=_AGAIN,
            allowed_methods=None,
            redirect=3,
            raise_on_status=False,
        )
        patience = urllib3.Timeout(connect=min(10.0, endpoint.timeout), read=endpoint.timeout)
        self._pool = urllib3.PoolManager(retries=retry, timeout=patience)

    def close(self) -> None:
        """Close its connections."""
        self._pool.clear()

    def ask(
        self, text: str, default: Iterable[str] = (), named: Iterable[str] = ()
    ) -> QuerySolutions | ox.QueryBoolean:
        """The answer to a SELECT or an ASK, of these graphs.

        Raises QueryError where the server cannot run the query, StoreError where it cannot be asked.
        """
        data, _ = self._question(text, default, named, {_RESULTS})
        try:
            return ox.parse_query_results(_canonical(data), ox.QueryResultsFormat.JSON)
        except (ValueError, SyntaxError) as error:
            raise self._trouble(f"gives an answer that cannot be read ({_short(str(error))})") from error

    def rows(self, text: str, default: Iterable[str] = (), named: Iterable[str] = ()) -> list[Sequence[Any]]:
        """The rows of a SELECT; errors as of `ask`."""
        answer = self.ask(text, default, named)
        if not isinstance(answer, QuerySolutions):
            raise self._trouble("answers a SELECT with yes or no")
        return [tuple(row) for row in answer]

    def triples(self, text: str, default: Iterable[str] = (), named: Iterable[str] = ()) -> set[Triple]:
        """The answer to a CONSTRUCT or a DESCRIBE; errors as of `ask`."""
        data, form = self._question(text, default, named, _TRIPLES)
        try:
            return {q.triple for q in ox.parse(data, _TRIPLES[form])}
        except (ValueError, SyntaxError) as error:
            raise self._trouble(f"gives triples that cannot be read ({_short(str(error))})") from error

    def update(self, text: str) -> None:
        """Run an update that may be repeated.

        Raises TooLarge where the server does not take so much at once, and StoreError for all else.
        """
        url = self.endpoint.update
        reply = self._send(url, text.encode(), {"Content-Type": "application/sparql-update"})
        if reply.status >= 300:
            raise self._refused(url, reply)

    def _question(
        self, text: str, default: Iterable[str], named: Iterable[str], forms: Iterable[str]
    ) -> tuple[bytes, str]:
        # As a form, because Virtuoso 7.2.5 never answers a query that is the body of a POST.
        url, forms = self.endpoint.query, list(forms)
        fields = [("query", text)]
        fields += [("default-graph-uri", iri) for iri in default]
        fields += [("named-graph-uri", iri) for iri in named]
        accept = ", ".join(f"{form};q={1 - n / 10:.1f}" for n, form in enumerate(forms))
        reply = self._send(
            url,
            urlencode(fields).encode(),
            {"Content-Type": "application/x-www-form-urlencoded", "Accept": accept},
        )
        if reply.status == 400:
            raise QueryError(f"the server cannot run the query: {_short(_body(reply))}")
        if reply.status >= 300:
            raise self._refused(url, reply)
        form = reply.headers.get("Content-Type", "nothing").partition(";")[0].strip().lower()
        if form not in forms:
            raise StoreError(
                f"answers with {form} where {' or '.join(forms[:1])} was asked for",
                where=url,
                hint="give the address of SPARQL itself, such as …/sparql or …/query",
            )
        return reply.data, form

    def _send(self, url: str, body: bytes, headers: dict[str, str]) -> urllib3.BaseHTTPResponse:
        sent = {"User-Agent": "political-kg", **headers}
        try:
            reply = self._pool.request("POST", url, body=body, headers=sent | self._credentials.headers(url))
            challenge = reply.headers.get("WWW-Authenticate", "")
            if reply.status == 401 and self._credentials.learn(url, challenge):
                reply = self._pool.request(
                    "POST", url, body=body, headers=sent | self._credentials.headers(url)
                )
            return reply
        except HTTPError as error:
            raise self._unreachable(url, error) from error

    def _unreachable(self, url: str, error: HTTPError) -> StoreError:
        cause = error.reason if isinstance(error, MaxRetryError) and error.reason else error
        if isinstance(cause, NewConnectionError):
            told, hint = "cannot be reached: it refuses the connection", "start it, or check the address"
        elif isinstance(cause, TimeoutError):
            told = f"does not answer within {self.endpoint.timeout:g} seconds"
            hint = "see whether it is busy, and try again; nothing is left half done"
        else:
            told, hint = f"cannot be reached: {_short(str(cause))}", "check the address, and try again"
        return StoreError(told, where=url, hint=hint)

    def _refused(self, url: str, reply: urllib3.BaseHTTPResponse) -> StoreError:
        told, status = _short(_body(reply)), reply.status
        if status == 401 or status == 403 or "permission" in told.lower():
            wanted = f"{USER} and {PASSWORD}, or {TOKEN},"
            if self._credentials.given:
                return StoreError(
                    f"refuses the credentials that are in the environment ({status})",
                    where=url,
                    hint=f"check {wanted} and what they may do on the server",
                )
            return StoreError(
                f"wants credentials ({status})", where=url, hint=f"put {wanted} into the environment"
            )
        if status in {404, 405}:
            return StoreError(
                f"no SPARQL is spoken here ({status})",
                where=url,
                hint=f"check the path; another address for updates goes into {UPDATES}",
            )
        if status == 413:
            return TooLarge(
                "takes no request of this size (413)",
                where=url,
                hint="raise the limit of the server or its proxy",
            )
        return StoreError(
            f"failed ({status}): {told or 'it does not say why'}",
            where=url,
            hint="look into the server's log; what was stored before is kept",
        )

    def _trouble(self, message: str) -> StoreError:
        hint = "see whether the server or a proxy cuts answers short"
        return StoreError(message, where=self.endpoint.query, hint=hint)


def _canonical(data: bytes) -> bytes:
    """SPARQL JSON in which truth is written as it was stored: some servers write it as 1 and 0."""
    if _BOOLEAN.encode() not in data:
        return data
    told = json.loads(data)
    for row in told.get("results", {}).get("bindings", ()):
        for term in row.values():
            if term.get("datatype") == _BOOLEAN:
                term["value"] = {"1": "true", "0": "false"}.get(term["value"], term["value"])
    return json.dumps(told).encode()


def _body(reply: urllib3.BaseHTTPResponse) -> str:
    return reply.data[:2000].decode("utf-8", "replace")


def _short(text: str) -> str:
    """The first lines of what a server says, on one line."""
    said = " ".join(text.partition("\n\n")[0].split())
    return said if len(said) <= 200 else said[:200] + " …"
