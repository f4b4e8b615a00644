"""Asks an OpenAI-compatible server, with retries, and keeps the answers on disk."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import urllib3
from urllib3.util import Retry

from kg.errors import ModelError

__all__ = ["KEY_VARIABLE", "Client", "Endpoint", "Usage", "default_cache"]

KEY_VARIABLE = "KG_LLM_KEY"
"""The environment variable that holds the key; it is read from nowhere else and never written."""

_RETRIED = (408, 409, 429, 500, 502, 503, 504)
_MILLION = 1_000_000


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where the model is, and what it costs.

    `url` is the base of the API ("http://127.0.0.1:8000/v1"), `model` the name the server knows it by,
    `prices` the cost of a million tokens asked and answered, where it is known.
    """

    url: str
    model: str
    prices: tuple[float, float] | None = None
    timeout: float = 120.0
    retries: int = 4
    backoff: float = 0.5


@dataclass(slots=True)
class Usage:
    """What was asked of the server, counted; `seconds` is the time spent waiting for it."""

    requests: int = 0
    cached: int = 0
    tokens_in: int = 0
    tokens_out: int = 0
    seconds: float = 0.0

    def cost(self, prices: tuple[float, float] | None) -> float | None:
        """The price of the tokens; None where no prices are known."""
        if prices is None:
            return None
        return (self.tokens_in * prices[0] + self.tokens_out * prices[1]) / _MILLION


def default_cache() -> Path:
    """Where answers are kept: `$XDG_CACHE_HOME/political-kg/llm`, by default under `~/.cache`."""
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "political-kg" / "llm"


@dataclass
class Client:
    """Sends chat requests to an endpoint; the same request is sent once in the life of its cache."""

    endpoint: Endpoint
    cache: Path | None
    usage: Usage = field(default_factory=Usage)
    _plain: bool = False

    def __post_init__(self) -> None:
        retry = Retry(
            total=self.endpoint.retries,
            backoff_factor=self.endpoint.backoff,
            status_forcelist=_RETRIED,
            allowed_methods={"POST"},
            redirect=0,  # the key is for this server alone
            raise_on_status=False,
        )
        self._pool = urllib3.PoolManager(
            maxsize=8, retries=retry, timeout=urllib3.Timeout(self.endpoint.timeout)
        )

    def ask(self, system: str, user: str, schema: Mapping[str, Any]) -> str:
        """The model's answer to a question, constrained to a JSON schema where the server can.

        Raises ModelError where the server cannot be reached, refuses, or does not answer as it should.
        """
        messages = [{"role": "system", "content": system}, {"role": "user", "content": user}]
        body: dict[str, Any] = {
            "model": self.endpoint.model,
            "messages": messages,
            "temperature": 0,
            "seed": 0,
        }
        kept = self._kept(body, schema)
        if kept is not None and kept.exists():
            self.usage.cached += 1
            return kept.read_text("utf-8")
        answer = self._answer(body, schema)
        if kept is not None:
            _write(kept, answer)
        return answer

    def _kept(self, body: Mapping[str, Any], schema: Mapping[str, Any]) -> Path | None:
        if self.cache is None:
            return None
        request = json.dumps([body, schema], sort_keys=True, ensure_ascii=False)
        name = hashlib.sha256(request.encode()).hexdigest()
        return self.cache / name[:2] / f"{name}.json"

    def _answer(self, body: dict[str, Any], schema: Mapping[str, Any]) -> str:
        shaped = {"name": "claims", "strict": True, "schema": schema}
        asked = body | {"response_format": {"type": "json_schema", "json_schema": shaped}}
        plain = self._plain
        status, data = self._post(body if plain else asked)
        if status == 400 and not plain:
            self._plain = True  # a server without schemas: the gate checks what comes back all the same
            status, data = self._post(body)
        if status != 200:
            raise ModelError(
                f"the model's server answers {status}: {_message(data)}",
                where=self.endpoint.url,
                hint=f"check --endpoint, --model and the key in {KEY_VARIABLE}",
            )
        try:
            content = data["choices"][0]["message"]["content"]
        except (KeyError, IndexError, TypeError) as error:
            raise ModelError(
                f"the model's server gives no chat answer (no {error})",
                where=self.endpoint.url,
                hint="give the base address of an OpenAI-compatible API, with its /v1",
            ) from error
        used = data.get("usage") or {}
        self.usage.tokens_in += int(used.get("prompt_tokens") or 0)
        self.usage.tokens_out += int(used.get("completion_tokens") or 0)
        return str(content or "")

    def _post(self, body: Mapping[str, Any]) -> tuple[int, Any]:
        headers = {"Content-Type": "application/json", "User-Agent": "political-kg"}
        if key := os.environ.get(KEY_VARIABLE):
            headers["Authorization"] = f"Bearer {key}"
        url = self.endpoint.url.rstrip("/") + "/chat/completions"
        started = time.monotonic()
        self.usage.requests += 1
        try:
            response = self._pool.request("POST", url, body=json.dumps(body).encode(), headers=headers)
        except urllib3.exceptions.HTTPError as error:
            raise ModelError(
                f"the model's server cannot be reached ({type(error).__name__})",
                where=self.endpoint.url,
                hint="check that it runs and that the address is right; answers so far are kept",
            ) from error
        finally:
            self.usage.seconds += time.monotonic() - started
        try:
            return response.status, json.loads(response.data)
        except ValueError:
            return response.status, response.data[:200].decode("utf-8", "replace")


def _message(data: Any) -> str:
    if isinstance(data, dict):
        error = data.get("error", data)
        data = error.get("message", error) if isinstance(error, dict) else error
    return " ".join(str(data).split())[:200]


def _write(path: Path, text: str) -> None:
    """All of the file or none of it, whatever happens."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", dir=path.parent, delete=False) as file:
        file.write(text)
    Path(file.name).replace(path)
