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
import subprocess
import sys
import tempfile
import time
from pathlib import Path

WORDS = 600
REPORT_WORDS = 100_000
POINTS = 10
SYLLABLES = "ba do ke li mor na pel ri sto ta vu zen ar ol ig ush".split()


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
    """Run the command on one core and read its lines as they come."""
    command = [sys.executable, "-m", "kg", "extract", folder, "--format", "jsonl", "--quiet"]
    one = {min(os.sched_getaffinity(0))}
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, preexec_fn=lambda: os.sched_setaffinity(0, one)
    )
    assert process.stdout is not None
    begun, before, facts, peak = 0.0, 0.0, 0, 0.0
    start = time.perf_counter()
    for done, line in enumerate(process.stdout, 1):
        facts += len(json.loads(line)["facts"])
        if done == 1:
            begun, before = time.perf_counter(), cpu(process.pid)
        if done % max(1, count // POINTS) == 0 or done == count:
            resident = memory(process.pid, "VmRSS")
            peak = max(peak, memory(process.pid, "VmHWM"))
            print(
                f"  {done:6} articles  {time.perf_counter() - start:7.1f} s  {resident:5.0f} MB", flush=True
            )
    used, wall = cpu_of_children(process), time.perf_counter() - start
    print(f"  {facts} facts; {wall:.1f} s, of it {used:.1f} s of the processor; peak {peak:.0f} MB")
    if count > 1:
        warm = used - before
        print(
            f"  {count / wall:.1f} articles a second in all, {(count - 1) / warm:.1f} a second of processor time"
        )
        print(
            f"  after the start ({begun - start:.1f} s), or {warm / words * WORDS * 1000:.0f} ms for {WORDS} words"
        )


def cpu(pid: int) -> float:
    """Seconds of processor time so far."""
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def cpu_of_children(process: subprocess.Popen[bytes]) -> float:
    """Seconds of processor time of a process that has ended; raises SystemExit if it failed."""
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        raise SystemExit(f"kg extract ended with {os.waitstatus_to_exitcode(status)}")
    return usage.ru_utime + usage.ru_stime


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
