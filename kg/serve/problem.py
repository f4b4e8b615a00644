"""What goes wrong with a request, as one line of problem+json (RFC 9457)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

__all__ = ["MEDIA_TYPE", "Problem"]

MEDIA_TYPE = "application/problem+json"


class Problem(Exception):
    """An answer with an error status: what is wrong, and what to do.

    >>> Problem(404, "there is no query 'x'").body()
    b'{"title":"Not Found","status":404,"detail":"there is no query \\'x\\'"}\\n'
    """

    def __init__(self, status: int, detail: str, *, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(detail)
        self.status = status
        self.detail = " ".join(detail.split())
        self.headers = dict(headers or {})

    def body(self) -> bytes:
        """The problem as one line of JSON."""
        data = {"title": HTTPStatus(self.status).phrase, "status": self.status, "detail": self.detail}
        return json.dumps(data, ensure_ascii=True, separators=(",", ":")).encode() + b"\n"

    def record(self) -> dict[str, Any]:
        """The problem as data that `from_record` reads."""
        return {"status": self.status, "detail": self.detail, "headers": self.headers}

    @classmethod
    def from_record(cls, record: Mapping[str, Any]) -> Problem:
        """The problem of which this is the record."""
        return cls(record["status"], record["detail"], headers=record["headers"])
