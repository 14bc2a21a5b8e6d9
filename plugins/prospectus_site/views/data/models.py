"""The table of models: what each does, from what it was made, and until when it can be had."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prospectus_site.marks import badges, terms
from prospectus_site.marks.cells import facets, titled_cell, under
from prospectus_site.marks.columns import nothing
from prospectus_site.markup import html, joined, tag, written
from prospectus_site.portfolio.catalogue import dataset_anchor
from prospectus_site.tables.table import Cell, Column, Row, Table

if TYPE_CHECKING:
    from datetime import date

    from prospectus.ground.language import Text

    from prospectus_site.addresses.here import Here
    from prospectus_site.facts.data import Model
    from prospectus_site.facts.project import Project
    from prospectus_site.markup import Markup
    from prospectus_site.portfolio.portfolio import Portfolio

NEAR_DAYS = 365
"""A model that can be had for no longer than this is marked: another must be found, tried and put into service until then."""

_TITLE: Text = {"en": "Models", "ko": "모델"}
_HEADS: dict[str, Text] = {
    "model": {"en": "Model", "ko": "모델"},
    "project": {"en": "Project", "ko": "프로젝트"},
    "task": {"en": "Task", "ko": "과제"},
    "base_model": {"en": "Made from", "ko": "기반 모델"},
    "access": {"en": "Access", "ko": "이용 방식"},
    "train": {"en": "Trained on", "ko": "학습 데이터"},
    "test": {"en": "Tested on", "ko": "평가 데이터"},
    "end_of_life": {"en": "End of life", "ko": "지원 종료"},
}
_NEAR: Text = {"en": "within a year", "ko": "1년 안"}
_NOTE: Text = {
    "en": "Models that cannot be had much longer stand first; then by project.",
    "ko": "지원 종료가 가까운 모델이 먼저, 나머지는 프로젝트 순서로 나옵니다.",
}


def model_table(portfolio: Portfolio, here: Here) -> tuple[Table, ...]:
    """All models of the projects that have not ended; nothing without any."""
    found = [(project, model) for project in portfolio.active for model in project.models]
    if not found:
        return ()
    found.sort(key=lambda one: (one[1].end_of_life is None, one[1].end_of_life or portfolio.today))
    known = {dataset.id for project in portfolio.projects for dataset in project.datasets}
    columns = tuple(
        Column(key, here.say(head), "date" if key == "end_of_life" else "text") for key, head in _HEADS.items()
    )
    rows = tuple(_row(project, model, known, portfolio.today, here) for project, model in found)
    return (Table("models", here.say(_TITLE), columns, rows, note=here.say(_NOTE)),)


def _row(project: Project, model: Model, known: set[str], today: date, here: Here) -> Row:
    cells = (
        Cell(model.id, html([written(model.id), under(written(model.version))])),
        titled_cell(project, here),
        Cell(model.task, terms.term(terms.TASKS, model.task, here.lang)) if model.task else nothing(),
        Cell(model.base_model, written(model.base_model)) if model.base_model else nothing(),
        Cell(model.access, terms.term(terms.ACCESS, model.access, here.lang)) if model.access else nothing(),
        Cell(list(model.train), _datasets(model.train, known)) if model.train else nothing(),
        Cell(list(model.test), _datasets(model.test, known)) if model.test else nothing(),
        _end(model.end_of_life, today, here),
    )
    return Row(cells, facets={**facets(project), "task": model.task})


def _datasets(names: tuple[str, ...], known: set[str]) -> Markup:
    """The data sets of a model, linked to the catalogue where it has them."""
    return joined(
        (
            tag("a", written(name), href=f"#{dataset_anchor(name)}") if name in known else written(name)
            for name in names
        ),
        ", ",
    )


def _end(day: date | None, today: date, here: Here) -> Cell:
    if day is None:
        return nothing()
    shown = badges.due(day, today, here.lang)
    is_near = 0 <= (day - today).days <= NEAR_DAYS
    near = badges.chip(here.say(_NEAR), "warn") if is_near else None
    return Cell(day.isoformat(), joined((shown, near)))
