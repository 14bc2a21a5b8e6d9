"""PRB: the problem is stated before its solution, and the solution answers a cause, step by step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prospectus.ground.folding import letters
from prospectus.ground.severity import Severity
from prospectus.model.document import columns
from prospectus.model.rule import Context, Finding, document_rule, label
from prospectus.project.metrics import metrics
from prospectus.project.models import models
from prospectus.project.sourcing import is_trained_elsewhere, takes_ready_made
from prospectus.project.statement import is_plan
from prospectus.rules import schema_findings
from prospectus.rules.wording import idle

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prospectus.model.document import Document
    from prospectus.reading.front_matter.node import Node

SHORTEST_STATEMENT = 20
"""In columns, of which a Korean syllable fills two: who, what and how much do not fit into less."""

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


@document_rule("PRB02", "problem-stated-as-solution", Severity.WARNING, since="problem", yields_to=("PRB01",))
def problem_stated_as_solution(document: Document, _context: Context) -> Iterator[Finding]:
    """The problem statement says what is to be done, and not what goes wrong."""
    statement = document.at("problem.statement")
    if is_plan(statement.text() or ""):
        yield Finding(statement)


@document_rule("PRB03", "no-key-question", Severity.WARNING, since="problem", asks=True, yields_to=("STR02",))
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


@document_rule("PRB06", "cause-without-option", Severity.WARNING, since="design", asks=True, yields_to=("STR09",))
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
    learning = [option for option in document.at("problem.options").each() if _is_chosen_learning(option)]
    lacking = [option for option in learning if option.at("data").is_blank and not takes_ready_made(option)]
    if lacking and not _may_be_trained_elsewhere(document, learning):
        for option in lacking:
            yield Finding(option.at("data"), "default", {"option": option.at("id")})


def _is_chosen_learning(option: Node) -> bool:
    return option.at("kind").value == "ml" and option.at("chosen").flag() is True


def _may_be_trained_elsewhere(document: Document, options: list[Node]) -> bool:
    """Whether an option without data may be a model that others trained: there is one, and the options' data account for the rest."""
    own = [model for model in models(document) if not is_trained_elsewhere(model)]
    if len(own) == len(models(document)):
        return False
    named = {name for option in options for name in option.at("data").texts()}
    return all(named.intersection(model.at("train").texts()) for model in own)


@document_rule("PRB08", "not-incremental", Severity.WARNING, since="design", asks=True)
def not_incremental(document: Document, _context: Context) -> Iterator[Finding]:
    """The project is one big step, or its first step is machine learning with nothing simple to compare with."""
    for increments in _blank(document, "increments"):
        yield Finding(increments, "none", related=schema_findings.required_from(document, "design"))
    increments = document.at("problem.increments")
    first = increments.at(0)
    name = _called(first)
    if name is None:
        return  # STR03 says that the step has no name; then the rest can be told
    if increments.count() == 1:
        yield Finding(increments, "single", {"name": name})
    elif first.at("kind").value == "ml" and not _has_simple_baseline(document):
        yield Finding(first.at("kind"), "ml-first", {"name": name})


def _called(increment: Node) -> Node | None:
    """What names a step: its name, or another text that stands in its place."""
    if increment.at("name").text():
        return increment.at("name")
    other = (value for key, value in increment.entries() if key not in {"kind", "due"})
    return next((value for value in other if value.text()), None)


@document_rule("PRB09", "no-option-chosen", Severity.WARNING, since="design", asks=True)
def no_option_chosen(document: Document, _context: Context) -> Iterator[Finding]:
    """Options are listed, and none of them is chosen."""
    options = document.at("problem.options")
    weighed = [option for option in options.each() if isinstance(option.value, dict)]
    if weighed and not any(
        option.at("chosen").is_present and option.at("chosen").value is not False for option in weighed
    ):
        yield Finding(options, "default", {"count": len(weighed)})


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
    no_option_chosen,
)
