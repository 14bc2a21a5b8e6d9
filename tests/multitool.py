"""Microsoft's ``sarif-multitool`` on what ``--format sarif`` gives: ``nox -s sarif``. Exits 1 when it finds an error.

It exits with 0 whatever it finds, so what it says is read.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path

from support import told_portfolio
from support.told_portfolio import told

TOOL = "@microsoft/sarif-multitool@5.7.0"


def main() -> int:
    """Validate the logs of portfolios in both languages, and print what the tool says."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for part in ("few", "many"):
            (folder / part).mkdir()
        logs = {
            "en": told(told_portfolio.write(folder / "few"), "sarif"),
            "ko": told(folder / "few", "sarif", "--lang", "ko"),
            "cut": told(told_portfolio.crowded(folder / "many"), "sarif"),
        }
        tool = _installed(folder)
        failed = 0
        for which, log in logs.items():
            (folder / f"{which}.sarif").write_text(log, "utf-8")
            failed += _errors(tool, folder, which)
    return 1 if failed else 0


def _installed(folder: Path) -> Path:
    """The program itself: what npm puts before it is a script that hands its options to a shell."""
    subprocess.run(
        ["npm", "install", "--no-save", "--no-audit", "--no-fund", TOOL], cwd=folder, check=True, timeout=600
    )
    tool = next((folder / "node_modules" / "@microsoft").glob("sarif-multitool-*/Sarif.Multitool"))
    tool.chmod(0o755)
    return tool


def _errors(tool: Path, folder: Path, which: str) -> int:
    report = folder / f"{which}.validated"
    options = (
        "--rule-kind",
        "Sarif;Gh",
        "--level",
        "Error;Warning",
        "--output",
        str(report),
        "--log",
        "ForceOverwrite",
    )
    call = [str(tool), "validate", f"{which}.sarif", *options]
    done = subprocess.run(call, cwd=folder, capture_output=True, text=True, check=False, timeout=600)
    sys.stdout.write(done.stdout + done.stderr)
    found = json.loads(report.read_text("utf-8-sig"))["runs"]  # it has looked, or this fails
    results = [result for run in found for result in run.get("results", [])]
    return sum(result.get("level", "warning") == "error" for result in results) + done.returncode


if __name__ == "__main__":
    sys.exit(main())
