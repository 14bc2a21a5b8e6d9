"""Data and models: which data sets there are, what is made of them, and what breaks if one goes away."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from prospectus.ground.numbers import figure

from prospectus_site.marks import badges, terms
from prospectus_site.marks.badges import NOTHING, money
from prospectus_site.marks.cells import under
from prospectus_site.marks.columns import nothing
from prospectus_site.marks.figures import Figure, figures
from prospectus_site.markup import EMPTY, html, joined, tag, written
from prospectus_site.portfolio.catalogue import catalogue, dataset_anchor
from prospectus_site.tables.filters import Facet, facet_value
from prospectus_site.tables.table import Cell, Column, Row, Table
from prospectus_site.views.data.lineage import lineage
from prospectus_site.views.data.models import model_table
from prospectus_site.views.view import Answer, View

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from prospectus.ground.language import Text

    from prospectus_site.addresses.here import Here
    from prospectus_site.facts.data import Dataset
    from prospectus_site.markup import Content, Markup
    from prospectus_site.portfolio.catalogue import Entry
    from prospectus_site.portfolio.portfolio import Portfolio

_HEADS: dict[str, Text] = {
    "dataset": {"en": "Data set", "ko": "데이터 세트"},
    "breaks": {"en": "If it goes away", "ko": "없어지면"},
    "used_by": {"en": "Projects and models", "ko": "프로젝트와 모델"},
    "records": {"en": "Records", "ko": "건수"},
    "period": {"en": "Period", "ko": "기간"},
    "license": {"en": "Licence", "ko": "라이선스"},
    "personal_data": {"en": "Personal data", "ko": "개인정보"},
    "labels": {"en": "Labels", "ko": "라벨"},
    "cost": {"en": "Label cost", "ko": "라벨링 비용"},
}
_TRAIN: Text = {"en": "cannot train: {0}", "ko": "학습 불가: {0}개 프로젝트"}
_TEST: Text = {"en": "cannot evaluate: {0}", "ko": "평가 불가: {0}개 프로젝트"}
_NOBODY: Text = {"en": "no project under way", "ko": "진행 중인 프로젝트 없음"}
_VERSIONS: Text = {"en": "versions differ", "ko": "버전이 서로 다름"}
_VERSION: Text = {"en": "version {0}", "ko": "버전 {0}"}
_UNVERSIONED: Text = {"en": "no version", "ko": "버전 없음"}
_NON_COMMERCIAL: Text = {"en": "non-commercial", "ko": "비상업용"}
_USE: Text = {"en": "Use", "ko": "사용"}
_PURPOSE: Text = {"en": "Purpose", "ko": "용도"}
_YES: Text = {"en": "yes", "ko": "있음"}
_NO: Text = {"en": "no", "ko": "없음"}
_DIFFER: Text = {"en": "stated differently", "ko": "문서마다 다름"}
_NOTE: Text = {
    "en": "One line a data set, by its id. The first number counts projects under way that train on it, the second those that only measure themselves on it.",
    "ko": "데이터 세트 id마다 한 줄입니다. '학습 불가'는 이 데이터로 학습하는 진행 중인 프로젝트의 수이고, '평가 불가'는 평가에만 쓰는 프로젝트의 수입니다.",
}
_EMPTY: Text = {
    "en": "No project names a data set yet. Add data.datasets to a document, each with id, purpose, version and source.",
    "ko": "아직 데이터 세트를 적은 프로젝트가 없습니다. 문서의 data.datasets에 id, purpose, version, source를 적어 보세요.",
}
_SETS: Text = {"en": "data sets", "ko": "데이터 세트"}
_SHARED: Text = {"en": "shared by several projects", "ko": "여러 프로젝트가 함께 사용"}
_PERSONAL: Text = {"en": "with personal data", "ko": "개인정보 포함"}
_RESTRICTED: Text = {"en": "for non-commercial use only", "ko": "비상업용으로만 허용"}
_LABELS: Text = {"en": "{0} for labels", "ko": "{0}, 라벨링 비용"}


def make(portfolio: Portfolio, here: Here) -> Answer:
    """The catalogue of data sets with its graph, and the models."""
    entries = catalogue(portfolio)
    drawn = lineage(entries, here)
    table = Table(
        "data",
        "",
        _columns(here),
        tuple(_row(entry, portfolio, here) for entry in entries),
        drawn.chart,
        joined((here.say(_NOTE), drawn.note)) if entries else None,
        here.say(_EMPTY),
        _filters(here),
    )
    return Answer((table, *model_table(portfolio, here)), _lead(entries, here))


def _filters(here: Here) -> tuple[Facet, ...]:
    purposes = {purpose: here.say(text) for purpose, text in terms.PURPOSES.items()}
    return (
        Facet("state", here.say(_USE), {"shared": here.say(_SHARED)}),
        Facet("purpose", here.say(_PURPOSE), purposes),
        Facet("personal", here.say(_HEADS["personal_data"]), {"yes": here.say(_YES)}),
        Facet("licence", here.say(_HEADS["license"]), {"non-commercial": here.say(_NON_COMMERCIAL)}),
    )


def _columns(here: Here) -> tuple[Column, ...]:
    numbers = {"records", "cost"}
    seen = [Column(key, here.say(head), "number" if key in numbers else "text") for key, head in _HEADS.items()]
    hidden = (
        "versions",
        "purposes",
        "unit",
        "from",
        "to",
        "non_commercial",
        "currency",
        "train_count",
        "evaluate_count",
    )
    return (*seen, *(Column(key, "", "data") for key in hidden))


def _row(entry: Entry, portfolio: Portfolio, here: Here) -> Row:
    records = {use.dataset.records for use in entry.uses if use.dataset.records is not None}
    units = dict.fromkeys(use.dataset.unit for use in entry.uses if use.dataset.unit)
    starts = [use.dataset.start for use in entry.uses if use.dataset.start]
    ends = [use.dataset.end for use in entry.uses if use.dataset.end]
    costs = entry.costs
    start, end = min(starts, default=None), max(ends, default=None)
    cells = (
        Cell(entry.id, _named(entry, here)),
        _breaks(entry, here),
        Cell(list(dict.fromkeys(use.project.id for use in entry.uses)), _users(entry, portfolio, here)),
        _records(records, list(units), here),
        Cell(_period(start, end), _period(start, end, "\N{EN DASH}") or NOTHING, "" if start or end else "quiet"),
        _license(entry, here),
        _personal(entry, here),
        _labels(entry, here),
        Cell(next(iter(costs.values())), _money(costs)) if costs else nothing(),
        Cell(list(entry.versions)),
        Cell(list(_purposes(entry))),
        Cell(list(units)),
        Cell(start.isoformat() if start else None),
        Cell(end.isoformat() if end else None),
        Cell(any(use.dataset.is_non_commercial for use in entry.uses)),
        Cell(list(costs)),
        Cell(len(entry.learners)),
        Cell(len(entry.testers)),
    )
    return Row(cells, dataset_anchor(entry.id), facets=_facets(entry))


def _facets(entry: Entry) -> dict[str, str]:
    found = {
        "purpose": facet_value(_purposes(entry)),
        "state": "shared" if len({use.project.name for use in entry.uses}) > 1 else "",
        "personal": "yes" if any(use.dataset.personal_data for use in entry.uses) else "",
        "licence": "non-commercial" if any(use.dataset.is_non_commercial for use in entry.uses) else "",
    }
    return {key: value for key, value in found.items() if value}


def _purposes(entry: Entry) -> dict[str, None]:
    return dict.fromkeys(use.dataset.purpose for use in entry.uses if use.dataset.purpose)


def _named(entry: Entry, here: Here) -> Markup:
    """The id, what it is for, and its version, which is marked where projects state different ones."""
    purposes = ", ".join(terms.term(terms.PURPOSES, purpose, here.lang) for purpose in _purposes(entry))
    versions = [version or here.say(_UNVERSIONED) for version in entry.versions]
    if len(versions) > 1:
        mark = badges.chip(here.say(_VERSIONS), "warn")
        version: Content = html([written(", ".join(versions)), " ", mark])
    else:
        version = written(here.say(_VERSION).format(versions[0]) if entry.versions[0] else versions[0])
    return html([written(entry.id), under(joined((purposes, version), ", "))])


def _breaks(entry: Entry, here: Here) -> Cell:
    """What stops without it: marked where several projects would, for nearly every data set has one."""
    total = len(entry.learners) + len(entry.testers)
    counts = (
        (len(entry.learners), _TRAIN, "bad"),
        (len(entry.testers), _TEST, "warn"),
    )
    chips = [
        badges.chip(here.say(words).format(count), state if total > 1 else "")
        for count, words, state in counts
        if count
    ]
    return Cell(total, joined(chips) if chips else here.say(_NOBODY), "" if chips else "quiet")


MOST_USERS = 8
"""A row names no more projects than these."""

_MORE: Text = {"en": "and {0} more", "ko": "외 {0}개"}


def _users(entry: Entry, portfolio: Portfolio, here: Here) -> Markup:
    """The projects that state it, each with the models that use it."""
    lines = []
    for use in entry.uses[:MOST_USERS]:
        models = written(", ".join(use.dataset.models))
        ended = (
            badges.stage_title(use.project, portfolio.lifecycle, here.lang) if use.project.record.has_ended else None
        )
        lines.append(tag("span", joined((here.project(use.project), models, ended), ": "), class_="line"))
    more = len(entry.uses) - MOST_USERS
    if more > 0:
        lines.append(tag("span", here.say(_MORE).format(more), class_="line"))
    return html(lines)


def _records(records: set[float], units: list[str], here: Here) -> Cell:
    if not records:
        return nothing()
    shown = " / ".join(map(figure, sorted(records)))
    mark = badges.chip(here.say(_DIFFER), "warn") if len(records) > 1 else EMPTY
    return Cell(max(records), html([shown, under([written(", ".join(units)), mark])]))


def _period(start: object, end: object, between: str = "/") -> str:
    """A period as ISO 8601 writes it, or as people do; empty without a day."""
    return f"{start or ''}{between}{end or ''}" if start or end else ""


def _stated(entry: Entry, read: Callable[[Dataset], str]) -> list[str]:
    """What projects state about a data set, each text once."""
    return [text for text in dict.fromkeys(read(use.dataset) for use in entry.uses) if text]


def _license(entry: Entry, here: Here) -> Cell:
    stated = _stated(entry, lambda dataset: dataset.license)
    if not stated:
        return nothing()
    is_restricted = any(use.dataset.is_non_commercial for use in entry.uses)
    mark = badges.chip(here.say(_NON_COMMERCIAL), "warn") if is_restricted else EMPTY
    return Cell(stated, joined((mark, written(" / ".join(stated)))))


def _personal(entry: Entry, here: Here) -> Cell:
    answers = {use.dataset.personal_data for use in entry.uses} - {None}
    if not answers:
        return nothing()
    if len(answers) > 1:
        return Cell(True, badges.chip(here.say(_DIFFER), "warn"))  # noqa: FBT003 - a cell's value
    answer = bool(answers.pop())
    columns = dict.fromkeys(column for use in entry.uses for column in use.dataset.personal_columns)
    named = under(written(", ".join(columns)) if answer else None)
    return Cell(answer, html([here.say(_YES if answer else _NO), named]), "" if answer else "quiet")


def _labels(entry: Entry, here: Here) -> Cell:
    states = _stated(entry, lambda dataset: dataset.label_state)
    annotators = _stated(entry, lambda dataset: dataset.annotation_by)
    if not states:
        return nothing()
    shown = ", ".join(terms.term(terms.LABEL_STATES, state, here.lang) for state in states)
    by = ", ".join(terms.term(terms.ANNOTATORS, one, here.lang) for one in annotators)
    return Cell(states, html([written(shown), under(written(by))]))


def _money(costs: dict[str, float]) -> str:
    return " + ".join(money(amount, currency) for currency, amount in costs.items())


def _lead(entries: Sequence[Entry], here: Here) -> Markup:
    if not entries:
        return EMPTY
    totals: dict[str, float] = defaultdict(float)
    for entry in entries:
        if entry.live:
            for currency, amount in entry.costs.items():
                totals[currency] += amount
    shared = sum(len(entry.learners) + len(entry.testers) > 1 for entry in entries)
    personal = sum(any(use.dataset.personal_data for use in entry.live) for entry in entries)
    restricted = sum(any(use.dataset.is_non_commercial for use in entry.live) for entry in entries)
    return figures(
        (
            Figure(str(len(entries)), here.say(_SETS)),
            Figure(str(shared), here.say(_SHARED)),
            Figure(str(personal), here.say(_PERSONAL)),
            Figure(str(restricted), here.say(_RESTRICTED), "warn"),
            *(
                Figure(money(totals[currency], ""), here.say(_LABELS).format(currency))
                for currency in sorted(totals)
                if totals[currency]
            ),
        )
    )


VIEW = View(
    id="data",
    entry="data",
    title={"en": "Data and models", "ko": "데이터와 모델"},
    question={
        "en": "Which data do we hold, what is made of them, and what breaks if one goes away?",
        "ko": "어떤 데이터가 있고, 무엇에 쓰이며, 없어지면 무엇이 멈추는가?",
    },
    make=make,
)
