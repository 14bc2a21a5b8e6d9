"""What the linter found, in MkDocs' log."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mkdocs.exceptions import PluginError
from mkdocs.plugins import get_plugin_logger
from prospectus.ground.severity import Severity
from prospectus.ground.terminal import plain

if TYPE_CHECKING:
    from collections.abc import Collection

    from prospectus.engine.report import Report
    from prospectus.model.diagnostic import Diagnostic

log = get_plugin_logger("prospectus")


def judge(report: Report, documents: Collection[str], *, strict: bool) -> None:
    """Log what was found in the documents of the site; a strict build ends with the errors, however quiet it is."""
    found = [diagnostic for diagnostic in report.diagnostics if diagnostic.path in documents]
    for diagnostic in found:
        is_error = diagnostic.severity is Severity.ERROR
        if diagnostic.severity is Severity.WARNING or (is_error and not strict):
            (log.warning if is_error else log.info)("%s", _line(diagnostic))
    if report.internal_errors:
        first = report.internal_errors[0]
        failed = f"rule {first.code}" if first.code else "reading"
        message = f"internal error: {failed} failed on {first.path}: {first.error}"
        raise PluginError(message)
    errors = [diagnostic for diagnostic in found if diagnostic.severity is Severity.ERROR]
    if errors and strict:
        count = f"{len(errors)} {'finding' if len(errors) == 1 else 'findings'} of severity error"
        raise PluginError("\n".join([count, *map(_line, errors)]))


def _line(found: Diagnostic) -> str:
    """A finding on one line of the log."""
    at = found.start
    return plain(f"{found.path}:{at.line}:{at.column}: [{found.code}] {found.message}")
