"""A run's figures as a table and as the guide's page: ``python benchmarks/report.py [RESULTS] [PAGE]``."""

from __future__ import annotations

import argparse
import json
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

from jsonschema import Draft202012Validator

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

VERSION = 1
SCHEMA = Path(__file__).with_name("results.schema.json")
PUBLISHED = Path(__file__).with_name("results") / "published.json"
PAGE = Path(__file__).parents[1] / "docs" / "guide" / "performance.md"
BUSY = 0.5
"""From this load a core on, before anything was measured, a machine counts as busy."""

METHOD = """\
All tools race in the same run on the same documents. In each round every one of them runs once, in turn; a figure is the
median over the rounds, a ratio the median of the ratios within a round. Absolute times drift from machine to machine,
ratios hold. CPU is user and system time of all processes, memory the peak of the largest one; files are in the system's
cache. *Warm*: a run before has filled the tool's own cache, and nothing has changed since or one document has."""

Results = dict[str, Any]
"""As ``results.schema.json`` describes."""


def check(results: Results) -> None:
    """Raise when these are no results of this version."""
    Draft202012Validator(json.loads(SCHEMA.read_text("utf-8"))).validate(results)


def costs(results: Results, contender: str, documents: int) -> list[dict[str, float] | None]:
    """The rounds of a contender at a size; none when it did not run."""
    for entry in results["lint"]:
        if (entry["contender"], entry["documents"]) == (contender, documents):
            return list(entry["rounds"])
    return []


def middle(results: Results, contender: str, documents: int, what: str) -> float | None:
    """The median of ``wall`` or ``cpu`` seconds or of ``peak`` MiB."""
    return _median(one[what] for one in costs(results, contender, documents) if one)


def ratio(results: Results, one: str, other: str, documents: int) -> float | None:
    """How many times as long ``one`` takes as ``other``: the median of the ratios within a round."""
    pairs = zip(costs(results, one, documents), costs(results, other, documents), strict=False)
    return _median(a["wall"] / b["wall"] for a, b in pairs if a and b)


def _median(figures: Iterable[float]) -> float | None:
    known = list(figures)
    return median(known) if known else None


def _site(results: Results, pages: int) -> Results:
    return next((entry for entry in results["site"] if entry["pages"] == pages), {"rounds": [], "kilobytes": None})


def _site_ratio(results: Results) -> float | None:
    return _median(one["plugin"]["wall"] / one["plain"]["wall"] for one in _site(results, 1000)["rounds"])


def _site_growth(results: Results) -> float | None:
    few, many = (_median(one["plugin"]["wall"] for one in _site(results, pages)["rounds"]) for pages in (300, 1000))
    return (many / 1000) / (few / 300) if few and many else None


def _site_kilobytes(results: Results, what: str, pages: int | None = None) -> float | None:
    """Of the site of so many projects, or of the largest one."""
    largest = max((entry["pages"] for entry in results["site"]), default=0)
    sizes: dict[str, float] = _site(results, pages or largest)["kilobytes"] or {}
    return sizes.get(what)


def _quotient(one: float | None, other: float | None) -> float | None:
    return one / other if one is not None and other else None


def _against_fastest_warm(results: Results) -> float | None:
    both = [ratio(results, "ours-warm", peer, 1000) for peer in ("rumdl-md043-warm", "rumdl-all-warm")]
    known = [figure for figure in both if figure is not None]
    return max(known, default=None)  # the larger ratio is that to the faster of the two


@dataclass(frozen=True)
class Goal:
    """What we want, and the figure that tells; ``atleast`` turns the comparison around."""

    case: str
    wanted: str
    bound: float
    figure: Callable[[Results], float | None]
    unit: str = " x"
    atleast: bool = False

    def met(self, figure: float) -> bool:
        """Whether a figure is as wanted."""
        return figure >= self.bound if self.atleast else figure <= self.bound


