"""Which value goes to which metric of which document: by the map of the configuration, else by the metrics' own names."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from prospectus.ground.language import filled
from prospectus.writing.measuring.exports.facts import context_of
from prospectus.writing.measuring.measurement import NOTHING_SAID, MeasureError
from prospectus.writing.measuring.metric_names import matching, metric_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from prospectus.ground.language import Text
    from prospectus.model.document import Document
    from prospectus.reading.front_matter.node import Node
    from prospectus.writing.measuring.measurement import Context, Measurement

    Map = Mapping[str, Mapping[str, str]]

_OF_MAP: Text = {
    "en": '[measure.map], "{0}": {1}',
    "ko": '[measure.map]의 "{0}": {1}',
}
_WHICH_DOCUMENT: Text = {
    "en": 'says no document; write "document:metric", or name the document on the command line',
    "ko": '문서가 없습니다. "문서:지표"로 쓰거나 명령에 문서를 지정하세요',
}


class Wanted(NamedTuple):
    """A value and the metric that it is one of."""

    document: Document
    metric: Node
    measurement: Measurement
    mapped: Context


class Plan(NamedTuple):
    """What is to be written; the names that are of no metric; those that the map gives to documents that are not asked for."""

    wanted: tuple[Wanted, ...]
    unmatched: tuple[str, ...]
    elsewhere: tuple[str, ...]


def planned(
    measurements: Iterable[Measurement], mapped: Map, home: Document | None, find: Callable[[str], Document]
) -> Plan:
    """The metrics of some values; ``home`` is the document that is asked for, if one is, and ``find`` gives one by its id.

    A metric that the map has a name for is not matched by its own name, too. Raises :class:`MeasureError` where the map names what
    is not there.
    """
    measurements = tuple(measurements)
    wanted: list[Wanted] = []
    unmatched: list[str] = []
    elsewhere: list[str] = []
    taken = set()
    for one in measurements:
        if one.name not in mapped:
            continue
        found = _by_map(one, mapped[one.name], home, find)
        if found is None:
            elsewhere.append(one.name)
        else:
            wanted.append(found)
            taken.add((found.document.source.name, found.metric.path))
    for one in measurements:
        if one.name in mapped:
            continue
        document = _asked(one.context.document, home, find) if one.context.document or home else None
        metric = _by_name(document, one.name) if document is not None else None
        if document is None or metric is None or (document.source.name, metric.path) in taken:
            unmatched.append(one.name)
        else:
            wanted.append(Wanted(document, metric, one, NOTHING_SAID))
    return Plan(tuple(wanted), tuple(dict.fromkeys(unmatched)), tuple(dict.fromkeys(elsewhere)))


def _by_map(
    one: Measurement, said: Mapping[str, str], home: Document | None, find: Callable[[str], Document]
) -> Wanted | None:
    """What the map says of a name; None where that is about another document than the one that is asked for."""
    word, identity = said["metric"], said.get("document") or one.context.document
    if "document" not in said and ":" in word:
        identity, _, word = word.partition(":")
    context = context_of({key: text for key, text in said.items() if key != "metric"})
    try:
        document = _asked(identity, home, find)
        return None if document is None else Wanted(document, metric_of(document, word), one, context)
    except MeasureError as error:
        raise MeasureError(filled(_OF_MAP, one.name, error.text)) from None


def _asked(identity: str | None, home: Document | None, find: Callable[[str], Document]) -> Document | None:
    """The document with an id; None where another one is asked for."""
    if identity is None:
        if home is None:
            raise MeasureError(_WHICH_DOCUMENT)
        return home
    if home is None:
        return find(identity)
    return home if home.id == identity else None


def _by_name(document: Document, name: str) -> Node | None:
    found = matching(document, name)
    return metric_of(document, name) if found else None
