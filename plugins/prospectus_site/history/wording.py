"""The words of a history."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prospectus.ground.language import filled, say
from prospectus.ground.numbers import figure

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from prospectus.ground.language import Text

    from prospectus_site.history.changes import Change, DocumentHistory

STATES: dict[str, Text] = {
    "uncommitted": {
        "en": "This document is not committed yet, so it has no history.",
        "ko": "아직 커밋하지 않은 문서라 변경 이력이 없습니다.",
    },
    "no-git": {
        "en": "There is no history: git is not installed where this site was built.",
        "ko": "변경 이력이 없습니다. 사이트를 빌드한 환경에 git이 설치되어 있지 않습니다.",
    },
    "no-repository": {
        "en": "There is no history: this document is in no git repository.",
        "ko": "변경 이력이 없습니다. 이 문서는 git 저장소에 들어 있지 않습니다.",
    },
    "refused": {
        "en": "There is no history: git does not trust the repository's folder, which belongs to another user. `git config --global --add "
        "safe.directory FOLDER` says that it may.",
        "ko": "변경 이력이 없습니다. 저장소 폴더의 소유자가 달라 git이 읽기를 거부했습니다. `git config --global --add safe.directory 폴더`로 허용할 수 있습니다.",
    },
    "failed": {
        "en": "There is no history: git could not read the repository, or took too long.",
        "ko": "변경 이력이 없습니다. git이 저장소를 읽지 못했거나 시간이 너무 오래 걸렸습니다.",
    },
}
"""Why there is no history, by the state of a document that has none."""

_SHALLOW: Text = {
    "en": "The clone from which this site was built is shallow: what is older is not told. Fetch all of it (`fetch-depth: 0`).",
    "ko": "전체 이력을 받지 않은 저장소(shallow clone)로 빌드해 더 오래된 내용은 나오지 않습니다. 전체 이력을 받아 빌드하세요(`fetch-depth: 0`).",
}
_CUT: Text = {"en": "Only the newest revisions were looked into.", "ko": "최근 개정만 살펴봤습니다."}
_PARTIAL: Text = {
    "en": "The clone from which this site was built lacks the text of some revisions.",
    "ko": "일부 개정의 내용을 받지 않은 저장소(partial clone)로 빌드했습니다.",
}

KINDS: dict[str, Text] = {
    "created": {"en": "Document written", "ko": "문서 작성"},
    "removed": {"en": "Document removed", "ko": "문서 삭제"},
    "renamed": {"en": "File moved", "ko": "파일 이동"},
    "id": {"en": "Id", "ko": "ID"},
    "stage": {"en": "Stage", "ko": "단계"},
    "status": {"en": "Status", "ko": "상태"},
    "verdict": {"en": "Verdict", "ko": "판정"},
    "next_review": {"en": "Next review", "ko": "다음 검토"},
    "target": {"en": "Target", "ko": "목표"},
    "minimum": {"en": "Minimum", "ko": "최소"},
    "measured": {"en": "Measured", "ko": "측정값"},
}
_PHASES: dict[str, Text] = {"offline": {"en": "offline", "ko": "오프라인"}, "online": {"en": "online", "ko": "온라인"}}
_NOTHING: Text = {"en": "none", "ko": "없음"}
_BEFORE: Text = {"en": "{0}, before {1}", "ko": "{0}, 이전 {1}"}


def limits(history: DocumentHistory, lang: str) -> tuple[str, ...]:
    """What a reader must know of a history: why there is none, or why it does not tell all."""
    if history.state != "read":
        return (say(STATES[history.state], lang),)
    told = ((_SHALLOW, history.is_shallow), (_CUT, history.is_cut), (_PARTIAL, history.is_partial))
    return tuple(say(text, lang) for text, holds in told if holds)


def change_in_words(change: Change, lang: str, titles: Mapping[str, str], metrics: Mapping[str, str]) -> str:
    """One change as a line of text: ``Target of Recall: 0.9 → 0.95``.

    ``titles`` are those of stages, statuses and verdicts, by their ids, ``metrics`` the names of metrics, by theirs; an id without
    one is shown.
    """

    def shown(value: str | float | None) -> str:
        if value is None:
            return say(_NOTHING, lang)
        return titles.get(value, value) if isinstance(value, str) else figure(value)

    label = say(KINDS[change.kind], lang)
    if change.kind in {"created", "removed"}:
        return label
    if change.metric is not None:
        label = f"{metrics.get(change.metric, change.metric)}: {label[0].lower()}{label[1:]}"
    if change.kind == "measured":
        phase = say(_PHASES.get(change.phase or "", {"en": change.phase or ""}), lang)
        label = " ".join(filter(None, (label, phase, change.day)))
        if change.before is None:
            return f"{label}: {shown(change.after)}"
        return f"{label}: {say(filled(_BEFORE, shown(change.after), shown(change.before)), lang)}"
    if change.before is None and change.metric is None:
        return f"{label}: {shown(change.after)}"
    return f"{label}: {shown(change.before)} → {shown(change.after)}"


def changes_in_words(
    changes: Iterable[Change], lang: str, titles: Mapping[str, str], metrics: Mapping[str, str]
) -> list[str]:
    """A line for each change."""
    return [change_in_words(change, lang, titles, metrics) for change in changes]
