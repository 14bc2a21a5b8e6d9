"""Time our lint beside a bare Python, and print one table: ``python benchmarks/run.py [--sizes 1 100 1000]``.

Each figure is the median of whole-process wall times; the two commands take turns, so that a drifting machine slows
both. The table says what was measured, and on what.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from corpus import write_corpus
from prospectus import __version__

BARE = [sys.executable, "-c", "pass"]


def seconds(command: list[str], cwd: Path) -> float:
    """Wall seconds of one process; its findings (exit 1) are no failure."""
    start = time.perf_counter()
    done = subprocess.run(command, cwd=cwd, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    took = time.perf_counter() - start
    if done.returncode not in {0, 1}:
        sys.exit(f"{' '.join(command)} ended with {done.returncode}")
    return took


def measure(size: int, runs: int) -> dict[str, float]:
    """Medians for one corpus size: our seconds, bare Python's, their ratio, documents a second, peak memory in MiB."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        paths = write_corpus(folder, size)
        volume = sum(path.stat().st_size for path in paths)
        ours = [sys.executable, "-m", "prospectus", "lint"]
        seconds(ours, folder)  # warm the page cache; every counted run finds it warm
        pairs = [(seconds(ours, folder), seconds(BARE, folder)) for _ in range(runs)]
    lint = statistics.median(pair[0] for pair in pairs)
    return {
        "documents": size,
        "kilobytes": volume / size / 1000,
        "lint": lint,
        "bare": statistics.median(pair[1] for pair in pairs),
        "ratio": statistics.median(pair[0] / pair[1] for pair in pairs),
        "rate": size / lint,
        "peak_mib": resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024,
    }


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[1, 100, 1000, 10_000])
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--json", type=Path, help="also write the figures here")
    options = parser.parse_args()
    rows = [measure(size, options.runs) for size in sorted(options.sizes)]
    print(
        f"prospectus {__version__}, Python {platform.python_version()}, {os.cpu_count()} cores, medians of {options.runs}"
    )
    print()
    print("| documents | KB each | lint, cold (s) | python -c pass (s) | ratio | documents/s | peak MiB so far |")
    print("|---:|---:|---:|---:|---:|---:|---:|")
    for row in rows:
        print(
            f"| {row['documents']:,.0f} | {row['kilobytes']:.1f} | {row['lint']:.3f} | {row['bare']:.3f} "
            f"| {row['ratio']:.1f} | {row['rate']:,.0f} | {row['peak_mib']:.0f} |"
        )
    if options.json:
        options.json.write_text(json.dumps(rows, indent=2) + "\n", "utf-8")


if __name__ == "__main__":
    main()
