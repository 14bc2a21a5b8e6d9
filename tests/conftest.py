"""What all tests share."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pytest


def pytest_unconfigure(config: pytest.Config) -> None:
    """Say at the very end, where it is seen, that the browser tests did not run, and how to have them run."""
    reporter = config.pluginmanager.get_plugin("terminalreporter")
    if reporter is None:
        return
    missed = sum("chromium is not installed" in str(report.longrepr) for report in reporter.stats.get("skipped", ()))
    if missed:
        reporter.write_sep("!", f"{missed} browser tests did not run", red=True, bold=True)
        reporter.write_line("Chromium is missing on this machine. On Debian and Ubuntu:")
        reporter.write_line("    sudo apt-get install chromium", bold=True)
        reporter.write_line("Then run the tests again.")
