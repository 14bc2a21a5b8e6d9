"""Where our own time goes, for developers: ``python benchmarks/run.py --profile 1000``."""

from __future__ import annotations

import pstats
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from contenders import LINT, understands
from corpus import write_corpus

LINES = 30
PROFILED = """
import sys
from cProfile import Profile
profile = Profile()
profile.enable()
try:
    from prospectus.cli import main
    main(sys.argv[2:])
finally:
    profile.disable()
    profile.dump_stats(sys.argv[1])
"""
"""The command as a function: as a program it leaves at once, and a profiler would never write down what it saw."""

IMPORT = re.compile(r"^import time:\s+(\d+) \|\s+(\d+) \| (\s*)(\S+)$")


def show(documents: int, *, light: bool) -> None:
    """Print the imports of a lint of one document, and the functions that take longest over ``documents``."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_corpus(folder / "one", 1, light=light)
        write_corpus(folder / "many", documents, light=light)
        _imports(folder / "one")
        _functions(folder / "many", documents)


def _imports(folder: Path) -> None:
    command = [sys.executable, "-X", "importtime", *LINT[1:]]
    subprocess.run(command, cwd=folder, capture_output=True, check=False)  # the .pyc files
    told = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False).stderr
    imports = [(int(m[1]), int(m[2]), m[4]) for line in told.splitlines() if (m := IMPORT.match(line))]
    print(
        f"{len(imports)} imports, {sum(own for own, _, _ in imports) / 1000:.0f} ms; the {LINES} longest of themselves\n"
    )
    print("  own ms  all ms  module")
    for own, together, module in sorted(imports, reverse=True)[:LINES]:
        print(f"{own / 1000:8.1f}{together / 1000:8.1f}  {module}")


def _functions(folder: Path, documents: int) -> None:
    # One process, or the profiler would see only the one that waits for the others; no cache, or it would see nothing.
    options = [*["--jobs", "1"] * understands("--jobs"), *["--no-cache"] * understands("--no-cache")]
    statistics = folder.parent / "statistics"
    command = [sys.executable, "-c", PROFILED, str(statistics), "lint", *options]
    subprocess.run(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    print(f"\n{documents:,} documents; under the profiler calls look dearer than they are\n")
    pstats.Stats(str(statistics)).strip_dirs().sort_stats("tottime").print_stats(LINES)
