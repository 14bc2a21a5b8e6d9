"""History: what changed in the documents, from git, and what has changed since each project's last review."""

from __future__ import annotations

from collections import Counter
from itertools import islice
from operator import itemgetter
from typing import TYPE_CHECKING

from prospectus_site.addresses.anchors import CHANGES
from prospectus_site.history.moved import is_beginning, net, since_review
from prospectus_site.history.wording import KINDS, change_in_words, limits
from prospectus_site.marks.badges import NOTHING
from prospectus_site.marks.columns import HEADS
from prospectus_site.marks.terms import metric_names, state_names
from prospectus_site.markup import html, tag, written
from prospectus_site.tables.filters import Facet, facet_value
from prospectus_site.tables.table import Cell, Column, Row, Table
from prospectus_site.views.view import Answer, View

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from prospectus.ground.language import Text

    from prospectus_site.addresses.here import Here
    from prospectus_site.facts.project import Project
    from prospectus_site.history.changes import Change, DocumentHistory, Event
    from prospectus_site.portfolio.portfolio import Portfolio
    from prospectus_site.tables.table import Kind

MOST = 200
"""So many changes are listed."""

_COUNTED: dict[str, tuple[str, ...]] = {
    "stages": ("stage", "status", "verdict"),
    "promises": ("target", "minimum"),
    "measured": ("measured",),
}
"""The kinds of changes that are counted in each column."""

_HEADS: dict[str, Text] = {
    "project": HEADS["project"],
    "reviewed": {"en": "Last review", "ko": "마지막 검토"},
    "stages": {"en": "Stage and status", "ko": "단계·상태"},
    "promises": {"en": "Targets moved", "ko": "목표 변경"},
    "measured": {"en": "New values", "ko": "새 측정값"},
    "other": {"en": "Other", "ko": "기타"},
    "note": {"en": "Note", "ko": "비고"},
    "day": {"en": "Day", "ko": "날짜"},
    "kind": {"en": "What", "ko": "종류"},
    "change": {"en": "Change", "ko": "변경 내용"},
    "commit": {"en": "Commit", "ko": "커밋"},
}
_SINCE: Text = {"en": "Since the last review", "ko": "마지막 검토 이후"}
_CHANGES: Text = {"en": "Changes", "ko": "변경 내역"}
_SINCE_NOTE: Text = {
    "en": "A review shows where the next review was moved, or the status went on. What came back to what it was is not counted, nor what a "
    "document began with; without a review, all changes that are known are. Other projects have not changed.",
    "ko": "다음 검토일이 바뀌거나 상태가 진행되면 검토한 것으로 봅니다. 원래대로 돌아온 변경과 문서를 처음 쓸 때의 상태는 세지 않습니다. 검토가 나타나지 않으면 알려진 변경을 모두 셉니다. 나머지 프로젝트는 바뀌지 않았습니다.",
}
_NEWEST: Text = {
    "en": "The newest {0} of {1} changes.",
    "ko": "전체 변경 {1}건 중 최근 {0}건입니다.",
}
_OFF: Text = {
    "en": "The history was not read: the site was built with `history: off`.",
    "ko": "변경 이력을 읽지 않았습니다. `history: off`로 빌드한 사이트입니다.",
}
_UNCHANGED: Text = {
    "en": "No project shows a review yet, and none has changed since its document was written.",
    "ko": "검토가 나타난 프로젝트도, 문서를 쓴 뒤에 바뀐 프로젝트도 아직 없습니다.",
}
_NONE: Text = {
    "en": "No commit has changed a stage, a status or a metric yet.",
    "ko": "단계, 상태, 지표를 바꾼 커밋이 아직 없습니다.",
}


def make(portfolio: Portfolio, here: Here) -> Answer:
    """What changed since the last reviews, project by project; then all changes, the newest first."""
    documents = portfolio.history.documents if portfolio.history is not None else {}
    told = {
        project.name: limits(documents[project.name], here.lang)
        for project in portfolio.projects
        if project.name in documents
    }
    common = _common(told)
    why_none = here.say(_OFF) if portfolio.history is None else " ".join(common)
    lead = [] if portfolio.history is None else [tag("p", text, class_="prospectus-note") for text in common]
    known = [one for one in portfolio.projects if one.name in documents and documents[one.name].state == "read"]
    since = _since(portfolio, here, documents, told, common) if known else ()
    return Answer(
        (
            Table(
                "since",
                here.say(_SINCE),
                tuple(Column(key, here.say(_HEADS[key]), kind) for key, kind in _SINCE_COLUMNS),
                since,
                note=here.say(_SINCE_NOTE) if since else None,
                empty=(here.say(_UNCHANGED) if known else why_none) or here.say(_NONE),
            ),
            _events(portfolio, here, documents, why_none if not known else ""),
        ),
        lead=html(lead if known else []),
    )


