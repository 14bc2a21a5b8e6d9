"""Plain findings to diagnostics: the severity, the words of the rule's page in one language, the URL."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

from prospectus.ground.language import say, with_particles, with_plurals
from prospectus.ground.severity import Severity
from prospectus.ground.terminal import plain
from prospectus.model.diagnostic import LAST, Diagnostic, Edit, Fix, Group, Label
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
        "ko": "{since} 단계부터 필요합니다 (현재 `stage: {stage}`)",
    },
    "advised-from": {
        "en": "advised because `stage: {stage}` (from {since} on)",
        "ko": "{since} 단계부터 권장합니다 (현재 `stage: {stage}`)",
    },
    "stage": {"en": "required because `stage: {stage}`", "ko": "`stage: {stage}`이므로 필요합니다"},
    "due-because": {"en": "the section is due because of this", "ko": "이 내용이 있으므로 필요한 섹션입니다"},
    "commented": {
        "en": "it stands here as a comment: put your own values in, and delete the `# ` before its lines",
        "ko": "여기에 주석으로 있습니다. 실제 값으로 바꾸고 줄 앞의 `# `을 지우세요",
    },
    "asked-by": {"en": "asked by {file}", "ko": "{file}에서 요구합니다"},
    "first": {"en": "first here", "ko": "처음 나온 곳"},
}
"""Labels that many rules share; any other label is on the rule's page."""

_COMMON_FIXES: dict[str, Text] = {
    "prompt": {"en": "Insert a prompt for `{key}`", "ko": "`{key}` 작성 안내 넣기"},
    "value": {"en": "Write `{fixed}`", "ko": "`{fixed}`(으)로 쓰기"},
}
"""Titles of fixes that many rules share; any other is on the rule's page."""

_IDLE: Text = {"en": " (“{idle}” says nothing)", "ko": " (“{idle}”에는 내용이 없습니다)"}
"""What is said behind a wording where a text stands that states nothing."""

_MISSING_FACTS = GroupWords(
    {
        "en": "{count} facts are missing from the front matter",
        "ko": "프런트 매터에 {count}개 항목이 없습니다",
    },
    {
        "en": "`prospectus next` says what each of them means, and shows the YAML to write",
        "ko": "항목마다 무엇을 적는지는 `prospectus next`에서 YAML 예시와 함께 볼 수 있습니다",
    },
)
"""What is said of the facts of the first level that are missing, by whichever rule."""

_LATE: Text = {
    "en": "; if the project is not at `{stage}` yet, write the stage that it is at: less is due there",
    "ko": ". 프로젝트가 아직 `{stage}` 단계가 아니라면 `stage`를 지금 단계로 낮추세요. 필요한 것이 줄어듭니다",
}
"""What is said besides where a document lacks what several stages ask for."""

_BARE = "`prospectus next`"
_COMMAND = "`prospectus next {path} --stage {stage}`"
"""How wordings name the command that lists what a stage asks for, and what it becomes for a document."""

_LEAST_FACTS = 4
_LEAST_FINDINGS = 3
"""So many findings of one kind are shown as one. Each fact comes with its YAML, and three are still easily read one by one."""

_FENCE = "---"


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
        help=_help(helps, finding, lang) if helps else None,
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


def _help(words: Text, finding: PlainFinding, lang: str) -> str:
    """A hint, in which a bare ``prospectus next`` has become the command for the document and its stage, where it tells one."""
    said = fill(words, finding.facts, lang)
    if _BARE not in said or "stage" not in finding.facts:
        return said
    path = shlex.quote(plain(finding.place.path))
    return said.replace(_BARE, _COMMAND.format(path=path, stage=finding.facts["stage"]))


def _group(page: RulePage, finding: PlainFinding, lang: str) -> Group | None:
    words, least, item = page.groups.get(finding.wording), _LEAST_FINDINGS, ""
    if words is None and _is_missing_fact(finding):
        words, least, item = _MISSING_FACTS, _LEAST_FACTS, f"`{finding.place.where}`"
    if words is None:
        return None
    if words.item is not None:
        item = fill(words.item, finding.facts, lang)
    # What belongs to a stage is asked for at one; a document without one is told no command.
    is_staged = "stage" in finding.facts
    helps = _help(words.help, finding, lang) if words.help and is_staged else None
    late = fill(_LATE, finding.facts, lang) if is_staged else ""
    rank = int(str(finding.facts.get("order", LAST)))
    return Group(say(words.message, lang), helps, late, item, least, rank)


def _is_missing_fact(finding: PlainFinding) -> bool:
    """Whether a finding stands for a fact of the first level that is missing, and shows it, whichever rule it is of."""
    is_absent = finding.place.excerpt.rstrip() == _FENCE
    return is_absent and finding.snippet is not None and len(finding.place.fact) == 1


def _fix(page: RulePage, finding: PlainFinding, fix: PlainFix, lang: str) -> Fix:
    title = fill(page.fixes.get(fix.wording) or _COMMON_FIXES[fix.wording], finding.facts, lang)
    edits = tuple(Edit(finding.place.path, edit.start, edit.end, edit.text) for edit in fix.edits)
    return Fix(title, edits, fix.applicability)


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
