"""Models: what runs after what, on which data it learns, and how long it takes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prospectus.ground.numbers import figure

from prospectus_site.blocks.block import Block, Shown, small_table
from prospectus_site.charts import Stretch, waterfall
from prospectus_site.marks.badges import day
from prospectus_site.marks.terms import ACCESS, TASKS, term
from prospectus_site.marks.words import ids
from prospectus_site.markup import EMPTY, html, joined, tag, written
from prospectus_site.tables.table import Column

if TYPE_CHECKING:
    from prospectus.ground.language import Text

    from prospectus_site.addresses.here import Here
    from prospectus_site.facts.data import Model
    from prospectus_site.facts.project import Project
    from prospectus_site.markup import Markup
    from prospectus_site.portfolio.portfolio import Portfolio

_TITLE: Text = {"en": "Models", "ko": "모델"}
_MODEL: Text = {"en": "Model", "ko": "모델"}
_AFTER: Text = {"en": "Runs after", "ko": "앞 모델"}
_PORTS: Text = {"en": "Input and output", "ko": "입출력"}
_DATA: Text = {"en": "Trained and tested on", "ko": "학습·시험 데이터"}
_MEMORY: Text = {"en": "Memory", "ko": "메모리"}
_TIME: Text = {"en": "Time", "ko": "처리 시간"}
_UNTIL: Text = {"en": "End of life", "ko": "지원 종료"}
_KEY: Text = {"en": "{0} models", "ko": "모델 {0}개"}
_KEY_ONE: Text = {"en": "1 model", "ko": "모델 1개"}
_TOTAL: Text = {"en": "{0}, {1} ms on the longest way", "ko": "{0}, 가장 긴 경로 {1} ms"}
_PIPELINE: Text = {"en": "What runs when, after a request", "ko": "요청 뒤 모델이 도는 순서"}
_CRITICAL: Text = {"en": "on the longest way", "ko": "가장 긴 경로"}


def make(project: Project, portfolio: Portfolio, here: Here) -> Shown | None:
    """The models as a table, in the order in which they are written."""
    del portfolio
    if not project.models:
        return None
    columns = (
        Column("model", here.say(_MODEL)),
        Column("after", here.say(_AFTER)),
        Column("ports", here.say(_PORTS)),
        Column("data", here.say(_DATA)),
        Column("memory", here.say(_MEMORY), "number"),
        Column("time", here.say(_TIME), "number"),
        Column("until", here.say(_UNTIL), "date"),
    )
    rows = [_row(model, here, is_told=not all(one.is_critical for one in project.models)) for model in project.models]
    return Shown(
        html([_pipeline(project, here), small_table(here.say(_TITLE), columns, rows)]), models_key(project, here)
    )


def _pipeline(project: Project, here: Here) -> Markup:
    """When each model runs after a request, where several do and all say how long they take."""
    parts = [
        Stretch(model.id, model.start_ms, model.processing_ms, model.is_critical)
        for model in project.models
        if model.start_ms is not None and model.processing_ms is not None
    ]
    if len(parts) < 2 or len(parts) < len(project.models):  # noqa: PLR2004 - one model is no pipeline
        return EMPTY
    said = ", ".join(f"{one.name} {figure(one.start)}\N{EN DASH}{figure(one.start + one.duration)} ms" for one in parts)
    latency = project.limits.latency
    limit = latency.allowed_ms if latency is not None else None
    return waterfall(parts, said, limit=limit, lang=here.lang, title=here.say(_PIPELINE))


def models_key(project: Project, here: Here) -> str:
    """How many models there are, and how long one request takes through those that wait for each other."""
    count = len(project.models)
    words = here.say(_KEY_ONE if count == 1 else _KEY).format(count)
    times = [model.processing_ms for model in project.models if model.is_critical]
    total = sum(time for time in times if time is not None)
    return here.say(_TOTAL).format(words, figure(total)) if total and count > 1 else words


def _row(model: Model, here: Here, *, is_told: bool) -> list[Markup]:
    kind = [
        term(TASKS, model.task, here.lang) if model.task else "",
        written(model.base_model),
        term(ACCESS, model.access, here.lang) if model.access else "",
        written(model.version),
    ]
    ports = [written(port) for port in (model.takes, model.gives)]
    data = [ids(model.train), ids(model.test) if model.test != model.train else ""]
    time = f"{figure(model.processing_ms)} ms" if model.processing_ms is not None else ""
    critical = tag("small", here.say(_CRITICAL)) if model.is_critical and is_told and time else ""
    return [
        html([tag("code", model.id), tag("small", joined(kind, ", "))]),
        ids(model.depends_on),
        joined(ports, " \N{RIGHTWARDS ARROW} "),
        joined(data, "; "),
        html(f"{figure(model.memory_gb)} GB" if model.memory_gb is not None else ""),
        joined([time, critical]),
        day(model.end_of_life),
    ]


BLOCK = Block("models", ("model-design",), _TITLE, ("models",), make)