_SINCE_COLUMNS: tuple[tuple[str, Kind], ...] = (
    ("project", "text"),
    ("reviewed", "date"),
    ("stages", "number"),
    ("promises", "number"),
    ("measured", "number"),
    ("other", "number"),
    ("note", "text"),
)


_PLAIN = tuple(Column(key, key, "data") for key in ("before", "after", "metric", "phase", "measured_on"))
"""What changed, for programs: ids and numbers as they were written."""


def _common(told: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """What must be known of the histories of all projects."""
    texts = [*told.values()]
    return tuple(text for text in texts[0] if all(text in others for others in texts)) if texts else ()


def _since(
    portfolio: Portfolio,
    here: Here,
    documents: Mapping[str, DocumentHistory],
    told: Mapping[str, tuple[str, ...]],
    common: tuple[str, ...],
) -> tuple[Row, ...]:
    """One row for each project of which there is something to tell, those that changed most first."""
    rows = []
    for project in portfolio.projects:
        history = documents.get(project.name)
        if history is None:
            continue
        day, events = since_review(history)
        counts = Counter[str](change.kind for change in net(events))
        amounts = [sum(counts.pop(kind, 0) for kind in kinds) for kinds in _COUNTED.values()]
        amounts.append(sum(counts.values()))
        note = " ".join(text for text in told[project.name] if text not in common)
        if day is None and not any(amounts) and not note:
            continue
        is_known = history.state == "read"
        row = Row(
            (
                Cell(project.id, here.project(project, anchor=CHANGES)),
                Cell(day, tag("time", day, datetime=day) if day else NOTHING),
                *(Cell(amount if is_known else None, _count(amount) if is_known else NOTHING) for amount in amounts),
                Cell(note),
            )
        )
        rows.append((-sum(amounts), row))
    rows.sort(key=itemgetter(0))
    return tuple(row for _, row in rows)


def _count(amount: int) -> str:
    return str(amount) if amount else NOTHING


def _events(portfolio: Portfolio, here: Here, documents: Mapping[str, DocumentHistory], why_none: str) -> Table:
    found = [
        (event, project)
        for project in portfolio.projects
        if project.name in documents
        for event in documents[project.name].events
    ]
    found.sort(key=lambda pair: pair[0].date, reverse=True)
    count = sum(1 for _ in _flat(found))
    names = state_names(portfolio.lifecycle, here.lang)
    rows = tuple(_row(event, change, project, names, here) for event, change, project in islice(_flat(found), MOST))
    keys: tuple[tuple[str, Kind], ...] = (
        ("day", "date"),
        ("project", "text"),
        ("kind", "text"),
        ("change", "text"),
        ("commit", "text"),
    )
    return Table(
        "changes",
        here.say(_CHANGES),
        (*(Column(key, here.say(_HEADS[key]), kind) for key, kind in keys), *_PLAIN),
        rows,
        note=here.say(_NEWEST).format(MOST, count) if count > MOST else None,
        empty=why_none or here.say(_NONE),
        filters=(
            Facet("project", here.say(_HEADS["project"]), {one.id: one.title for one in portfolio.projects}),
            Facet("kind", here.say(_HEADS["kind"]), {kind: here.say(text) for kind, text in KINDS.items()}),
        ),
    )


def _flat(found: list[tuple[Event, Project]]) -> Iterator[tuple[Event, Change, Project]]:
    """Each change with its event; what a document began with stands in one line with that it was written."""
    for event, project in found:
        is_begun = any(change.kind == "created" for change in event.changes)
        for change in event.changes:
            if not is_begun or change.kind == "created" or not is_beginning(change):
                yield event, change, project


def _row(event: Event, change: Change, project: Project, names: Mapping[str, str], here: Here) -> Row:
    kind = here.say(KINDS[change.kind])
    if change.kind == "created":
        states = (str(one.after) for one in event.changes if one.kind != "created" and is_beginning(one))
        words = " · ".join(names.get(state, state) for state in states)
    else:
        words = change_in_words(change, here.lang, names, metric_names(project)).removeprefix(f"{kind}: ")
    return Row(
        (
            Cell(event.day, tag("time", event.day, datetime=event.day)),
            Cell(project.id, here.project(project)),
            Cell(change.kind, kind),
            Cell(words, written(words)),
            Cell(event.commit, tag("code", event.commit[:8], title=event.commit)),
            *(Cell(value) for value in (change.before, change.after, change.metric, change.phase, change.day)),
        ),
        facets={"project": facet_value([project.id]), "kind": change.kind},
    )


VIEW = View(
    id="history",
    entry="projects",
    title={"en": "History", "ko": "변경 이력"},
    question={
        "en": "What has changed, and what since the last review?",
        "ko": "무엇이 바뀌었고, 마지막 검토 이후로는 무엇이 바뀌었는가?",
    },
    make=make,
)
