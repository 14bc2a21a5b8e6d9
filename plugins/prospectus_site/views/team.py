"""Team: who has which role where, which roles nobody has, and how much each person carries."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from prospectus_site.marks import badges
from prospectus_site.marks.columns import column, counted, nothing, owner_cell, project_cell, stage_cell
from prospectus_site.marks.terms import ROLES, term
from prospectus_site.markup import EMPTY, joined, tag, written
from prospectus_site.tables.table import Cell, Column, Row, Table
from prospectus_site.views.projects import EMPTY as NO_PROJECT
from prospectus_site.views.view import Answer, View

if TYPE_CHECKING:
    from collections.abc import Iterable

    from prospectus.ground.language import Text
    from prospectus.project.team import Need

    from prospectus_site.addresses.here import Here
    from prospectus_site.facts.project import Project
    from prospectus_site.markup import Markup
    from prospectus_site.portfolio.portfolio import Portfolio

SHOWN = 8
"""So many projects of a person are linked; the files beside the page have them all."""

_OTHER = "other"

_MATRIX_NOTE: Text = {
    "en": "An empty cell is a role that nothing in the document asks for; later, one that a later stage asks for.",
    "ko": "빈칸은 문서에 필요하지 않은 역할이고, 나중에는 이후 단계에 필요한 역할입니다.",
}
_BY_PROJECT: Text = {"en": "Roles by project", "ko": "프로젝트별 역할"}
_GAPS: Text = {"en": "Roles without a name", "ko": "담당자가 없는 역할"}
_BY_PERSON: Text = {"en": "People", "ko": "사람별 현황"}
_MISSING: Text = {"en": "no one", "ko": "없음"}
_LATER: Text = {"en": "needed for {0}", "ko": "다음 단계({0})에 필요"}
_NOT_YET: Text = {"en": "later", "ko": "나중에"}
_WHY: Text = {"en": "Why", "ko": "이유"}
_STATE: Text = {"en": "Now", "ko": "현재"}
_DUE: Text = {"en": "missing", "ko": "비어 있음"}
_OR: Text = {"en": " or ", "ko": " 또는 "}
_ACTIVE: Text = {"en": "Active projects", "ko": "진행 중인 프로젝트"}
_OWNS: Text = {"en": "Owns", "ko": "책임"}
_ROLES: Text = {"en": "Roles", "ko": "역할"}
_METRICS: Text = {"en": "Metrics", "ko": "지표"}
_RISKS: Text = {"en": "Risks", "ko": "위험"}
_PROJECTS: Text = {"en": "Projects", "ko": "프로젝트"}
_MORE: Text = {"en": "and {0} more", "ko": "외 {0}개"}
_NO_GAPS: Text = {
    "en": "Every role that a project needs at its stage and at the next one has a name.",
    "ko": "지금 단계와 다음 단계에 필요한 역할마다 담당자가 있습니다.",
}
_NO_PEOPLE: Text = {
    "en": "No document names anybody. Add owner and team to the front matter: team: [{role: modeler, name: …}]",
    "ko": "담당자를 적은 문서가 없습니다. 프런트 매터에 owner와 team을 적으세요: team: [{role: modeler, name: …}]",
}
_PEOPLE_NOTE: Text = {
    "en": "Only projects that have not ended count. Metrics and risks are those that name the person as their owner.",
    "ko": "끝나지 않은 프로젝트만 셉니다. 지표와 위험은 그 사람을 담당(owner)으로 적은 것입니다.",
}
_ONE_GAP: Text = {
    "en": "1 role is missing at the stage where its project stands.",
    "ko": "지금 단계에 필요한 역할 1건이 비어 있습니다.",
}
_SOME_GAPS: Text = {
    "en": "{0} roles are missing at the stages where their projects stand.",
    "ko": "지금 단계에 필요한 역할 {0}건이 비어 있습니다.",
}
_REASONS: dict[str, Text] = {
    "core": {"en": "answers for the model, its data or its quality", "ko": "모델·데이터·품질을 책임지는 역할"},
    "vendor": {"en": "a vendor labels the data", "ko": "외주 업체가 데이터에 라벨을 붙임"},
    "place": {"en": "builds the model in where it runs", "ko": "모델이 실행되는 환경에 탑재"},
    "conversion": {"en": "the model is to be converted or made smaller", "ko": "모델 변환·경량화 계획이 있음"},
}


class Load(NamedTuple):
    """What one person carries: the active projects with the roles there, those that the person owns, metrics and risks."""

    name: str
    roles: dict[str, list[str]]
    """The roles by the project's name; empty where the person only owns it."""
    owns: list[str]
    metrics: int
    risks: int


