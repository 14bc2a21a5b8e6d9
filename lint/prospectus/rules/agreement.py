"""AGR: what the body says in numbers is what the front matter says."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Any

from prospectus.diagnostic import Severity
from prospectus.rule import Context, Finding, Spot, document_rule, label
from prospectus.rules.known_metrics import scale_of
from prospectus.rules.quantities import MEASURED, Measure, agrees, read_quantity
from prospectus.rules.statements import (
    ROLES,
    Index,
    Places,
    Statement,
    Subject,
    clauses,
    name_of,
    prose_statements,
    table_statements,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prospectus.document import Document
    from prospectus.front_matter import Node
    from prospectus.language import Text

SHOWN_VALUES = 3
"""A finding points at no more values of the front matter than these, the newest ones."""

_ROLE_NAMES: dict[str, Text] = {
    "baseline": {"en": "baseline", "ko": "베이스라인"},
    "start": {"en": "baseline", "ko": "베이스라인"},
    "minimum": {"en": "minimum", "ko": "최소 기준"},
    "target": {"en": "target", "ko": "목표"},
    "required": {"en": "requirement", "ko": "요구값"},
    "limit": {"en": "limit", "ko": "기준"},
    "alert": {"en": "alert", "ko": "알림 기준"},
    "total": {"en": "total", "ko": "합계"},
    "deadline": {"en": "deadline", "ko": "마감"},
    "measured": {"en": "measured", "ko": "측정값"},
    "offline": {"en": "offline", "ko": "오프라인 측정값"},
    "online": {"en": "online", "ko": "온라인 측정값"},
}


def _metrics(document: Document) -> Index:
    """The metrics of a document, with their values by role."""
    watched: dict[str, list[Node]] = {}
    for entry in document.at("monitoring.metrics").each():
        if (name := entry.at("metric").text()) and (alert := entry.at("alert.value")):
            watched.setdefault(name, []).append(alert)
    asked: dict[str, list[Node]] = {}
    for item in document.at("requirements.accuracy").each():
        if (name := item.at("metric").text()) and (value := item.at("value")):
            asked.setdefault(name, []).append(value)
    return Index(_metric(metric, watched, asked) for metric in document.at("metrics").each())


def _metric(metric: Node, watched: dict[str, list[Node]], asked: dict[str, list[Node]]) -> Subject:
    name = metric.at("id").text()
    baseline, minimum, target = metric.at("baseline.value"), metric.at("minimum"), metric.at("target")
    alerts = [metric.at("alert.value"), *watched.get(name or "", ())]
    measured = [entry.at("value") for entry in metric.at("measured").each()]
    values = {
        "baseline": [baseline],
        "start": [baseline, *measured],
        "minimum": [minimum],
        "target": [target],
        "required": [target, minimum, *asked.get(name or "", ())],
        "limit": [target, minimum, baseline, *alerts],
        "alert": alerts,
        "measured": measured,
        "offline": [value for value in measured if value.parent.at("phase").value in {"offline", None}],
        "online": [value for value in measured if value.parent.at("phase").value in {"online", None}],
    }
    stated = {role: [node for node in nodes if node.number() is not None] for role, nodes in values.items()}
    if not stated["baseline"]:
        stated["start"] = []  # "from" is then no number that we know
    unit = metric.at("unit").text()
    return Subject(metric, (name, metric.at("name").text()), Measure(unit, scale_of(metric)), stated)


@document_rule("AGR01", "table-differs-from-front-matter", Severity.WARNING)
def table_differs(document: Document, _context: Context) -> Iterator[Finding]:
    """A table gives another number for a metric than the front matter."""
    if document.at("metrics").count() and document.body.tables:
        for statement in table_statements(Places(document), _metrics(document), ROLES.get):
            if not statement.is_said:
                yield _finding(document, statement)


@document_rule("AGR02", "text-differs-from-front-matter", Severity.WARNING)
def text_differs(document: Document, _context: Context) -> Iterator[Finding]:
    """A sentence or a list gives another number for a metric than the front matter."""
    if document.at("metrics").count():
        for statement in prose_statements(Places(document), _metrics(document)):
            if not statement.is_said:
                yield _finding(document, statement)


def _finding(document: Document, statement: Statement, wording: str = "default") -> Finding:
    """The finding of a number that the front matter gives otherwise."""
    subject, stated = statement.subject, statement.stated
    at = Spot(document.source, statement.quantity.span, stated[0].where)
    shown = stated[-SHOWN_VALUES:]
    facts: dict[str, Any] = {
        "subject": subject.node.at("id"),
        "role": _ROLE_NAMES.get(statement.role, {"en": statement.role, "ko": statement.role}),
        "said": document.source.slice(statement.quantity.span),
        "stated": ", ".join(dict.fromkeys(node.written for node in stated)),
    }
    if statement.role in MEASURED:
        wording = "measured"
    return Finding(at, wording, facts, tuple(label(node, "stated") for node in shown))


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
    rf"(?:budget|예산){_BEFORE_FACT}(?:(?P<before>연간|연|매년|월|매월|분기|한 번에)\s)?(?P<code>[A-Z]{{3}}|[$€£₩])?\s?"
    r"(?P<number>[0-9][0-9,]*(?:\.[0-9]+)?(?:\s?(?:thousand|million|billion|[kKM](?![A-Za-z])"
    r"|[조억천백십만]+(?:\s?[0-9][0-9,]*[억천백십만]+)?))?)(?![0-9,.]*[0-9])"
    r"(?:\s?(?P<unit>KRW|USD|EUR|GBP|JPY|[A-Z]{3}|원|won|달러|dollars?|유로|euros?|€))?"
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
    subjects = []
    kinds: set[str] = set()
    for dataset in document.at("data.datasets").each():
        values = {"total": [dataset.at("total")]}
        for kind in dataset.at("kinds").each():
            name = name_of(kind.at("name").text() or "")
            if name and name not in _TOTAL_HEADS:
                values.setdefault(name, []).append(kind.at("quantity"))
        counted = {role: nodes for role, nodes in values.items() if len(nodes) == 1 and nodes[0].number() is not None}
        kinds |= {*counted}
        unit = dataset.at("unit").text()
        asides = frozenset({name_of(unit)} if unit else ())
        subjects.append(
            Subject(dataset, [dataset.at("id").text()], Measure(unit, "other", is_count=True), counted, asides)
        )

    def role_of(head: str) -> str | None:
        return "total" if head in _TOTAL_HEADS else head if head in kinds else None

    for statement in table_statements(Places(document), Index(subjects), role_of, are_metrics=False):
        if not statement.is_said:
            yield _finding(document, statement, "count")


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
    metrics = _metrics(document)
    subjects = [
        Subject(
            node,
            [name for name in names if name_of(name) not in metrics.exact],
            Measure(unit, "other"),
            {"required": [node]},
            asides,
        )
        for node, names, unit in facts
        if node.number() is not None
    ]

    def role_of(head: str) -> str | None:
        return "required" if head in _REQUIRED_HEADS or ROLES.get(head) in {"required", "target", "limit"} else None

    for statement in table_statements(Places(document), Index(subjects), role_of):
        if not statement.is_said:
            yield _finding(document, statement, "requirement")


def _sentences_differ(document: Document, fact: Node) -> Iterator[Finding]:
    """A sentence gives another deadline, budget or QPS."""
    places = Places(document)
    kind = str(fact.path[-1])
    words, pattern, check = {
        "deadline": (("deadline", "due date", "마감", "기한"), _DEADLINE, _deadline),
        "budget": (("budget", "예산"), _BUDGET, _budget),
        "qps": (("qps",), _QPS, _qps),
    }[kind]
    for passage, match in clauses(places, words, pattern):
        node = check(fact, match, passage.text)
        if node is not None:
            group = "date" if kind == "deadline" else "number"
            span = passage.place(*match.span(group))
            facts = {"subject": node.where, "said": document.source.slice(span), "stated": node}
            yield Finding(Spot(document.source, span, node.where), kind, facts, (label(node, "stated"),))


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
