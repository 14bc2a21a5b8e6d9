"""A portfolio as plain data, as ``portfolio.schema.json`` describes it: for other tools, and for the site."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from prospectus import __version__
from prospectus.ground.pattern import Pattern

if TYPE_CHECKING:
    from collections.abc import Iterable

    from prospectus.engine.report import Report
    from prospectus.engine.workspace import Workspace
    from prospectus.model.diagnostic import Diagnostic
    from prospectus.model.document import Document
    from prospectus.model.record import Record

VERSION = 1


# Each run of spaces, and each run of what an address may hold, is tried once.
_ADDRESS = Pattern(r"(?<!\s)\s*+<?(?<![\w.+-])([.+-]*+)\w[\w.+-]*+@[\w-]++\.[\w.-]*\w>?")


def without_addresses(data: Any) -> Any:  # noqa: ANN401 - any JSON
    """The same data with the mail addresses taken out of its texts, for a page that anybody may read."""
    if isinstance(data, str):
        return _ADDRESS.sub(r"\1", data).strip() if "@" in data else data
    if isinstance(data, list):
        return [without_addresses(item) for item in data]
    if isinstance(data, dict):
        return {key: without_addresses(value) for key, value in data.items()}
    return data


def portfolio_data(workspace: Workspace, report: Report) -> dict[str, Any]:
    """The data of all projects, in the order of their files, with the findings of a report."""
    findings = report.by_path()
    return {
        **portfolio_frame(workspace),
        "projects": [
            project_data(record, workspace.document(record.name), findings.get(record.name, ()))
            for record in workspace.records
        ],
    }


def portfolio_frame(workspace: Workspace) -> dict[str, Any]:
    """What stands before the projects in the data of a portfolio."""
    lifecycle = workspace.contract.lifecycle
    return {
        "version": VERSION,
        "generator": {"name": "prospectus", "version": __version__},
        "today": workspace.today.isoformat(),
        "lifecycle": {
            "id": lifecycle.id,
            "stages": [{"id": stage.id, "title": stage.title} for stage in lifecycle.stages.values()],
        },
    }


def project_data(record: Record, document: Document, diagnostics: Iterable[Diagnostic]) -> dict[str, Any]:
    """The data of one project."""
    findings = Counter(diagnostic.severity.word for diagnostic in diagnostics)
    return {
        "id": record.id,
        "path": record.name,
        "title": document.at("title").text(),
        "lang": document.at("lang").text(),
        "stage": document.at("stage").text(),
        "status": record.status,
        "verdict": record.verdict,
        "owner": record.owner,
        "created": record.created,
        "updated": record.updated,
        "next_review": record.next_review,
        "ended": record.has_ended,
        "sections": [
            {"id": identity, "heading": section.heading.text, "line": section.heading.line}
            for section in document.outline
            for identity in section.ids
        ],
        "findings": {severity: findings.get(severity, 0) for severity in ("error", "warning", "info")},
        "facts": document.front_matter.facts,
    }
