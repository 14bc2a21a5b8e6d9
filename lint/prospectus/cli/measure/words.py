"""What ``prospectus measure`` says: what was written, how it stands, and which findings are new."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from prospectus.ground.difference import for_eyes, unified
from prospectus.ground.language import filled, say, with_plurals
from prospectus.ground.pattern import Pattern
from prospectus.ground.terminal import plain
from prospectus.output import Setting
from prospectus.output.text import render
from prospectus.writing.measuring.entry import KEY
from prospectus.writing.measuring.standing import figure, standing

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from prospectus.engine.report import Report
    from prospectus.engine.workspace import Workspace
    from prospectus.ground.language import Lang, Text
    from prospectus.model.diagnostic import Diagnostic
    from prospectus.writing.measuring.changes import Change, Outcome
    from prospectus.writing.measuring.plan import Plan

_MOST_NAMES = 20

_TOLD: dict[str, Text] = {
    "added": {"en": "{0}: {1} {2} ({3}): written", "ko": "{0}: {1} {2} ({3}): 썼습니다"},
    "replaced": {
        "en": "{0}: {1} {2} ({3}): written over the old value",
        "ko": "{0}: {1} {2} ({3}): 이전 값을 덮어썼습니다",
    },
    "unchanged": {"en": "{0}: {1} {2} ({3}): is there already", "ko": "{0}: {1} {2} ({3}): 이미 있습니다"},
}
_WOULD: dict[str, Text] = {
    "added": {"en": "{0}: {1} {2} ({3}): would be written", "ko": "{0}: {1} {2} ({3}): 쓸 값입니다"},
    "replaced": {
        "en": "{0}: {1} {2} ({3}): would be written over the old value",
        "ko": "{0}: {1} {2} ({3}): 이전 값을 덮어쓸 값입니다",
    },
    "unchanged": _TOLD["unchanged"],
}
_UNMATCHED: Text = {
    "en": "left out: {0} name(s) of no metric ({1})",
    "ko": "뺀 이름: 지표와 맞지 않는 것 {0}개 ({1})",
}
_ELSEWHERE: Text = {
    "en": "left out: {0} name(s) of other documents ({1})",
    "ko": "뺀 이름: 다른 문서의 것 {0}개 ({1})",
}
_NEW: Text = {"en": "New findings:", "ko": "새로 나온 검사 결과:"}

_PLACE_IN_SERIES = Pattern(r"\bmeasured\[[0-9]+\]|:[0-9]+\b")
"""Where a value stands among the others, which another value before it changes."""


def listed(names: Sequence[str]) -> str:
    """Names, or the first of many."""
    return ", ".join([*names[:_MOST_NAMES], "…"] if len(names) > _MOST_NAMES else names)


def left_out(plan: Plan, lang: Lang) -> Iterator[str]:
    """The names that are not written, a line a reason."""
    for text, names in ((_UNMATCHED, plan.unmatched), (_ELSEWHERE, plan.elsewhere)):
        if names:
            yield with_plurals(say(filled(text, len(names), listed(names)), lang))


def told(change: Change, lang: Lang, *, is_dry: bool) -> str:
    """What became of each value of a document, and how it stands."""
    lines = [line for one in change.outcomes for line in _told(change, one, lang, is_dry=is_dry)]
    return "".join(f"{plain(line)}\n" for line in lines)


def _told(change: Change, one: Outcome, lang: Lang, *, is_dry: bool) -> Iterator[str]:
    facts, metric = one.entry.facts, change.after.at("metrics", one.entry.metric)
    unit = metric.at("unit").text()
    value = figure(facts["value"]) + ("" if unit in {None, "ratio"} else f" {unit}")
    said = ", ".join(str(facts[key]) for key in KEY if key in facts)
    text = (_WOULD if is_dry else _TOLD)[one.outcome]
    yield say(filled(text, change.after.source.name, metric.at("id").value, value, said), lang)
    yield from (f"  {say(words, lang)}" for words in standing(metric, one.entry))


def difference(change: Change) -> str:
    """How the text of a document differs, as a unified diff."""
    before, after = change.before.source, change.after.source
    return for_eyes(unified(before.name, before.text, after.text))


def new_findings(workspace: Workspace, change: Change, lang: Lang) -> Report:
    """The report on a document with the findings alone that it did not have before."""
    before = Counter(map(_same, workspace.report_on(change.before, lang).diagnostics))
    report = workspace.report_on(change.after, lang)
    found = []
    for diagnostic in report.diagnostics:
        key = _same(diagnostic)
        if before[key]:
            before[key] -= 1
        else:
            found.append(diagnostic)
    return report._replace(diagnostics=tuple(found))


def _same(diagnostic: Diagnostic) -> tuple[str, str]:
    """What tells a finding from others, wherever it stands."""
    return diagnostic.code, _PLACE_IN_SERIES.compiled.sub("", diagnostic.message)


def findings(report: Report, lang: Lang, options: str) -> str:
    """The new findings, as ``lint`` shows them; empty where there are none."""
    if not report.diagnostics:
        return ""
    return f"\n{say(_NEW, lang)}\n\n{render(report, lang, Setting(options=options))}"
