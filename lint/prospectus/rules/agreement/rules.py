"""AGR: what the body says in numbers is what the front matter says."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache, partial
from typing import TYPE_CHECKING, Any

from prospectus.ground.severity import Severity
from prospectus.model.rule import Context, Finding, Spot, document_rule, label
from prospectus.project.known_metrics import scale_of
from prospectus.rules.agreement.quantities import MEASURED, Measure, agrees, read_quantity
from prospectus.rules.agreement.statements import (
    ROLES,
    Index,
    Statement,
    Subject,
    clauses,
    is_said_today,
    name_of,
    places_of,
    prose_statements,
    table_statements,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prospectus.ground.language import Text
    from prospectus.ground.source import Span
    from prospectus.model.document import Document
    from prospectus.reading.front_matter.node import Node

SHOWN_VALUES = 3
"""A finding points at no more values of the front matter than these, the newest ones."""

_ROLE_NAMES: dict[str, Text] = {
    "baseline": {"en": "baseline", "ko": "베이스라인"},
    "start": {"en": "baseline", "ko": "베이스라인"},
    "minimum": {"en": "minimum", "ko": "최소 기준"},
    "target": {"en": "target", "ko": "목표"},
    "aim": {"en": "target", "ko": "목표"},
    "required": {"en": "requirement", "ko": "요구값"},
    "limit": {"en": "limit", "ko": "기준"},
    "alert": {"en": "alert limit", "ko": "알림 기준"},
    "total": {"en": "total", "ko": "합계"},
    "measured": {"en": "measured value", "ko": "측정값"},
    "offline": {"en": "offline value", "ko": "오프라인 측정값"},
    "online": {"en": "online value", "ko": "온라인 측정값"},
}


@lru_cache(maxsize=1)  # the three rules ask for the same document, one after the other
def _metrics(document: Document) -> Index:
    """The metrics of a document, by their names."""
    return Index(_metric(document, metric) for metric in document.at("metrics").each())


def _metric(document: Document, metric: Node) -> Subject:
    unit = metric.at("unit").text()
    measure = Measure(unit, None if unit is None else scale_of(metric))
    return Subject(
        metric, (metric.at("id").text(), metric.at("name").text()), measure, partial(_stated, document, metric)
    )


def _stated(document: Document, metric: Node, role: str) -> list[Node]:
    """What the front matter says of a metric in a role."""
    if role in _KEYS:
        return [metric.at(_KEYS[role])]
    if role in MEASURED:
        return [entry.at("value") for entry in metric.at("measured").each() if _is_of(entry.at("phase"), role)]
    baseline = metric.at("baseline.value")
    if role == "start":  # what a project starts from: its baseline, or where it has come to
        return [baseline, *_stated(document, metric, "measured")] if baseline.number() is not None else []
    decided = [metric.at("target"), metric.at("minimum")]
    if role == "aim":  # what a goal leads to: its target, or the least of it
        return decided
    if role == "required":
        return [*decided, *_named(document, "requirements.accuracy", metric, "value")]
    alerts = [metric.at("alert.value"), *_named(document, "monitoring.metrics", metric, "alert.value")]
    return alerts if role == "alert" else [*decided, baseline, *alerts]


_KEYS = {"baseline": "baseline.value", "minimum": "minimum", "target": "target"}


def _is_of(phase: Node, role: str) -> bool:
    return role == "measured" or phase.value in (role, None)


def _named(document: Document, path: str, metric: Node, key: str) -> list[Node]:
    """A fact of the entries elsewhere that name a metric."""
    name = metric.at("id").text()
    return [entry.at(key) for entry in document.at(path).each() if name and entry.at("metric").value == name]


@document_rule("AGR01", "table-differs-from-front-matter", Severity.WARNING)
def table_differs(document: Document, _context: Context) -> Iterator[Finding]:
    """A table gives another number for a metric than the front matter."""
    if document.at("metrics").count() and document.body.tables:
        for statement in table_statements(places_of(document), _metrics(document), ROLES.get):
            if not statement.is_said:
                yield _finding(document, statement)


@document_rule("AGR02", "text-differs-from-front-matter", Severity.WARNING)
def text_differs(document: Document, _context: Context) -> Iterator[Finding]:
    """A sentence or a list gives another number for a metric than the front matter."""
    if document.at("metrics").count():
        for statement in prose_statements(places_of(document), _metrics(document)):
            if not statement.is_said:
                yield _finding(document, statement)


def _finding(document: Document, statement: Statement, wording: str = "default") -> Finding:
    """The finding of a number that the front matter gives otherwise."""
    subject, stated = statement.subject, statement.stated
    unit = subject.measure.unit if wording == "default" and subject.measure.scale != "ratio" else None
    shown = "" if unit is None else unit if subject.measure.scale == "percent" else f" {unit}"
    written = list(dict.fromkeys(f"{node.written}{shown}" for node in stated))
    facts: dict[str, Any] = {
        "subject": subject.node.at("id").text() or subject.node.at("name").text(),
        "role": _ROLE_NAMES.get(statement.role, {"en": statement.role, "ko": statement.role}),
        "said": document.source.slice(statement.quantity.span),
        "stated": ", ".join(written),
    }
    if wording == "default" and len(written) > 1:
        wording = "several"
    labels = tuple(label(node, "stated") for node in stated[-SHOWN_VALUES:])
    return Finding(Spot(document.source, statement.quantity.span, stated[0].where), wording, facts, labels)


_TOTAL_HEADS = frozenset({"total", "합계", "총계", "총합"})
_REQUIRED_HEADS = frozenset({"value", "limit", "required value", "값"})
_STATISTICS = {"mean": frozenset({"mean", "average", "avg", "평균"}), "p50": frozenset({"p50", "median", "중앙값"})}

_MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december")  # fmt: skip
_BEFORE_FACT = r"(?:은|는|이|가)?(?:\s?[:=]\s?|\sis\s(?:on\s)?|\sof\s|\s)"
_DEADLINE = re.compile(
    rf"(?:deadline|due date|마감일|마감|기한){_BEFORE_FACT}(?P<date>(?P<year>20[0-9]{{2}})"
    rf"(?:-(?P<month>[0-9]{{2}})-(?P<day>[0-9]{{2}})|년 (?P<ko_month>[0-9]{{1,2}})월 (?P<ko_day>[0-9]{{1,2}})일)"
    rf"|(?P<en_day>[0-9]{{1,2}}) (?P<en_month>{'|'.join(_MONTHS)}) (?P<en_year>20[0-9]{{2}}))",
    re.IGNORECASE,
)
_QPS = re.compile(
    rf"(?P<key>peak|target|최대|목표) QPS{_BEFORE_FACT}(?P<number>[0-9][0-9,]*(?:\.[0-9]+)?)(?![0-9,.]*[0-9])"
    r"(?:\s?(?:QPS|RPS|queries/s|requests/s|req/s)(?![A-Za-z/]))?",
    re.IGNORECASE,
)
_BUDGET = re.compile(
    rf"(?:budget|예산){_BEFORE_FACT}(?:(?P<before>연간|연|매년|월|매월|분기|한 번에)\s)?(?P<code>(?-i:[A-Z]{{3}})|[$€£₩])?\s?"
    r"(?P<number>[0-9][0-9,]*(?:\.[0-9]+)?(?:\s?(?:thousand|million|billion|[kKM](?![A-Za-z])"
    r"|[조억천백십만]+(?:\s?[0-9][0-9,]*[억천백십만]+)?))?)(?![0-9,.]*[0-9])"
    r"(?:\s?(?P<unit>(?-i:[A-Z]{3})|원|won|달러|dollars?|유로|euros?|€))?"
    r"(?:\s(?P<after>a year|per year|a month|per month|a quarter|per quarter|once))?",
    re.IGNORECASE,
)
_CURRENCIES = {
    **dict.fromkeys(("₩", "원", "won"), "KRW"),
    **dict.fromkeys(("€", "유로", "euro", "euros"), "EUR"),
    **dict.fromkeys(("$", "달러", "dollar", "dollars"), "USD"),
    "£": "GBP",
}
_PERIODS = {
    **dict.fromkeys(("연간", "연", "매년", "a year", "per year"), "year"),
    **dict.fromkeys(("월", "매월", "a month", "per month"), "month"),
    **dict.fromkeys(("분기", "a quarter", "per quarter"), "quarter"),
    **dict.fromkeys(("한 번에", "once"), "once"),
}
_MEASURED_WORDS = re.compile(
    r"measured|observed|reach|load test|handled|served|carr|sustain|부하|측정|실측|관측|버티|버텼|기록", re.IGNORECASE
)


@document_rule("AGR03", "fact-differs-from-front-matter", Severity.WARNING)
def fact_differs(document: Document, _context: Context) -> Iterator[Finding]:
    """The body gives another size of a data set, requirement, deadline or budget than the front matter."""
    has_tables = bool(document.body.tables)
    if has_tables and document.at("data.datasets").count():
        yield from _counts_differ(document)
    if has_tables and document.at("requirements").count():
        yield from _requirements_differ(document)
    for node in (
        document.at("constraints.schedule.deadline"),
        document.at("constraints.budget"),
        document.at("requirements.qps"),
    ):
        if node:
            yield from _sentences_differ(document, node)


def _counts_differ(document: Document) -> Iterator[Finding]:
    """A table gives another number of records for a data set, or for one kind of its records."""
    subjects = [_dataset(dataset) for dataset in document.at("data.datasets").each()]

    def role_of(head: str) -> str | None:
        return "total" if head in _TOTAL_HEADS else head if head in kinds else None

    kinds = {name_of(kind.at("name").text() or "") for subject in subjects for kind in subject.node.at("kinds").each()}
    kinds.discard("")
    for statement in table_statements(places_of(document), Index(subjects), role_of, are_metrics=False):
        if not statement.is_said:
            yield _finding(document, statement, "count")


def _dataset(dataset: Node) -> Subject:
    def stated(role: str) -> list[Node]:
        kinds = [
            kind.at("quantity") for kind in dataset.at("kinds").each() if name_of(kind.at("name").text() or "") == role
        ]
        nodes = [dataset.at("total")] if role == "total" else kinds
        return nodes if len(nodes) == 1 else []

    unit = dataset.at("unit").text()
    asides = frozenset({name_of(unit)} if unit else ())
    return Subject(dataset, [dataset.at("id").text()], Measure(unit, "other", is_count=True), stated, asides)


def _requirements_differ(document: Document) -> Iterator[Finding]:
    """A table gives another processing time or QPS as required."""
    time, qps = document.at("requirements.processing_time"), document.at("requirements.qps")
    statistic = time.at("statistic").text() or ""
    asides = _STATISTICS.get(statistic, frozenset({statistic}))
    facts = [
        (time.at("online_ms"), ["online processing time", "온라인 처리 시간"], "ms"),
        (time.at("offline_ms"), ["offline processing time", "오프라인 처리 시간"], "ms"),
        (qps.at("peak"), ["peak QPS", "QPS (peak)", "최대 QPS", "QPS (최대)"], "QPS"),
        (qps.at("target"), ["target QPS", "QPS (target)", "목표 QPS", "QPS (목표)"], "QPS"),
    ]
    metrics = _metrics(document).exact
    subjects = []
    for node, names, unit in facts:
        if node.number() is not None:
            own = [name for name in names if name_of(name) not in metrics]
            subjects.append(_fact(node, own, Measure(unit, "other"), asides))

    for statement in table_statements(places_of(document), Index(subjects), _required_role):
        if not statement.is_said:
            yield _fact_finding(document, statement.subject.node, statement.quantity.span)


def _fact(node: Node, names: list[str], measure: Measure, asides: frozenset[str]) -> Subject:
    return Subject(node, names, measure, lambda _role: [node], asides)


def _required_role(head: str) -> str | None:
    is_required = head in _REQUIRED_HEADS or ROLES.get(head) in {"required", "target", "limit"}
    return "required" if is_required else None


def _sentences_differ(document: Document, fact: Node) -> Iterator[Finding]:
    """A sentence gives another deadline, budget or QPS."""
    places = places_of(document)
    kind = str(fact.path[-1])
    words, pattern, check = {
        "deadline": (("deadline", "due date", "마감", "기한"), _DEADLINE, _deadline),
        "budget": (("budget", "예산"), _BUDGET, _budget),
        "qps": (("peak qps", "target qps", "최대 qps", "목표 qps"), _QPS, _qps),
    }[kind]
    for passage, match in clauses(places, words, pattern):
        node = check(fact, match, passage.text)
        if node is not None and is_said_today(places, passage, match):
            span = passage.place(*match.span("date" if kind == "deadline" else "number"))
            yield _fact_finding(document, node, span)


def _fact_finding(document: Document, fact: Node, span: Span) -> Finding:
    """The finding of a fact that stands otherwise at a place of the body."""
    facts = {"fact": fact.where, "said": document.source.slice(span), "stated": fact}
    return Finding(Spot(document.source, span, fact.where), "default", facts, (label(fact, "stated"),))


def _deadline(fact: Node, match: re.Match[str], _text: str) -> Node | None:
    stated = fact.date()
    year = match["year"] or match["en_year"]
    month = match["month"] or match["ko_month"] or str(_MONTHS.index((match["en_month"] or "january").casefold()) + 1)
    try:
        said = date(int(year), int(month), int(match["day"] or match["ko_day"] or match["en_day"]))
    except ValueError:
        return None
    return fact if stated is not None and said != stated else None


def _budget(fact: Node, match: re.Match[str], _text: str) -> Node | None:
    amount, currency, period = fact.at("amount"), fact.at("currency").text(), fact.at("period").text()
    names = {name for name in (match["code"], match["unit"]) if name}
    currencies = {_CURRENCIES.get(name.casefold(), name.upper()) for name in names}
    periods = {_PERIODS[word.casefold()] for word in (match["before"], match["after"]) if word}
    is_dollar = "$" in names and (currency or "").endswith("D")
    if not names or not (currencies == {currency} or is_dollar) or not periods <= {period}:
        return None
    return _other_number(amount, match)


def _qps(fact: Node, match: re.Match[str], text: str) -> Node | None:
    if _MEASURED_WORDS.search(text):
        return None
    return _other_number(fact.at("peak" if match["key"].casefold() in {"peak", "최대"} else "target"), match)


def _other_number(node: Node, match: re.Match[str]) -> Node | None:
    """The fact, when a written number says something else."""
    measure = Measure(None, "other")
    stated, read = node.number(), read_quantity(match["number"], 0, measure)
    if stated is None or read is None or read[1] != len(match["number"]):
        return None
    return node if agrees(read[0], stated, measure, is_loose=False) is False else None


RULES = (table_differs, text_differs, fact_differs)
