"""A seeded corpus: ``python benchmarks/corpus.py FOLDER [--documents 1000] [--light]``.

Documents like those of the example portfolio, in both languages, one in ten with a mutation of a rule's page. Each is
an example with its own id and title. The *full* corpus, about 13.8 KB a document and 6.7 KB of it front matter, cuts
sections to their first paragraphs and leans to early stages, as portfolios do. The *light* one, about 8.7 KB and 2.8 KB,
is early stages with their bodies whole: less front matter than our users write, and so nearer to what tools
without an interest in it are made for.
"""

from __future__ import annotations

import argparse
import os
import random
import re
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

from prospectus.rules import ALL_RULES
from prospectus.rules.page import read_page

ROOT = Path(__file__).parents[1]
PROJECTS = ROOT / "docs" / "projects"
SHARE_DEFECTIVE = 0.1
FULL = {"bike-rebalancing": 6, "meeting-transcripts": 5, "refund-routing": 3, "popular-items": 2}
LIGHT = {"bike-rebalancing": 44, "meeting-transcripts": 30, "refund-routing": 7, "popular-items": 19}
OTHERS = {False: 1, True: 0}
"""How often an example is drawn; the early and ended ones by name, and the others."""
LONG_AGO = 1_767_225_600
"""2026-01-01: a cache that trusts times of modification must not find a whole corpus written a moment ago."""


@dataclass(frozen=True)
class Corpus:
    """The documents' paths, their bytes in total and in front matter, and a digest of all that was written."""

    paths: list[Path]
    size: int
    front_matter: int
    digest: str


def write_corpus(folder: Path, size: int, seed: int = 7, *, light: bool = False) -> Corpus:
    """Write ``size`` documents and a configuration; the same seed gives the same bytes, fewer documents the first ones."""
    draw = random.Random(seed)
    texts = {path.stem: path.read_text("utf-8") for path in sorted(PROJECTS.glob("*.md")) if path.stem != "index"}
    mutations = [
        mutation for rule in ALL_RULES for mutation in read_page(rule.code).mutations if mutation.document in texts
    ]
    early = LIGHT if light else FULL
    weights = [early.get(name, OTHERS[light]) for name in texts]
    (folder / "docs").mkdir(parents=True)
    (folder / "prospectus.toml").write_text('documents = ["docs/**/*.md"]\n', "utf-8")
    paths, total, front_matter, digest = [], 0, 0, blake2b(digest_size=8)
    for number in range(size):
        name = draw.choices(list(texts), weights)[0]
        text = texts[name]
        if draw.random() < SHARE_DEFECTIVE:
            chosen = draw.choice(mutations)
            name, text = chosen.document, texts[chosen.document].replace(chosen.find, chosen.replace, 1)
        path = folder / "docs" / f"{number // 100:03}" / f"{name}-{number:05}.md"
        path.parent.mkdir(exist_ok=True)
        head, body = _varied(text, name, number, draw, whole=light)
        content = f"{head}\n---\n{body}".encode()
        path.write_bytes(content)
        os.utime(path, (LONG_AGO, LONG_AGO))
        digest.update(content)
        total, front_matter = total + len(content), front_matter + len(head.encode())
        paths.append(path)
    return Corpus(paths, total, front_matter, digest.hexdigest())


def _varied(text: str, name: str, number: int, draw: random.Random, *, whole: bool) -> tuple[str, str]:
    head, _, body = text.partition("\n---\n")
    head = re.sub(r"^(id|depends_on|supersedes|superseded_by): .*$\n?", "", head, flags=re.MULTILINE)
    head = re.sub(
        r"^title: (.*)$", lambda match: f"id: {name}-{number:05}\ntitle: {match[1]} {number}", head, flags=re.MULTILINE
    )
    if whole:
        return head, body
    blocks = re.split(r"^(?=## )", body, flags=re.MULTILINE)
    kept = [block if index == 0 else _first_paragraphs(block, draw.randint(1, 2)) for index, block in enumerate(blocks)]
    return head, "".join(kept)


def _first_paragraphs(block: str, count: int) -> str:
    paragraphs = block.split("\n\n")
    return "\n\n".join(paragraphs[: 1 + count]) + "\n\n"


def main() -> None:
    """Write a corpus to look at."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--documents", type=int, default=1000)
    parser.add_argument("--light", action="store_true")
    options = parser.parse_args()
    written = write_corpus(options.folder, options.documents, light=options.light)
    each, front = (total / options.documents / 1000 for total in (written.size, written.front_matter))
    print(f"{options.documents} documents, {each:.1f} KB each, {front:.1f} KB front matter, digest {written.digest}")


if __name__ == "__main__":
    main()
