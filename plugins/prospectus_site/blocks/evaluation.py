"""The two by two of tests: offline and online, by numbers and by people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prospectus.ground.numbers import figure, percent

from prospectus_site.blocks.block import Block, Shown, small_table
from prospectus_site.marks.terms import ONLINE_TESTS, term
from prospectus_site.marks.words import ids
from prospectus_site.markup import html, joined, tag, written
from prospectus_site.tables.table import Column

if TYPE_CHECKING:
    from collections.abc import Iterable

    from prospectus.ground.language import Text

    from prospectus_site.addresses.here import Here
    from prospectus_site.facts.evaluation import Evaluation
    from prospectus_site.facts.project import Project
    from prospectus_site.markup import Markup
    from prospectus_site.portfolio.portfolio import Portfolio

_TITLE: Text = {"en": "Tests", "ko": "테스트"}
_OFFLINE: Text = {"en": "Offline", "ko": "오프라인"}
_ONLINE: Text = {"en": "Online", "ko": "온라인"}
_NUMBERS: Text = {"en": "By numbers", "ko": "정량"}
_PEOPLE: Text = {"en": "By people", "ko": "정성"}
_ON: Text = {"en": "on", "ko": "데이터"}
_EFFECT: Text = {"en": "sees {0} or more", "ko": "최소 감지 차이 {0}"}
_HOLDOUT: Text = {"en": "{0} held out", "ko": "{0} 제외 집단"}
_KEY: Text = {"en": "{0} of 4 kinds planned", "ko": "네 가지 중 {0}가지 계획"}


def make(project: Project, portfolio: Portfolio, here: Here) -> Shown | None:
    """The grid of tests."""
    del portfolio
    tests = project.evaluation
    cells = _cells(tests, project, here)
    if not any(map(bool, (*cells, tests.alignment))):
        return None
    columns = (
        Column("kind", here.say(_TITLE)),
        Column("offline", here.say(_OFFLINE)),
        Column("online", here.say(_ONLINE)),
    )
    rows = [(here.say(_NUMBERS), *cells[:2]), (here.say(_PEOPLE), *cells[2:])]
    table = small_table(here.say(_TITLE), columns, rows, written(tests.alignment))
    return Shown(table, here.say(_KEY).format(sum(map(bool, cells))))


def _cells(tests: Evaluation, project: Project, here: Here) -> tuple[Markup, Markup, Markup, Markup]:
    """What is tested offline and online by numbers, then by people."""
    on = html([here.say(_ON), " ", ids(tests.offline_datasets)]) if tests.offline_datasets else ""
    parts = [
        tag("strong", term(ONLINE_TESTS, tests.online_method, here.lang)) if tests.online_method else "",
        _names(tests.online_metrics, project),
        written(tests.online_unit),
        here.say(_HOLDOUT).format(percent(tests.holdout)) if tests.holdout and tests.holdout < 1 else "",
        here.say(_EFFECT).format(figure(tests.effect)) if tests.effect else "",
        written(tests.online_reason),
    ]
    return (
        joined([_names(tests.offline_metrics, project), on]),
        joined(parts, ", "),
        joined([written(tests.offline_method), written(tests.offline_by)], ", "),
        written(tests.channel),
    )


def _names(names: Iterable[str], project: Project) -> Markup:
    called = {metric.id: metric.called for metric in project.metrics}
    return joined((written(called.get(name, name)) for name in names), ", ")


BLOCK = Block("evaluation", ("evaluation",), _TITLE, ("evaluation",), make)
