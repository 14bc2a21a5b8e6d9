"""Tables of values that may be ranked across projects, and of those that only look so, with the reason."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from prospectus.ground.numbers import figure
from prospectus.project.comparability import Basis, Sample, compared, unit_of

from prospectus_site.marks import badges, terms
from prospectus_site.marks.badges import NOTHING
from prospectus_site.marks.cells import under
from prospectus_site.markup import html, joined, written
from prospectus_site.tables.table import Cell, Column, Row, Table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prospectus.ground.language import Text
    from prospectus.project.comparability import Apart, Place, Ranking

    from prospectus_site.addresses.here import Here
    from prospectus_site.facts.metrics import Metric, Value
    from prospectus_site.facts.project import Project
    from prospectus_site.markup import Markup
    from prospectus_site.portfolio.portfolio import Portfolio

_RANKED: Text = {"en": "Comparable values", "ko": "서로 비교할 수 있는 값"}
_RANKED_NOTE: Text = {
    "en": "Ranked only where metric, unit, phase, data set, its version and its purpose are the same.",
    "ko": "지표, 단위, 측정 시점(오프라인·온라인), 데이터 세트와 그 버전, 용도가 모두 같을 때만 순위를 매깁니다.",
}
_NONE_RANKED: Text = {
    "en": "No two projects measure the same metric on the same version of the same data set. To compare models, measure them on one shared test set and name it with its version.",
    "ko": "같은 데이터 세트의 같은 버전에서 같은 지표를 잰 프로젝트가 둘 이상 없습니다. 모델을 비교하려면 하나의 시험 세트를 함께 쓰고 이름과 버전을 적으세요.",
}
_APART: Text = {"en": "Alike, but not comparable", "ko": "비슷해 보이지만 비교할 수 없는 값"}
_APART_NOTE: Text = {
    "en": "These metrics have a name in common. Their values are not ranked, and the last column says why: what parts each from the nearest one of another project.",
    "ko": "이름이 같은 지표입니다. 순위는 매기지 않으며, 마지막 열에 그 이유가 있습니다. 다른 프로젝트의 가장 비슷한 값과 무엇이 다른지 보여 줍니다.",
}
_HEADS: dict[str, Text] = {
    "rank": {"en": "Rank", "ko": "순위"},
    "project": {"en": "Project", "ko": "프로젝트"},
    "metric": {"en": "Metric", "ko": "지표"},
    "value": {"en": "Value", "ko": "값"},
    "gap": {"en": "Behind the best", "ko": "1위와의 차이"},
    "measured": {"en": "Measured", "ko": "측정"},
    "dataset": {"en": "Data set", "ko": "데이터 세트"},
    "why": {"en": "Why it is not ranked", "ko": "순위를 매기지 않는 이유"},
}
_BEST: Text = {"en": "best", "ko": "1위"}
_WHY: dict[str, Text] = {
    "direction": {"en": "the direction differs", "ko": "좋은 방향이 다름"},
    "unit": {"en": "the unit differs", "ko": "단위가 다름"},
    "subject": {"en": "it is counted of something else", "ko": "무엇을 센 값인지가 다름"},
    "cut": {"en": "the cut-off differs", "ko": "기준점이 다름"},
    "phase": {
        "en": "one is measured offline, the other in service",
        "ko": "한쪽은 오프라인, 다른 쪽은 서비스에서 측정",
    },
    "undescribed": {"en": "no data set is stated", "ko": "데이터 세트가 적혀 있지 않음"},
    "dataset": {
        "en": "no other project measures it on this data set",
        "ko": "이 데이터 세트에서 잰 다른 프로젝트가 없음",
    },
    "unversioned": {"en": "the version of the data set is not stated", "ko": "데이터 세트의 버전이 적혀 있지 않음"},
    "version": {"en": "the version of the data set differs", "ko": "데이터 세트의 버전이 다름"},
    "purpose": {"en": "the data set has another purpose", "ko": "데이터 세트의 용도가 다름"},
}


class _Source(NamedTuple):
    """Where a sample comes from."""

    project: Project
    metric: Metric
    value: Value


def ranking_tables(portfolio: Portfolio, here: Here) -> tuple[Table, ...]:
    """Two tables: what is ranked, and what is not. Projects that have ended are left out."""
    sources = {id(sample): (sample, source) for sample, source in _samples(portfolio)}
    found = compared(sample for sample, _ in sources.values())

    def source(sample: Sample) -> _Source:
        return sources[id(sample)][1]

    ranked = tuple(
        _ranked(ranking, place, source(place.sample), portfolio, here)
        for ranking in found.rankings
        for place in ranking.places
    )
    apart = tuple(_apart(one, source(one.sample), portfolio, here) for one in found.apart)
    has_metrics = any(project.metrics for project in portfolio.projects)
    return (
        Table(
            "comparable",
            here.say(_RANKED),
            _columns(here, "rank", "project", "metric", "value", "gap", "measured"),
            ranked,
            note=here.say(_RANKED_NOTE) if ranked else None,
            empty=here.say(_NONE_RANKED) if has_metrics else "",
        ),
        Table(
            "not-comparable",
            here.say(_APART),
            _columns(here, "project", "metric", "value", "measured", "dataset", "why"),
            apart,
            note=here.say(_APART_NOTE) if apart else None,
        ),
    )[: 2 if apart else 1 if has_metrics else 0]


def _columns(here: Here, *keys: str) -> tuple[Column, ...]:
    hidden = (Column("basis", "", "data"), Column("unit", "", "data"), Column("phase", "", "data"))
    seen = (Column(key, here.say(_HEADS[key]), "number" if key in {"rank", "value", "gap"} else "text") for key in keys)
    return (*seen, *hidden)


def _samples(portfolio: Portfolio) -> Iterator[tuple[Sample, _Source]]:
    for project in portfolio.active:
        known = {dataset.id: dataset for dataset in project.datasets}
        for metric in project.metrics:
            for value in (metric.offline, metric.online):
                if value is None:
                    continue
                dataset = known.get(value.dataset)
                basis = Basis(
                    metric.quantity,
                    metric.direction,
                    unit_of(metric.unit),
                    value.phase,
                    value.dataset,
                    dataset.version if dataset else "",
                    dataset.purpose if dataset else "",
                )
                yield Sample(project.name, value.value, basis), _Source(project, metric, value)


def _ranked(ranking: Ranking, place: Place, source: _Source, portfolio: Portfolio, here: Here) -> Row:
    gap = Cell(place.gap, figure(place.gap) if place.gap else badges.chip(here.say(_BEST), "good"))
    cells = (
        Cell(place.rank),
        Cell(source.project.id, here.project(source.project)),
        _metric(source.metric),
        Cell(source.value.value, written(source.value.written)),
        gap,
        _measured(source.value, portfolio, here),
        *_hidden(ranking.basis),
    )
    return Row(cells, group=_group(ranking.basis, source.metric, here))


def _group(basis: Basis, metric: Metric, here: Here) -> str:
    """On what the values of a ranking rest, in words."""
    parts = (
        metric.quantity.name,
        metric.unit,
        terms.term(terms.PHASES, basis.phase, here.lang),
        f"{basis.dataset} ({basis.version})",
        terms.term(terms.PURPOSES, basis.purpose, here.lang) if basis.purpose else "",
    )
    return " \N{MIDDLE DOT} ".join(filter(None, parts))


def _apart(one: Apart, source: _Source, portfolio: Portfolio, here: Here) -> Row:
    basis = one.sample.basis
    reasons = [here.say(_WHY[reason]) for reason in one.reasons]
    stated = joined((written(basis.dataset), written(basis.version)), ", ")
    unit = source.metric.unit if source.metric.unit != "ratio" else ""
    cells = (
        Cell(source.project.id, here.project(source.project)),
        _metric(source.metric),
        Cell(source.value.value, joined((written(source.value.written), written(unit)))),
        _measured(source.value, portfolio, here),
        Cell(basis.dataset, stated or NOTHING, "" if stated else "quiet"),
        Cell(list(one.reasons), "; ".join(reasons)),
        *_hidden(basis),
    )
    return Row(cells, group=basis.quantity.name)


def _metric(metric: Metric) -> Cell:
    return Cell(metric.id or metric.called, written(metric.called))


def _measured(value: Value, portfolio: Portfolio, here: Here) -> Cell:
    phase = terms.term(terms.PHASES, value.phase, here.lang)
    shown: Markup = html([phase, under(badges.age(value.day, portfolio.today, here.lang))])
    return Cell(value.day.isoformat() if value.day else None, shown)


def _hidden(basis: Basis) -> tuple[Cell, Cell, Cell]:
    return Cell(basis.quantity.name), Cell(basis.unit), Cell(basis.phase)
