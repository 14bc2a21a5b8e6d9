"""The engine: which rules run where, and what becomes of their findings.

A rule only yields findings. The engine alone adds the severity, the wording and the URL, and sorts. A rule that raises
becomes an internal error with its code and its file; the run goes on.
"""

from __future__ import annotations

import gc
from collections import Counter
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, Any

from prospectus.diagnostic import Diagnostic, Label, Severity
from prospectus.files import link_exists
from prospectus.front_matter import Node
from prospectus.language import say
from prospectus.rule import Context, Finding, Rule
from prospectus.rule_page import RulePage, read_page

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator
    from datetime import date

    from prospectus.config import Config
    from prospectus.document import Document
    from prospectus.portfolio import Portfolio
    from prospectus.source import Source

LONGEST_FACT = 80


@dataclass(frozen=True, slots=True)
class InternalError:
    """A rule that raised: a fault of ours, not of the document."""

    code: str
    path: str
    error: BaseException


@dataclass(slots=True)
class Report:
    """The outcome of a run; ``documents`` counts those reported on."""

    diagnostics: list[Diagnostic] = field(default_factory=list)
    internal_errors: list[InternalError] = field(default_factory=list)
    documents: int = 0
    skipped: int = 0
    suppressed: int = 0
    cached: int = 0

    def count(self, severity: Severity) -> int:
        """How many diagnostics weigh exactly this much."""
        return sum(diagnostic.severity == severity for diagnostic in self.diagnostics)

    def reaches(self, threshold: Severity) -> bool:
        """Whether any diagnostic weighs as much as the threshold or more."""
        return any(diagnostic.severity >= threshold for diagnostic in self.diagnostics)

    def by_code(self) -> Counter[str]:
        """How many diagnostics each rule gave."""
        return Counter(diagnostic.code for diagnostic in self.diagnostics)


def select_rules(rules: Iterable[Rule], config: Config) -> tuple[Rule, ...]:
    """The rules that a configuration wants: ``select`` and ``ignore`` take codes and three-letter families."""
    chosen = []
    for rule in rules:
        wanted = _names(rule, config.select) if config.select else rule.is_default
        if wanted and not _names(rule, config.ignore) and config.severity.get(rule.code) != "off":
            chosen.append(rule)
    return tuple(chosen)


def _names(rule: Rule, codes: Collection[str]) -> bool:
    return rule.code in codes or rule.code[:3] in codes


def lint(
    portfolio: Portfolio,
    rules: Iterable[Rule],
    config: Config,
    *,
    today: date,
    lang: str,
    only: Collection[Document] | None = None,
) -> Report:
    """Run the selected rules over a portfolio.

    ``only`` are the documents to report on; the others are still read by the rules that compare documents. ``today`` is
    the clock of every rule.
    """
    chosen = select_rules(rules, config)
    context = Context(portfolio, today, config, link_exists)
    reported = portfolio.documents if only is None else tuple(only)
    report = Report(documents=len(reported))
    was_enabled = gc.isenabled()
    gc.disable()  # documents live as long as the run: collecting would only walk them again and again
    try:
        for document in reported:
            for rule in chosen:
                if rule.scope == "document" and applies(rule, document):
                    _run(rule, document, document.source.name, context, report, lang)
        names = {document.source.name for document in reported}
        for rule in chosen:
            if rule.scope == "portfolio":
                _run(rule, portfolio, "(portfolio)", context, report, lang, names)
    finally:
        if was_enabled:
            gc.enable()
    report.diagnostics.sort(key=Diagnostic.order)
    return report


def applies(rule: Rule, document: Document) -> bool:
    """Whether a rule speaks about a document, by its stage and by whether it has ended.

    A document that could not be read is judged by STR01 alone.
    """
    if document.problem is not None:
        return rule.code == "STR01"
    if rule.since == "situation":
        return True
    stage = document.stage
    if stage is None:
        return False
    since = document.contract.lifecycle.stages[rule.since].order
    if rule.asks and document.has_ended:
        return document.asked is not None and since <= document.asked.order
    return stage.order >= since


