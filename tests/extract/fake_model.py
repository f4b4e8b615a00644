"""A server that speaks the chat protocol and answers what it is told to, over real HTTP."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Answer = Callable[[dict[str, Any]], Any]


@dataclass
class FakeModel:
    """Requests as they came, and how to answer: `answer` gets the paragraph's question as data.

    `statuses` are given out first, one a request, in place of an answer.
    """

    answer: Answer
    statuses: list[int] = field(default_factory=list)
    schemas: bool = True
    requests: list[dict[str, Any]] = field(default_factory=list)
    keys: list[str | None] = field(default_factory=list)
    url: str = ""


def claim(quote: str, subject: str | None, relation: str, target: str | None = None, **other: Any) -> Any:
    """A statement as a model would give it."""
    row = {
        "quote": quote,
        "subject": subject,
        "subject_type": None,
        "relation": relation,
        "object": target,
        "object_type": None,
        "value": None,
        "number": None,
        "holder": None,
        "status": "asserted",
        "when": None,
    }
    return row | other


@contextmanager
def serving(model: FakeModel) -> Iterator[FakeModel]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            model.requests.append(body)
            model.keys.append(self.headers.get("Authorization"))
            if model.statuses:
                self._send(model.statuses.pop(0), {"error": {"message": "not now"}})
            elif not model.schemas and "response_format" in body:
                self._send(400, {"error": {"message": "response_format is not supported"}})
            else:
                said = model.answer(json.loads(body["messages"][1]["content"]))
                content = said if isinstance(said, str) else json.dumps({"claims": said})
                message = {"choices": [{"message": {"role": "assistant", "content": content}}]}
                self._send(200, message | {"usage": {"prompt_tokens": 100, "completion_tokens": 10}})

        def _send(self, status: int, data: Any) -> None:
            text = json.dumps(data).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(text)))
            self.end_headers()
            self.wfile.write(text)

        def log_message(self, *_: Any) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    model.url = f"http://127.0.0.1:{server.server_port}/v1"
    try:
        yield model
    finally:
        server.shutdown()
        server.server_close()
