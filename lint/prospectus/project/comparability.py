"""Which measured values may be ranked against each other, and what keeps the others apart.

Two values say something beside each other only where both are of one quantity, counted of the same things, up to the same cut-off, in
one unit, in one phase, and measured on the same version of the same data set, used for the same purpose. Whatever is not stated
counts as different: what is ranked wrongly does more harm than what is not ranked.
"""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import product
from typing import TYPE_CHECKING, NamedTuple

from prospectus.ground.folding import folded
from prospectus.ground.pattern import Pattern
from prospectus.project.known_metrics import known_metric, scale_of_unit, words_beside

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from prospectus.reading.front_matter.node import Node

_SAME = (
    ("recall", "sensitivity", "true positive rate", "tpr", "재현율", "민감도"),
    ("specificity", "특이도"),
    ("precision", "정밀도"),
    ("accuracy", "정확도"),
    ("auroc", "roc auc", "auc"),
    ("pr auc", "auprc", "average precision", "ap"),
    ("map", "mean average precision"),
    ("exact match", "exact match rate", "일치율"),
    ("ndcg", "normalized discounted cumulative gain", "normalised discounted cumulative gain"),
    ("mrr", "mean reciprocal rank"),
    ("iou", "jaccard"),
    ("miou", "mean iou"),
    ("dice", "dice coefficient"),
    ("false positive rate", "fpr", "오탐률", "오탐율"),
    ("false negative rate", "fnr", "miss rate", "미탐률", "미탐율"),
    ("error rate", "misclassification rate", "오류율"),
    ("mae", "mean absolute error", "평균 절대 오차", "평균절대오차"),
    ("mse", "mean squared error", "평균 제곱 오차", "평균제곱오차"),
    ("rmse", "root mean squared error", "root mean square error", "평균 제곱근 오차", "평균제곱근오차"),
    ("mape", "mean absolute percentage error", "평균 절대 백분율 오차"),
    ("wape", "wmape"),
    ("log loss", "logloss", "cross entropy", "로그 손실", "교차 엔트로피"),
    ("wer", "word error rate", "단어 오류율"),
    ("cer", "character error rate", "문자 오류율", "글자 오류율"),
)
_NAMES = {name: names[0] for names in _SAME for name in names}

_NUMBER = Pattern(r"[0-9]+(?:\.[0-9]+)?")


class Quantity(NamedTuple):
    """What a metric measures: its ``name`` (``recall``), of what (``subject``: the other words of its name), and the ``cut`` (``10``)."""

    name: str
    subject: str = ""
    cut: str = ""


def quantity_of(metric: Node) -> Quantity:
    """What a metric measures, by its name and its id; a metric that nobody knows measures what it is called."""
    name, identity = metric.at("name").text() or "", metric.at("id").text() or ""
    known = known_metric(metric)
    if known is None:
        return Quantity(folded(name or identity))
    words = words_beside(known, name)
    called = name if words is not None else identity
    if words is None:
        words = words_beside(known, identity) or ()
    bare = re.sub(re.escape(known.name), " ", folded(called), count=1)
    cut = " ".join(dict.fromkeys(_NUMBER.findall(bare)))
    return Quantity(_NAMES.get(known.name, known.name), " ".join(words), cut)


class Basis(NamedTuple):
    """What a value rests on; texts are empty where nothing is stated. ``unit`` is a scale: ``ratio``, ``percent``, or the unit itself."""

    quantity: Quantity
    direction: str
    unit: str
    phase: str
    dataset: str
    version: str
    purpose: str


def unit_of(written: str) -> str:
    """The unit as it is compared: all ways to write a ratio, or percent, are one."""
    scale = scale_of_unit(written)
    return folded(written) if scale == "other" else scale


class Sample(NamedTuple):
    """One value of a project (``owner``, any key), and what it rests on."""

    owner: str
    value: float
    basis: Basis


class Place(NamedTuple):
    """One value in a ranking: ``rank`` from 1 (equal values share one), and how far it is behind the best, in its unit."""

    sample: Sample
    rank: int
    gap: float


class Ranking(NamedTuple):
    """Values of several projects that rest on the same, the best first."""

    basis: Basis
    places: tuple[Place, ...]


class Apart(NamedTuple):
    """A value that looks like others and is not ranked with them.

    ``reasons`` are what parts it from the nearest value of another project: ``direction``, ``unit``, ``subject``, ``cut``, ``phase``,
    ``undescribed`` (no data set is stated), ``dataset``, ``unversioned``, ``version``, ``purpose``.
    """

    sample: Sample
    reasons: tuple[str, ...]


