"""Wall time and peak memory of `kg build` on the packaged article, each run in a new process."""

from __future__ import annotations

import resource
import statistics
import subprocess
import sys
import tempfile
import time

from kg import resources

ROUNDS = 3


def main() -> None:
    """Print the median wall time and the peak memory of cold builds."""
    page = sorted(resources.path("data", "articles").glob("*.txt"))[0]
    times = []
    for _ in range(ROUNDS):
        with tempfile.TemporaryDirectory() as folder:
            start = time.perf_counter()
            subprocess.run(
                [sys.executable, "-m", "kg", "build", str(page), "--quiet", "--store", f"{folder}/store"],
                check=True,
                stdout=subprocess.DEVNULL,
            )
            times.append(time.perf_counter() - start)
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"{'cold kg build':28} {statistics.median(times):8.2f} s   {peak:.0f} MB")


if __name__ == "__main__":
    main()
