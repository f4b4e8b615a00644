"""Counts what the server does, in the text format of Prometheus."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping

__all__ = ["MEDIA_TYPE", "Metrics"]

MEDIA_TYPE = "text/plain; version=0.0.4; charset=utf-8"
BUCKETS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)


class Metrics:
    """Requests by route, method and status, their durations and sizes, and hits of the cache."""

    def __init__(self) -> None:
        self._requests: Counter[tuple[str, str, int]] = Counter()
        self._buckets: dict[str, list[int]] = defaultdict(lambda: [0] * (len(BUCKETS) + 1))
        self._seconds: Counter[str] = Counter()
        self._bytes: Counter[str] = Counter()
        self.events: Counter[str] = Counter()

    def count(self, route: str, method: str, status: int, seconds: float, size: int) -> None:
        """Count a request that has been answered."""
        self._requests[route, method, status] += 1
        self._buckets[route][bisect_left(BUCKETS, seconds)] += 1
        self._seconds[route] += seconds  # type: ignore[assignment]
        self._bytes[route] += size

    def text(self, gauges: Mapping[str, float]) -> str:
        """All counts, and the gauges of this moment."""
        return "\n".join(self._lines(gauges)) + "\n"

    def _lines(self, gauges: Mapping[str, float]) -> Iterator[str]:
        yield "# HELP kg_http_requests_total Requests answered."
        yield "# TYPE kg_http_requests_total counter"
        for (route, method, status), number in sorted(self._requests.items()):
            labels = f'route="{route}",method="{method}",status="{status}"'
            yield f"kg_http_requests_total{{{labels}}} {number}"
        yield "# HELP kg_http_request_seconds Time until a request was answered."
        yield "# TYPE kg_http_request_seconds histogram"
        for route, buckets in sorted(self._buckets.items()):
            total = 0
            for bound, number in zip((*BUCKETS, "+Inf"), buckets, strict=True):
                total += number
                yield f'kg_http_request_seconds_bucket{{route="{route}",le="{bound}"}} {total}'
            yield f'kg_http_request_seconds_sum{{route="{route}"}} {self._seconds[route]:.6f}'
            yield f'kg_http_request_seconds_count{{route="{route}"}} {total}'
        yield "# HELP kg_http_response_bytes_total Bytes of bodies sent."
        yield "# TYPE kg_http_response_bytes_total counter"
        for route, size in sorted(self._bytes.items()):
            yield f'kg_http_response_bytes_total{{route="{route}"}} {size}'
        yield "# HELP kg_events_total What happened besides."
        yield "# TYPE kg_events_total counter"
        for event, number in sorted(self.events.items()):
            yield f'kg_events_total{{event="{event}"}} {number}'
        for name, value in sorted(gauges.items()):
            yield f"# TYPE kg_{name} gauge"
            yield f"kg_{name} {value:g}"
