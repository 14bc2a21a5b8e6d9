"""Writing a value into a document: in place, in the style of the values that stand there, in the order of their dates."""

from __future__ import annotations

from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from prospectus.ground.language import filled
from prospectus.ground.source import Source
from prospectus.model.document import Document
from prospectus.model.parsed import Parsed
from prospectus.project.metrics import metrics
from prospectus.reading.front_matter.edits import add_key, add_list, append_item, apply, delete, insert_item, set_value
from prospectus.reading.front_matter.writing import Style, as_item
from prospectus.writing.measuring.entry import KEY
from prospectus.writing.measuring.measurement import MeasureError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from prospectus.ground.language import Text
    from prospectus.reading.front_matter.edits import Edit
    from prospectus.reading.front_matter.node import Node
    from prospectus.writing.measuring.entry import Entry

_OTHER: Text = {
    "en": "{0}: {1} is there with the value {2}, and not {3}; --replace to write over it",
    "ko": "{0}: {1}의 값이 {3}이(가) 아니라 {2}(으)로 이미 적혀 있습니다. 덮어쓰려면 --replace를 쓰세요",
}
_NO_PLACE: Text = {
    "en": "{0}: cannot be written in place; add by hand under `measured`: {1}",
    "ko": "{0}: 제자리에 쓸 수 없습니다. `measured`에 직접 추가하세요: {1}",
}


class Recorded(NamedTuple):
    """What became of a value: ``added``, ``replaced`` or ``unchanged``, in a document as it is then."""

    document: Document
    outcome: str


def record(document: Document, entry: Entry, *, replaces: bool) -> Recorded:
    """Write one value into a document, or see that it is there.

    Raises :class:`MeasureError` where another value is there that may not be replaced, and where the text cannot be edited so that
    nothing but this value differs.
    """
    metric = document.at("metrics", entry.metric)
    same = next((one for one in metric.at("measured").each() if _key(one) == entry.key[1:]), None)
    if same is None:
        after = _edited(document, entry, _insertion(document, metric, entry))
        return Recorded(_reread(after, entry), "added")
    if _says(same, entry):
        return Recorded(document, "unchanged")
    if not replaces:
        said = " ".join(str(entry.facts[key]) for key in KEY if key in entry.facts)
        raise MeasureError(filled(_OTHER, _named(metric), said, _stated(same.value), _stated(entry.facts)))
    for edit in _replacements(document, same, entry):
        same = document.front_matter.root.at_path(same.path)
        document = _edited(document, entry, edit(same))
    return Recorded(_reread(document, entry), "replaced")


def _key(entry: Node) -> tuple[str | None, ...]:
    return tuple(entry.at(key).text() for key in KEY)


def _says(stated: Node, entry: Entry) -> bool:
    """Whether an entry says what is to be written; an interval that nobody gives is none the worse for standing there."""
    if stated.at("value").number() != entry.facts["value"]:
        return False
    return "ci" not in entry.facts or stated.at("ci").value == entry.facts["ci"]


def _stated(facts: Any) -> str:  # noqa: ANN401 - any JSON
    value, ci = facts.get("value"), facts.get("ci")
    return f"{value} ({ci[0]}..{ci[1]})" if isinstance(ci, list) and len(ci) == 2 else f"{value}"  # noqa: PLR2004


def _named(metric: Node) -> str:
    return str(metric.at("id").value)


def _edited(document: Document, entry: Entry, edit: Edit | None) -> Document:
    """The document after an edit."""
    if edit is None:
        raise MeasureError(_no_place(document, entry))
    source = document.source
    parsed = Parsed(Source(source.name, apply(source.text, [edit]), source.path))
    return Document(parsed, document.contract)


def _reread(document: Document, entry: Entry) -> Document:
    """The document, in which the value is read as it was meant: a short form could be read as another."""
    values = document.at("metrics", entry.metric, "measured")
    if not any(one.value == entry.facts for one in values.each()):
        raise MeasureError(_no_place(document, entry))
    return document


def _no_place(document: Document, entry: Entry) -> Text:
    line = as_item(entry.facts, Style(is_flow=True, eol="\n", column=0))
    return filled(_NO_PLACE, _named(document.at("metrics", entry.metric)), f"- {line}")


# -- a new value -----------------------------------------------------------------------------------------------------


