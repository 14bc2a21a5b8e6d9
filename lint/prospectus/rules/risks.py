"""RSK: personal data is handled, the people affected are thought of, and every risk has an answer and an owner."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from prospectus.ground.numbers import non_negative
from prospectus.ground.pattern import Pattern
from prospectus.ground.severity import Severity
from prospectus.model.rule import Context, Finding, document_rule, label, shapes_of
from prospectus.project.datasets import datasets
from prospectus.project.models import models, name_of
from prospectus.project.personal_data import days_held, is_unlinked, personal_word, starts_later
from prospectus.project.sourcing import hosted
from prospectus.project.team import affected_people
from prospectus.rules import schema_findings
from prospectus.rules.wording import SHOWN, as_keys, as_said, idle

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prospectus.model.document import Document
    from prospectus.reading.front_matter.node import Node

_NO_ISSUE = Pattern(r"\s*(?:none|no|n/a|없음|해당 ?없음)\b|\s*$", re.IGNORECASE)
"""How an entry among the ethical issues begins that says that there is none."""

RETENTION_SLACK = 31
"""In days: data are deleted once a month, and a year may be counted as 360, 365 or 366 days."""


@document_rule("RSK01", "personal-data-unhandled", Severity.ERROR, since="design", asks=True)
def personal_data_unhandled(document: Document, _context: Context) -> Iterator[Finding]:
    """Personal data is used, and nothing says on which basis, where and for how long it is kept, or how it is protected."""
    privacy = document.at("constraints.privacy")
    flag = privacy.at("personal_data")
    if flag.flag() is not True:
        return
    lacking = [key for key in ("legal_basis", "storage", "retention_days", "handling") if privacy.at(key).is_blank]
    if lacking:
        shapes = shapes_of(privacy, lacking)
        yield Finding(
            privacy.at(lacking[0]),
            "default",
            {"keys": as_keys(lacking, privacy)},
            (label(flag, "flag"),),
            shapes=shapes,
        )


@document_rule("RSK02", "privacy-flags-disagree", Severity.ERROR, since="design")
def privacy_flags_disagree(document: Document, _context: Context) -> Iterator[Finding]:
    """The project says that it has no personal data, and its data say otherwise."""
    privacy = document.at("constraints.privacy")
    flag = privacy.at("personal_data") if isinstance(privacy.value, dict) else privacy
    denies = flag.flag() is False or privacy.is_waived
    held = [dataset for dataset in datasets(document) if dataset.at("personal_data").flag()]
    if denies and held:
        facts = {"datasets": ", ".join(name_of(dataset) for dataset in held)}
        labels = tuple(label(dataset.at("personal_data"), "held", dataset=name_of(dataset)) for dataset in held[:SHOWN])
        yield Finding(flag, "datasets", facts, labels)
    elif denies and privacy.at("categories").count():
        yield Finding(flag, "categories", {}, (label(privacy.at("categories"), "categories"),))
    for dataset in datasets(document):
        own = dataset.at("personal_data")
        if own.flag() is False or (denies and own.flag() is None):
            yield from _personal_columns(dataset, own or flag)
    if denies:
        for model in models(document):
            yield from _personal_names([model.at("input.schema"), model.at("input.type")], flag)


def _personal_columns(dataset: Node, flag: Node) -> Iterator[Finding]:
    columns = dataset.at("personal_columns")
    if columns.texts():
        facts = {"dataset": name_of(dataset), "columns": ", ".join(columns.texts())}
        yield Finding(columns, "columns", facts, (label(flag, "denied"),))
        return
    names = [dataset.at(key) for key in ("source", "slice", "time_key", "entity_key")]
    yield from _personal_names([*names, *(kind.at("name") for kind in dataset.at("kinds").each())], flag)


def _personal_names(names: list[Node], flag: Node) -> Iterator[Finding]:
    for name in names:
        word = personal_word(name.text() or "")
        if word is not None:
            facts = {"word": word, "key": name.where}
            yield Finding(name, "name", facts, (label(flag, "denied"),), Severity.WARNING)


@document_rule("RSK03", "no-ethics-statement", Severity.ERROR, since="design", asks=True)
def no_ethics_statement(document: Document, _context: Context) -> Iterator[Finding]:
    """People are affected, and nothing says which ethical issues that raises."""
    ethics, group = document.at("constraints.ethics"), affected_people(document)
    if group is None or not isinstance(ethics.value, dict):
        return  # CON05 says that it is missing; `n/a: ` and the reason is a statement
    issues = ethics.at("issues")
    facts = {"group": group.text()}
    if issues.is_unwritten:
        yield Finding(issues, "missing", facts | idle(issues), (label(group, "affected"),))
        return
    for issue in issues.each():
        if issue.is_idle:
            yield Finding(issue, "reason", {**facts, "issue": issue}, (label(group, "affected"),))
    mitigation, named = ethics.at("mitigation"), [one for one in issues.each() if not _NO_ISSUE.match(one.text() or "")]
    if mitigation.is_idle and not mitigation.is_unwritten and named:  # of a placeholder, STR13 speaks
        facts = {"mitigation": as_said(mitigation)}
        yield Finding(mitigation, "unanswered", facts, (label(named[0], "issue"),), Severity.WARNING)


@document_rule("RSK04", "external-processing-unstated", Severity.WARNING, since="design", asks=True)
def external_processing_unstated(document: Document, _context: Context) -> Iterator[Finding]:
    """Personal data leaves the organisation, and nothing says to whom and under which agreement."""
    privacy = document.at("constraints.privacy")
    at = privacy.at("external_processing")
    if privacy.at("personal_data").flag() is not True or not at.is_unwritten:
        return
    labels = [
        label(dataset.at("annotation.by"), "vendor", dataset=name_of(dataset))
        for dataset in datasets(document)
        if dataset.at("annotation.by").value == "vendor" and dataset.at("personal_data").flag() is not False
    ][:SHOWN]
    api = hosted(document)
    if api is not None and not is_unlinked(privacy):
        labels.append(label(api, "api"))
    if labels:
        yield Finding(at, "default", idle(at), tuple(labels))


@document_rule("RSK05", "risk-without-answer", Severity.WARNING, since="design", asks=True)
def risk_without_answer(document: Document, _context: Context) -> Iterator[Finding]:
    """No risk is named, or one has no mitigation, owner, likelihood or impact."""
    risks = document.at("risks")
    if risks.is_blank:
        yield Finding(risks, "none", {}, schema_findings.required_from(document, "design"))
    for risk in risks.each():
        if not isinstance(risk.value, dict):
            continue
        lacking = [key for key in ("mitigation", "owner", "likelihood", "impact") if risk.at(key).is_blank]
        if lacking:
            facts = {"risk": name_of(risk), "keys": as_keys(lacking, risk)}
            yield Finding(risk.at(lacking[0]), "lacks", facts, shapes=shapes_of(risk, lacking))


@document_rule("RSK06", "data-kept-too-long", Severity.WARNING, since="design", asks=True)
def data_kept_too_long(document: Document, _context: Context) -> Iterator[Finding]:
    """A data set with personal data reaches further back than personal data may be kept."""
    privacy = document.at("constraints.privacy")
    retention = privacy.at("retention_days")
    days = non_negative(retention)
    if days is None or privacy.at("personal_data").flag() is not True or privacy.at("handling").is_blank:
        return  # RSK01 asks how the data are handled; that decides whether they are still personal
    if is_unlinked(privacy) or starts_later(privacy):
        return
    for dataset in datasets(document):
        first = dataset.at("period.from")
        held = days_held(dataset, document.at("updated").date())
        if held is not None and held > days + RETENTION_SLACK and not is_unlinked(dataset):
            facts = {"dataset": name_of(dataset), "first": first, "held": held, "days": retention}
            yield Finding(first, "default", facts, (label(retention, "retention"),))


RULES = (
    personal_data_unhandled,
    privacy_flags_disagree,
    no_ethics_statement,
    external_processing_unstated,
    risk_without_answer,
    data_kept_too_long,
)
