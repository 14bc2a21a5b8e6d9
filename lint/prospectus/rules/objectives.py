"""OBJ: the goal is one of the business, and each objective has a metric, a target and a loss that fit together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prospectus.ground.severity import Severity
from prospectus.model.rule import Context, Finding, document_rule, label
from prospectus.project.known_metrics import known_metric
from prospectus.project.metrics import called, lacks_business_goal, metrics_by_id
from prospectus.project.models import models
from prospectus.project.sourcing import is_trained_elsewhere
from prospectus.rules import schema_findings
from prospectus.rules.wording import idle

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from prospectus.model.document import Document
    from prospectus.reading.front_matter.node import Node

MOST_LABELS = 3

TEAM_OF_MODELS = 2
"""With fewer models than this, there is nothing to combine."""


@document_rule("OBJ01", "goal-without-business-metric", Severity.ERROR, since="design", asks=True)
def goal_without_business_metric(document: Document, _context: Context) -> Iterator[Finding]:
    """The goal names no metric of the business."""
    yield from schema_findings.missing(document, "OBJ01")
    goal = document.at("goal.metrics")
    if document.violations.get("OBJ01") or not lacks_business_goal(document):
        return  # the goal names no metric that could be of another kind
    metrics = metrics_by_id(document)
    named = [metrics[name] for name in goal.texts() if name in metrics]
    business = next((metric for metric in metrics.values() if metric.at("kind").value == "business"), None)
    related = tuple(label(metric.at("kind"), "kind", metric=called(metric)) for metric in named[:MOST_LABELS])
    if business is not None:
        yield Finding(goal, "other", {"business": called(business)}, related)
    else:
        yield Finding(goal, "kind" if named else "empty", {}, related)


@document_rule("OBJ02", "objective-without-target", Severity.ERROR, since="design", asks=True)
def objective_without_target(document: Document, _context: Context) -> Iterator[Finding]:
    """An objective has no metric, or its metric no target: nobody can say when it is reached."""
    yield from schema_findings.missing(document, "OBJ02")
    objectives = document.at("objectives")
    if objectives.value == []:
        yield Finding(objectives, "none", related=schema_findings.required_from(document, "design"))
    metrics = metrics_by_id(document)
    for objective in objectives.each():
        metric = metrics.get(objective.at("metric").text() or "")
        if metric is not None and not metric.at("target").is_present:
            facts = {"objective": _called(objective), "metric": called(metric)}
            target = metric.at("target")
            yield Finding(objective.at("metric"), "target", facts, (label(metric, "metric"),), about=(target,))


@document_rule("OBJ03", "objective-without-loss", Severity.ERROR, since="prototype", asks=True)
def objective_without_loss(document: Document, _context: Context) -> Iterator[Finding]:
    """Nothing says which function training minimises for an objective."""
    metrics = metrics_by_id(document)
    for objective in document.at("objectives").each():
        metric = metrics.get(objective.at("metric").text() or "")
        known = known_metric(metric) if metric is not None else None
        if not isinstance(objective.value, dict) or not objective.at("loss").is_blank or (known and known.is_loss):
            continue
        serving = _serving(objective, models(document))
        if serving and all(map(is_trained_elsewhere, serving)):
            continue  # nothing is trained
        facts = {"objective": _called(objective), "metric": objective.at("metric")} | idle(objective.at("loss"))
        wording = "metric" if metric is not None else "default"
        yield Finding(objective.at("loss"), wording, facts, schema_findings.required_from(document, "prototype"))


@document_rule("OBJ04", "objectives-without-strategy", Severity.ERROR, since="design", asks=True)
def objectives_without_strategy(document: Document, _context: Context) -> Iterator[Finding]:
    """Several objectives pull at the models, and nothing says how they are reconciled."""
    objectives, strategy = document.at("objectives"), document.at("objective_strategy")
    named = [objective for objective in objectives.each() if isinstance(objective.value, dict)]
    if len(named) <= 1:
        return
    facts = {"count": len(named)}
    if strategy.is_blank:
        yield Finding(objectives, "missing", facts)
    elif strategy.at("kind").value == "single":
        related = tuple(label(objective.at("id"), "objective") for objective in named[:MOST_LABELS])
        yield Finding(strategy.at("kind"), "single", facts, related)


@document_rule("OBJ05", "combined-loss-incomplete", Severity.ERROR, since="design", asks=True)
def combined_loss_incomplete(document: Document, _context: Context) -> Iterator[Finding]:
    """A combined loss lacks the weight of an objective, or is to train more than one model."""
    strategy = document.at("objective_strategy")
    weights, kind = strategy.at("weights"), strategy.at("kind")
    if kind.value != "combined-loss":
        return
    objectives = _by_id(document)
    if weights.is_blank and objectives:
        yield Finding(weights, "weights", {}, (label(kind, "kind"),))
    elif isinstance(weights.value, dict):
        for name, objective in objectives.items():
            if name not in weights.value:
                yield Finding(weights, "weight", {"objective": name}, (label(objective.at("id"), "objective"),))
        for name, weight in weights.entries():
            if objectives and name not in objectives:
                yield Finding(weight, "unknown", {"name": name})
    serving = [model for model in models(document) if model.at("objective").text() in objectives]
    if len(serving) > 1:
        related = tuple(label(model.at("objective"), "model") for model in serving[:MOST_LABELS])
        yield Finding(kind, "models", {"count": len(serving)}, related)


@document_rule("OBJ06", "decoupled-models-incomplete", Severity.ERROR, since="design", asks=True, yields_to=("STR09",))
def decoupled_models_incomplete(document: Document, _context: Context) -> Iterator[Finding]:
    """Decoupled models are one model, leave out an objective, or are combined by no rule."""
    strategy = document.at("objective_strategy")
    kind, combination = strategy.at("kind"), strategy.at("combination")
    declared = document.at("models")
    if kind.value != "decoupled-models":
        return
    if combination.is_blank:
        yield Finding(combination, "combination", idle(combination), (label(kind, "kind"),))
    if not isinstance(declared.value, list):
        return
    if len(declared.value) < TEAM_OF_MODELS:
        yield Finding(kind, "models", {"count": len(declared.value)}, (label(declared, "declared"),))
        return
    for objective in document.at("objectives").each():
        if objective.at("id").text() and not _serving(objective, models(document)):
            yield Finding(objective.at("id"), "unserved", {"objective": _called(objective)}, (label(kind, "kind"),))
    weights = strategy.at("weights")
    for name, objective in _by_id(document).items():
        if weights.count() and name not in weights.value:
            at = objective.at("id")
            yield Finding(weights, "weight", {"objective": name}, (label(at, "objective"),), about=(weights, at))


def _by_id(document: Document) -> dict[str, Node]:
    return {name: objective for objective in document.at("objectives").each() if (name := objective.at("id").text())}


def _called(objective: Node) -> Node | str:
    identity = objective.at("id")
    return identity if identity.text() else objective.where


def _serving(objective: Node, models: Iterable[Node]) -> list[Node]:
    """The models that serve an objective."""
    name = objective.at("id").text()
    return [model for model in models if name is not None and model.at("objective").text() == name]


RULES = (
    goal_without_business_metric,
    objective_without_target,
    objective_without_loss,
    objectives_without_strategy,
    combined_loss_incomplete,
    decoupled_models_incomplete,
)
