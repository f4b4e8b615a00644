"""Reads requests strictly: parameters, bodies, and who may change the store."""

from __future__ import annotations

import asyncio
import contextlib
import datetime as dt
import hmac
import re
from collections.abc import Iterable
from urllib.parse import unquote_to_bytes

from starlette.requests import Request

from kg.serve.problem import Problem
from kg.serve.service import service

__all__ = ["Parameters", "authorize", "base_of", "day", "media_type", "read_body", "view_of"]

MOST_PARAMETERS = 200
LINGER = 2.0
_HOST = re.compile(r"(?:[A-Za-z0-9.\-]{1,253}|\[[0-9A-Fa-f:.]{2,45}\])(?::\d{1,5})?")


class Parameters:
    """The parameters of an address or a form."""

    def __init__(self, encoded: bytes) -> None:
        """Read them; raises Problem 400 for what is not UTF-8, or too many."""
        parts = [part for part in encoded.split(b"&") if part] if encoded else []
        if len(parts) > MOST_PARAMETERS:
            raise Problem(400, f"there are more than {MOST_PARAMETERS} parameters")
        self._pairs = [(_decode(n), _decode(v)) for n, _, v in (p.partition(b"=") for p in parts)]

    def every(self, name: str) -> list[str]:
        """All values of a parameter."""
        return [v for n, v in self._pairs if n == name]

    def one(self, name: str) -> str | None:
        """The value of a parameter, or None; raises Problem 400 where it is given twice."""
        found = self.every(name)
        if len(found) > 1:
            raise Problem(400, f"the parameter {name!r} is given {len(found)} times")
        return found[0] if found else None

    def others(self, known: Iterable[str]) -> dict[str, str]:
        """The other parameters; raises Problem 400 where one is given twice."""
        names = dict.fromkeys(n for n, _ in self._pairs)
        return {n: self.one(n) or "" for n in names if n not in set(known)}

    def __add__(self, other: Parameters) -> Parameters:
        both = Parameters(b"")
        both._pairs = self._pairs + other._pairs
        return both


def _decode(part: bytes) -> str:
    try:
        return unquote_to_bytes(part.replace(b"+", b" ")).decode("utf-8")
    except UnicodeDecodeError:
        raise Problem(400, "a parameter is not UTF-8") from None


def media_type(request: Request, known: Iterable[str]) -> str:
    """The media type of the body.

    Raises Problem 415 for one that is not among the known, another charset than UTF-8, or a
    body that is compressed.
    """
    kind, *parameters = (p.strip() for p in request.headers.get("content-type", "").lower().split(";"))
    accepted = ", ".join(known)
    if kind not in known:
        raise Problem(415, f"send the body as one of {accepted}", headers={"accept-post": accepted})
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip() == "charset" and value.strip(' "') not in {"utf-8", "utf8", "us-ascii"}:
            raise Problem(415, "send the body in UTF-8", headers={"accept-post": accepted})
    if request.headers.get("content-encoding", "identity").strip().lower() != "identity":
        raise Problem(415, "send the body uncompressed", headers={"accept-encoding": "identity"})
    return kind


async def read_body(request: Request, limit: int) -> bytes:
    """The body of a request.

    Raises Problem 413 for one over the limit, 408 where the next bytes do not come in time.
    """
    stall = service(request).settings.limits.stall_seconds
    too_much = Problem(413, f"the body may have {limit} bytes", headers={"connection": "close"})
    declared = request.headers.get("content-length", "")
    if declared.isdigit() and int(declared) > limit:
        await _discard(request)
        raise too_much
    body = bytearray()
    try:
        async with asyncio.timeout(stall * 3):
            while True:
                async with asyncio.timeout(stall):
                    message = await request.receive()
                if message["type"] == "http.disconnect":
                    raise Problem(400, "the client went away")
                body += message.get("body", b"")
                if len(body) > limit:
                    await _discard(request)
                    raise too_much
                if not message.get("more_body", False):
                    return bytes(body)
    except TimeoutError:
        raise Problem(408, "the body did not come in time", headers={"connection": "close"}) from None


async def _discard(request: Request) -> None:
    """Take what a client still sends, for a moment, so that it can read why it is refused."""
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(LINGER):
            message = {"more_body": True}
            while message.get("more_body", False):
                message = dict(await request.receive())


def day(text: str | None) -> dt.date | None:
    """The day that a parameter names, None where it is not given; raises Problem 400 for what is no day."""
    if text is None:
        return None
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise Problem(400, f"{text[:40]!r} is no day; write it as 2012-01-16") from None


def view_of(request: Request, parameters: Parameters) -> str:
    """The view that is asked; raises Problem 400 for one that this server does not keep."""
    views = service(request).settings.views
    given = parameters.one("view")
    view = views[0] if given is None else given
    if view not in views:
        raise Problem(400, f"there is no view {view[:100]!r} here; there are {', '.join(views)}")
    return view


def base_of(request: Request) -> str:
    """The address of this server as the client knows it, ending in a slash.

    Raises Problem 400 for a Host that is none.
    """
    public = service(request).settings.public
    if public:
        return public.rstrip("/") + "/"
    host = request.headers.get("host", "")
    if not _HOST.fullmatch(host):
        raise Problem(400, "the Host header is missing or malformed")
    return f"{request.scope['scheme']}://{host}/"


def authorize(request: Request) -> None:
    """Let a request change the store.

    Raises Problem 403 where the server allows no changes, 401 without the right token.
    """
    token = service(request).settings.token
    if not token:
        raise Problem(403, "this server is read-only; it was started without KG_TOKEN")
    scheme, _, given = request.headers.get("authorization", "").partition(" ")
    same = hmac.compare_digest(given.strip().encode("utf-8", "replace"), token.encode())
    if scheme.lower() != "bearer" or not same:
        raise Problem(
            401, "send the token as `Authorization: Bearer …`", headers={"www-authenticate": "Bearer"}
        )
