"""A portfolio as plain data, as ``portfolio.schema.json`` describes it: for other tools, and for the site."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from prospectus.ground.pattern import Pattern

if TYPE_CHECKING:
    from datetime import date

    from prospectus.engine.engine import Report
    from prospectus.model.document import Document
    from prospectus.model.portfolio import Portfolio

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


def portfolio_data(portfolio: Portfolio, report: Report, today: date) -> dict[str, Any]:
    """The data of all projects, in the order of their files, with the findings of a report."""
    findings: dict[str, Counter[str]] = {}
    for diagnostic in report.diagnostics:
        findings.setdefault(diagnostic.path, Counter())[diagnostic.severity.word] += 1
    lifecycle = portfolio.contract.lifecycle
    return {
        "version": VERSION,
        "today": today.isoformat(),
        "lifecycle": {
            "id": lifecycle.id,
            "stages": [{"id": stage.id, "title": stage.title} for stage in lifecycle.stages.values()],
        },
        "projects": [_project(document, findings.get(document.source.name, Counter())) for document in portfolio],
    }


def _project(document: Document, findings: Counter[str]) -> dict[str, Any]:
    def text(key: str) -> str | None:
        return document.at(key).text()

    return {
        "id": document.id,
        "path": document.source.name,
        "title": text("title"),
        "lang": text("lang"),
        "stage": text("stage"),
        "status": text("status"),
        "verdict": document.verdict,
        "owner": text("owner"),
        "created": text("created"),
        "updated": text("updated"),
        "next_review": text("next_review"),
        "ended": document.has_ended,
        "sections": [
            {"id": identity, "heading": section.heading.text, "line": section.heading.line}
            for section in document.outline
            for identity in section.ids
        ],
        "findings": {severity: findings.get(severity, 0) for severity in ("error", "warning", "info")},
        "facts": document.front_matter.facts,
    }