def _insertion(document: Document, metric: Node, entry: Entry) -> Edit | None:
    values = metric.at("measured")
    if not values.is_present:
        others = [one for other in metrics(document) for one in other.at("measured").each()]
        if others and all(map(_is_on_lines, others)):
            return add_key(metric, "measured", [entry.facts])
        return add_list(metric, "measured", entry.facts)
    stated = [*values.each()]
    written: Any = entry.facts
    if stated and all(_is_short(one) for one in stated):
        written = _like(stated[0], _short(document, values.path, entry))
    at = _place(document, stated, entry)
    return append_item(values, written) if not stated else insert_item(values, at, written)


def _is_short(entry: Node) -> bool:
    """Whether an entry is written in its short form."""
    written = entry.front_matter.written.root.at_path(entry.path).value
    return not isinstance(written, dict) or "value" not in written


def _is_on_lines(entry: Node) -> bool:
    """Whether an entry stands on several lines."""
    return "\n" in entry.source.slice(entry.value_span).strip()


def _like(beside: Node, short: Any) -> Any:  # noqa: ANN401 - any JSON
    """A short form as the one beside it is: a pair of key and value, or both as one text."""
    written = beside.front_matter.written.root.at_path(beside.path).value
    if isinstance(written, str) and isinstance(short, dict) and len(short) == 1:
        ((key, value),) = short.items()
        return f"{key}: {value}"
    return short


def _place(document: Document, stated: Sequence[Node], entry: Entry) -> int:
    """Before which entry a value stands, so that its series stays in the order that it has; else at the end."""
    day = str(entry.facts["date"])
    of_series = ("phase", "slice", "dataset")
    dated = [(at, text) for at, one in enumerate(stated) if one.at("date").date() and (text := one.at("date").text())]
    series = [
        (at, other)
        for at, other in dated
        if all(stated[at].at(key).text() == entry.facts.get(key) for key in of_series)
    ]
    falls = _falls([other for _, other in series], [other for _, other in dated], *_days(document))
    after = [at for at, other in series if (other < day if falls else other > day)]
    if after:
        return after[0]
    if not falls:
        return len(stated)
    if series:
        return series[-1][0] + 1
    return next((at for at, other in dated if other <= day), len(stated))


def _falls(*sequences: Sequence[str]) -> bool:
    """Whether the dates fall, by the first sequence that tells: that of the series, of the metric, of others of the document."""
    for days in sequences:
        rises, falls = (sum(one < other for one, other in pairwise(order)) for order in (days, [*days][::-1]))
        if rises != falls:
            return falls > rises
    return False


def _days(document: Document) -> Iterator[list[str]]:
    for metric in metrics(document):
        yield [day for one in metric.at("measured").each() if (day := one.at("date").text())]


# -- another value ---------------------------------------------------------------------------------------------------


def _replacements(document: Document, stated: Node, entry: Entry) -> Iterator[Callable[[Node], Edit | None]]:
    """What makes the edits, each of the text that the one before made: the value, and the interval, which belongs to it."""
    if _is_short(stated):
        yield partial(_short_again, _short(document, stated.path[:-1], entry))
        return
    if stated.at("value").number() != entry.facts["value"]:
        yield lambda one: set_value(one.at("value"), entry.facts["value"])
    interval = entry.facts.get("ci")
    if not stated.at("ci").is_present:
        if interval is not None:
            yield lambda one: add_key(one, "ci", interval)
    elif interval is None:
        yield lambda one: delete(one.at("ci"))
    elif stated.at("ci").value != interval:
        yield lambda one: set_value(one.at("ci"), interval)


def _short(document: Document, values: tuple[str | int, ...], entry: Entry) -> Any:  # noqa: ANN401 - any JSON
    """An entry in its short form, where it has one."""
    return document.contract.schema.shortened(values, [entry.facts])[0]


def _short_again(short: Any, stated: Node) -> Edit | None:  # noqa: ANN401 - any JSON
    """Write an entry in short form anew; of a pair, the value behind the colon alone."""
    written = stated.front_matter.written.root.at_path(stated.path)
    if isinstance(short, dict) and isinstance(written.value, dict) and short.keys() == written.value.keys():
        ((key, value),) = short.items()
        return set_value(written.at_path((key,)), value)
    return set_value(stated, _like(stated, short))
