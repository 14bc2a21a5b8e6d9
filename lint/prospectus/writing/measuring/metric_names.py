"""Which metric of a document a name means: its id, its name, or what everybody calls it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prospectus.ground.folding import letters
from prospectus.ground.language import filled
from prospectus.ground.pattern import Pattern
from prospectus.ground.spelling import did_you_mean
from prospectus.project.known_metrics import find_metric, words_beside
from prospectus.project.metrics import metrics
from prospectus.writing.measuring.measurement import MeasureError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prospectus.ground.language import Text
    from prospectus.model.document import Document
    from prospectus.reading.front_matter.node import Node

_NUMBER = Pattern("[0-9]+")
_MOST_SHOWN = 30

_UNKNOWN: Text = {
    "en": "{0} has no metric '{1}'{2} (its metrics: {3})",
    "ko": "{0}에는 '{1}'(이)라는 지표가 없습니다{2} (지표: {3})",
}
_NONE: Text = {
    "en": "{0} declares no metric; write one under `metrics` (see `prospectus explain metrics`)",
    "ko": "{0}에 선언한 지표가 없습니다. `metrics`에 적으세요 (`prospectus explain metrics` 참고)",
}
_AMBIGUOUS: Text = {
    "en": "'{1}' may be any of these metrics of {0}: {2}; give the id",
    "ko": "'{1}'은(는) {0}의 여러 지표에 맞습니다: {2}. id를 쓰세요",
}


def metric_of(document: Document, word: str) -> Node:
    """The metric that a name means; raises :class:`MeasureError` with the candidates where it means none, or several."""
    found = matching(document, word)
    name = document.source.name
    if len(found) > 1:
        raise MeasureError(filled(_AMBIGUOUS, name, word, _listed(found)))
    if found:
        return found[0]
    declared = [metric for metric in metrics(document) if metric.at("id").text()]
    if not declared:
        raise MeasureError(filled(_NONE, name))
    known = [text for metric in declared for text in _texts(metric)]
    raise MeasureError(filled(_UNKNOWN, name, word, did_you_mean(word, known), _listed(declared)))


def matching(document: Document, word: str) -> list[Node]:
    """The metrics that a name means: by its id, else by id and name in any spelling, else by the name that everybody knows."""
    declared = [metric for metric in metrics(document) if metric.at("id").text()]
    exact = [metric for metric in declared if metric.at("id").text() == word]
    if exact:
        return exact
    folded = letters(word)
    alike = [metric for metric in declared if folded and any(letters(text) == folded for text in _texts(metric))]
    return alike or [metric for metric in declared if any(_is_called(text, word) for text in _texts(metric))]


def _is_called(text: str, word: str) -> bool:
    """Whether two names are of the same known metric, and neither says more: not of whom, nor among how many."""
    known, meant = find_metric(text), find_metric(word)
    return (
        known is not None
        and meant is not None
        and known.name == meant.name
        and words_beside(known, text) == words_beside(meant, word) == ()
        and _NUMBER.findall(text) == _NUMBER.findall(word)
    )


def _texts(metric: Node) -> Iterator[str]:
    for key in ("id", "name"):
        if text := metric.at(key).text():
            yield text


def _listed(found: list[Node]) -> str:
    shown = [str(metric.at("id").value) for metric in found[:_MOST_SHOWN]]
    return ", ".join([*shown, "…"] if len(found) > _MOST_SHOWN else shown)
