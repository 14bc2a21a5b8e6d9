"""Plain findings to diagnostics: the severity, the words of the rule's page in one language, the URL."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prospectus.ground.language import say, with_particles, with_plurals
from prospectus.ground.severity import Severity
from prospectus.model.diagnostic import Diagnostic, Edit, Fix, Group, Label
from prospectus.rules.page import GroupWords, read_page

if TYPE_CHECKING:
    from collections.abc import Mapping

    from prospectus.config import Config
    from prospectus.ground.language import Text
    from prospectus.model.finding import PlainFinding, PlainFix
    from prospectus.model.rule import Rule
    from prospectus.rules.page import RulePage

_COMMON_LABELS: dict[str, Text] = {
    "required-from": {
        "en": "required because `stage: {stage}` (due from {since} on)",
        "ko": "`stage: {stage}`이므로 필요합니다 ({since} 단계부터)",
    },
    "stage": {"en": "required because `stage: {stage}`", "ko": "`stage: {stage}`이므로 필요합니다"},
    "asked-by": {"en": "asked by {file}", "ko": "{file}에서 요구합니다"},
    "first": {"en": "first here", "ko": "처음 나온 곳"},
}
"""Labels that many rules share; any other label is on the rule's page."""

_IDLE: Text = {"en": " (“{idle}” says nothing)", "ko": " (“{idle}”에는 내용이 없습니다)"}
"""What is said behind a wording where a text stands that states nothing."""

_MISSING_FACTS = GroupWords(
    {
        "en": "{count} facts are missing from the front matter: {items}",
        "ko": "프런트 매터에 {count}개 항목이 없습니다: {items}",
    },
    {
        "en": "`prospectus next {path} --stage {stage}` says what each of them means",
        "ko": "`prospectus next {path} --stage {stage}`을(를) 실행하면 항목마다 무엇을 적는지 볼 수 있습니다",
    },
)
"""What is said of the facts of the first level that are missing, by whichever rule."""

_LAST = 1_000
_LEAST_FACTS = 5
_LEAST_FINDINGS = 3
"""So many findings of one kind are shown as one. Facts come with their YAML, so four are easier to read one by one."""


def diagnose(rule: Rule, finding: PlainFinding, config: Config, lang: str) -> Diagnostic:
    """The diagnostic of a finding: with severity, wording and URL."""
    page = read_page(rule.code)
    severity = finding.severity or rule.severity
    if rule.code in config.severity:
        severity = Severity.of(config.severity[rule.code])
    helps = page.help.get(finding.wording)
    return Diagnostic(
        code=rule.code,
        name=rule.name,
        severity=severity,
        message=_message(page, finding, lang),
        url=rule_url(rule.code, config.rules_url),
        place=finding.place,
        related=tuple(
            Label(fill(_COMMON_LABELS.get(wording) or page.labels[wording], facts, lang), place)
            for place, wording, facts in finding.related
        ),
        help=fill(helps, finding.facts, lang) if helps else None,
        fix=_fix(page, finding, finding.fix, lang) if finding.fix is not None else None,
        snippet=finding.snippet or _written(page, finding),
        group=_group(page, finding, lang),
    )


def _message(page: RulePage, finding: PlainFinding, lang: str) -> str:
    message = fill(page.messages[finding.wording], finding.facts, lang)
    return message + fill(_IDLE, finding.facts, lang) if "idle" in finding.facts else message


def _written(page: RulePage, finding: PlainFinding) -> str | None:
    """What the page has to write about a finding, in the document's own language."""
    words = page.writes.get(finding.wording)
    return words and words.format_map(finding.facts)


def _group(page: RulePage, finding: PlainFinding, lang: str) -> Group | None:
    words, least, item = page.groups.get(finding.wording), _LEAST_FINDINGS, ""
    if words is None and _is_missing_fact(finding):
        words, least, item = _MISSING_FACTS, _LEAST_FACTS, f"`{finding.place.where}`"
    if words is None:
        return None
    # What belongs to a stage is asked for at one; a document without one is told no command.
    facts = {"path": finding.place.path, **finding.facts}
    helps = fill(words.help, facts, lang) if words.help and "stage" in facts else None
    rank = int(str(finding.facts.get("order", _LAST)))
    return Group(say(words.message, lang), helps, item, least, rank)


def _is_missing_fact(finding: PlainFinding) -> bool:
    """Whether a finding says that a fact of the first level is missing, whichever rule says it."""
    is_missing = finding.wording.split("-")[0] == "missing" and finding.snippet is not None
    return is_missing and len(finding.place.fact) == 1


def _fix(page: RulePage, finding: PlainFinding, fix: PlainFix, lang: str) -> Fix:
    title = fill(page.fixes[fix.wording], finding.facts, lang)
    edits = tuple(Edit(finding.place.path, edit.start, edit.end, edit.text) for edit in fix.edits)
    return Fix(title, edits, fix.safe)


def fill(text: Text, facts: Mapping[str, str | Text], lang: str) -> str:
    """A wording in a language, with its facts filled in."""
    shown = {key: value if isinstance(value, str) else say(value, lang) for key, value in facts.items()}
    filled = say(text, lang).format_map(shown)
    return with_particles(filled) if lang == "ko" else with_plurals(filled)


def rule_url(code: str, base: str | None) -> str:
    """Where a rule's page is published; a URN when the configuration names no place (``rules-url``)."""
    if base is None:
        return f"urn:prospectus:rule:{code}"
    return f"{base.rstrip('/')}/{code}/"
