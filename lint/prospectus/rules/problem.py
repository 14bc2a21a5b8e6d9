"""PRB: the problem is stated before its solution, and the solution answers a cause, step by step."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from prospectus.ground.folding import letters
from prospectus.ground.pattern import Pattern
from prospectus.ground.severity import Severity
from prospectus.model.document import columns
from prospectus.model.rule import Context, Finding, document_rule, label
from prospectus.project.metrics import metrics
from prospectus.rules import schema_findings
from prospectus.rules.wording import idle

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prospectus.model.document import Document
    from prospectus.reading.front_matter.node import Node

SHORTEST_STATEMENT = 20
"""In columns, of which a Korean syllable fills two: who, what and how much do not fit into less."""

LONGEST_STATEMENT = 1000
"""In characters; a problem that needs more is stated there already, or never will be."""

_MAKING = (
    r"(?:develop|build|create|implement|introduce|apply|adopt|use|train|make|deploy|design|set up)(?:s|es|ed|ing|ment)?"
)
_MADE = (
    r"(?:models?|ai|ml|llms?|machine learning|deep learning|neural net(?:work)?s?|systems?|chatbots?|classifiers?"
    r"|recommenders?|predictors?|detectors?|pipelines?|algorithms?|platforms?|engines?)"
)
_KO_MAKING = r"(?:도입|구축|개발|만들|만든|적용|구현|학습|활용)"
_KO_MADE = (
    r"(?:모델|모형|(?<![a-z])(?:ai|ml|llm)(?![a-z])|인공지능|머신러닝|딥러닝|시스템|챗봇|분류기|알고리즘|플랫폼|엔진)"
)
_SOLUTION = (
    (Pattern(rf"\b{_MAKING}\b", re.IGNORECASE), Pattern(rf"\b{_MADE}\b", re.IGNORECASE)),
    (Pattern(_KO_MADE, re.IGNORECASE), Pattern(_KO_MAKING)),
    (Pattern(_KO_MAKING), Pattern(_KO_MADE, re.IGNORECASE)),
)
"""Pairs of which the one, and the other somewhere after it, make a solution of a sentence."""

_TROUBLE = Pattern(
    r"\d|\b(?:too|cannot|can't|unable|lacks?|shortages?|slow(?:ly|er)?|delayed|(?:is|are|arrives?|come) late"
    r"|(?:must|have to|has to) wait|waits|waited|fails?|failed|loses?|losing|lost|miss(?:es|ed)|complain(?:s|ed)"
    r"|wast(?:es?|ed)|difficult|hard to|problems?|because|dropped|fell|falls|fallen|rose|risen|grew|grown|declined)\b"
    r"|문제|어렵|어려[워움]|부족|못[하한해했]|않[는아고은]|없[어다는고이]|늦[어은게다]|느[리려린]|걸[리려린]|불만|불편|놓[치친쳐]|낭비"
    r"|손실[이을]|실패[하한했율]|지연[되된돼]|늘[었어]|줄[었어]|떨어[지져진]|때문",
    re.IGNORECASE,
)
"""Words that say what goes wrong; a number says it too. Names of things to predict ("delays", "이탈") do not."""

_SIMPLE_BASELINES = frozenset({"rule", "dummy"})
"""The kinds of baseline that somebody had to build first; a current process or a person is there anyway."""


@document_rule("PRB01", "problem-not-stated", Severity.ERROR, since="problem")
def problem_not_stated(document: Document, _context: Context) -> Iterator[Finding]:
    """The problem statement is missing, too short, or only repeats the title or the goal."""
    yield from schema_findings.missing(document, "PRB01")
    statement = document.at("problem.statement")
    if not isinstance(statement.value, str):
        return
    words = statement.value.strip()
    if statement.is_blank:
        yield Finding(statement, "empty", idle(statement))
        return
    said = letters(words)
    for other, wording in ((document.at("title"), "title"), (document.at("goal.statement"), "goal")):
        if letters(other.text() or "") == said:
            yield Finding(statement, wording, {}, (label(other, wording),))
            return
    length = columns(words)
    if length < SHORTEST_STATEMENT:
        yield Finding(statement, "short", {"length": length, "limit": SHORTEST_STATEMENT})


def _is_solution(text: str) -> bool:
    """Whether a sentence says what is to be built."""
    return any((made := one.search(text)) and other.search(text, made.end()) for one, other in _SOLUTION)


@document_rule("PRB02", "problem-stated-as-solution", Severity.WARNING, since="problem")
def problem_stated_as_solution(document: Document, _context: Context) -> Iterator[Finding]:
    """The problem statement says what to build, and neither what goes wrong nor how much."""
    statement = document.at("problem.statement")
    words = (statement.text() or "")[:LONGEST_STATEMENT]
    if words and _is_solution(words) and not _TROUBLE.search(words):
        yield Finding(statement)


@document_rule("PRB03", "no-key-question", Severity.WARNING, since="problem", asks=True)
def no_key_question(document: Document, _context: Context) -> Iterator[Finding]:
    """No question says what the project wants to solve or to learn."""
    for questions in _blank(document, "questions"):
        yield Finding(questions, "default", idle(questions), related=schema_findings.required_from(document, "problem"))


@document_rule("PRB04", "no-problem-evidence", Severity.WARNING, since="problem", asks=True)
def no_problem_evidence(document: Document, _context: Context) -> Iterator[Finding]:
    """Nobody was asked, and no data was looked at."""
    for evidence in _blank(document, "evidence"):
        yield Finding(evidence, related=schema_findings.required_from(document, "problem"))


@document_rule("PRB05", "only-ml-options", Severity.ERROR, since="design", asks=True)
def only_ml_options(document: Document, _context: Context) -> Iterator[Finding]:
    """No way of solving the problem without machine learning is considered."""
    for options in _blank(document, "options"):
        yield Finding(options, "none", related=schema_findings.required_from(document, "design"))
    options = document.at("problem.options")
    kinds = [option.at("kind").value for option in options.each()]
    if kinds and all(kind == "ml" for kind in kinds):
        yield Finding(options, "only-ml", {"count": len(kinds)})


@document_rule("PRB06", "cause-without-option", Severity.WARNING, since="design", asks=True)
def cause_without_option(document: Document, _context: Context) -> Iterator[Finding]:
    """A cause is addressed by no option, or an option addresses no cause."""
    for causes in _blank(document, "causes"):
        yield Finding(causes, "no-causes", related=schema_findings.required_from(document, "design"))
    if document.at("problem.causes").count() and document.at("problem.options").count():
        yield from _causes_without_option(document.at("problem"))
        yield from _options_without_cause(document.at("problem"))


def _causes_without_option(problem: Node) -> Iterator[Finding]:
    causes = [*problem.at("causes").each()]
    parents = {name: cause.at("parent").text() for cause in causes if (name := cause.at("id").text())}
    parts = {*parents.values()}  # a cause that is split is judged by its parts
    addressed = {name for option in problem.at("options").each() for name in option.at("addresses").texts()}
    for cause in causes:
        name = cause.at("id").text()
        if name is None or name in parts or cause.at("out_of_scope").flag():
            continue
        if not addressed.intersection(_with_ancestors(name, parents)):
            yield Finding(cause.at("id"), "cause", {"cause": name})


def _with_ancestors(cause: str, parents: dict[str, str | None]) -> set[str]:
    """A cause and all that it is a part of; what addresses one of them addresses the cause."""
    found: set[str] = set()
    above: str | None = cause
    while above is not None and above not in found:
        found.add(above)
        above = parents.get(above)
    return found


def _options_without_cause(problem: Node) -> Iterator[Finding]:
    for option in problem.at("options").each():
        addresses = option.at("addresses")
        if isinstance(option.value, dict) and addresses.is_blank and not option.at("out_of_scope").flag():
            yield Finding(addresses, "option", {"option": option.at("id")})


@document_rule("PRB07", "ml-option-without-data", Severity.ERROR, since="design", asks=True)
def ml_option_without_data(document: Document, _context: Context) -> Iterator[Finding]:
    """A chosen option is to learn from data, and names none."""
    for option in document.at("problem.options").each():
        data = option.at("data")
        if option.at("kind").value == "ml" and option.at("chosen").flag() and data.is_blank:
            yield Finding(data, "default", {"option": option.at("id")})


@document_rule("PRB08", "not-incremental", Severity.WARNING, since="design", asks=True)
def not_incremental(document: Document, _context: Context) -> Iterator[Finding]:
    """The project is one big step, or its first step is machine learning with nothing simple to compare with."""
    for increments in _blank(document, "increments"):
        yield Finding(increments, "none", related=schema_findings.required_from(document, "design"))
    increments = document.at("problem.increments")
    first = increments.at(0)
    if increments.count() == 1:
        yield Finding(increments, "single", {"name": first.at("name")})
    elif first.at("kind").value == "ml" and not _has_simple_baseline(document):
        yield Finding(first.at("kind"), "ml-first", {"name": first.at("name")})


def _has_simple_baseline(document: Document) -> bool:
    baselines = [metric.at("baseline") for metric in metrics(document)]
    return any(
        baseline.at("kind").text() in _SIMPLE_BASELINES and baseline.at("value").number() is not None
        for baseline in baselines
    )


def _blank(document: Document, key: str) -> Iterator[Node]:
    """A list of the problem that is missing or empty; nothing where there is no problem at all, as PRB01 says."""
    problem = document.at("problem")
    if isinstance(problem.value, dict) and problem.at(key).is_blank:
        yield problem.at(key)


RULES = (
    problem_not_stated,
    problem_stated_as_solution,
    no_key_question,
    no_problem_evidence,
    only_ml_options,
    cause_without_option,
    ml_option_without_data,
    not_incremental,
)
