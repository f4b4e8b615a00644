"""Articles a second and the memory of `kg extract DIR --format jsonl`, on one core.

    python benchmarks/throughput.py ../shared/gold [--articles 5000] [--report]

The articles are made of the paragraphs of the gold texts, drawn anew for each, with names in each that no
other has, so that nothing is met twice. With `--report` one text of 100,000 words is extracted as well.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

WORDS = 600
REPORT_WORDS = 100_000
POINTS = 10
SYLLABLES = [
    "ba",
    "do",
    "ke",
    "li",
    "mor",
    "na",
    "pel",
    "ri",
    "sto",
    "ta",
    "vu",
    "zen",
    "ar",
    "ol",
    "ig",
    "ush",
]


def main(gold: Path, count: int, *, report: bool) -> None:
    """Write the articles, extract them in one process, and print time and memory along the way."""
    paragraphs = [
        p for f in sorted(gold.glob("*.json")) for p in json.loads(f.read_text("utf-8"))["text"].split("\n\n")
    ]
    chance = random.Random(0)
    with tempfile.TemporaryDirectory() as folder:
        words = 0
        for number in range(count):
            text = article(paragraphs, WORDS, chance)
            words += len(text.split())
            (Path(folder) / f"{number:05}.txt").write_text(text, "utf-8")
        print(f"{count} articles of {words / count:.0f} words")
        extract(folder, count, words)
    if report:
        with tempfile.TemporaryDirectory() as folder:
            text = article(paragraphs, REPORT_WORDS, chance)
            (Path(folder) / "report.txt").write_text(text, "utf-8")
            print(f"one report of {len(text.split())} words")
            extract(folder, 1, len(text.split()))


def article(paragraphs: list[str], words: int, chance: random.Random) -> str:
    """Paragraphs in an order of their own, until there are words enough, each fifth with new people."""
    out: list[str] = []
    size = 0
    while size < words:
        for paragraph in chance.sample(paragraphs, len(paragraphs)):
            if size >= words:
                break
            if len(out) % 5 == 0:
                paragraph += f" {name(chance)} and {name(chance)} of {name(chance)} were there."
            out.append(paragraph)
            size += len(paragraph.split())
    return "\n\n".join(out)


def name(chance: random.Random) -> str:
    """A name that nobody has."""
    return " ".join("".join(chance.choices(SYLLABLES, k=3)).capitalize() for _ in range(2))


def extract(folder: str, count: int, words: int) -> None:
    """Run the command on one core, read its lines as they come, and print time and memory."""
    process = started(folder)
    assert process.stdout is not None
    facts, peak, start = 0, 0.0, time.perf_counter()
    for done, line in enumerate(process.stdout, 1):
        facts += len(json.loads(line)["facts"])
        if done % max(1, count // POINTS) == 0:
            resident, peak = memory(process.pid, "VmRSS"), memory(process.pid, "VmHWM")
            print(f"  {done:6} articles {time.perf_counter() - start:8.1f} s {resident:6.0f} MB", flush=True)
    used, wall = processor_time(process), time.perf_counter() - start
    print(f"  {facts} facts, {wall:.1f} s, of it {used:.1f} s of the processor; peak {peak:.0f} MB")
    with tempfile.TemporaryDirectory() as small:
        (Path(small) / "one.txt").write_text("The party was suspended.", "utf-8")
        process = started(small)
        loading = processor_time(process)
    each = (used - loading) / words * WORDS
    print(f"  loading {loading:.1f} s, then {1000 * each:.0f} ms for {WORDS} words: {1 / each:.1f} a second")


def started(folder: str) -> subprocess.Popen[bytes]:
    """The command at work on a folder, on one core."""
    command = [sys.executable, "-m", "kg", "extract", folder, "--format", "jsonl", "--quiet"]
    core = {min(os.sched_getaffinity(0))}
    return subprocess.Popen(command, stdout=subprocess.PIPE, preexec_fn=lambda: os.sched_setaffinity(0, core))


def processor_time(process: subprocess.Popen[bytes]) -> float:
    """Seconds of processor time of a process that has ended, or ends now; raises SystemExit if it failed."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    if process.wait():
        raise SystemExit(f"kg extract ended with {process.returncode}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def memory(pid: int, field: str) -> float:
    """Megabytes that a process holds (VmRSS) or has held at most (VmHWM)."""
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith(field):
            return int(line.split()[1]) / 1024
    return 0.0


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--articles", type=int, default=200)
    parser.add_argument("--report", action="store_true", help="also extract one text of 100,000 words")
    options = parser.parse_args()
    main(options.gold, options.articles, report=options.report)