GOALS = (
    Goal("1,000 documents, cold", "faster than mdschema", 1, lambda r: ratio(r, "ours", "mdschema", 1000)),
    Goal(
        "1,000 documents, cold",
        "at most 2.5 x rumdl, MD043 alone, no cache",
        2.5,
        lambda r: ratio(r, "ours", "rumdl-md043", 1000),
    ),
    Goal(
        "1,000 documents, cold",
        "check-jsonschema at least 25 x ours",
        25,
        lambda r: ratio(r, "check-jsonschema", "ours", 1000),
        atleast=True,
    ),
    Goal(
        "1,000 documents, cold",
        "remark at least 70 x ours",
        70,
        lambda r: ratio(r, "remark", "ours", 1000),
        atleast=True,
    ),
    Goal(
        "10,000 documents, cold",
        "at most 11 x the 1,000",
        11,
        lambda r: _quotient(middle(r, "ours", 10_000, "wall"), middle(r, "ours", 1000, "wall")),
    ),
    Goal(
        "10,000 documents, cold",
        "at most 2 x rumdl, MD043 alone, no cache",
        2,
        lambda r: ratio(r, "ours", "rumdl-md043", 10_000),
    ),
    Goal(
        "10,000 documents, cold",
        "at most 100 MiB a process",
        100,
        lambda r: middle(r, "ours", 10_000, "peak"),
        unit=" MiB",
    ),
    Goal(
        "1,000 documents, warm, nothing changed",
        "at most 0.7 x the faster of rumdl's warm runs",
        0.7,
        _against_fastest_warm,
    ),
    Goal(
        "1,000 documents, warm, one changed",
        "at most 6 x `python -c pass`",
        6,
        lambda r: ratio(r, "ours-changed", "bare", 1000),
    ),
    Goal(
        "one valid document, no cache",
        "at most 6 x `python -c pass`",
        6,
        lambda r: ratio(r, "ours-valid", "bare", 1),
    ),
    Goal(
        "one invalid document, no cache",
        "at most 6 x `python -c pass`",
        6,
        lambda r: ratio(r, "ours-invalid", "bare", 1),
    ),
    Goal("site of 1,000 projects", "at most 1.15 x the same pages without the plugin", 1.15, _site_ratio),
    Goal("site, seconds a page, 300 to 1,000", "at most 1.1 x", 1.1, _site_growth),
    Goal(
        "HTML the plugin adds to a project's page",
        "at most 20 KB",
        20,
        lambda r: _site_kilobytes(r, "page"),
        unit=" KB",
    ),
    Goal("the same, gzipped", "at most 5 KB", 5, lambda r: _site_kilobytes(r, "page_gzipped"), unit=" KB"),
    Goal(
        "the portfolio's home at 1,000 projects, gzipped",
        "at most 150 KB",
        150,
        lambda r: _site_kilobytes(r, "home_gzipped", 1000),
        unit=" KB",
    ),
)


def table(results: Results) -> str:
    """A row for each contender and a column for each size: wall seconds, CPU seconds, MiB, and ours beside it."""
    sizes = _sizes(results)
    rows = []
    for contender in results["contenders"]:
        cells = [_cell(results, contender["name"], size) for size in sizes]
        if any(cells):
            rows.append([_title(contender), *cells])
    heads = ["wall s / CPU s / peak MiB (ours takes so many times its wall)", *(_documents(size) for size in sizes)]
    return _markdown(heads, rows, "---:")


def _cell(results: Results, contender: str, size: int) -> str:
    wall, cpu, peak = (middle(results, contender, size, what) for what in ("wall", "cpu", "peak"))
    if wall is None or cpu is None or peak is None:
        return ""
    times = None if contender.startswith("ours") else ratio(results, _ours_like(contender), contender, size)
    return f"{_short(wall)} / {_short(cpu)} / {peak:.0f}" + (f" ({_short(times)} x)" if times else "")


def _ours_like(contender: str) -> str:
    """Which of our runs is in the same case as this one: cold with cold, warm with warm."""
    state = contender.rpartition("-")[2]
    return f"ours-{state}" if state in {"warm", "changed"} else "ours"


def _sizes(results: Results) -> list[int]:
    return sorted({entry["documents"] for entry in results["lint"]})


def _documents(size: int) -> str:
    return "1 document" if size == 1 else f"{size:,}"


def _short(figure: float) -> str:
    """Three digits that count, and never more than a millisecond."""
    decimals = 3 if figure < 1 else 2 if figure < 10 else 1 if figure < 100 else 0  # noqa: PLR2004 - digits
    return f"{figure:,.{decimals}f}"


def _markdown(heads: list[str], rows: list[list[str]], figures: str = "---") -> str:
    """A table; ``figures`` is the alignment of all columns but the first."""
    lines = [heads, ["---", *[figures] * (len(heads) - 1)], *rows]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in lines)


