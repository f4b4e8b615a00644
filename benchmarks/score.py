"""Extract every gold article and score the facts: `python benchmarks/score.py ../shared/gold [--misses]`."""

from __future__ import annotations

import datetime as dt
import json
import subprocess
import sys
import tempfile
from pathlib import Path

from kg import extract, read, to_facts


def main(gold: Path, options: list[str]) -> int:
    """Print the scorer's report over all gold files of a folder."""
    scorer = gold.parent / "score" / "score_facts.py"
    with tempfile.TemporaryDirectory() as folder:
        for path in sorted(gold.glob("*.json")):
            data = json.loads(path.read_text("utf-8"))
            published = data["source"].get("published")
            article = read(
                data["text"].encode(), published=dt.date.fromisoformat(published) if published else None
            )
            facts = json.dumps(to_facts(extract(article)), ensure_ascii=False)
            (Path(folder) / path.name).write_text(facts, "utf-8")
        return subprocess.run([sys.executable, str(scorer), str(gold), folder, *options]).returncode


if __name__ == "__main__":
    raise SystemExit(main(Path(sys.argv[1]), sys.argv[2:]))
