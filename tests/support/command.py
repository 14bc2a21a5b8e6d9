"""Running the command as its users do: a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def run(
    *arguments: str, cwd: Path, lang: str = "C.UTF-8", stdin: str | None = None
) -> subprocess.CompletedProcess[str]:
    """Run ``prospectus`` in a folder, with a fixed locale and no colours."""
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("LC_", "LANG", "PROSPECTUS"))}
    return subprocess.run(
        [sys.executable, "-m", "prospectus", *arguments],
        cwd=cwd,
        env={**environment, "LANG": lang, "PYTHONUTF8": "1"},
        input=stdin,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=120,
    )
