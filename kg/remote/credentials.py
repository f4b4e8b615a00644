"""Answers the challenges of servers that want to know who asks: Bearer, Basic and Digest."""

from __future__ import annotations

from base64 import b64encode
from urllib.request import (
    AbstractDigestAuthHandler,
    HTTPPasswordMgrWithDefaultRealm,
    Request,
    parse_http_list,
    parse_keqv_list,
)

from kg.remote.endpoint import Endpoint

__all__ = ["Credentials"]


class Credentials:
    """What an endpoint is asked with, in the way in which its server wants it.

    A token is always sent. A name and a password are sent once the server has asked for them.
    """

    def __init__(self, endpoint: Endpoint) -> None:
        self._token = endpoint.token
        self._user, self._password = endpoint.user, endpoint.password or ""
        self._known = HTTPPasswordMgrWithDefaultRealm()
        if self._user is not None:
            for url in {endpoint.query, endpoint.update}:
                self._known.add_password(None, url, self._user, self._password)
        self._digest = AbstractDigestAuthHandler(self._known)
        self._wanted: dict[str, tuple[str, dict[str, str]]] = {}

    @property
    def given(self) -> bool:
        """Whether there are any."""
        return self._token is not None or self._user is not None

    def headers(self, url: str) -> dict[str, str]:
        """What to send to an address along with a POST."""
        if self._token is not None:
            return {"Authorization": f"Bearer {self._token}"}
        scheme, details = self._wanted.get(url, ("", {}))
        if scheme == "basic":
            pair = b64encode(f"{self._user}:{self._password}".encode()).decode()
            return {"Authorization": f"Basic {pair}"}
        if scheme == "digest":
            answer = self._digest.get_authorization(Request(url, method="POST"), details)
            return {"Authorization": f"Digest {answer}"} if answer else {}
        return {}

    def learn(self, url: str, challenge: str) -> bool:
        """Take in what a server wants; False where that cannot be given."""
        scheme, _, details = challenge.partition(" ")
        if self._token is not None or self._user is None or scheme.lower() not in {"basic", "digest"}:
            return False
        self._wanted[url] = (
            scheme.lower(),
            parse_keqv_list([p for p in parse_http_list(details) if "=" in p]),
        )
        return True
