"""Running the command as its users do: a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

from prospectus.cli.lint.surroundings import AGENTS
from prospectus.cli.unheard import LISTENERS

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


ELSEWHERE = ("LC_", "LANG", "PROSPECTUS", "GITHUB_", "CI_", *AGENTS, "AGENT", *LISTENERS)
"""How the variables begin that say where a command runs, and for whom: a test must not depend on them."""


def run(
    *arguments: str,
    cwd: Path,
    lang: str = "C.UTF-8",
    stdin: str | None = None,
    variables: Mapping[str, str] | None = None,
) -> subprocess.CompletedProcess[str]:
    """Run ``prospectus`` in a folder, with a fixed locale, no colours, and no agent or CI server around it but in ``variables``."""
    environment = {key: value for key, value in os.environ.items() if not key.startswith(ELSEWHERE)}
    return subprocess.run(
        [sys.executable, "-m", "prospectus", *arguments],
        cwd=cwd,
        env={**environment, "LANG": lang, "PYTHONUTF8": "1", **(variables or {})},
        input=stdin,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=120,
    )
