"""The review pack: what a review of a project at its next gate needs, on paper, to be signed. A page of its own, without a theme."""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING

from prospectus_site.blocks.block import rows_html, small_table
from prospectus_site.blocks.follow_ups import BLOCK as FOLLOW_UPS
from prospectus_site.blocks.requirements import BLOCK as REQUIREMENTS
from prospectus_site.blocks.risks import BLOCK as RISKS
from prospectus_site.marks.badges import day, due, promise_chip, stage_order, stage_title, status_chip, verdict_chip
from prospectus_site.marks.lines import limits_line
from prospectus_site.marks.words import with_unit
from prospectus_site.markup import EMPTY, Markup, html, joined, tag, written
from prospectus_site.pages.project.checklist import lacks
from prospectus_site.pages.project.findings import findings_entries
from prospectus_site.tables.table import Column

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prospectus.ground.language import Text

    from prospectus_site.addresses.here import Here
    from prospectus_site.blocks.block import Block
    from prospectus_site.facts.metrics import Metric, Value
    from prospectus_site.facts.project import Project
    from prospectus_site.markup import Content
    from prospectus_site.portfolio.portfolio import Portfolio

STYLESHEET = "assets/prospectus/review.css"
"""Where its stylesheet stands in the site."""

_REVIEW: Text = {"en": "Review", "ko": "검토 자료"}
_STAGE: Text = {"en": "Stage", "ko": "단계"}
_GATE: Text = {"en": "Gate asked", "ko": "검토할 관문"}
_STAYS: Text = {"en": "stays at {0}", "ko": "{0} 단계 유지"}
_OWNER: Text = {"en": "Owner", "ko": "담당"}
_STATUS: Text = {"en": "Status", "ko": "상태"}
_DUE: Text = {"en": "Review due", "ko": "검토 예정일"}
_AS_OF: Text = {"en": "As of", "ko": "기준일"}
_PROBLEM: Text = {"en": "Problem", "ko": "문제"}
_USE: Text = {"en": "Intended use", "ko": "사용 목적"}
_LIMITS: Text = {"en": "Limits", "ko": "제약"}
_MISSING: Text = {"en": "What is missing", "ko": "부족한 것"}
_COMPLETE: Text = {"en": "Nothing is missing for this gate.", "ko": "이 관문에 부족한 것이 없습니다."}
_PROMISES: Text = {"en": "Promises", "ko": "약속"}
_FINDINGS: Text = {"en": "Findings", "ko": "점검 결과"}
_SIGNED: Text = {"en": "Decision", "ko": "결정"}
_DECISIONS: tuple[Text, ...] = (
    {"en": "approved", "ko": "승인"},
    {"en": "approved with conditions", "ko": "조건부 승인"},
    {"en": "not approved", "ko": "반려"},
)
_CONDITIONS: Text = {"en": "Conditions", "ko": "조건"}
_SIGNERS: tuple[Text, ...] = (
    {"en": "Owner", "ko": "담당"},
    {"en": "Reviewer", "ko": "검토자"},
    {"en": "Reviewer", "ko": "검토자"},
)
_NAME: Text = {"en": "Name", "ko": "이름"}
_ROLE: Text = {"en": "Role", "ko": "역할"}
_DATE: Text = {"en": "Date", "ko": "날짜"}
_SIGNATURE: Text = {"en": "Signature", "ko": "서명"}

_METRIC: Text = {"en": "Metric", "ko": "지표"}
_HEADS: tuple[tuple[str, Text], ...] = (
    ("baseline", {"en": "Baseline", "ko": "베이스라인"}),
    ("minimum", {"en": "Minimum", "ko": "최소"}),
    ("target", {"en": "Target", "ko": "목표"}),
    ("offline", {"en": "Offline", "ko": "오프라인"}),
    ("online", {"en": "Online", "ko": "온라인"}),
)


def has_review(project: Project) -> bool:
    """Whether there is something to be reviewed: its document can be read, and it has not ended."""
    return project.record.is_readable and not project.record.has_ended


def review_stylesheet() -> str:
    """The text of the stylesheet of all review packs."""
    return files("prospectus_site").joinpath("assets/review.css").read_text("utf-8")


