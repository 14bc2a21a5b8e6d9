"""Every way of checking the same documents prints the same bytes: one process or two, with the fast parser or without."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from corpus import write_corpus
from prospectus.rules import ALL_RULES
from prospectus.rules.page import read_page
from support.samples import example_texts

if TYPE_CHECKING:
    from pathlib import Path

LINT = ["lint", "--today", "2026-11-23", "--no-cache", "--format", "json"]
WITHOUT_FAST = (
    "import sys; sys.modules['ryaml'] = None; from prospectus.cli import main; raise SystemExit(main(sys.argv[1:]))"
)
EVERY_RULE = [option for rule in ALL_RULES for option in ("--select", rule.code)]


def printed(root: Path, *command: str) -> bytes:
    done = subprocess.run([sys.executable, *command], cwd=root, capture_output=True, check=False, timeout=300)
    assert b"Traceback" not in done.stderr, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def documents(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The examples, the documents of all pages of rules, and a drawn corpus."""
    root = tmp_path_factory.mktemp("all")
    write_corpus(root, 60)
    texts = {f"examples/{name}": text for name, text in example_texts().items()}
    for rule in ALL_RULES:
        page = read_page(rule.code)
        for kind, samples in (("bad", page.bad), ("good", page.good)):
            for number, sample in enumerate(samples):
                texts |= {f"{rule.code}/{kind}{number}/{name}": text for name, text in sample.files.items()}
    for name, text in texts.items():
        file = root / "docs" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    return root


@pytest.mark.parametrize("lang", ["en", "ko"])
def test_all_ways_print_the_same(documents: Path, lang: str):
    options = [*LINT, "--lang", lang, *EVERY_RULE]
    expected = printed(documents, "-m", "prospectus", *options, "--jobs", "1")
    assert expected.count(b'"code"') > 1000
    assert printed(documents, "-m", "prospectus", *options, "--jobs", "2") == expected
    assert printed(documents, "-c", WITHOUT_FAST, *options) == expected
    cached = [option for option in options if option != "--no-cache"]
    for _ in range(2):
        assert printed(documents, "-m", "prospectus", *cached) == expected
