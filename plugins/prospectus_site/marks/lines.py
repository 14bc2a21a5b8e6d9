"""A project in one line each: its problem, promise, limits, data, models and risks. What its document does not state is left out."""

from __future__ import annotations

from itertools import islice
from math import isfinite
from typing import TYPE_CHECKING

from prospectus.ground.language import say
from prospectus.ground.numbers import figure, percent

from prospectus_site.marks.badges import age, chip, due, promise_chip
from prospectus_site.marks.metric_chart import metric_bullet
from prospectus_site.marks.terms import PERIODS, PURPOSES, STATISTICS, TASKS, term
from prospectus_site.marks.words import large, with_unit
from prospectus_site.markup import EMPTY, html, joined, tag, written
from prospectus_site.portfolio.catalogue import dataset_anchor

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prospectus.ground.language import Text

    from prospectus_site.addresses.here import Here
    from prospectus_site.facts.data import Dataset, Model
    from prospectus_site.facts.limits import Budget, Limits
    from prospectus_site.facts.metrics import Amount, Metric, Value
    from prospectus_site.facts.project import Project
    from prospectus_site.markup import Content, Markup
    from prospectus_site.portfolio.portfolio import Portfolio

_PROBLEM: Text = {"en": "Problem", "ko": "문제"}
_PROMISE: Text = {"en": "Promise", "ko": "약속"}
_LIMITS: Text = {"en": "Limits", "ko": "제약"}
_DATA: Text = {"en": "Data", "ko": "데이터"}
_MODELS: Text = {"en": "Models", "ko": "모델"}
_RISKS: Text = {"en": "Risks", "ko": "위험"}

_FINDINGS: Text = {"en": "Findings", "ko": "점검 결과"}
_NO_FINDINGS: Text = {"en": "none", "ko": "문제 없음"}

_BASELINE: Text = {"en": "baseline", "ko": "베이스라인"}
_MINIMUM: Text = {"en": "min", "ko": "최소"}
_TARGET: Text = {"en": "target", "ko": "목표"}
_OFFLINE: Text = {"en": "offline", "ko": "오프라인"}
_ONLINE: Text = {"en": "online", "ko": "온라인"}
_NOT_ONLINE: Text = {"en": "not yet online", "ko": "아직 운영 전"}

_DEADLINE: Text = {"en": "deadline", "ko": "마감"}
_BUDGET: Text = {"en": "budget", "ko": "예산"}
_USED_OF: Text = {"en": "{0} of {1} used", "ko": "{1} 중 {0} 사용"}
_LATENCY: Text = {"en": "latency", "ko": "응답 시간"}
_MS_OF: Text = {"en": "{0} of {1} ms", "ko": "{1} ms 중 {0} ms"}
_CAPACITY: Text = {"en": "capacity", "ko": "처리 용량"}
_LOAD: Text = {"en": "{0} of {1} QPS", "ko": "{1} QPS 중 {0}"}
_PERSONAL: Text = {"en": "personal data", "ko": "개인정보"}
_YES: Text = {"en": "yes", "ko": "있음"}
_NO: Text = {"en": "none", "ko": "없음"}
_ALSO: Text = {"en": "also", "ko": "함께 사용"}
MORE: Text = {"en": "and {0} more", "ko": "외 {0}개"}
MOST_SHARING = 8
"""So many projects that share a data set are named on a page; the view of data names all."""

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


def limits_line(project: Project, portfolio: Portfolio, here: Here) -> Markup:
    """How much of each limit is used, and whether people's data are."""
    limits = project.limits
    parts = [
        _labelled(_DEADLINE, due(limits.deadline, portfolio.today, here.lang, is_done=project.is_delivered), here),
        _labelled(_BUDGET, budget_words(limits.budget, here.lang), here),
        latency_words(limits, here),
        _labelled(_CAPACITY, capacity_words(limits, here.lang), here),
        _labelled(_PERSONAL, _personal(limits, here), here),
    ]
    return joined(parts, " · ")


def budget_words(budget: Budget | None, lang: str) -> str:
    """How much of a budget is used, and its period: ``15.2M of 30M KRW used / year (51%)``."""
    if budget is None or not isfinite(budget.amount):
        return ""
    whole = f"{large(budget.amount, lang)} {budget.currency}".rstrip()
    if budget.period and budget.period != "once":
        whole += f" / {term(PERIODS, budget.period, lang)}"
    if budget.used is None:
        return whole
    share = f" ({percent(budget.share)})" if budget.share is not None and isfinite(budget.share) else ""
    return say(_USED_OF, lang).format(large(budget.used, lang), whole) + share


def latency_words(limits: Limits, here: Here) -> Markup:
    """How long a request takes, and may take: ``p95 1100 of 1500 ms``."""
    latency = limits.latency
    if latency is None:
        return EMPTY
    if latency.used_ms is not None and latency.allowed_ms is not None:
        words = here.say(_MS_OF).format(figure(latency.used_ms), figure(latency.allowed_ms))
    else:
        words = f"{figure(latency.used_ms or latency.allowed_ms or 0)} ms"
    statistic = f" ({term(STATISTICS, latency.statistic, here.lang)})" if latency.statistic else ""
    name = here.say(_LATENCY) + statistic
    is_late = latency.share is not None and latency.share > 1
    return html([name, " ", chip(words, "bad") if is_late else tag("strong", words)])


def capacity_words(limits: Limits, lang: str) -> Markup | str:
    """How much of the capacity is asked for: ``120 of 333 QPS (36%)``."""
    found = limits.capacity
    if found is None:
        return ""
    words = f"{say(_LOAD, lang).format(figure(found.demand), figure(found.qps))} ({percent(found.utilisation)})"
    return chip(words, "bad") if found.utilisation > 1 else words


def _personal(limits: Limits, here: Here) -> Content:
    if limits.personal_data is None:
        return ""
    if not limits.personal_data:
        return here.say(_NO)
    return written(", ".join(limits.categories)) if limits.categories else here.say(_YES)


def _labelled(title: Text, content: Content, here: Here) -> Markup:
    return html([here.say(title), " ", tag("strong", content)]) if content else EMPTY


def _data(project: Project, portfolio: Portfolio, here: Here) -> Markup:
    return joined((_dataset(one, project, portfolio, here) for one in project.datasets), " · ")


def _dataset(dataset: Dataset, project: Project, portfolio: Portfolio, here: Here) -> Markup:
    count = f" {large(dataset.records, here.lang)}" if dataset.records is not None else ""
    purpose = f" ({term(PURPOSES, dataset.purpose, here.lang)})" if dataset.purpose else ""
    others = shared_with(dataset, project, portfolio, here)
    also = html([" ", tag("small", here.say(_ALSO), " ", others)]) if others else EMPTY
    return html([tag("code", dataset.id), count, f" {dataset.unit}" if count and dataset.unit else "", purpose, also])


def shared_with(dataset: Dataset, project: Project, portfolio: Portfolio, here: Here) -> Markup:
    """The other projects that use a data set, linked: some of them where there are many, and how many more the view of data has."""
    users = portfolio.users_of.get(dataset.id, ())
    others = {other.name: other for other, _ in users if other.name != project.name}
    named = list(map(here.project, islice(others.values(), MOST_SHARING)))
    if len(others) > MOST_SHARING:
        url = here.view_url("data", anchor=dataset_anchor(dataset.id))
        named.append(tag("a", here.say(MORE).format(len(others) - MOST_SHARING), href=url))
    return joined(named, ", ")


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