def review_pack(project: Project, portfolio: Portfolio, here: Here) -> str:
    """The review pack of a project as an HTML document; ``here`` is its own address."""
    parts = [
        tag("p", here.project(project, here.say(_REVIEW)), class_="kind"),
        tag("h1", written(project.title)),
        _facts(project, portfolio, here),
        *(_section(title, content, here) for title, content in _sections(project, portfolio, here)),
        _signatures(project, here),
    ]
    heads = [
        tag("meta", charset="utf-8"),
        tag("meta", name_="viewport", content_="width=device-width, initial-scale=1"),
        tag("meta", name_="robots", content_="noindex"),
        tag("title", f"{here.say(_REVIEW)}: {project.title}"),
        tag("link", rel="stylesheet", href=here.url(STYLESHEET)),
        tag("link", rel="icon", href="data:,"),  # else browsers ask for one that is not there
    ]
    return f"<!doctype html>\n{tag('html', tag('head', heads), tag('body', tag('main', parts)), lang=here.lang)}\n"


def _facts(project: Project, portfolio: Portfolio, here: Here) -> Markup:
    lifecycle, ahead = portfolio.lifecycle, project.ahead
    stage = stage_title(project, lifecycle, here.lang)
    at = stage_order(project, lifecycle)
    count = f" ({at + 1}/{len(lifecycle.stages)})" if at >= 0 else ""
    asked = tag("strong", here.say(ahead.title)) if ahead is not None else here.say(_STAYS).format(stage)
    status = joined([status_chip(project, lifecycle, here.lang), verdict_chip(project, lifecycle, here.lang)])
    return rows_html(
        (
            (here.say(_STAGE), f"{stage}{count}"),
            (here.say(_GATE), asked),
            (here.say(_STATUS), status),
            (here.say(_OWNER), written(project.owner)),
            (here.say(_DUE), due(project.record.review_day, portfolio.today, here.lang)),
            (here.say(_AS_OF), day(portfolio.today)),
            (here.say(_PROBLEM), written(project.record.statement)),
            (here.say(_USE), written(project.intended_use)),
            (here.say(_LIMITS), limits_line(project, portfolio, here)),
        )
    )


def _sections(project: Project, portfolio: Portfolio, here: Here) -> Iterator[tuple[Text, Markup]]:
    ahead = project.ahead
    if ahead is not None:
        yield _MISSING, lacks(ahead, here) if ahead.lacks else tag("p", here.say(_COMPLETE))
    if project.metrics:
        yield _PROMISES, _promises(project, here)
    yield RISKS.title, _block(RISKS, project, portfolio, here)
    yield REQUIREMENTS.title, _block(REQUIREMENTS, project, portfolio, here)
    yield FOLLOW_UPS.title, _block(FOLLOW_UPS, project, portfolio, here)
    yield _FINDINGS, findings_entries(project, here)


def _section(title: Text, content: Markup, here: Here) -> Markup:
    return tag("section", tag("h2", here.say(title)), content) if content else EMPTY


def _block(block: Block, project: Project, portfolio: Portfolio, here: Here) -> Markup:
    shown = block.make(project, portfolio, here)
    return EMPTY if shown is None else shown.content


def _promises(project: Project, here: Here) -> Markup:
    columns = (
        Column("metric", here.say(_METRIC)),
        *(Column(key, here.say(title), "number") for key, title in _HEADS),
        Column("promise", here.say(_PROMISES)),
    )
    return small_table(here.say(_PROMISES), columns, (_promise(metric, here) for metric in project.metrics))


def _promise(metric: Metric, here: Here) -> list[Content]:
    amounts = [
        with_unit(amount.written, metric.unit) if amount else ""
        for amount in (metric.baseline, metric.minimum, metric.target)
    ]
    values = [_measured(value, metric) for value in (metric.offline, metric.online)]
    return [written(metric.called), *amounts, *values, promise_chip(metric, here.lang)]


def _measured(value: Value | None, metric: Metric) -> Markup:
    if value is None:
        return EMPTY
    return html([with_unit(value.written, metric.unit), " ", tag("small", day(value.day))])


def _signatures(project: Project, here: Here) -> Markup:
    """The decision, its conditions, and lines to sign on."""
    boxes = joined((tag("span", here.say(text), class_="box") for text in _DECISIONS), " ")
    heads = [tag("th", here.say(text), scope="col") for text in (_ROLE, _NAME, _DATE, _SIGNATURE)]
    rows = [
        tag(
            "tr",
            tag("th", here.say(role), scope="row"),
            tag("td", written(project.owner) if not index else ""),
            tag("td"),
            tag("td"),
        )
        for index, role in enumerate(_SIGNERS)
    ]
    table = tag("table", tag("thead", tag("tr", heads)), tag("tbody", rows), class_="signatures")
    content = [
        tag("p", boxes),
        tag("p", here.say(_CONDITIONS), class_="line"),
        tag("div", table, class_="prospectus-scroll", role="region", aria_label=here.say(_SIGNED), tabindex="0"),
    ]
    return tag("section", tag("h2", here.say(_SIGNED)), content, class_="decision")
