"""How much of each limit of a project is used, in words."""

from __future__ import annotations

from math import isfinite
from typing import TYPE_CHECKING

from prospectus.ground.language import say
from prospectus.ground.numbers import figure, percent

from prospectus_site.marks.amounts import large
from prospectus_site.marks.badges import chip, due
from prospectus_site.marks.terms import PERIODS, STATISTICS, term
from prospectus_site.markup import EMPTY, html, joined, tag, written

if TYPE_CHECKING:
    from prospectus.ground.language import Text

    from prospectus_site.addresses.here import Here
    from prospectus_site.facts.limits import Budget, Limits
    from prospectus_site.facts.project import Project
    from prospectus_site.markup import Content, Markup
    from prospectus_site.portfolio.portfolio import Portfolio

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
