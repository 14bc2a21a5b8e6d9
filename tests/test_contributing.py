"""CONTRIBUTING.md names only what is there, and every floor of the house."""

from __future__ import annotations

import re

import pytest
from support.samples import ROOT

TEXT = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
CORE = ROOT / "lint" / "prospectus"
NEAR = (ROOT, CORE, CORE / "rules", CORE / "rules" / "pages", ROOT / "tests", ROOT / "plugins" / "prospectus_site")
"""Where a name in it may count from."""

NAMED = sorted(
    name for name in set(re.findall(r"`([^`\s]+/[^`\s]*|[^`\s]+\.(?:py|md))`", TEXT)) if not re.search(r"[<:]", name)
)


@pytest.mark.parametrize("name", NAMED)
def test_each_path_is_there(name: str):
    found = [near / name for near in NEAR if (near / name).exists()]
    assert found
    assert found[0].is_dir() is name.endswith("/")


def test_each_floor_is_named():
    floors = {f"{file.parent.name}/" for file in CORE.glob("*/__init__.py")}
    assert floors <= set(NAMED)


@pytest.mark.parametrize("code", sorted(set(re.findall(r"\b[A-Z]{3}\d\d\b", TEXT))))
def test_each_rule_is_there(code: str):
    assert (CORE / "rules" / "pages" / f"{code}.md").is_file()