def make(portfolio: Portfolio, here: Here) -> Answer:
    """Who has which role, what is missing, and who carries how much."""
    tables = (_gaps(portfolio, here), _matrix(portfolio, here), _people(portfolio, here))
    due = sum(is_due(gap, project, portfolio) for project in portfolio.projects for gap in project.gaps)
    lead = tag("p", counted(due, _ONE_GAP, _SOME_GAPS, here.lang), class_="prospectus-lead") if due else EMPTY
    return Answer(tables, lead)


def is_due(gap: Need, project: Project, portfolio: Portfolio) -> bool:
    """Whether a role is needed at the stage where a project stands, and not only later."""
    stages = portfolio.lifecycle.stages
    since = stages.get(gap.since)
    return since is not None and badges.stage_order(project, portfolio.lifecycle) >= since.order


def _roles(portfolio: Portfolio) -> list[str]:
    """The roles that somebody has or a project needs, in the order of the schema."""
    held = {_role(member.role) for project in portfolio.projects for member in project.team}
    needed = {role for project in portfolio.projects for gap in project.gaps for role in gap.roles}
    return [role for role in ROLES if role in held | needed]


def _role(role: str) -> str:
    return role if role in ROLES else _OTHER


def _matrix(portfolio: Portfolio, here: Here) -> Table:
    roles = _roles(portfolio)
    columns = (
        column("project", here),
        column("stage", here),
        column("owner", here),
        *(Column(role, _capitalised(term(ROLES, role, here.lang))) for role in roles),
    )
    rows = []
    for project in portfolio.projects:
        held: dict[str, list[str]] = {}
        for member in project.team:
            if member.name:
                held.setdefault(_role(member.role), []).append(member.name)
        cells = [_held(held.get(role, []), _needed(role, project), project, portfolio, here) for role in roles]
        fixed = (project_cell(project, here), stage_cell(project, portfolio, here), owner_cell(project))
        rows.append(Row((*fixed, *cells)))
    return Table(
        "team",
        here.say(_BY_PROJECT),
        columns,
        tuple(rows),
        note=here.say(_MATRIX_NOTE) if rows else None,
        empty=here.say(NO_PROJECT),
    )


def _capitalised(text: str) -> str:
    return text[:1].upper() + text[1:]


def _needed(role: str, project: Project) -> Need | None:
    """The gap that this role alone could fill; where one of several would do, no single one is missing."""
    return next((gap for gap in project.gaps if gap.roles == {role}), None)


def _held(names: list[str], gap: Need | None, project: Project, portfolio: Portfolio, here: Here) -> Cell:
    if names:
        return Cell(names, joined(map(written, names), ", "))
    if gap is None:
        return Cell(None, "")
    if is_due(gap, project, portfolio):
        return Cell(None, badges.chip(here.say(_MISSING), "bad"), "bad")
    return Cell(None, tag("small", here.say(_NOT_YET)), "quiet")


def _stage(stage: str, portfolio: Portfolio, here: Here) -> str:
    known = portfolio.lifecycle.stages.get(stage)
    return here.say(known.title) if known else stage


def _gaps(portfolio: Portfolio, here: Here) -> Table:
    """What is missing now, then what the next stage asks for; a row for each reason that a project has."""
    columns = (
        column("project", here),
        column("role", here),
        Column("state", here.say(_STATE)),
        Column("reason", here.say(_WHY)),
        column("owner", here),
    )
    found: dict[tuple[bool, str, str, str], list[Need]] = {}
    for project in portfolio.projects:
        for gap in project.gaps:
            is_ahead = not is_due(gap, project, portfolio)
            if not is_ahead or (project.ahead is not None and project.ahead.stage == gap.since):
                found.setdefault((is_ahead, project.name, gap.since, gap.reason), []).append(gap)
    rows = tuple(
        _gap(portfolio.by_name[name], gaps, portfolio, here)
        for (_, name, _, _), gaps in sorted(found.items(), key=lambda pair: pair[0][0])
    )
    empty = here.say(_NO_GAPS) if portfolio.projects else ""
    return Table("gaps", here.say(_GAPS), columns, rows, empty=empty)


