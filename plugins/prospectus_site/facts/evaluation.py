"""How a project is tested: offline and online, by numbers and by people."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from prospectus.ground.numbers import positive

if TYPE_CHECKING:
    from prospectus.model.document import Document


class Evaluation(NamedTuple):
    """The two by two of tests. Texts are empty and numbers None where nothing is stated.

    ``metrics`` and ``datasets`` are ids. ``effect`` is the least difference that the test in service can see (MDE), ``holdout`` the
    share that is left out of it.
    """

    offline_metrics: tuple[str, ...]
    offline_datasets: tuple[str, ...]
    offline_method: str
    offline_by: str
    online_method: str
    online_reason: str
    online_metrics: tuple[str, ...]
    online_unit: str
    effect: float | None
    holdout: float | None
    channel: str
    alignment: str


def evaluation_of(document: Document) -> Evaluation:
    """What a document states of its tests."""
    node = document.at("evaluation")

    def text(*keys: str) -> str:
        return node.at(*keys).text() or ""

    online = node.at("online", "quantitative")
    return Evaluation(
        offline_metrics=tuple(node.at("offline", "quantitative", "metrics").texts()),
        offline_datasets=tuple(node.at("offline", "quantitative", "datasets").texts()),
        offline_method=text("offline", "qualitative", "method"),
        offline_by=text("offline", "qualitative", "by"),
        online_method=online.at("method").text() or "",
        online_reason=online.at("reason").text() or "",
        online_metrics=tuple(online.at("metrics").texts()),
        online_unit=online.at("unit").text() or "",
        effect=positive(online.at("mde")),
        holdout=positive(online.at("holdout")),
        channel=text("online", "qualitative", "channel"),
        alignment=text("alignment"),
    )
