"""Linting texts that are no files: the samples of rule pages, mutated examples."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from prospectus.config import Config
from prospectus.contract.contract import Contract, standard_contract
from prospectus.contract.team.file import SHIPPED
from prospectus.engine.files import decode
from prospectus.engine.workspace import Workspace
from prospectus.ground.source import Source
from prospectus.model.document import Document
from prospectus.model.parsed import Parsed
from prospectus.output.text import render
from prospectus.rules import ALL_RULES
from prospectus.rules.page import read_page

if TYPE_CHECKING:
    from collections.abc import Mapping

    from prospectus.engine.report import Report
    from prospectus.model.rule import Rule

ROOT = Path(__file__).parents[2]
PROJECTS = ROOT / "docs" / "projects"
TODAY = date(2026, 11, 23)


def read_documents(texts: Mapping[str, str | bytes], contract: Contract | None = None) -> list[Document]:
    """Documents of texts by file name; the names in ``docs/projects`` are real files, whose links are checked."""
    documents = []
    for name, content in texts.items():
        text, problem = decode(content) if isinstance(content, bytes) else (content, None)
        path = PROJECTS / name if (PROJECTS / name).exists() else None
        documents.append(Document(Parsed(Source(name, text, path), problem), contract or standard_contract()))
    return documents


def workspace_of(
    texts: Mapping[str, str | bytes],
    rules: tuple[Rule, ...] = ALL_RULES,
    config: Config | None = None,
    today: date = TODAY,
) -> Workspace:
    """A workspace of texts by file name, at a fixed today unless another is given."""
    workspace = Workspace(config or Config(root=ROOT), today=today, rules=rules)
    for document in read_documents(texts, workspace.contract):
        workspace.put(document)
    return workspace


def lint_texts(
    texts: Mapping[str, str | bytes],
    rules: tuple[Rule, ...] = ALL_RULES,
    lang: str = "en",
    config: Config | None = None,
    only: str | None = None,
) -> Report:
    """The report on a portfolio of texts, or on one of them, at a fixed today."""
    report = workspace_of(texts, rules, config).report(lang, None if only is None else {only})
    assert not report.internal_errors, report.internal_errors
    return report


@cache
def _portfolio(contract: str | None, also: str) -> Workspace:
    codes = tuple(rule.code for rule in ALL_RULES if rule.is_default or rule.code == also)
    return workspace_of(example_texts(), config=Config(root=ROOT, contract=contract, select=codes))


def lint_example(name: str, text: str, contract: str | None = None, also: str = "") -> Report:
    """The report on an example with another text, among the others; those are checked once for all tests.

    ``also`` is a rule that runs only when it is asked for.
    """
    workspace = _portfolio(contract, also if also and not rule_of(also).is_default else "")
    (document,) = read_documents({name: text}, workspace.contract)
    report = workspace.report_on(document, "en")
    assert not report.internal_errors, report.internal_errors
    return report


def lint_text(text: str | bytes, rules: tuple[Rule, ...] = ALL_RULES, lang: str = "en") -> Report:
    """The report on one text."""
    return lint_texts({"document.md": text}, rules, lang)


def output_of(texts: Mapping[str, str], code: str, lang: str = "en") -> str:
    """What the terminal shows of one rule; the others run too, for one of them may hang on what they find."""
    config = Config(root=ROOT, select=tuple(rule.code for rule in ALL_RULES), contract=contract_of(code))
    report = lint_texts(texts, ALL_RULES, lang, config)
    chosen = tuple(diagnostic for diagnostic in report.diagnostics if diagnostic.code == code)
    return render(report._replace(diagnostics=chosen), lang)


def rule_of(code: str) -> Rule:
    """A rule by its code."""
    return next(rule for rule in ALL_RULES if rule.code == code)


def contract_of(code: str) -> str | None:
    """The contract that the samples and mutations of a rule's page are held to, as a configuration names it."""
    shipped = read_page(code).contract
    return f"{SHIPPED}{shipped}" if shipped else None


def example_texts() -> dict[str, str]:
    """The documents of the example portfolio."""
    return {path.name: path.read_text("utf-8") for path in sorted(PROJECTS.glob("*.md")) if path.name != "index.md"}
