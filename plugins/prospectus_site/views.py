"""Views: records, findings and a document's metrics become plain dicts that templates show. No generator, no I/O."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Any, NamedTuple

from prospectus.ground.language import say
from prospectus.project.metrics import is_met, newest_by_phase

from prospectus_site.charts import Mark, bullet
from prospectus_site.words import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from prospectus.contract.lifecycle import Lifecycle
    from prospectus.model.diagnostic import Diagnostic
    from prospectus.model.document import Document
    from prospectus.model.record import Record, RecordedMetric
    from prospectus.reading.front_matter.node import Node

View = dict[str, Any]

KINDS = ("baseline", "minimum", "target", "offline", "online")
"""The values of a metric that a chart marks."""


class Link(NamedTuple):
    """Where another project's page is."""

    title: str
    url: str


def home_view(
    records: Iterable[Record],
    lifecycle: Lifecycle,
    findings: Mapping[str, Sequence[Diagnostic]],
    lang: str,
    today: date,
    addresses: Mapping[str, str],
) -> View:
    """The home of the portfolio: how many projects stand at each stage, and a card for each.

    ``findings`` and ``addresses`` (URLs) are by the name of a record.
    """
    cards = [
        card(record, lifecycle, findings.get(record.name, ()), lang, today, addresses[record.name])
        for record in records
    ]
    cards.sort(key=lambda entry: (entry["ended"], -entry["stage_order"], entry["title"]))
    counts = Counter(entry["stage"] for entry in cards)
    return {
        "words": words(lang),
        "cards": cards,
        "stages": [
            {"id": stage.id, "title": say(stage.title, lang), "count": counts[stage.id]}
            for stage in lifecycle.stages.values()
        ],
    }


def card(
    record: Record, lifecycle: Lifecycle, diagnostics: Sequence[Diagnostic], lang: str, today: date, url: str
) -> View:
    """One project in short."""
    return {
        **identity(record, lifecycle, lang, today),
        "url": url,
        "findings": count(diagnostics),
        "statement": shown(record.statement),
        "headline": _headline(record.headline, words(lang)) if record.headline else None,
    }


def _headline(metric: RecordedMetric, spoken: dict[str, str]) -> View:
    name = shown(metric.name or metric.id)
    return {
        "name": name,
        "unit": shown(metric.unit),
        "is_met": metric.is_met,
        "chart_html": _chart(name, {kind: getattr(metric, kind) for kind in KINDS}, spoken),
    }


def project_view(
    record: Record,
    lifecycle: Lifecycle,
    diagnostics: Sequence[Diagnostic],
    lang: str,
    today: date,
    neighbours: tuple[Link | None, Link | None],
    home: str,
) -> View:
    """The header of a project's page, and where to go from it."""
    before, after = neighbours
    return {
        "words": words(lang),
        **identity(record, lifecycle, lang, today),
        "findings": count(diagnostics),
        "diagnostics": [
            {
                "code": entry.code,
                "severity": entry.severity.word,
                "message": shown(entry.message),
                "line": entry.start.line,
            }
            for entry in diagnostics
        ],
        "is_unreadable": not record.is_readable,
        "home": home,
        "previous": before._asdict() if before else None,
        "next": after._asdict() if after else None,
    }


def identity(record: Record, lifecycle: Lifecycle, lang: str, today: date) -> View:
    """What a project is called, where it stands, and who answers for it."""
    stage = lifecycle.stages.get(record.stage) if record.stage else None
    order = stage.order if stage else -1
    review = record.review_day
    return {
        "id": shown(record.id),
        "title": shown(record.title),
        "lang": shown(record.lang),
        "stage": stage.id if stage else "",
        "stage_title": say(stage.title, lang) if stage else words(lang)["no_stage"],
        "stage_order": order,
        "steps": [
            {"title": say(step.title, lang), "state": _state(step.order, order)} for step in lifecycle.stages.values()
        ],
        "status": say(lifecycle.statuses[record.status], lang) if record.status in lifecycle.statuses else "",
        "verdict": say(lifecycle.verdicts[record.verdict], lang) if record.verdict in lifecycle.verdicts else "",
        "ended": record.has_ended,
        "owner": _person(shown(record.owner)),
        "created": shown(record.created),
        "updated": shown(record.updated),
        "next_review": shown(record.next_review),
        "is_overdue": review is not None and review < today and not record.has_ended,
        "tags": [shown(tag) for tag in record.tags],
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
    """One metric, with its values as the writer wrote them."""
    newest = newest_by_phase(metric)
    name = shown(metric.at("name").text() or metric.at("id").text())
    direction = {"max": "higher", "min": "lower", "target": "closer"}.get(str(metric.at("direction").value), "")
    values = {
        "baseline": metric.at("baseline.value").number(),
        "minimum": metric.at("minimum").number(),
        "target": metric.at("target").number(),
        **{phase: entry.at("value").number() for phase, entry in newest.items()},
    }
    return {
        "id": shown(metric.at("id").text()),
        "name": name,
        "unit": shown(metric.at("unit").text()),
        "direction": spoken.get(direction, ""),
        "baseline": shown(metric.at("baseline.value").written) or _no_baseline(metric, spoken),
        "baseline_kind": shown(metric.at("baseline.kind").text()),
        "minimum": shown(metric.at("minimum").written),
        "target": shown(metric.at("target").written),
        "measured": [
            {
                "phase": spoken[phase],
                "value": shown(entry.at("value").written),
                "date": shown(entry.at("date").text()),
            }
            for phase, entry in newest.items()
        ],
        "is_met": is_met(metric, newest.get("online") or newest.get("offline")),
        "chart": _chart(name, values, spoken),
    }


def _no_baseline(metric: Node, spoken: dict[str, str]) -> str:
    return spoken["none"] if metric.at("baseline.kind").value == "none" else ""


def _chart(name: str, values: Mapping[str, float | None], spoken: dict[str, str]) -> str:
    marks = [
        Mark(kind, float(value))
        for kind, value in values.items()
        if value is not None and abs(value) < 1e300  # noqa: PLR2004 - beyond, differences overflow
    ]
    said = ", ".join(f"{spoken[mark.kind]} {mark.value:g}" for mark in marks)
    return bullet(marks, f"{name}: {said}")


_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
"""Characters that no HTML page may hold; carriage returns among them, for what is shown stands on one line."""


def shown(text: str | None) -> str:
    """A writer's text as a page can hold it: control characters become U+FFFD, None is empty."""
    return _CONTROL.sub("\ufffd", text) if text else ""
