"""Says where a SPARQL 1.1 store is and what it is asked with; credentials come from the environment alone."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from kg.errors import StoreError

__all__ = ["PASSWORD", "TOKEN", "UPDATES", "USER", "Endpoint", "is_address"]

USER, PASSWORD, TOKEN = "KG_ENDPOINT_USER", "KG_ENDPOINT_PASSWORD", "KG_ENDPOINT_TOKEN"
UPDATES = "KG_ENDPOINT_UPDATE"

# Where stores take updates, by where they take queries; all others take both at one address.
_BESIDE = (
    (re.compile(r"(.*)/query"), r"\1/update"),  # Oxigraph, Fuseki
    (re.compile(r"(.*/repositories/[^/]+)"), r"\1/statements"),  # RDF4J, GraphDB
)


def is_address(place: object) -> bool:
    """Whether a place is an address on the web and no directory.

    >>> is_address("https://example.org/sparql"), is_address(".kg")
    (True, False)
    """
    return isinstance(place, str) and place.lower().startswith(("http://", "https://"))


@dataclass(frozen=True, slots=True)
class Endpoint:
    """The two addresses of a store, and what it is asked with.

    `timeout` is how many seconds an answer may take, `retries` how often a request is repeated, and
    `portion` how many bytes of data one request carries at most.
    """

    query: str
    update: str
    user: str | None = None
    password: str | None = field(default=None, repr=False)
    token: str | None = field(default=None, repr=False)
    timeout: float = 120.0
    retries: int = 4
    backoff: float = 0.3
    portion: int = 250_000

    @classmethod
    def of(cls, url: str, environment: Mapping[str, str] = os.environ) -> Endpoint:
        """The store at an address, with the credentials and the address for updates of the environment.

        Raises StoreError for what is no address, and for one with credentials in it.

        >>> Endpoint.of("http://127.0.0.1:7878/query", {}).update
        'http://127.0.0.1:7878/update'
        """
        try:
            parts = urlsplit(url)
            known = bool(parts.hostname) and parts.port != 0
        except ValueError:
            known = False
        if not known or not is_address(url):
            raise StoreError("is no web address", where=url, hint="write http://127.0.0.1:7878/query")
        if parts.username is not None or parts.password is not None:
            raise StoreError(
                "credentials do not belong into an address",
                where=f"{parts.scheme}://{parts.hostname}",
                hint=f"put them into {USER} and {PASSWORD}, or {TOKEN}",
            )
        url = url.partition("#")[0]
        return cls(
            url,
            environment.get(UPDATES) or _updates(url),
            environment.get(USER) or None,
            environment.get(PASSWORD) or None,
            environment.get(TOKEN) or None,
        )


def _updates(url: str) -> str:
    for pattern, beside in _BESIDE:
        if found := pattern.fullmatch(url.rstrip("/")):
            return found.expand(beside)
    return url
