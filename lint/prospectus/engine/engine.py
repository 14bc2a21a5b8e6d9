"""The engine: which rules run where, and what becomes of their findings.

A rule only yields findings. The engine has them worded, leaves out what is suppressed, reports the suppressions that
were not needed, and sorts. A rule that raises becomes an internal error with its code and its file; the run goes on.
"""

from __future__ import annotations

from collections import Counter
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, NamedTuple

from prospectus.engine.diagnose import word
from prospectus.engine.files import link_exists
from prospectus.ground.garbage import without_collecting
from prospectus.model.diagnostic import Diagnostic
from prospectus.model.rule import Context
from prospectus.model.suppression import UNUSED, Suppression, read_suppressions
from prospectus.reading.front_matter.node import Node

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from datetime import date

    from prospectus.config import Config
    from prospectus.ground.severity import Severity
    from prospectus.ground.source import Source
    from prospectus.model.document import Document
    from prospectus.model.portfolio import Portfolio
    from prospectus.model.rule import Finding, Located, Rule


class InternalError(NamedTuple):
    """A rule that raised: a fault of ours, not of the document."""

    code: str
    path: str
    error: BaseException


class Report:
    """The outcome of a run; ``documents`` counts those reported on."""

    def __init__(self, documents: int = 0) -> None:
        self.diagnostics: list[Diagnostic] = []
        self.internal_errors: list[InternalError] = []
        self.documents = documents
        self.skipped = 0
        self.suppressed = 0
        self.cached = 0

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
    reported = portfolio.documents if only is None else tuple(only)
    run = _Run(select_rules(rules, config), reported, Context(portfolio, today, config, link_exists), lang)
    with without_collecting():
        run.all()
    run.report.diagnostics.sort(key=Diagnostic.order)
    return run.report


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


class _Run:
    """One run of the engine: the rules, the documents to report on, and the report as it grows."""

    def __init__(self, rules: tuple[Rule, ...], documents: tuple[Document, ...], context: Context, lang: str) -> None:
        self.rules = rules
        self.documents = documents
        self.context = context
        self.lang = lang
        self.report = Report(len(documents))
        self.suppressions: dict[tuple[str, str], list[Suppression]] = {}
        """By file and rule: a document may have thousands."""
        for document in documents:
            for suppression in read_suppressions(document, context.today):
                self.suppressions.setdefault((document.source.name, suppression.code), []).append(suppression)
        self.names = {document.source.name for document in documents}

    def all(self) -> None:
        """Every rule where it applies, then what was to be suppressed and was not."""
        for document in self.documents:
            for rule in self.rules:
                if rule.scope == "document" and applies(rule, document):
                    self._rule(rule, document, document.source.name)
        for rule in self.rules:
            if rule.scope == "portfolio":
                self._rule(rule, self.context.portfolio, "(portfolio)")
        unused = next((rule for rule in self.rules if rule.code == UNUSED), None)
        if unused is not None:
            selected = {rule.code for rule in self.rules}
            for suppressions in self.suppressions.values():
                for suppression in suppressions:
                    if not suppression.is_used and suppression.code in selected:
                        self._finding(unused, suppression.unused())

    def _rule(self, rule: Rule, subject: Document | Portfolio, name: str) -> None:
        try:
            for finding in rule.run(subject, self.context):
                if finding.at.source.name in self.names and not (rule.asks and self._is_optional(finding.at)):
                    self._finding(rule, finding)
        except Exception as error:  # noqa: BLE001 - whatever a rule raises is our fault, and must not end the run
            self.report.internal_errors.append(InternalError(rule.code, name, error))

    def _is_optional(self, at: Located) -> bool:
        """Whether what is asked for is missing, and a team's own contract leaves that to the writer."""
        contract = self.context.portfolio.contract
        return bool(contract.optional) and isinstance(at, Node) and contract.is_optional(at)

    def _finding(self, rule: Rule, finding: Finding) -> None:
        config = self.context.config
        source = finding.at.source
        entries = self.suppressions.get((source.name, rule.code), ())
        held = [entry for entry in entries if entry.covers(rule.code, finding.at.where)]
        for entry in held:
            entry.is_used = True
        if held or _is_ignored(rule, source, config):
            self.report.suppressed += 1
        else:
            self.report.diagnostics.append(word(rule, finding, config, self.lang))


def _is_ignored(rule: Rule, source: Source, config: Config) -> bool:
    if not config.per_file_ignores:
        return False
    name = source.name
    if source.path is not None and source.path.is_relative_to(config.root):
        name = source.path.relative_to(config.root).as_posix()
    return any(fnmatchcase(name, glob) and _names(rule, codes) for glob, codes in config.per_file_ignores.items())
