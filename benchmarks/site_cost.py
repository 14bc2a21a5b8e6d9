"""What the plugin costs: a site built with and without it, from the same pages, none of them in the navigation."""

from __future__ import annotations

import gzip
import sys
import tempfile
from pathlib import Path
from statistics import mean

from corpus import write_corpus
from measure import Cost, TooSlow, cost

CONFIGURATION = """\
site_name: A portfolio
theme: {{name: material, font: false}}
plugins: [search{plugin}]
markdown_extensions: [tables, attr_list, {{toc: {{slugify: !!python/object/apply:pymdownx.slugs.slugify {{kwds: {{case: lower}}}}}}}}]
nav: [index.md]
not_in_nav: "*"
"""
KINDS = {"plain": "", "plugin": ", prospectus"}


def measure(pages: int, rounds: int, limit: float) -> dict[str, object]:
    """The cost of both builds in each round, and how large the HTML became.

    Sizes are in KB: ``page`` and ``page_gzipped`` are what the plugin adds to a project's page, on average;
    ``home_gzipped`` is the portfolio's first page.
    """
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_corpus(folder, pages)
        (folder / "docs" / "index.md").write_text("# A portfolio\n", "utf-8")
        (folder / "prospectus.toml").write_text('documents = ["docs/*/*.md"]\n', "utf-8")
        for kind, plugin in KINDS.items():
            (folder / f"{kind}.yml").write_text(CONFIGURATION.format(plugin=plugin), "utf-8")
        taken: list[dict[str, Cost]] = []
        skipped = None
        try:
            for number in range(rounds):
                print(f"site of {pages:,} pages, round {number + 1} of {rounds}", file=sys.stderr)
                taken.append({kind: _build(kind, folder, limit) for kind in KINDS})
        except TooSlow:
            skipped = f"ended at the limit of {limit:.0f} s"
        return {
            "pages": pages,
            "rounds": [{kind: one.figures() for kind, one in both.items()} for both in taken],
            "kilobytes": None if skipped else _kilobytes(folder),
            "skipped": skipped,
        }


def _build(kind: str, folder: Path, limit: float) -> Cost:
    command = [sys.executable, "-m", "mkdocs", "build", "-q", "-f", f"{kind}.yml", "-d", f"site-{kind}"]
    return cost([command], folder, lambda code, _: code == 0, limit)


def _kilobytes(folder: Path) -> dict[str, float]:
    def sizes(kind: str, page: Path) -> tuple[int, int]:
        content = (folder / f"site-{kind}" / page / "index.html").read_bytes()
        return len(content), len(gzip.compress(content))

    pages = [path.relative_to(folder / "docs").with_suffix("") for path in sorted((folder / "docs").glob("*/*.md"))]
    plain, plugin = ([sizes(kind, page) for page in pages] for kind in KINDS)
    added = [(after[0] - before[0], after[1] - before[1]) for before, after in zip(plain, plugin, strict=True)]
    return {
        "page": round(mean(whole for whole, _ in added) / 1000, 1),
        "page_gzipped": round(mean(packed for _, packed in added) / 1000, 1),
        "home_gzipped": round(sizes("plugin", Path("projects"))[1] / 1000, 1),
    }
