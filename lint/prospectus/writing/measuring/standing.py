"""How a measured value stands: against the value before it, the baseline, the minimum and the target."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prospectus.ground.language import filled
from prospectus.project.metrics import is_better, measured, newest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prospectus.ground.language import Text
    from prospectus.reading.front_matter.node import Node
    from prospectus.writing.measuring.entry import Entry

_NAMES: dict[str, Text] = {
    "before": {"en": "before {0} ({1})", "ko": "이전 값 {0} ({1})"},
    "baseline": {"en": "baseline {0} ({1})", "ko": "베이스라인 {0} ({1})"},
    "bare": {"en": "baseline {0}", "ko": "베이스라인 {0}"},
    "minimum": {"en": "minimum {0}", "ko": "최소 기준 {0}"},
    "target": {"en": "target {0}", "ko": "목표 {0}"},
}
_BETTER: Text = {"en": "{0}: better by {1}", "ko": "{0}: {1} 더 좋음"}
_WORSE: Text = {"en": "{0}: worse by {1}", "ko": "{0}: {1} 더 나쁨"}
_SAME: Text = {"en": "{0}: the same", "ko": "{0}: 같음"}
_REACHED: Text = {"en": "{0}: reached", "ko": "{0}: 도달"}
_SHORT: Text = {"en": "{0}: {1} short", "ko": "{0}: {1} 모자람"}
_AWAY: Text = {"en": "{0}: {1} away", "ko": "{0}: {1} 차이"}
_OTHER_DATA: Text = {"en": "{0}, on other data", "ko": "{0}, 다른 데이터에서"}


def standing(metric: Node, entry: Entry) -> Iterator[Text]:
    """What is to be said of a value that stands among those of its metric, a text each; nothing of what the metric does not state."""
    value = float(entry.facts["value"])
    earlier = _before(metric, entry)
    if earlier is not None and (number := earlier.at("value").number()) is not None:
        name = filled(_NAMES["before"], figure(number), earlier.at("date").value)
        yield _against(metric, value, number, name)
    baseline = metric.at("baseline")
    if (number := baseline.at("value").number()) is not None:
        kind = baseline.at("kind").text()
        name = filled(_NAMES["baseline"], figure(number), kind) if kind else filled(_NAMES["bare"], figure(number))
        said = _against(metric, value, number, name)
        on = baseline.at("dataset").text()
        is_other = on is not None and entry.facts.get("dataset") not in {None, on}
        yield filled(_OTHER_DATA, said) if is_other else said
    for key in ("minimum", "target"):
        if (number := metric.at(key).number()) is not None:
            yield _towards(metric, value, number, filled(_NAMES[key], figure(number)))


def figure(number: float) -> str:
    """A number as it is written in a document."""
    return f"{number:.6g}"


def _before(metric: Node, entry: Entry) -> Node | None:
    """The newest value of the same series that is older, or of another version on the same day."""
    same = [
        one
        for one in measured(metric, entry.facts["phase"], with_slices=True)
        if one.entry.at("slice").text() == entry.facts.get("slice")
        and one.entry.at("dataset").text() == entry.facts.get("dataset")
        and one.day.isoformat() <= entry.facts["date"]
        and not (
            one.day.isoformat() == entry.facts["date"] and one.entry.at("version").text() == entry.facts.get("version")
        )
    ]
    found = newest(same)
    return None if found is None else found.entry


def _against(metric: Node, value: float, other: float, name: Text) -> Text:
    """How a value compares with one that it is to beat."""
    better = is_better(metric, value, other)
    if value == other:
        return filled(_SAME, name)
    if better is None:
        return _from_target(metric, value, other, name)
    return filled(_BETTER if better else _WORSE, name, _difference(value, other))


def _from_target(metric: Node, value: float, other: float, name: Text) -> Text:
    """How a value of a metric that has a best value compares with another: by how near they are to it."""
    target = metric.at("target").number()
    if metric.at("direction").value != "target" or target is None:
        return filled(_AWAY, name, _difference(value, other))
    nearer = abs(other - target) - abs(value - target)
    if not nearer:
        return filled(_SAME, name)
    return filled(_BETTER if nearer > 0 else _WORSE, name, f"{abs(nearer):.4g}")


def _towards(metric: Node, value: float, limit: float, name: Text) -> Text:
    """Whether a value reaches a limit."""
    beaten = is_better(metric, limit, value)
    if value == limit or beaten is False:
        return filled(_REACHED, name)
    return filled(_AWAY if beaten is None else _SHORT, name, _difference(value, limit))


def _difference(one: float, other: float) -> str:
    return f"{abs(one - other):.4g}"
