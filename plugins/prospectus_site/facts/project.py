"""One project, whole: its record, what was found in it, and its facts."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from prospectus.ground.severity import Severity
from prospectus.project.team import needs, roles

from prospectus_site.facts.constraints import constraints_of
from prospectus_site.facts.data import datasets_of, models_in
from prospectus_site.facts.evaluation import evaluation_of
from prospectus_site.facts.limits import limits_of
from prospectus_site.facts.metrics import metrics_of
from prospectus_site.facts.operations import monitoring_of, retirement_of
from prospectus_site.facts.page_meta import page_meta_of
from prospectus_site.facts.people import person
from prospectus_site.facts.plan import plan_of
from prospectus_site.facts.requirements import requirements_of

if TYPE_CHECKING:
    from prospectus.ground.language import Lang, Text
    from prospectus.model.diagnostic import Diagnostic
    from prospectus.model.document import Document
    from prospectus.model.record import Record
    from prospectus.project.team import Need

    from prospectus_site.facts.constraints import Constraints
    from prospectus_site.facts.data import Dataset, Model
    from prospectus_site.facts.evaluation import Evaluation
    from prospectus_site.facts.limits import Limits
    from prospectus_site.facts.metrics import Metric
    from prospectus_site.facts.operations import Monitoring, Retirement
    from prospectus_site.facts.page_meta import PageMeta
    from prospectus_site.facts.plan import Plan
    from prospectus_site.facts.requirements import Requirements


class Member(NamedTuple):
    """Somebody of the team: role, name and contact as written."""

    role: str
    name: str
    contact: str


HIGH_RISK = 12
"""From this product of likelihood and impact on a risk is high, of 25 at most."""


class Risk(NamedTuple):
    """One risk; likelihood and impact from 1 to 5, None where they are not stated."""

    id: str
    text: str
    likelihood: int | None
    impact: int | None
    mitigation: str
    owner: str

    @property
    def weight(self) -> int:
        """Likelihood times impact; 0 where one of them is not stated."""
        return (self.likelihood or 0) * (self.impact or 0)

    @property
    def is_high(self) -> bool:
        """Whether it is both likely and grave."""
        return self.weight >= HIGH_RISK


class Lack(NamedTuple):
    """One thing that the next stage asks for and the document does not have: a section, a fact, or what a check wants.

    ``titles`` is what it is called in each language, for pages that are in another one than the project's.
    """

    kind: str
    id: str
    title: str
    what: str
    code: str
    is_error: bool
    titles: Text


class Ahead(NamedTuple):
    """The way to the next stage: its id, what it is called, and what is still missing."""

    stage: str
    title: Text
    lacks: tuple[Lack, ...]


class SectionLine(NamedTuple):
    """A section of the lifecycle that the document has, and the line of its heading."""

    id: str
    heading: str
    line: int


class Project(NamedTuple):
    """What the site knows of one project. ``lang`` is the language of its page, ``findings`` and ``ahead`` are told in it.

    ``gaps`` are the roles that it needs at its stage or a later one, and that nobody has; of a project that has ended there are none.
    """

    record: Record
    lang: Lang
    findings: tuple[Diagnostic, ...]
    sections: tuple[SectionLine, ...]
    metrics: tuple[Metric, ...]
    datasets: tuple[Dataset, ...]
    models: tuple[Model, ...]
    limits: Limits
    plan: Plan
    team: tuple[Member, ...]
    gaps: tuple[Need, ...]
    risks: tuple[Risk, ...]
    depends_on: tuple[str, ...]
    supersedes: str
    superseded_by: str
    intended_use: str
    service: str
    goal: str
    ahead: Ahead | None
    evaluation: Evaluation
    requirements: Requirements
    constraints: Constraints
    monitoring: Monitoring
    retirement: Retirement | None
    page_meta: PageMeta

    @property
    def name(self) -> str:
        """What its file is called; the key of a project."""
        return self.record.name

    @property
    def title(self) -> str:
        """Its title."""
        return self.record.title

    @property
    def id(self) -> str:
        """Its id; its file where it has none."""
        return self.record.called

    @property
    def owner(self) -> str:
        """The name of who answers for it, without the mail address, which a public page should not show."""
        return person(self.record.owner or "")

    @property
    def headline(self) -> Metric | None:
        """The metric that stands for it: the first that is optimised, else the first."""
        optimised = (metric for metric in self.metrics if metric.role == "optimizing")
        return next(optimised, None) or next(iter(self.metrics), None)

    @property
    def high_risks(self) -> tuple[Risk, ...]:
        """The risks that are both likely and grave, the gravest first."""
        return tuple(sorted((risk for risk in self.risks if risk.is_high), key=lambda risk: -risk.weight))

    @property
    def errors(self) -> int:
        """How many errors its document has."""
        return sum(finding.severity is Severity.ERROR for finding in self.findings)

    @property
    def warnings(self) -> int:
        """How many warnings its document has."""
        return sum(finding.severity is Severity.WARNING for finding in self.findings)

    @property
    def is_delivered(self) -> bool:
        """Whether its deadline is behind it: it is in service, or has ended."""
        return self.is_in_service or self.record.has_ended

    @property
    def is_in_service(self) -> bool:
        """Whether it answers real requests: it was put into service, and has not ended."""
        return (
            self.record.stage in {"action", "follow-up"}
            and not self.record.has_ended
            and self.plan.deployment is not None
        )


def project_of(document: Document, record: Record, findings: tuple[Diagnostic, ...], ahead: Ahead | None) -> Project:
    """What the site knows of a document."""

    def text(key: str) -> str:
        return document.at(key).text() or ""

    return Project(
        record=record,
        lang=page_lang(record),
        findings=findings,
        sections=tuple(
            SectionLine(section, text.heading.text, text.heading.line)
            for text in document.outline
            for section in text.ids
        ),
        metrics=metrics_of(document),
        datasets=datasets_of(document),
        models=models_in(document),
        limits=limits_of(document),
        plan=plan_of(document),
        team=tuple(
            Member(
                role=member.at("role").text() or "",
                name=person(member.at("name").text() or ""),
                contact=member.at("contact").text() or "",
            )
            for member in document.at("team").each()
        ),
        gaps=_gaps(document),
        risks=tuple(
            Risk(
                id=risk.at("id").text() or "",
                text=risk.at("text").text() or "",
                likelihood=_level(risk.at("likelihood").number()),
                impact=_level(risk.at("impact").number()),
                mitigation=risk.at("mitigation").text() or "",
                owner=person(risk.at("owner").text() or ""),
            )
            for risk in document.at("risks").each()
        ),
        depends_on=tuple(document.at("depends_on").texts()),
        supersedes=text("supersedes"),
        superseded_by=text("superseded_by"),
        intended_use=text("intended_use"),
        service=text("business.service"),
        goal=text("goal.statement"),
        ahead=ahead,
        evaluation=evaluation_of(document),
        requirements=requirements_of(document),
        constraints=constraints_of(document, page_lang(record)),
        monitoring=monitoring_of(document),
        retirement=retirement_of(document),
        page_meta=page_meta_of(document),
    )


def _gaps(document: Document) -> tuple[Need, ...]:
    held = roles(document)
    return () if document.has_ended else tuple(need for need in needs(document) if not need.roles & held)


def page_lang(record: Record) -> Lang:
    """The language in which a project's page speaks: that of its document, English where we do not know it."""
    return "ko" if record.lang.lower().startswith("ko") else "en"


def _level(number: float | None) -> int | None:
    return int(number) if number is not None and number in range(1, 6) else None
