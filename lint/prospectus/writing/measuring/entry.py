"""The entry of ``measured`` that a value becomes: its number in the metric's unit, and what it must say besides."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from prospectus.contract.short_forms import words_of
from prospectus.ground.language import filled
from prospectus.ground.spelling import did_you_mean_one_of
from prospectus.project.datasets import datasets
from prospectus.project.metrics import kind_of
from prospectus.writing.measuring.amount import amount, rounded
from prospectus.writing.measuring.measurement import MeasureError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from prospectus.ground.language import Text
    from prospectus.model.document import Document
    from prospectus.reading.front_matter.node import Node
    from prospectus.writing.measuring.measurement import Context

KEY = ("date", "phase", "dataset", "version", "slice")
"""What tells one measured value of a metric from another."""

_HAS_VERSION = frozenset({"model", "fairness", "system"})
"""The kinds of metrics whose values are those of a version (OPS06)."""

_OF: Text = {"en": "{0}: {1}", "ko": "{0}: {1}"}
_NO_DATE: Text = {"en": "'{0}' is not a date like 2026-11-23", "ko": "'{0}'은(는) 2026-11-23 같은 날짜가 아닙니다"}
_FUTURE: Text = {
    "en": "{0} is in the future (today is {1}): enter only values already measured",
    "ko": "측정 날짜({0})가 미래입니다(오늘은 {1}). 이미 측정한 값만 적으세요",
}
_NO_PHASE: Text = {"en": "no such phase: '{0}'{1}", "ko": "'{0}'(이)라는 구분은 없습니다{1}"}
_WHICH_PHASE: Text = {
    "en": "say where it was measured: --phase offline (on a data set) or --phase online (in service)",
    "ko": "어디에서 쟀는지 알려 주세요: --phase offline(데이터셋에서) 또는 --phase online(운영 중에)",
}
_NO_DATASET: Text = {"en": "no such data set: '{0}'{1}", "ko": "'{0}'(이)라는 데이터셋은 없습니다{1}"}
_NO_SLICE: Text = {"en": "no such slice: '{0}'{1}", "ko": "'{0}'(이)라는 세부 집단은 없습니다{1}"}
_WHICH_VERSION: Text = {
    "en": "say which model was measured: --version 1.0",
    "ko": "어느 모델을 쟀는지 알려 주세요: --version 1.0",
}
_INTERVAL: Text = {
    "en": "the interval {0}..{1} does not hold the value {2}: give the lower end first, as --ci 0.78..0.83",
    "ko": "구간 {0}..{1}에 값 {2}이(가) 들어 있지 않습니다. --ci 0.78..0.83처럼 하한부터 쓰세요",
}


class Entry(NamedTuple):
    """One value as it is to stand in a document: under which metric (its place in the list), and its keys in order."""

    metric: int
    facts: dict[str, Any]

    @property
    def key(self) -> tuple[object, ...]:
        """What tells it from the other values of its document."""
        return self.metric, *(self.facts.get(name) for name in KEY)


def entry_of(
    document: Document,
    metric: Node,
    value: float | str,
    context: Context,
    *,
    today: date,
    is_of_training: bool,
    rounds: bool,
) -> Entry:
    """The entry for a value; ``is_of_training`` says that a tracker of trainings gave it, so that it was measured offline.

    ``rounds`` writes no more digits than somebody reads.

    Raises :class:`MeasureError` for what cannot be read, and for what must be said and is not.
    """
    try:
        facts = _facts(document, metric, value, context, today, is_of_training=is_of_training, rounds=rounds)
    except MeasureError as error:
        raise MeasureError(filled(_OF, metric.at("id").value, error.text)) from None
    return Entry(int(metric.path[1]), facts)


def _facts(
    document: Document,
    metric: Node,
    value: float | str,
    context: Context,
    today: date,
    *,
    is_of_training: bool,
    rounds: bool,
) -> dict[str, Any]:
    unit = metric.at("unit").text()
    number = amount(value, unit, stated=context.unit)
    number = rounded(number) if rounds else number
    facts: dict[str, Any] = {
        "value": number,
        "date": _day(context.date, today),
        "phase": _phase(document, metric, context, is_of_training=is_of_training),
        "dataset": _declared(context.dataset, [one.at("id").text() for one in datasets(document)], _NO_DATASET),
        "version": _version(document, metric, context.version),
        "ci": _interval(context, number, unit, rounds=rounds),
        "slice": _declared(context.slice, metric.at("slices").texts(), _NO_SLICE),
    }
    return {key: fact for key, fact in facts.items() if fact is not None}


def _day(stated: str | None, today: date) -> str:
    """The date of a value; also of a tracker's, which writes the time of day behind it."""
    if stated is None:
        return today.isoformat()
    try:
        day = date.fromisoformat(stated[:10]) if stated[4:8:3] == "--" and stated[10:11] in {"", "T", " "} else None
    except ValueError:
        day = None
    if day is None:
        raise MeasureError(filled(_NO_DATE, stated[:100]))
    if day > today:
        raise MeasureError(filled(_FUTURE, day, today))
    return day.isoformat()


def _phase(document: Document, metric: Node, context: Context, *, is_of_training: bool) -> str:
    """The phase: as stated, else the one that follows from where the value comes from, or that all values so far have."""
    words = words_of(document.contract.schema.at("metrics", 0, "measured", 0, "phase"))
    if context.phase is not None:
        known = words.get(context.phase.strip().casefold())
        if known is None:
            raise MeasureError(filled(_NO_PHASE, context.phase[:100], did_you_mean_one_of(context.phase, words)))
        return str(known)
    if is_of_training or context.dataset is not None:
        return "offline"
    before = {entry.at("phase").text() for entry in metric.at("measured").each()} - {None}
    if len(before) == 1 and before <= {*words.values()}:
        return str(before.pop())
    stage, stages = document.stage, document.contract.lifecycle.stages
    is_in_service = stage is None or "action" not in stages or stage.order >= stages["action"].order
    if is_in_service or before or kind_of(metric) == "business":
        raise MeasureError(_WHICH_PHASE)
    return "offline"


def _declared(stated: str | None, known: Iterable[str | None], unknown: Text) -> str | None:
    """A name as it is stated; one that is not among those that the document declares is a mistake."""
    names = [name for name in known if name]
    if stated is None or not names or stated in names:
        return stated
    raise MeasureError(filled(unknown, stated[:100], did_you_mean_one_of(stated, names)))


def _version(document: Document, metric: Node, stated: str | None) -> str | None:
    """The version as it is stated. One that is due and not said is refused: the value would have to be written again."""
    stage, stages = document.stage, document.contract.lifecycle.stages
    is_due = stage is not None and "prototype" in stages and stage.order >= stages["prototype"].order
    if stated is None and is_due and kind_of(metric) in _HAS_VERSION:
        raise MeasureError(_WHICH_VERSION)
    return stated


def _interval(context: Context, value: float, unit: str | None, *, rounds: bool) -> list[float | int] | None:
    if context.ci is None:
        return None
    low, high = (amount(end, unit, stated=context.unit) for end in context.ci)
    low, high = (rounded(low), rounded(high)) if rounds else (low, high)
    if not low <= value <= high:
        raise MeasureError(filled(_INTERVAL, low, high, value))
    return [low, high]
