"""CONTRIBUTING.md names only what is there, and every floor of the house."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from support.samples import ROOT

if TYPE_CHECKING:
    from pathlib import Path

TEXT = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
CORE = ROOT / "lint" / "prospectus"
SITE = ROOT / "plugins" / "prospectus_site"
NEAR = (ROOT, CORE, CORE / "rules", CORE / "rules" / "pages", CORE / "writing", ROOT / "tests", SITE)
"""Where a name in it may count from."""

NAMED = sorted(
    name for name in set(re.findall(r"`([^`\s]+/[^`\s]*|[^`\s]+\.(?:py|md))`", TEXT)) if not re.search(r"[<:]", name)
)


@pytest.mark.parametrize("name", NAMED)
def test_each_path_is_there(name: str):
    found = [near / name for near in NEAR if (near / name).exists()]
    assert found
    assert found[0].is_dir() is name.endswith("/")


@pytest.mark.parametrize("package", [CORE, SITE], ids=["core", "site"])
def test_each_floor_is_named(package: Path):
    floors = {f"{file.parent.name}/" for file in package.glob("*/__init__.py")}
    assert floors <= set(NAMED)


@pytest.mark.parametrize("code", sorted(set(re.findall(r"\b[A-Z]{3}\d\d\b", TEXT))))
def test_each_rule_is_there(code: str):
    assert (CORE / "rules" / "pages" / f"{code}.md").is_file()
