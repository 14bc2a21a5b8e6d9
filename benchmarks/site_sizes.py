"""How large the pages of a large portfolio are: ``nox -s sizes``. Exits 1 when one is larger than it may be.

A thousand documents of the corpus, each with a title, an owner and a statement of its own words, for equal ones would be packed away.
"""

from __future__ import annotations

import gzip
import random
import re
import sys
import tempfile
from pathlib import Path

from corpus import ROOT, write_corpus

sys.path.insert(0, str(ROOT / "tests"))

from support.site_build import build

DOCUMENTS = 1_000
HOME = 150_000
"""The most that the portfolio's first page may have, gzipped, in bytes."""

SITE = """\
site_name: A portfolio
theme: {name: material, font: false}
plugins: [search, prospectus]
markdown_extensions: [tables]
nav: [index.md]
not_in_nav: "*"
"""


def write(folder: Path) -> None:
    """The documents, without their bodies, and what MkDocs needs."""
    draw = random.Random(11)
    paths = write_corpus(folder, DOCUMENTS).paths
    words = sorted({word for path in paths[:100] for word in re.findall(r"[a-z]{3,}", path.read_text("utf-8"))})
    for path in paths:
        head = path.read_text("utf-8").partition("\n---\n")[0]
        for key, count in (("title", 6), ("owner", 2), ("  statement", 25)):
            said = " ".join(draw.choices(words, k=count))
            head = re.sub(rf"^{key}: .*$", f"{key}: The {said}", head, count=1, flags=re.MULTILINE)
        path.write_text(f"{head}\n---\n", "utf-8")
    (folder / "docs" / "index.md").write_text("# A portfolio\n", "utf-8")
    (folder / "prospectus.toml").write_text('documents = ["docs/*/*.md"]\n', "utf-8")
    (folder / "mkdocs.yml").write_text(SITE, "utf-8")


def main() -> int:
    """Build, measure, print."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write(folder)
        done = build(folder, folder / "site", "--quiet")
        if done.returncode:
            print(done.stderr, file=sys.stderr)
            return done.returncode
        home = (folder / "site" / "projects" / "index.html").read_bytes()
    packed = len(gzip.compress(home))
    print(f"the first page of {DOCUMENTS:,} projects: {len(home):,} bytes, {packed:,} gzipped (at most {HOME:,})")
    return 1 if packed > HOME else 0


if __name__ == "__main__":
    sys.exit(main())
