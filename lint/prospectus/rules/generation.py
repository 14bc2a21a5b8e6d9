"""GEN: models that generate, above all bought ones, stay the same, affordable, and within what they may say."""

from __future__ import annotations

import re
from math import inf
from typing import TYPE_CHECKING

from prospectus.ground.numbers import SLACK, figure, grouped, positive
from prospectus.ground.pattern import Pattern
from prospectus.ground.severity import Severity
from prospectus.model.rule import Context, Finding, document_rule, label
from prospectus.project.costs import budget
from prospectus.project.generation import generators, is_bought, is_prompted, needed_context, token_cost
from prospectus.project.metrics import metrics
from prospectus.project.models import models, name_of
from prospectus.rules import schema_findings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prospectus.model.document import Document
    from prospectus.reading.front_matter.node import Node

LONGEST_NAME = 200
SOON_DAYS = 90
"""To move prompts and tests to another model takes about a quarter."""

_MOVING = Pattern(
    r"(?<![a-z0-9])(?:latest|newest|most recent|stable|preview|current|default|main|evergreen|rolling|auto(?:matically)?[- ]?(?:updat|upgrad)\w{1,4})(?![a-z0-9])"
    r"|최신|최신판|기본값|자동 ?(?:업데이트|갱신|업그레이드)",
    re.IGNORECASE,
)
_NEWEST = Pattern(r"latest|newest|most recent|최신", re.IGNORECASE)
_RELEASE = Pattern(
    r"v?[0-9]{1,3}(?:\.[0-9]{1,3}){1,3}[-_ ]stable$|[-_ ](?:0[1-9]|1[0-2])-?[0-3][0-9](?![0-9])", re.IGNORECASE
)
"""A numbered release that is called stable, and a preview of a day (``preview-05-20``, ``0125-preview``), stay what they are."""
_SNAPSHOT = Pattern(
    r"(?<![0-9])20[0-9]{2}-?[01][0-9]-?[0-3][0-9](?![0-9])|@[0-9a-f]{7,}|(?<![0-9])[0-9]{4}-[0-9]{2}(?![0-9])"
)
"""What names one snapshot of a model: a date, or a commit."""

_PASSAGES = Pattern(r"passage|document|article|chunk|snippet|context|구절|문서|문단|단락|검색 결과", re.IGNORECASE)
_SUMMARY = Pattern(r"\bsummar|요약", re.IGNORECASE)
"""What is made of a text that was given, whatever its kind."""

_GROUNDED = Pattern(
    r"ground|faithful|hallucinat|citation|cited|attribut|supported|entail|factual|truthful|unsupported|fabricat"
    r"|invent|made.up|wrong (?:fact|statement|claim|sentence)|contradict|consisten"
    r"|근거|환각|지어낸|왜곡|틀린 (?:내용|사실|문장)|충실|인용|출처|사실성|사실 일치|뒷받침",
    re.IGNORECASE,
)
_COMMITTED = frozenset({"guardrail", "satisficing", "optimizing"})


@document_rule("GEN01", "model-version-not-pinned", Severity.WARNING, since="design")
def version_not_pinned(document: Document, _context: Context) -> Iterator[Finding]:
    """A model that others serve is named by a name that moves on, or by none at all."""
    stage = document.stage
    is_built = stage is not None and stage.order >= document.contract.lifecycle.stages["prototype"].order
    for model in models(document):
        if not is_bought(model) and model.at("task").value != "generation":
            continue
        version, base = model.at("version"), model.at("base_model")
        moving = next((at for at in (version, base) if _moves((at.text() or "")[:LONGEST_NAME])), None)
        facts = {"model": name_of(model)}
        if moving is not None:
            yield Finding(moving, "moving", {**facts, "name": moving})
        elif (
            is_bought(model)
            and is_built
            and not version.text()
            and not document.has_ended
            and not _names_snapshot(base)
        ):
            yield Finding(version, "missing", facts, schema_findings.required_from(document, "prototype"))


def _moves(name: str) -> bool:
    """Whether a name is of whatever is newest, and of no snapshot that has such a word in its name."""
    if _MOVING.search(name) is None:
        return False
    return _NEWEST.search(name) is not None or not (_SNAPSHOT.search(name) or _RELEASE.search(name))


def _names_snapshot(base: Node) -> bool:
    return bool(_SNAPSHOT.search((base.text() or "")[:LONGEST_NAME]))


@document_rule("GEN02", "prompt-not-versioned", Severity.WARNING, since="action", asks=True)
def prompt_not_versioned(document: Document, _context: Context) -> Iterator[Finding]:
    """A model in service is steered by a prompt of which nobody can say which one it was."""
    for model in generators(document):
        if is_prompted(model) and model.at("prompt_version").is_blank:
            facts = {"model": name_of(model)}
            yield Finding(
                model.at("prompt_version"), "default", facts, schema_findings.required_from(document, "action")
            )


