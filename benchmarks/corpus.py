"""A seeded corpus: documents like those of the example portfolio, in both languages, some of them defective.

Each document is an example with its own id and title, its sections cut to their first paragraphs; one in ten carries a
mutation of a rule's page. The mix leans to early stages, as portfolios do: about 9 KB a document, a third of it front
matter.
"""

from __future__ import annotations

import random
import re
from pathlib import Path

from prospectus.rules import ALL_RULES
from prospectus.rules.page import read_page

ROOT = Path(__file__).parents[1]
PROJECTS = ROOT / "docs" / "projects"
SHARE_DEFECTIVE = 0.1
EARLY = {"bike-rebalancing": 6, "meeting-transcripts": 5, "refund-routing": 3, "popular-items": 2}
"""How many times as often as the others an early or ended example is drawn."""


def write_corpus(folder: Path, size: int, seed: int = 7) -> list[Path]:
    """Write ``size`` documents and a configuration into a folder; the same seed gives the same bytes."""
    draw = random.Random(seed)
    texts = {path.stem: path.read_text("utf-8") for path in sorted(PROJECTS.glob("*.md")) if path.stem != "index"}
    mutations = [
        mutation for rule in ALL_RULES for mutation in read_page(rule.code).mutations if mutation.document in texts
    ]
    weights = [EARLY.get(name, 1) for name in texts]
    (folder / "docs").mkdir(parents=True)
    (folder / "prospectus.toml").write_text('documents = ["docs/**/*.md"]\n', "utf-8")
    paths = []
    for number in range(size):
        name = draw.choices(list(texts), weights)[0]
        text = texts[name]
        if draw.random() < SHARE_DEFECTIVE:
            chosen = draw.choice(mutations)
            name, text = chosen.document, texts[chosen.document].replace(chosen.find, chosen.replace, 1)
        path = folder / "docs" / f"{number // 100:03}" / f"{name}-{number:05}.md"
        path.parent.mkdir(exist_ok=True)
        path.write_text(_varied(text, name, number, draw), "utf-8")
        paths.append(path)
    return paths


def _varied(text: str, name: str, number: int, draw: random.Random) -> str:
    head, _, body = text.partition("\n---\n")
    head = re.sub(r"^(id|depends_on|supersedes|superseded_by): .*$\n?", "", head, flags=re.MULTILINE)
    head = re.sub(
        r"^title: (.*)$", lambda match: f"id: {name}-{number:05}\ntitle: {match[1]} {number}", head, flags=re.MULTILINE
    )
    blocks = re.split(r"^(?=## )", body, flags=re.MULTILINE)
    kept = [block if index == 0 else _first_paragraphs(block, draw.randint(1, 2)) for index, block in enumerate(blocks)]
    return f"{head}\n---\n{''.join(kept)}"


def _first_paragraphs(block: str, count: int) -> str:
    paragraphs = block.split("\n\n")
    return "\n\n".join(paragraphs[: 1 + count]) + "\n\n"
