"""The ``concise`` format: one line a diagnostic, ``path:line:col: code message [fix]``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prospectus.ground.terminal import plain
from prospectus.output import PLAIN, Setting

if TYPE_CHECKING:
    from prospectus.engine.report import Report
    from prospectus.model.diagnostic import Diagnostic
    from prospectus.model.finding import Applicability


_MARKS: dict[Applicability, str] = {"safe": "fix", "unsafe": "unsafe fix", "prompt": "prompt"}
"""How a line ends for which there is a fix."""


def render(report: Report, lang: str, setting: Setting = PLAIN) -> str:  # noqa: ARG001 - one signature for all formats
    """The report, a line each; what has a safe fix ends with ``[fix]``, what has another with ``[unsafe fix]`` or ``[prompt]``."""
    return "".join(f"{_line(diagnostic)}\n" for diagnostic in report.diagnostics)


def _line(diagnostic: Diagnostic) -> str:
    at, fix = diagnostic.start, diagnostic.fix
    mark = "" if fix is None else f" [{_MARKS[fix.applicability]}]"
    return f"{plain(diagnostic.path)}:{at.line}:{at.column}: {diagnostic.code} {plain(diagnostic.message)}{mark}"
