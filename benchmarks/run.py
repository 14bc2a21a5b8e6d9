"""Race ourselves against the peers, print one table, write its JSON.

    python benchmarks/run.py                              # 1, 100, 1,000 and 10,000 documents
    python benchmarks/run.py --sizes 1 100 --rounds 3     # quicker
    python benchmarks/run.py --remark --site 300 1000     # and what is slow
    python benchmarks/run.py --profile 1000               # where our own time goes

In each round every contender runs once, in turn; figures are medians over the rounds, ratios medians of the ratios
within a round. ``python benchmarks/report.py FILE`` makes the guide's page from the JSON.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import os
import platform
import subprocess
import sys
from pathlib import Path

import hotspots
import report
import site_cost
from contenders import contenders
from peers import Installed, install
from prospectus import __version__
from race import Rules, race

ROOT = Path(__file__).parents[1]
LATEST = Path(__file__).with_name("results") / "latest.json"


def machine(load: float) -> dict[str, object]:
    """What was measured on: no host name, no path."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return {
        "system": f"{platform.system()} {platform.machine()}",
        "processor": _processor(),
        "cores": cores,
        "python": platform.python_version(),
        "load_before": round(load, 2),
        "load_after": round(os.getloadavg()[0], 2),
    }


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text("utf-8").splitlines()
    except OSError:
        return platform.processor()
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), "unknown")


def _commit() -> str | None:
    """The short hash of the commit, with a plus when the work tree differs from it."""

    def git(*arguments: str) -> str | None:
        done = subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, text=True, check=False)
        return None if done.returncode else done.stdout.strip()

    head = git("rev-parse", "--short", "HEAD")
    changed = git("status", "--porcelain", "--untracked-files=no", "--", "lint", "schemas", "plugins")
    return head and head + ("+" if changed else "")


def main() -> None:
    """Measure, print, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="+", default=[1, 100, 1000, 10_000], metavar="DOCUMENTS")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--limit", type=float, default=300, metavar="SECONDS", help="end a run there (default: 300)")
    parser.add_argument(
        "--slow", type=float, default=20, metavar="SECONDS", help="from there on one round is enough (default: 20)"
    )
    parser.add_argument("--light", action="store_true", help="documents with little front matter")
    parser.add_argument("--no-peers", action="store_true", help="install nothing, race ourselves alone")
    parser.add_argument("--only", nargs="+", default=[], metavar="NAME", help="of the contenders, these alone")
    parser.add_argument("--remark", action="store_true", help="also race remark, which is slow")
    parser.add_argument("--site", type=int, nargs="+", default=[], metavar="PAGES", help="also build sites")
    parser.add_argument("--note", default="", help="what a reader of the figures must know")
    parser.add_argument("--json", type=Path, default=LATEST, help="where the figures go")
    parser.add_argument("--profile", type=int, metavar="DOCUMENTS", help="print where our own time goes; no race")
    options = parser.parse_args()
    if options.profile:
        hotspots.show(options.profile, light=options.light)
        return
    load = os.getloadavg()[0]
    none = "not asked for (`--no-peers`)"
    nobody = Installed({}, dict.fromkeys(("rumdl", "mdschema", "check-jsonschema", "remark"), none))
    installed = nobody if options.no_peers else install(remark=options.remark)
    rules = Rules(options.rounds, options.limit, options.slow, options.light)
    runners = contenders(installed)
    if unknown := set(options.only) - {one.name for one in runners}:
        parser.error(
            f"no such contender: {', '.join(sorted(unknown))}; there are {', '.join(one.name for one in runners)}"
        )
    runners = [one for one in runners if not options.only or one.name in options.only]
    entries, corpus = race(runners, sorted(options.sizes), rules, installed)
    results = {
        "version": report.VERSION,
        "date": dt.datetime.now(dt.UTC).date().isoformat(),
        "command": " ".join(["python benchmarks/run.py", *_reproduce(sys.argv[1:])]),
        "note": options.note,
        "prospectus": {"version": __version__, "commit": _commit()},
        "machine": machine(load),
        "corpus": corpus,
        "contenders": [
            {key: getattr(one, key) for key in ("name", "tool", "case", "version", "checks", "leaves")}
            for one in runners
        ],
        "lint": entries,
        "site": [site_cost.measure(pages, options.rounds, options.limit) for pages in sorted(options.site)],
    }
    report.check(results)
    options.json.parent.mkdir(parents=True, exist_ok=True)
    options.json.write_text(json.dumps(results, indent=1, ensure_ascii=False) + "\n", "utf-8")
    print(report.table(results))


def _reproduce(arguments: list[str]) -> list[str]:
    """The arguments without the note and the file, which are the run's, not the measurement's."""
    kept: list[str] = []
    waiting = False
    for argument in arguments:
        if waiting:
            waiting = False
        elif argument in {"--note", "--json"}:
            waiting = True
        elif not argument.startswith(("--note=", "--json=")):
            kept.append(argument)
    return kept


if __name__ == "__main__":
    main()