def _gap(project: Project, gaps: list[Need], portfolio: Portfolio, here: Here) -> Row:
    one_of = [[role for role in ROLES if role in gap.roles] for gap in gaps]
    first = gaps[0]
    if is_due(first, project, portfolio):
        state = Cell("missing", badges.chip(here.say(_DUE), "bad"))
    else:
        state = Cell("ahead", here.say(_LATER).format(_stage(first.since, portfolio, here)), "quiet")
    cells = (
        project_cell(project, here),
        Cell(
            [" or ".join(roles) for roles in one_of],
            ", ".join(here.say(_OR).join(term(ROLES, role, here.lang) for role in roles) for roles in one_of),
        ),
        state,
        Cell(first.reason, here.say(_REASONS[first.reason])),
        owner_cell(project),
    )
    return Row(cells)


def loads(projects: Iterable[Project]) -> list[Load]:
    """What each person carries, who has most first. A person is known by the name, without case and spaces."""
    found: dict[str, Load] = {}

    def load(name: str) -> Load:
        return found.setdefault("".join(name.casefold().split()), Load(name, {}, [], 0, 0))

    for project in projects:
        for member in project.team:
            if member.name:
                load(member.name).roles.setdefault(project.name, []).append(_role(member.role))
        if project.owner:
            carrier = load(project.owner)
            carrier.owns.append(project.name)
            carrier.roles.setdefault(project.name, [])
        for kind, owners in (("metrics", project.metrics), ("risks", project.risks)):
            for owned in owners:
                if owned.owner:
                    carrier = load(owned.owner)
                    key = "".join(carrier.name.casefold().split())
                    found[key] = carrier._replace(**{kind: getattr(carrier, kind) + 1})
    return sorted(found.values(), key=lambda one: (-len(one.roles), -one.metrics - one.risks, one.name.casefold()))


def _people(portfolio: Portfolio, here: Here) -> Table:
    columns = (
        column("person", here),
        Column("projects", here.say(_ACTIVE), "number"),
        Column("owns", here.say(_OWNS), "number"),
        Column("metrics", here.say(_METRICS), "number"),
        Column("risks", here.say(_RISKS), "number"),
        Column("roles", here.say(_ROLES)),
        Column("names", here.say(_PROJECTS)),
    )
    rows = tuple(_person(load, portfolio, here) for load in loads(portfolio.active))
    return Table(
        "people",
        here.say(_BY_PERSON),
        columns,
        rows,
        note=here.say(_PEOPLE_NOTE) if rows else None,
        empty=here.say(_NO_PEOPLE) if portfolio.projects else "",
    )


def _person(load: Load, portfolio: Portfolio, here: Here) -> Row:
    projects = [portfolio.by_name[name] for name in load.roles]
    roles = list(dict.fromkeys(role for held in load.roles.values() for role in held))
    cells = (
        Cell(load.name, written(load.name)),
        Cell(len(load.roles)),
        Cell(len(load.owns)),
        Cell(load.metrics),
        Cell(load.risks),
        Cell(roles, ", ".join(term(ROLES, role, here.lang) for role in roles)) if roles else nothing(),
        Cell([project.id for project in projects], _links(projects, here)),
    )
    return Row(cells)


def _links(projects: list[Project], here: Here) -> Markup:
    more = len(projects) - SHOWN
    links = [here.project(project) for project in projects[:SHOWN]]
    return joined([*links, here.say(_MORE).format(more) if more > 0 else EMPTY], ", ")


VIEW = View(
    id="team",
    entry="projects",
    title={"en": "Team", "ko": "담당자"},
    question={
        "en": "Who does what, which role has no name, and who carries how much?",
        "ko": "누가 무엇을 맡고 있고, 어떤 역할이 비어 있으며, 한 사람에게 얼마나 몰려 있는가?",
    },
    make=make,
)
