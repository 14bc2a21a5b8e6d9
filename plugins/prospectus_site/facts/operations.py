"""What is watched in service, and how a project ends."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from prospectus.ground.numbers import non_negative

from prospectus_site.facts.metrics import alert_of

if TYPE_CHECKING:
    from datetime import date

    from prospectus.model.document import Document

    from prospectus_site.facts.metrics import Alert


class Watched(NamedTuple):
    """One metric that is watched: its id, how often, at which limit an alert rings, and whom it wakes."""

    metric: str
    cadence: str
    alert: Alert | None
    owner: str


class Monitoring(NamedTuple):
    """What is watched in service; ``label_delay_days`` is how long it takes until the truth about an answer is known."""

    metrics: tuple[Watched, ...]
    inputs: tuple[str, ...]
    dashboard: str
    label_delay_days: float | None
    retraining: str


class Retirement(NamedTuple):
    """How a project ended. ``replaced_by`` is the id of the project that took its place."""

    day: date | None
    reason: str
    replaced_by: str
    data_deletion: str


def monitoring_of(document: Document) -> Monitoring:
    """What a document says of its monitoring."""
    node = document.at("monitoring")
    retraining = node.at("retraining")
    stated = [retraining.at(key).text() for key in ("trigger", "cadence")]
    return Monitoring(
        metrics=tuple(
            Watched(
                metric=entry.at("metric").text() or "",
                cadence=entry.at("cadence").text() or "",
                alert=alert_of(entry.at("alert")),
                owner=entry.at("owner").text() or "",
            )
            for entry in node.at("metrics").each()
        ),
        inputs=tuple(node.at("inputs").texts()),
        dashboard=node.at("dashboard").text() or "",
        label_delay_days=non_negative(node.at("label_delay_days")),
        retraining=retraining.text() or ", ".join(filter(None, stated)),
    )


def retirement_of(document: Document) -> Retirement | None:
    """How a document says that its project ended; None where it does not."""
    node = document.at("retirement")
    if not node:
        return None
    return Retirement(
        day=node.at("date").date(),
        reason=node.at("reason").text() or "",
        replaced_by=node.at("replaced_by").text() or "",
        data_deletion=node.at("data_deletion").text() or "",
    )
