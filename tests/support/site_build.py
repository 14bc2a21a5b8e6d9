"""Building a site as its users do: MkDocs in a process of its own."""

from __future__ import annotations

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
