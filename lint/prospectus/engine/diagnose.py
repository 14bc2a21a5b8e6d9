"""Findings to diagnostics: the severity, the words of the rule's page in one language, the URL."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from prospectus.ground.language import say, with_particles
from prospectus.ground.severity import Severity
from prospectus.model.diagnostic import Diagnostic, Label
from prospectus.reading.front_matter.node import Node
from prospectus.rules.page import RulePage, read_page

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from prospectus.config import Config
    from prospectus.ground.source import Source
    from prospectus.model.rule import Finding, Rule

LONGEST_FACT = 80


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
    "asked-by": {"en": "asked by {file}", "ko": "{file}에서 요구합니다"},
    "first": {"en": "first here", "ko": "처음 나온 곳"},
}
"""Labels that many rules share; any other label is on the rule's page."""


def _positions(source: Source, span: tuple[int, int]) -> Any:  # noqa: ANN401 - a pair of Positions
    return source.position(span[0]), source.position(span[1])


def fill(text: str, facts: Mapping[str, Any], lang: str) -> str:
    """A wording with its facts filled in."""
    shown = {key: _show(value, lang) for key, value in facts.items()}
    filled = text.format_map(shown)
    return with_particles(filled) if lang == "ko" else filled


def _show(value: Any, lang: str) -> str:  # noqa: ANN401 - any fact
    if isinstance(value, Node):
        value = value.written
    elif isinstance(value, dict):
        value = say(value, lang)
    elif isinstance(value, tuple):  # a list that is worth its room: each of its words is needed
        return "; ".join(say(item, lang) for item in value)
    elif isinstance(value, float):
        value = f"{value:.6g}"
    text = str(value)
    return text if len(text) <= LONGEST_FACT else text[: LONGEST_FACT - 1] + "…"


def rule_url(code: str, base: str | None) -> str:
    """Where a rule's page is published; a URN when the configuration names no place (``rules-url``)."""
    if base is None:
        return f"urn:prospectus:rule:{code}"
    return f"{base.rstrip('/')}/{code}/"
