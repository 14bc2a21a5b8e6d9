"""Data sets: what there is, how much of it, whose it is, and who uses it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prospectus.ground.numbers import figure

from prospectus_site.blocks.block import Block, Shown, small_table
from prospectus_site.marks.amounts import large, money
from prospectus_site.marks.badges import chip, day
from prospectus_site.marks.sharing import sharing_links
from prospectus_site.marks.terms import ANNOTATORS, DATA_STATES, LABEL_STATES, PURPOSES, term
from prospectus_site.marks.texts import ids
from prospectus_site.markup import EMPTY, html, joined, tag, written
from prospectus_site.tables.table import Column

if TYPE_CHECKING:
    from prospectus.ground.language import Text

    from prospectus_site.addresses.here import Here
    from prospectus_site.facts.data import Dataset
    from prospectus_site.facts.project import Project
    from prospectus_site.markup import Markup
    from prospectus_site.portfolio.portfolio import Portfolio

_TITLE: Text = {"en": "Data sets", "ko": "데이터셋"}
_DATASET: Text = {"en": "Data set", "ko": "데이터셋"}
_PURPOSE: Text = {"en": "Use", "ko": "용도"}
_RECORDS: Text = {"en": "Records", "ko": "건수"}
_PERIOD: Text = {"en": "Period", "ko": "기간"}
_LABELS: Text = {"en": "Labels", "ko": "라벨"}
_SOURCE: Text = {"en": "Source and licence", "ko": "출처와 라이선스"}
_MODELS: Text = {"en": "Models", "ko": "모델"}
_ALSO: Text = {"en": "Also used by", "ko": "함께 쓰는 프로젝트"}
_PERSONAL: Text = {"en": "personal data", "ko": "개인정보"}
_VERSION: Text = {"en": "version {0}", "ko": "버전 {0}"}
_NON_COMMERCIAL: Text = {"en": "non-commercial", "ko": "비상업용"}
_KEY: Text = {"en": "{0} data sets", "ko": "데이터셋 {0}개"}
_KEY_ONE: Text = {"en": "1 data set", "ko": "데이터셋 1개"}
_OF: Text = {"en": ", {0} {1} for training", "ko": ", 학습용 {0} {1}"}


def make(project: Project, portfolio: Portfolio, here: Here) -> Shown | None:
    """The data sets as a table."""
    if not project.datasets:
        return None
    columns = (
        Column("dataset", here.say(_DATASET)),
        Column("purpose", here.say(_PURPOSE)),
        Column("records", here.say(_RECORDS), "number"),
        Column("period", here.say(_PERIOD), "date"),
        Column("labels", here.say(_LABELS)),
        Column("source", here.say(_SOURCE)),
        Column("models", here.say(_MODELS)),
        Column("also", here.say(_ALSO)),
    )
    rows = [_row(dataset, project, portfolio, here) for dataset in project.datasets]
    return Shown(small_table(here.say(_TITLE), columns, rows), _key(project, here))


def _key(project: Project, here: Here) -> str:
    count = len(project.datasets)
    words = here.say(_KEY_ONE if count == 1 else _KEY).format(count)
    train = next((one for one in project.datasets if one.purpose == "train" and one.records is not None), None)
    if train is not None and train.records is not None:
        words += here.say(_OF).format(large(train.records, here.lang), train.unit).rstrip()
    return words


def _row(dataset: Dataset, project: Project, portfolio: Portfolio, here: Here) -> list[Markup]:
    version = here.say(_VERSION).format(dataset.version) if dataset.version else ""
    purpose = [
        term(PURPOSES, dataset.purpose, here.lang) if dataset.purpose else "",
        tag("small", term(DATA_STATES, dataset.state, here.lang)) if dataset.state else "",
    ]
    records = f"{figure(dataset.records)} {dataset.unit}".rstrip() if dataset.records is not None else ""
    personal = chip(here.say(_PERSONAL), "info") if dataset.personal_data else EMPTY
    non_commercial = chip(here.say(_NON_COMMERCIAL), "warn") if dataset.is_non_commercial else EMPTY
    period = joined([day(dataset.start), day(dataset.end)], " \N{EN DASH} ")
    return [
        joined([tag("code", dataset.id), tag("small", version) if version else "", personal]),
        joined(purpose),
        html([records, _kinds(dataset)]),
        period,
        _labels(dataset, here),
        joined(
            [written(dataset.source), tag("small", written(dataset.license)) if dataset.license else "", non_commercial]
        ),
        ids(dataset.models),
        sharing_links(dataset.id, project, portfolio, here),
    ]


def _kinds(dataset: Dataset) -> Markup:
    """How many records of each kind there are, where there are several kinds."""
    if len(dataset.kinds) < 2:  # noqa: PLR2004 - one kind is the whole
        return EMPTY
    parts = (html([written(kind.name), f" {figure(kind.quantity)}" if kind.quantity else ""]) for kind in dataset.kinds)
    return tag("small", joined(parts, ", "))


def _labels(dataset: Dataset, here: Here) -> Markup:
    cost = money(dataset.cost, dataset.currency)
    parts = [
        term(LABEL_STATES, dataset.label_state, here.lang) if dataset.label_state else "",
        term(ANNOTATORS, dataset.annotation_by, here.lang) if dataset.annotation_by else "",
        cost,
    ]
    truth = tag("small", written(dataset.ground_truth)) if dataset.ground_truth else ""
    return joined([joined(parts, ", "), truth])


BLOCK = Block("data", ("data", "labeling"), _TITLE, ("data",), make)
