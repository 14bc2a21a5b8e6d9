"""Health: in which sections the documents have findings, and which to fix first."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from prospectus.ground.severity import Severity

from prospectus_site.addresses.anchors import FINDINGS
from prospectus_site.facts.sections import home_of
from prospectus_site.marks import badges
from prospectus_site.marks.cells import project_cell
from prospectus_site.marks.columns import column
from prospectus_site.marks.facets import facets_of, project_facets
from prospectus_site.markup import EMPTY, html, joined, tag, written
from prospectus_site.tables.table import Cell, Column, Row, Table
from prospectus_site.views.projects import EMPTY as NO_PROJECT
from prospectus_site.views.view import Answer, View

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from prospectus.ground.language import Text
    from prospectus.model.diagnostic import Diagnostic

    from prospectus_site.addresses.here import Here
    from prospectus_site.facts.project import Project
    from prospectus_site.markup import Content, Markup
    from prospectus_site.portfolio.portfolio import Portfolio

STEPS = 5
"""The deepest tint of a cell: so many findings, or more."""

FILTERS = frozenset({"stage", "owner", "tag", "lang"})
"""By what the documents can be chosen."""

WHOLE = "document"
"""The column of what concerns the document as a whole."""

_BY_SECTION: Text = {"en": "Errors and warnings by section", "ko": "섹션별 오류와 경고"}
_BY_RULE: Text = {"en": "Most frequent rules", "ko": "가장 자주 걸리는 규칙"}
_WHOLE: Text = {"en": "Document as a whole", "ko": "문서 전체"}
_NEXT: Text = {"en": "Fix this first", "ko": "먼저 고칠 것"}
_LINE: Text = {"en": "line {0}", "ko": "{0}번째 줄"}
_FIXABLE: Text = {"en": "--fix mends it", "ko": "--fix로 수정 가능"}
_TOTAL: Text = {"en": "Findings", "ko": "건수"}
_RULE: Text = {"en": "Rule", "ko": "규칙"}
_NAME: Text = {"en": "Name", "ko": "이름"}
_PROJECTS: Text = {"en": "Projects", "ko": "프로젝트"}
_WELL: Text = {
    "en": "No document has an error or a warning. What each lacks for its next stage stands on the board.",
    "ko": "오류나 경고가 있는 문서가 없습니다. 다음 단계까지 남은 일은 단계별 보기에 있습니다.",
}
_NOTE: Text = {
    "en": "{0} of {1} projects have no error and no warning, and are not listed. Hints are not counted. A finding about a fact counts in the section that speaks of it.",
    "ko": "프로젝트 {1}개 중 {0}개는 오류와 경고가 없어 표에서 뺐습니다. 힌트는 세지 않습니다. 사실(fact)에 대한 점검 결과는 그 사실을 다루는 섹션에 셉니다.",
}
_BOARD: Text = {"en": "See the board", "ko": "단계별 보기로 가기"}


def make(portfolio: Portfolio, here: Here) -> Answer:
    """A row for each project that has errors or warnings, those with most errors first."""
    sections = portfolio.lifecycle.sections
    found = [(project, weighty) for project in portfolio.projects if (weighty := _weighty(project.findings))]
    found.sort(key=lambda pair: (-_errors(pair[1]), -len(pair[1])))
    counts = {
        project.name: Counter(home_of(one.place, sections) or WHOLE for one in weighty) for project, weighty in found
    }
    used = [name for name in (WHOLE, *sections) if any(count[name] for count in counts.values())]
    columns = (
        column("project", here),
        Column("total", here.say(_TOTAL), "number"),
        Column("first", here.say(_NEXT)),
        *(Column(name, _head(name, portfolio, here), "number") for name in used),
    )
    rows = tuple(
        Row(
            (
                project_cell(project, here),
                Cell(len(weighty), badges.findings(project, here)),
                _first(project, next_fix(weighty), here),
                *(_count(project, counts[project.name][name], here) for name in used),
            ),
            facets=facets_of(project, portfolio.today),
        )
        for project, weighty in found
    )
    filters = tuple(facet for facet in project_facets(portfolio, here) if facet.key in FILTERS)
    note = here.say(_NOTE).format(len(portfolio.projects) - len(found), len(portfolio.projects)) if rows else None
    table = Table("health", here.say(_BY_SECTION) if rows else "", columns, rows, note=note, filters=filters)
    if not portfolio.projects:
        return Answer((table._replace(empty=here.say(NO_PROJECT)),))
    return Answer((table, _rules(found, here))) if rows else Answer((table,), _well(here))


def _weighty(findings: Iterable[Diagnostic]) -> list[Diagnostic]:
    return [one for one in findings if one.severity > Severity.INFO]


def _errors(findings: Iterable[Diagnostic]) -> int:
    return sum(one.severity is Severity.ERROR for one in findings)


def next_fix(findings: Sequence[Diagnostic]) -> Diagnostic:
    """The finding to begin with: an error before a warning, what is mended by itself before what must be written, then the first."""
    return min(findings, key=lambda one: (-one.severity, not _is_safe(one), one.order()))


def _is_safe(finding: Diagnostic) -> bool:
    return finding.fix is not None and finding.fix.is_safe


def _head(name: str, portfolio: Portfolio, here: Here) -> Markup:
    title = here.say(_WHOLE) if name == WHOLE else here.say(portfolio.lifecycle.sections[name].title)
    return tag("span", title, class_="upright")


def _count(project: Project, count: int, here: Here) -> Cell:
    if not count:
        return Cell(0, "", "step-0")
    return Cell(count, here.project(project, count, anchor=FINDINGS), f"step-{min(count, STEPS)}")


def _first(project: Project, finding: Diagnostic, here: Here) -> Cell:
    line = finding.start.line
    where = here.say(_LINE).format(line)
    url = here.source_url(project.name, line)
    parts: list[Content] = [
        here.rule(finding.code),
        written(_plain(finding.message), here.lang_of(project)),
        tag("a", where, href=url) if url else here.project(project, where, anchor=FINDINGS),
        badges.chip(here.say(_FIXABLE), "good") if _is_safe(finding) else EMPTY,
    ]
    return Cell(f"{finding.code} {finding.path}:{line} {finding.message}", joined(parts), "long")


def _plain(message: str) -> str:
    """A message of one line without the marks of code."""
    return " ".join(message.replace("`", "").split())


def _rules(found: Iterable[tuple[Project, list[Diagnostic]]], here: Here) -> Table:
    """The rules by how many projects they concern: what many have is mended once, in a template or by a talk."""
    counts: Counter[str] = Counter()
    projects: dict[str, set[str]] = {}
    names: dict[str, str] = {}
    for project, findings in found:
        for one in findings:
            counts[one.code] += 1
            names[one.code] = one.name
            projects.setdefault(one.code, set()).add(project.name)
    columns = (
        Column("rule", here.say(_RULE)),
        Column("name", here.say(_NAME)),
        Column("projects", here.say(_PROJECTS), "number"),
        Column("findings", here.say(_TOTAL), "number"),
    )
    order = sorted(counts, key=lambda code: (-len(projects[code]), -counts[code], code))
    rows = tuple(
        Row((Cell(code, here.rule(code)), Cell(names[code]), Cell(len(projects[code])), Cell(counts[code])))
        for code in order
    )
    return Table("rules", here.say(_BY_RULE), columns, rows)


def _well(here: Here) -> Markup:
    link = tag("a", here.say(_BOARD), href=here.view_url("board"))
    return tag("p", html([here.say(_WELL), " ", link]), class_="prospectus-empty")


VIEW = View(
    id="health",
    entry="projects",
    title={"en": "Health", "ko": "문서 점검"},
    question={
        "en": "Which documents have findings, in which sections, and what is to be fixed first?",
        "ko": "어느 문서의 어느 섹션에 점검 결과가 있고, 무엇부터 고쳐야 하는가?",
    },
    make=make,
)
