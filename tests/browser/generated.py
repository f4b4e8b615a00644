"""Pages of any size: the data of a written page, with made-up actors and claims in the place of its own."""

from __future__ import annotations

import json
import re
from pathlib import Path
from random import Random
from typing import Any

__all__ = ["with_data", "with_network"]

_DATA = re.compile(r'(?<=<script type="application/json" id="data">).*?(?=</script>)', re.DOTALL)


def with_data(page: Path, data: dict[str, Any], name: str) -> Path:
    """A copy of a page beside it, with other data."""
    text = json.dumps(data, ensure_ascii=False).replace("<", "\\u003c")
    copy = page.with_name(name)
    copy.write_text(_DATA.sub(lambda _: text, page.read_text("utf-8"), count=1), "utf-8")
    return copy


def with_network(page: Path, actors: int, claims: int) -> Path:
    """A copy with so many actors and claims: some have many neighbours, most a few."""
    found = _DATA.search(page.read_text("utf-8"))
    assert found
    data: dict[str, Any] = json.loads(found.group())
    random = Random(actors)
    types, relations = [t["name"] for t in data["types"]], [r["name"] for r in data["relations"]]
    documents = [
        {**data["documents"][0], "id": f"d{i}", "publisher": f"Paper {i % 30}"}
        for i in range(actors // 20 + 1)
    ]
    made = [
        {"id": f"id/{i}", "label": f"Actor {i}", "kind": "entity", "type": random.choice(types)}
        | {"aliases": [], "documents": []}
        for i in range(actors)
    ]
    statuses = [s["name"] for s in data["statuses"]]
    weights = [90 if s["holds"] else 4 for s in data["statuses"]]
    base = data["claims"][0] | {
        "before": "",
        "after": "",
        "details": [],
        "retiredBy": [],
        "quote": "So it is.",
    }
    ends = [(i, _other(i, actors, random)) for i in range(min(actors, claims))]
    while len(ends) < claims:
        a = random.randrange(actors)
        ends.append(random.choice(ends) if random.random() < 0.1 else (a, _other(a, actors, random)))
    data["actors"], data["documents"] = made, documents
    data["claims"] = [
        base
        | {"id": f"claim/{n}", "source": f"id/{a}", "target": f"id/{b}", "relation": random.choice(relations)}
        | {"status": random.choices(statuses, weights)[0], "document": random.choice(documents)["id"]}
        for n, (a, b) in enumerate(ends)
    ]
    data["total"] = {"actors": actors, "claims": claims, "documents": len(documents)}
    return with_data(page, data, f"{actors}-{claims}.html")


def _other(a: int, actors: int, random: Random) -> int:
    """Every third line leads to one of a few; the others to somebody of the same circle."""
    b = random.randrange(max(1, actors // 50)) if random.random() < 0.3 else a + random.randint(1, 40)
    return (b if b != a else b + 1) % actors
