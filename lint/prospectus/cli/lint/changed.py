"""``lint --changed``: what its value is, and what is said of the documents that it checks."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from prospectus.cli import streams
from prospectus.engine.files import shown_name
from prospectus.ground.language import filled, say

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from prospectus.config import Config
    from prospectus.engine.changes import Changes
    from prospectus.engine.radius import Reach
    from prospectus.engine.touched import Touched
    from prospectus.engine.workspace import Workspace
    from prospectus.ground.language import Text

MOST_TOLD = 10
"""So many of the documents that are checked besides are named."""

_NOTHING: Text = {
    "en": "nothing to check: no document has changed since {0}",
    "ko": "검사할 것이 없습니다. {0} 이후 바뀐 문서가 없습니다",
}
_CHANGED: Text = {"en": "{0} {1} changed since {2}", "ko": "{2} 이후 바뀐 문서: {0}개"}
_BESIDES: Text = {"en": "{0} checked too:", "ko": "함께 검사하는 문서: {0}개"}
_FIRST_COMMIT: Text = {"en": "there was nothing (no commit yet)", "ko": "처음(아직 커밋 없음)"}
_COMMIT: Text = {"en": "{0} ({1})", "ko": "{0} ({1})"}
_ONE: Text = {"en": "  {0}: {1}", "ko": "  {0}: {1}"}
_OUTSIDE: Text = {
    "en": "note: {0} {1} outside of the repository, and git knows nothing of {2}; without --changed all are checked",
    "ko": "참고: 문서 {0}개가 저장소 밖에 있어 git이 알지 못합니다. --changed 없이 실행하면 모두 검사합니다",
}
_MORE: Text = {"en": "  … and {0} more", "ko": "  … 그 밖에 {0}개"}
_ALL: Text = {
    "en": "{0} has changed: all documents are checked",
    "ko": "{0}이(가) 바뀌어 모든 문서를 검사합니다",
}
_WHY: dict[str, Text] = {
    "names": {"en": "refers to `{0}` ({1})", "ko": "`{0}`을(를) 가리킵니다 ({1})"},
    "id": {"en": "has the same id, `{0}`, as {1}", "ko": "{1}과(와) id가 같습니다: `{0}`"},
    "replaced": {
        "en": "is named by {1} as what it replaces, or what replaces it",
        "ko": "{1}에서 대체 관계로 가리킵니다",
    },
    "relies": {
        "en": "refers to `{0}`, which {1} may replace",
        "ko": "{1}(으)로 대체될 수 있는 `{0}`을(를) 가리킵니다",
    },
    "dataset": {"en": "uses the data set `{0}`, as {1} does", "ko": "{1}과(와) 같은 데이터셋 `{0}`을(를) 씁니다"},
    "goal": {"en": "has the same goal as {1}", "ko": "{1}과(와) 목표가 같습니다"},
    "cycle": {"en": "is in a cycle of references with {1}", "ko": "{1}과(와) 서로 돌아가며 가리킵니다"},
    "link": {"en": "links to `{0}`, which is gone", "ko": "없어진 `{0}`에 링크합니다"},
}
"""Why a document is checked besides, by :class:`~prospectus.engine.radius.Reach`."""


class Change(NamedTuple):
    """What git says has changed, and what that is to the documents."""

    changes: Changes
    touched: Touched


def change(ref: str, config: Config, documents: Sequence[Path]) -> Change:
    """What has changed since a commit; ends the run where git cannot tell."""
    from prospectus.engine.changes import changes  # noqa: PLC0415 - few runs ask git
    from prospectus.engine.touched import touched_by  # noqa: PLC0415 - as above

    found = changes(config.root, ref)
    return Change(found, touched_by(found, config, documents, Path.cwd()))


def check(
    workspace: Workspace, change: Change, documents: Sequence[Path], only: Collection[Path] | None, lang: str
) -> None:
    """Check what has changed and what that may show in, and say on standard error which documents these are."""
    from prospectus.engine.changed import check_changed  # noqa: PLC0415 - as above

    tell_outside(change, lang)
    besides = check_changed(workspace, change.changes, change.touched, documents, only)
    if not workspace.asked_for:
        tell_nothing(change, lang)
        return
    count = len(workspace.asked_for) - len(besides)
    words = "document" if count == 1 else "documents"
    streams.note(say(filled(_CHANGED, count, words, _since(change.changes)), lang))
    if change.touched.setting is not None:
        streams.note(say(filled(_ALL, shown_name(change.touched.setting)), lang))
    elif besides:
        _tell(besides, lang)


def tell_nothing(change: Change, lang: str) -> None:
    """Say on standard error that there is nothing to check."""
    streams.note(say(filled(_NOTHING, _since(change.changes)), lang))


def tell_outside(change: Change, lang: str) -> None:
    """Say on standard error of how many documents git knows nothing."""
    count = change.touched.outside
    if count:
        words = ("document is", "it") if count == 1 else ("documents are", "them")
        streams.note(say(filled(_OUTSIDE, count, *words), lang))


def _since(changes: Changes) -> Text:
    return filled(_COMMIT, changes.since, changes.commit) if changes.commit else _FIRST_COMMIT


def _tell(besides: Mapping[str, Reach], lang: str) -> None:
    streams.note(say(filled(_BESIDES, len(besides)), lang))
    for name, reach in [*besides.items()][:MOST_TOLD]:
        streams.note(say(filled(_ONE, name, filled(_WHY[reach.why], reach.what, reach.of)), lang))
    if len(besides) > MOST_TOLD:
        streams.note(say(filled(_MORE, len(besides) - MOST_TOLD), lang))
