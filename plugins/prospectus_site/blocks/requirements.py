"""What is required of the models in service, and whether the hardware carries it, with the arithmetic."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prospectus.ground.numbers import figure, percent

from prospectus_site.blocks.block import Block, Shown, rows_html
from prospectus_site.marks.badges import chip, money
from prospectus_site.marks.lines import capacity_words, latency_words
from prospectus_site.marks.terms import SERVING_MODES, SERVING_PLACES, STATISTICS, term
from prospectus_site.markup import EMPTY, html, joined, tag, written

if TYPE_CHECKING:
    from prospectus.ground.language import Text

    from prospectus_site.addresses.here import Here
    from prospectus_site.facts.project import Project
    from prospectus_site.markup import Markup
    from prospectus_site.portfolio.portfolio import Portfolio

_TITLE: Text = {"en": "Requirements and capacity", "ko": "요구사항과 처리 용량"}
_TIME: Text = {"en": "Processing time", "ko": "처리 시간"}
_ALLOWED: Text = {"en": "allowed online {0} ms", "ko": "온라인 허용 {0} ms"}
_OFFLINE: Text = {"en": "offline {0} ms", "ko": "오프라인 {0} ms"}
_MEAN: Text = {"en": "mean {0} ms", "ko": "평균 {0} ms"}
_FIRST: Text = {"en": "first output {0} ms", "ko": "첫 출력 {0} ms"}
_READ: Text = {"en": "read path {0} ms", "ko": "조회 {0} ms"}
_LOAD: Text = {"en": "Load", "ko": "부하"}
_TARGET: Text = {"en": "{0} QPS", "ko": "{0} QPS"}
_PEAK: Text = {"en": "peak {0} QPS", "ko": "최대 {0} QPS"}
_CAPACITY: Text = {"en": "Capacity", "ko": "처리 용량"}
_DOUBLED: Text = {"en": "twice the load needs {0} replicas", "ko": "부하가 두 배면 장비 {0}대 필요"}
_DOUBLED_ONE: Text = {"en": "1 replica carries twice the load", "ko": "부하가 두 배여도 장비 1대로 충분"}
_BATCH: Text = {"en": "Batch", "ko": "배치"}
_WINDOW: Text = {"en": "{0} of {1} s", "ko": "{1}초 중 {0}초"}
_SERVING: Text = {"en": "Serving", "ko": "서빙"}
_AVAILABLE: Text = {"en": "availability {0}", "ko": "가용성 {0}"}
_HARDWARE: Text = {"en": "Hardware", "ko": "장비"}
_REPLICAS: Text = {"en": "{0} replicas", "ko": "{0}대"}
_ONE_REPLICA: Text = {"en": "1 replica", "ko": "1대"}
_AT_A_TIME: Text = {"en": "{0} at a time", "ko": "동시 {0}건"}
_MONTHLY: Text = {"en": "{0} / month", "ko": "월 {0}"}
_FUNCTIONS: Text = {"en": "Functions", "ko": "기능"}


def make(project: Project, portfolio: Portfolio, here: Here) -> Shown | None:
    """The requirements as a list: times, load, capacity, batch, serving, hardware, functions."""
    del portfolio
    content = rows_html(
        (
            (here.say(_TIME), _times(project, here)),
            (here.say(_LOAD), _load(project, here)),
            (here.say(_CAPACITY), _capacity(project, here)),
            (here.say(_BATCH), _batch(project, here)),
            (here.say(_SERVING), _serving(project, here)),
            (here.say(_HARDWARE), _hardware(project, here)),
            (here.say(_FUNCTIONS), joined(map(written, project.requirements.functions), "; ")),
        )
    )
    if not content:
        return None
    limits = project.limits
    return Shown(
        content, capacity_words(limits, here.lang) or latency_words(limits, here) or _batch_share(project, here)
    )


def _times(project: Project, here: Here) -> Markup:
    stated = project.requirements
    words = (
        (_OFFLINE, stated.offline_ms),
        (_ALLOWED, stated.online_ms),
        (_MEAN, stated.mean_ms),
        (_FIRST, stated.first_output_ms),
        (_READ, stated.read_ms),
    )
    parts = [here.say(text).format(figure(value)) for text, value in words if value is not None]
    return joined(
        [
            joined(parts, ", "),
            f"({term(STATISTICS, stated.statistic, here.lang)})" if stated.statistic and parts else "",
        ]
    )


def _load(project: Project, here: Here) -> Markup:
    limits = project.limits
    words = ((_TARGET, limits.qps_target), (_PEAK, limits.qps_peak))
    return joined((here.say(text).format(figure(value)) for text, value in words if value), ", ")


def _capacity(project: Project, here: Here) -> Markup:
    found = project.limits.capacity
    if found is None:
        return EMPTY
    share = chip(percent(found.utilisation), "bad" if found.utilisation > 1 else "")
    needed = found.doubled_needed
    doubled = here.say(_DOUBLED_ONE if needed == 1 else _DOUBLED).format(figure(needed))
    return html([here.say(found.arithmetic), " ", share, "; ", doubled])


def _batch(project: Project, here: Here) -> Markup:
    run = project.limits.batch
    if run is None:
        return EMPTY
    return joined([html(here.say(run.arithmetic)), _batch_share(project, here)], "; ")


def _batch_share(project: Project, here: Here) -> Markup:
    run = project.limits.batch
    if run is None or run.window_s is None:
        return EMPTY
    words = here.say(_WINDOW).format(figure(run.seconds), figure(run.window_s))
    share = run.seconds / run.window_s
    return html([words, " ", chip(percent(share), "bad" if share > 1 else "")])


def _serving(project: Project, here: Here) -> Markup:
    limits = project.limits
    parts = [
        term(SERVING_MODES, limits.serving_mode, here.lang) if limits.serving_mode else "",
        term(SERVING_PLACES, limits.serving_place, here.lang) if limits.serving_place else "",
        here.say(_AVAILABLE).format(limits.availability) if limits.availability else "",
    ]
    return joined(parts, ", ")


def _hardware(project: Project, here: Here) -> Markup:
    stated = project.requirements.hardware
    replicas = stated.replicas
    cost = money(stated.cost_per_month, stated.currency)
    parts = [
        written(stated.device),
        f"{figure(stated.memory_gb)} GB" if stated.memory_gb else "",
        here.say(_ONE_REPLICA if replicas == 1 else _REPLICAS).format(figure(replicas)) if replicas else "",
        here.say(_AT_A_TIME).format(figure(stated.concurrency)) if stated.concurrency else "",
        tag("span", here.say(_MONTHLY).format(cost)) if cost else "",
    ]
    return joined(parts, ", ")


BLOCK = Block("requirements", ("model-requirements", "serving"), _TITLE, ("requirements",), make)
