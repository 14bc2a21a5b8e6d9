"""Building a site as its users do: MkDocs in a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

TODAY = {"SOURCE_DATE_EPOCH": "1795392000"}  # 2026-11-23


def build(folder: Path, target: Path, *options: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Build the site of a folder with MkDocs, as its users do, on a fixed day unless the environment names another."""
    return subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--site-dir", str(target), *options],
        cwd=folder,
        env={**os.environ, **TODAY, "NO_MKDOCS_2_WARNING": "1", **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def build_hosted(folder: Path, target: Path, url: str) -> subprocess.CompletedProcess[str]:
    """Build the site of a folder strictly, as :func:`build` does, for an address on a host."""
    inherited = target.parent.parent / "mkdocs.yml"
    prospectus = {"config": str(folder / "prospectus.toml"), "rules": "rules"}
    plugins = [{"search": {"lang": ["en", "ko"]}}, {"prospectus": prospectus}]
    settings = {
        "INHERIT": str(folder / "mkdocs.yml"),
        "site_url": url,
        "docs_dir": str(folder / "docs"),
        "plugins": plugins,
    }
    inherited.write_text(json.dumps(settings), "utf-8")
    return build(folder, target, "--strict", "--config-file", str(inherited))
