"""Views: a portfolio and its report become plain dicts that templates show. No generator, no I/O."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from prospectus.ground.language import say

from prospectus_site.charts import Mark, bullet
from prospectus_site.words import words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import date

    from prospectus.contract.lifecycle import Lifecycle
    from prospectus.model.diagnostic import Diagnostic
    from prospectus.model.document import Document
    from prospectus.reading.front_matter.node import Node

View = dict[str, Any]


def home_view(
    documents: Sequence[Document],
    lifecycle: Lifecycle,
    findings: dict[str, list[Diagnostic]],
    lang: str,
    today: date,
    address: Callable[[Document], str],
) -> View:
    """The home of the portfolio: how many projects stand at each stage, and a card for each."""
    cards = [card(document, findings.get(document.source.name, []), lang, today, address) for document in documents]
    cards.sort(key=lambda entry: (entry["ended"], -entry["stage_order"], entry["title"]))
    stages = lifecycle.stages.values()
    return {
        "words": words(lang),
        "cards": cards,
        "stages": [
            {
                "id": stage.id,
                "title": say(stage.title, lang),
                "count": sum(entry["stage"] == stage.id for entry in cards),
            }
            for stage in stages
        ],
    }


def card(
    document: Document, diagnostics: list[Diagnostic], lang: str, today: date, address: Callable[[Document], str]
) -> View:
    """One project in short."""
    return {
        **identity(document, lang, today),
        "url": address(document),
        "findings": count(diagnostics),
        "statement": document.at("problem.statement").text() or "",
        "headline": _headline(document, lang),
    }


def _headline(document: Document, lang: str) -> View | None:
    """The metric a card shows: the first optimising one, else the first."""
    found = list(document.at("metrics").each())
    chosen = next((metric for metric in found if metric.at("role").value == "optimizing"), found[0] if found else None)
    return metric_row(chosen, words(lang)) if chosen else None


def project_view(
    document: Document,
    diagnostics: list[Diagnostic],
    lang: str,
    today: date,
    neighbours: tuple[Document | None, Document | None],
    address: Callable[[Document], str],
    home: str,
) -> View:
    """The header of a project's page, and where to go from it."""
    before, after = neighbours
    return {
        "words": words(lang),
        **identity(document, lang, today),
        "findings": count(diagnostics),
        "diagnostics": [
            {
                "code": entry.code,
                "severity": entry.severity.word,
                "message": entry.message,
                "line": entry.start.line,
            }
            for entry in diagnostics
        ],
        "is_unreadable": document.problem is not None,
        "home": home,
        "previous": {"title": before.title, "url": address(before)} if before else None,
        "next": {"title": after.title, "url": address(after)} if after else None,
    }


def identity(document: Document, lang: str, today: date) -> View:
    """What a project is called, where it stands, and who answers for it."""
    lifecycle = document.contract.lifecycle
    stage = document.stage
    review = document.at("next_review").date()
    status = document.at("status").text()
    verdict = document.verdict
    return {
        "id": document.id or "",
        "title": document.title,
        "lang": document.lang,
        "stage": stage.id if stage else "",
        "stage_title": say(stage.title, lang) if stage else words(lang)["no_stage"],
        "stage_order": stage.order if stage else -1,
        "steps": [
            {
                "title": say(step.title, lang),
                "state": _state(step.order, stage.order if stage else -1),
            }
            for step in lifecycle.stages.values()
        ],
        "status": say(lifecycle.statuses[status], lang) if status in lifecycle.statuses else "",
        "verdict": say(lifecycle.verdicts[verdict], lang) if verdict in lifecycle.verdicts else "",
        "ended": document.has_ended,
        "owner": _person(document.at("owner").text() or ""),
        "created": document.at("created").text() or "",
        "updated": document.at("updated").text() or "",
        "next_review": document.at("next_review").text() or "",
        "is_overdue": review is not None and review < today and not document.has_ended,
        "tags": document.at("tags").texts(),
    }


def _state(order: int, current: int) -> str:
    if order < current:
        return "done"
    return "current" if order == current else "to_come"


def _person(owner: str) -> str:
    """An owner's name without the mail address, which a public page should not show."""
    name = owner.split("<", 1)[0].strip()
    return name or owner.split("@", 1)[0].strip("<> ")


def count(diagnostics: Iterable[Diagnostic]) -> dict[str, int]:
    """How many findings there are of each severity."""
    found = {"error": 0, "warning": 0, "info": 0}
    for diagnostic in diagnostics:
        found[diagnostic.severity.word] += 1
    return found


def metric_rows(document: Document, lang: str) -> list[View]:
    """The metrics of a project: baseline, minimum, target, what was measured, and a chart of them."""
    spoken = words(lang)
    return [metric_row(metric, spoken) for metric in document.at("metrics").each()]


def metric_row(metric: Node, spoken: dict[str, str]) -> View:
    """One metric."""
    latest = _latest(metric)
    unit = metric.at("unit").text() or ""
    name = metric.at("name").text() or metric.at("id").text() or ""
    direction = {"max": "higher", "min": "lower", "target": "closer"}.get(str(metric.at("direction").value), "")
    marks = [
        Mark(kind, float(value))
        for kind, value in (
            ("baseline", metric.at("baseline.value").number()),
            ("minimum", metric.at("minimum").number()),
            ("target", metric.at("target").number()),
            *((phase, entry.at("value").number()) for phase, entry in latest.items()),
        )
        if value is not None and abs(value) < 1e300  # noqa: PLR2004 - beyond, differences overflow
    ]
    said = ", ".join(f"{spoken[mark.kind]} {mark.value:g}" for mark in marks)
    newest = latest.get("online") or latest.get("offline")
    return {
        "id": metric.at("id").text() or "",
        "name": name,
        "unit": unit,
        "direction": spoken.get(direction, ""),
        "baseline": metric.at("baseline.value").written or _no_baseline(metric, spoken),
        "baseline_kind": metric.at("baseline.kind").text() or "",
        "minimum": metric.at("minimum").written,
        "target": metric.at("target").written,
        "measured": [
            {"phase": spoken[phase], "value": entry.at("value").written, "date": entry.at("date").text() or ""}
            for phase, entry in latest.items()
        ],
        "is_met": _is_met(metric, newest),
        "chart": bullet(marks, f"{name}: {said}"),
    }


def _no_baseline(metric: Node, spoken: dict[str, str]) -> str:
    return spoken["none"] if metric.at("baseline.kind").value == "none" else ""


def _latest(metric: Node) -> dict[str, Node]:
    """The newest measured value of each phase, over all slices; of equal dates, the later one in the text."""
    found: dict[str, Node] = {}
    for entry in metric.at("measured").each():
        phase = entry.at("phase").text()
        if phase not in {"offline", "online"} or entry.at("value").number() is None or entry.at("slice"):
            continue
        known = found.get(phase)
        if known is None or (entry.at("date").text() or "") >= (known.at("date").text() or ""):
            found[phase] = entry
    return found


def _is_met(metric: Node, measured: Node | None) -> bool | None:
    """Whether the newest value reaches the target; None when that cannot be said."""
    target = metric.at("target").number()
    value = measured.at("value").number() if measured else None
    if target is None or value is None:
        return None
    direction = metric.at("direction").value
    if direction == "max":
        return value >= target
    return value <= target if direction == "min" else None