def page(results: Results) -> str:
    """The guide's page."""
    check(results)
    return "\n\n".join([*_preface(results), *_speed(results), *_peers(results), *_sites(results)]) + "\n"


def _preface(results: Results) -> list[str]:
    machine, corpus, ours = results["machine"], results["corpus"], results["prospectus"]
    busy = machine["load_before"] > BUSY * machine["cores"]
    version = ours["version"] + (f" at {ours['commit']}" if ours["commit"] else "")
    measured = (
        f"Prospectus {version}, {results['date']}; {machine['cores']} cores of {machine['processor']}, {machine['system']}, "
        f"Python {machine['python']}. Documents of {corpus['kilobytes']} KB, {corpus['front_matter_kilobytes']} KB of it "
        "front matter, in English and Korean, one in ten with a defect."
    )
    made = "<!-- Made by `python benchmarks/report.py` from benchmarks/results/published.json: do not edit by hand. -->"
    told = ["# Performance", made, measured, f"```sh\n{results['command']}\n```", METHOD]
    if results["note"] or busy:
        load = (
            f"The machine was busy: load {machine['load_before']} before, {machine['load_after']} after."
            if busy
            else ""
        )
        told.append('!!! warning "Read with care"\n\n    ' + " ".join(filter(None, [results["note"], load])))
    return told


def _speed(results: Results) -> list[str]:
    rows = []
    for goal in GOALS:
        figure = goal.figure(results)
        verdict = "not measured" if figure is None else "met" if goal.met(figure) else "not met"
        rows.append([goal.case, goal.wanted, "" if figure is None else _short(figure) + goal.unit, verdict])
    rows.append(["an edit to its diagnostics in the editor", "at most 100 ms, median", "", "not measured"])
    heads = ["case", "goal", "figure", ""]
    return ["## Goals", _markdown(heads, rows), "## The race", table(results)]


def _peers(results: Results) -> list[str]:
    tasks = {(one["tool"], one["checks"]): one for one in results["contenders"]}.values()
    rows = [[f"{one['tool']} {one['version']}", one["checks"], one["leaves"]] for one in tasks]
    titles = {one["name"]: _title(one) for one in results["contenders"]}
    reasons: dict[tuple[str, str], list[str]] = {}
    for entry in results["lint"]:
        if entry["skipped"]:
            reasons.setdefault((titles[entry["contender"]], entry["skipped"]), []).append(
                _documents(entry["documents"])
            )
    told = ["## What each does", "No other tool does both halves, the Markdown and the front matter, with positions."]
    told.append(_markdown(["tool", "checks", "does not check"], rows))
    if reasons:
        told.append("Not run, or not to the end:")
        told.append("\n".join(f"- {title} ({', '.join(at)}): {reason}" for (title, reason), at in reasons.items()))
    return told


def _title(contender: dict[str, str]) -> str:
    return ", ".join(filter(None, [contender["tool"], contender["case"]]))


def _sites(results: Results) -> list[str]:
    rows = []
    for entry in results["site"]:
        plain, plugin = (_median(one[kind]["wall"] for one in entry["rounds"]) for kind in ("plain", "plugin"))
        times = _median(one["plugin"]["wall"] / one["plain"]["wall"] for one in entry["rounds"])
        peak = _median(one["plugin"]["peak"] for one in entry["rounds"])
        if plain is None or plugin is None or times is None or peak is None:
            rows.append([f"{entry['pages']:,}", entry["skipped"] or "", "", "", ""])
        else:
            rows.append([f"{entry['pages']:,}", _short(plain), _short(plugin), f"{times:.2f} x", f"{peak:.0f}"])
    if not rows:
        return []
    heads = ["projects", "without the plugin (s)", "with it (s)", "ratio", "peak with it (MiB)"]
    told = "The same pages, none of them in the navigation, built by MkDocs with Material."
    return ["## The site", told, _markdown(heads, rows, "---:")]


def main() -> None:
    """Write the page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("results", type=Path, nargs="?", default=PUBLISHED)
    parser.add_argument("page", type=Path, nargs="?", default=PAGE)
    options = parser.parse_args()
    options.page.write_text(page(json.loads(options.results.read_text("utf-8"))), "utf-8")


if __name__ == "__main__":
    main()