class Comparison(NamedTuple):
    """What may be ranked, and what only looks so."""

    rankings: tuple[Ranking, ...]
    apart: tuple[Apart, ...]


def compared(samples: Iterable[Sample]) -> Comparison:
    """Sort values into rankings; values that no other project has the like of stand in neither list. In the order of the samples."""
    alike: dict[str, list[Sample]] = defaultdict(list)
    for sample in samples:
        alike[sample.basis.quantity.name].append(sample)
    rankings: list[Ranking] = []
    apart: list[Apart] = []
    for group in alike.values():
        if _is_shared(group):
            ranked, others = _sorted(group)
            rankings += ranked
            apart += others
    return Comparison(tuple(rankings), tuple(apart))


def _is_shared(group: Sequence[Sample]) -> bool:
    return any(sample.owner != group[0].owner for sample in group)


def _sorted(group: Sequence[Sample]) -> tuple[list[Ranking], list[Apart]]:
    same: dict[Basis, list[Sample]] = defaultdict(list)
    for sample in group:
        same[sample.basis].append(sample)
    rankings = [_ranking(basis, found) for basis, found in same.items() if _can_be_ranked(basis) and _is_shared(found)]
    ranked = {ranking.basis for ranking in rankings}
    return rankings, _apart([sample for sample in group if sample.basis not in ranked], group)


def _can_be_ranked(basis: Basis) -> bool:
    return basis.direction in {"max", "min"} and bool(basis.dataset and basis.version)


def _ranking(basis: Basis, samples: list[Sample]) -> Ranking:
    ordered = sorted(samples, key=lambda sample: sample.value, reverse=basis.direction == "max")
    best, values = ordered[0].value, [sample.value for sample in ordered]
    places = (Place(sample, values.index(sample.value) + 1, abs(best - sample.value)) for sample in ordered)
    return Ranking(basis, tuple(places))


_DATA = (
    (),
    ("purpose",),
    ("version",),
    ("version", "purpose"),
    ("dataset", "version", "purpose"),
)
"""In what data can differ, the nearest first: of another data set, version and purpose count no more."""

_OTHERS = ("phase", "unit", "cut", "subject", "direction")


def _variants() -> Iterator[tuple[str, ...]]:
    """All ways in which two values can differ, the nearest first."""
    chosen = product(*((False, True) for _ in _OTHERS))
    others = [tuple(name for name, is_in in zip(_OTHERS, one, strict=True) if is_in) for one in chosen]
    found = [(*other, *data) for other in others for data in _DATA]
    return iter(sorted(found, key=lambda one: (len(one), [(*_OTHERS, *_DATA[-1]).index(name) for name in one])))


_VARIANTS = tuple(_variants())


def _apart(samples: Iterable[Sample], group: Sequence[Sample]) -> list[Apart]:
    owners: dict[tuple[str, ...], dict[tuple[object, ...], str | None]] = {}
    return [Apart(sample, _reasons(sample, group, owners)) for sample in samples]


def _reasons(
    sample: Sample, group: Sequence[Sample], owners: dict[tuple[str, ...], dict[tuple[object, ...], str | None]]
) -> tuple[str, ...]:
    """In what the nearest value of another project differs. ``owners`` remembers whose values are alike but for some of it."""
    for variant in _VARIANTS:
        if variant not in owners:
            found: dict[tuple[object, ...], str | None] = {}
            for other in group:
                key = _key(other.basis, variant)
                found[key] = other.owner if found.get(key, other.owner) == other.owner else None
            owners[variant] = found
        key = _key(sample.basis, variant)
        if owners[variant].get(key, sample.owner) != sample.owner:
            return _named(sample.basis, variant)
    return ()


def _key(basis: Basis, variant: tuple[str, ...]) -> tuple[object, ...]:
    facts = {
        "phase": basis.phase,
        "unit": basis.unit,
        "cut": basis.quantity.cut,
        "subject": basis.quantity.subject,
        "direction": basis.direction,
        "dataset": basis.dataset,
        "version": basis.version,
        "purpose": basis.purpose,
    }
    return tuple(fact for name, fact in facts.items() if name not in variant)


def _named(basis: Basis, variant: tuple[str, ...]) -> tuple[str, ...]:
    """The reasons of a variant, as this value would tell them."""
    own = [name for name in variant if name not in _DATA[-1]]
    if not basis.dataset:
        return (*own, "undescribed")
    if "dataset" in variant:
        return (*own, "dataset")
    if not basis.version:
        return (*own, "unversioned")
    return (*own, *(name for name in ("version", "purpose") if name in variant))