@document_rule("GEN03", "no-red-team", Severity.WARNING, since="action", asks=True)
def no_red_team(document: Document, _context: Context) -> Iterator[Finding]:
    """A generative model is in service, and nobody has tried to make it misbehave."""
    found = generators(document)
    tried = document.at("evaluation.red_team")
    if not found:
        return
    labels = (label(found[0].at("task"), "task"),)
    if tried.is_blank:
        yield Finding(tried, "default", {"model": name_of(found[0])}, labels)
    elif tried.at("n").number() == 0:
        yield Finding(tried.at("n"), "none", {}, labels)
    elif isinstance(tried.value, dict) and tried.at("result").is_blank:
        yield Finding(tried.at("result"), "result", {}, labels)


@document_rule("GEN04", "no-groundedness-metric", Severity.WARNING, since="prototype", asks=True)
def no_groundedness(document: Document, _context: Context) -> Iterator[Finding]:
    """A model writes from passages that it was given, and no metric holds it to them."""
    declared = metrics(document)
    if not declared:
        return
    grounded = [metric for metric in declared if _GROUNDED.search(_called(metric))]
    if any(metric.at("role").text() in _COMMITTED for metric in grounded):
        return
    for model in generators(document):
        source = _source_of(document, model)
        if source is None:
            continue
        facts = {"model": name_of(model)}
        labels = (label(source, "source"),)
        if grounded:
            yield Finding(grounded[0].at("role"), "observed", {**facts, "metric": name_of(grounded[0])}, labels)
        else:
            yield Finding(document.at("metrics"), "default", facts, labels)
        return


def _called(metric: Node) -> str:
    return f"{metric.at('id').text() or ''} {metric.at('name').text() or ''}"[:LONGEST_NAME].replace("-", " ")


def _source_of(document: Document, model: Node) -> Node | None:
    """What says that a model writes from given passages; None where nothing does."""
    retrievers = {name_of(other) for other in models(document) if other.at("task").value == "retrieval"}
    for item in model.at("depends_on").each():
        if item.text() in retrievers:
            return item
    wanted = [one for one in document.at("objectives").each() if one.at("id").text() == model.at("objective").text()]
    for said in (model.at("id"), *(one.at("statement") for one in wanted)):
        if _SUMMARY.search((said.text() or "")[:LONGEST_NAME]):
            return said
    kinds = model.at("input.type")
    for kind in (kinds, *kinds.each()):
        if _PASSAGES.search((kind.text() or "")[:LONGEST_NAME]):
            return kind
    return None


@document_rule("GEN05", "context-limit-exceeded", Severity.ERROR, since="design")
def context_exceeded(document: Document, _context: Context) -> Iterator[Finding]:
    """The longest request does not fit into the context of the model."""
    for model in models(document):
        limit, needed, tokens = model.at("context_limit"), needed_context(model), model.at("tokens")
        most = positive(limit)
        if needed is not None and most is not None and needed > most:
            longest = tokens.at("longest_input") or tokens.at("input")
            facts = {"model": name_of(model), "needed": grouped(needed), "limit": grouped(most)}
            yield Finding(longest, "default", facts, (label(limit, "limit"),))


@document_rule("GEN06", "token-cost-over-budget", Severity.ERROR, since="design")
def token_cost_over_budget(document: Document, _context: Context) -> Iterator[Finding]:
    """The tokens alone cost more in a year than the whole budget."""
    allowed = budget(document)
    if allowed is None or not allowed.yearly:
        return
    volume = document.at("feasibility.fit.repetitive.volume")
    for model in models(document):
        cost = token_cost(document, model)
        if cost is None or cost.currency != allowed.currency or not allowed.yearly * (1 + SLACK) < cost.yearly < inf:
            continue
        facts = {
            "model": name_of(model),
            "requests": grouped(round(cost.requests)),
            "each": figure(cost.each),
            "cost": grouped(round(cost.yearly)),
            "currency": cost.currency,
            "budget": grouped(allowed.yearly),
        }
        labels = (label(allowed.stated_at, "budget"), label(volume, "volume"))
        yield Finding(model.at("token_price"), "default", facts, labels)


@document_rule("GEN07", "model-reaches-end-of-life", Severity.WARNING, since="design")
def reaches_end_of_life(document: Document, context: Context) -> Iterator[Finding]:
    """The vendor has ended the version that is used, or will within a quarter."""
    if document.has_ended:
        return
    for model in models(document):
        stated = model.at("end_of_life")
        day = stated.date()
        facts = {"model": name_of(model), "date": stated}
        if day is None or context.clock.is_future(day, by=SOON_DAYS):
            continue
        if context.clock.is_past(day, by=-1):
            yield Finding(stated, "ended", facts, severity=Severity.ERROR)
        else:
            yield Finding(stated, "soon", {**facts, "days": str(-context.clock.days_since(day))})


RULES = (
    version_not_pinned,
    prompt_not_versioned,
    no_red_team,
    no_groundedness,
    context_exceeded,
    token_cost_over_budget,
    reaches_end_of_life,
)