def _run(
    rule: Rule,
    subject: Document | Portfolio,
    name: str,
    context: Context,
    report: Report,
    lang: str,
    names: Collection[str] | None = None,
) -> None:
    try:
        for finding in rule.run(subject, context):
            if names is None or finding.at.source.name in names:
                _report(rule, finding, context.config, report, lang)
    except Exception as error:  # noqa: BLE001 - whatever a rule raises is our fault, and must not end the run
        report.internal_errors.append(InternalError(rule.code, name, error))


def _report(rule: Rule, finding: Finding, config: Config, report: Report, lang: str) -> None:
    if _is_ignored(rule, finding.at.source.name, config):
        report.suppressed += 1
        return
    report.diagnostics.append(word(rule, finding, config, lang))


def _is_ignored(rule: Rule, name: str, config: Config) -> bool:
    return any(fnmatchcase(name, glob) and _names(rule, codes) for glob, codes in config.per_file_ignores.items())


def word(rule: Rule, finding: Finding, config: Config, lang: str) -> Diagnostic:
    """The diagnostic of a finding: with severity, wording and URL."""
    page = read_page(rule.code)
    source = finding.at.source
    start, end = _positions(source, finding.at.span)
    severity = finding.severity or rule.severity
    if rule.code in config.severity:
        severity = Severity.of(config.severity[rule.code])
    helps = page.help.get(finding.wording)
    return Diagnostic(
        code=rule.code,
        name=rule.name,
        severity=severity,
        message=fill(say(page.messages[finding.wording], lang), finding.facts, lang),
        url=rule_url(rule.code, config.rules_url),
        source=source,
        start=start,
        end=end,
        where=finding.at.where,
        related=tuple(_labels(page, finding, lang)),
        help=fill(say(helps, lang), finding.facts, lang) if helps else None,
    )


def _labels(page: RulePage, finding: Finding, lang: str) -> Iterator[Label]:
    for at, wording, facts in finding.related:
        start, end = _positions(at.source, at.value_span if isinstance(at, Node) and at.is_scalar else at.span)
        text = _COMMON_LABELS.get(wording) or page.labels[wording]
        yield Label(fill(say(text, lang), facts, lang), at.source, start, end)


_COMMON_LABELS = {
    "required-from": {
        "en": "required because `stage: {stage}` (due from {since} on)",
        "ko": "`stage: {stage}`이므로 필요합니다 ({since} 단계부터)",
    },
    "stage": {"en": "required because `stage: {stage}`", "ko": "`stage: {stage}`이므로 필요합니다"},
    "first": {"en": "first here", "ko": "처음 나온 곳"},
}
"""Labels that many rules share; any other label is on the rule's page."""


def _positions(source: Source, span: tuple[int, int]) -> Any:  # noqa: ANN401 - a pair of Positions
    return source.position(span[0]), source.position(span[1])


def fill(text: str, facts: dict[str, Any], lang: str) -> str:
    """A wording with its facts filled in."""
    shown = {key: _show(value, lang) for key, value in facts.items()}
    return text.format_map(shown)


def _show(value: Any, lang: str) -> str:  # noqa: ANN401 - any fact
    if isinstance(value, Node):
        value = value.written
    elif isinstance(value, dict):
        value = say(value, lang)
    elif isinstance(value, float):
        value = f"{value:.6g}"
    text = str(value)
    return text if len(text) <= LONGEST_FACT else text[: LONGEST_FACT - 1] + "…"


def rule_url(code: str, base: str | None) -> str:
    """Where a rule's page is published; a URN when the configuration names no place (``rules-url``)."""
    if base is None:
        return f"urn:prospectus:rule:{code}"
    return f"{base.rstrip('/')}/{code}/"
