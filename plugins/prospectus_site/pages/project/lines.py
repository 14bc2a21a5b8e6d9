"""A project in one line each: its problem, promise, limits, data, models and risks. What its document does not state is left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prospectus_site.marks.amounts import large, with_unit
from prospectus_site.marks.badges import age, chip, promise_chip
from prospectus_site.marks.columns import HEADS
from prospectus_site.marks.limits import limits_line
from prospectus_site.marks.metric_chart import metric_bullet
from prospectus_site.marks.sharing import sharing_links
from prospectus_site.marks.terms import PURPOSES, TASKS, term
from prospectus_site.markup import EMPTY, html, joined, tag, written

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prospectus.ground.language import Text

    from prospectus_site.addresses.here import Here
    from prospectus_site.facts.data import Dataset, Model
    from prospectus_site.facts.metrics import Amount, Metric, Value
    from prospectus_site.facts.project import Project
    from prospectus_site.markup import Markup
    from prospectus_site.portfolio.portfolio import Portfolio

_PROBLEM: Text = {"en": "Problem", "ko": "문제"}
_PROMISE: Text = {"en": "Promise", "ko": "약속"}
_LIMITS: Text = {"en": "Limits", "ko": "제약"}
_DATA: Text = {"en": "Data", "ko": "데이터"}
_MODELS: Text = {"en": "Models", "ko": "모델"}
_RISKS: Text = {"en": "Risks", "ko": "위험"}

_FINDINGS: Text = HEADS["findings"]
_NO_FINDINGS: Text = {"en": "none", "ko": "문제 없음"}

_BASELINE: Text = {"en": "baseline", "ko": "베이스라인"}
_MINIMUM: Text = {"en": "min", "ko": "최소"}
_TARGET: Text = {"en": "target", "ko": "목표"}
_OFFLINE: Text = {"en": "offline", "ko": "오프라인"}
_ONLINE: Text = {"en": "online", "ko": "온라인"}
_NOT_ONLINE: Text = {"en": "not yet online", "ko": "아직 운영 전"}

_ALSO: Text = {"en": "also", "ko": "함께 사용"}

_HIGH: Text = {"en": "{0} high of {1}", "ko": "전체 {1}건 중 높음 {0}건"}
_NO_HIGH: Text = {"en": "none high of {1}", "ko": "전체 {1}건, 높음 없음"}


def lines(project: Project, portfolio: Portfolio, here: Here) -> Markup:
    """The lines of a project that say something, as a list of terms."""
    found = [
        (_PROBLEM, written(project.record.statement)),
        (_PROMISE, _promise(project, portfolio, here)),
        (_LIMITS, limits_line(project, portfolio, here)),
        (_DATA, _data(project, portfolio, here)),
        (_MODELS, _models(project, here)),
        (_RISKS, _risks(project, here)),
        (_FINDINGS, html(here.say(_NO_FINDINGS)) if project.record.is_readable and not project.findings else EMPTY),
    ]
    shown = [
        tag("div", tag("dt", here.say(title)), tag("dd", content), class_="promise" if title is _PROMISE else "")
        for title, content in found
        if content
    ]
    return tag("dl", shown, class_="prospectus-lines") if shown else EMPTY


def _promise(project: Project, portfolio: Portfolio, here: Here) -> Markup:
    metric = project.headline
    if metric is None:
        return EMPTY
    chart = metric_bullet(metric, portfolio.today, here.lang, is_compact=True, is_told=False)
    return joined(
        [
            tag("strong", written(metric.called)),
            tag("small", written(metric.unit))
            if with_unit("1", metric.unit) == "1" and metric.unit != "ratio"
            else EMPTY,
            promise_chip(metric, here.lang),
            tag("span", chart, class_="prospectus-spark") if chart else EMPTY,
            joined(promise_words(metric, portfolio, here), " · "),
        ]
    )


def promise_words(metric: Metric, portfolio: Portfolio, here: Here) -> Iterator[Markup]:
    """The numbers of a promise and of what was measured, each with its name."""
    planned: tuple[tuple[Text, Amount | None], ...] = (
        (_BASELINE, metric.baseline),
        (_MINIMUM, metric.minimum),
        (_TARGET, metric.target),
    )
    for title, amount in planned:
        if amount is not None:
            yield html([here.say(title), " ", tag("strong", with_unit(amount.written, metric.unit))])
    measured: tuple[tuple[Text, Value | None], ...] = ((_OFFLINE, metric.offline), (_ONLINE, metric.online))
    for title, value in measured:
        if value is not None:
            ago = age(value.day, portfolio.today, here.lang)
            yield html(
                [here.say(title), " ", tag("strong", with_unit(value.written, metric.unit)), " (", ago, ")"]
                if ago
                else [here.say(title), " ", tag("strong", value.written)]
            )
    if metric.offline is not None and metric.online is None:
        yield html(here.say(_NOT_ONLINE))


def _data(project: Project, portfolio: Portfolio, here: Here) -> Markup:
    return joined((_dataset(one, project, portfolio, here) for one in project.datasets), " · ")


def _dataset(dataset: Dataset, project: Project, portfolio: Portfolio, here: Here) -> Markup:
    count = f" {large(dataset.records, here.lang)}" if dataset.records is not None else ""
    purpose = f" ({term(PURPOSES, dataset.purpose, here.lang)})" if dataset.purpose else ""
    others = sharing_links(dataset.id, project, portfolio, here)
    also = html([" ", tag("small", here.say(_ALSO), " ", others)]) if others else EMPTY
    return html([tag("code", dataset.id), count, f" {dataset.unit}" if count and dataset.unit else "", purpose, also])


def _models(project: Project, here: Here) -> Markup:
    return joined((_model(one, here) for one in project.models), " · ")


def _model(model: Model, here: Here) -> Markup:
    task = f" ({term(TASKS, model.task, here.lang)})" if model.task else ""
    base = html([" ", written(model.base_model)]) if model.base_model else EMPTY
    return html([tag("code", model.id), task, base])


def _risks(project: Project, here: Here) -> Markup:
    if not project.risks:
        return EMPTY
    high = project.high_risks
    count = here.say(_HIGH if high else _NO_HIGH).format(len(high), len(project.risks))
    return (
        joined([chip(count, "warn") if high else count, *(written(risk.text) for risk in high)], " · ")
        if high
        else html(count)
    )
