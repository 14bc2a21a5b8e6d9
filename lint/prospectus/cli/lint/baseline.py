"""The baseline of a call of ``prospectus lint``: which file it is, what is written into it, and what is said of it."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

from prospectus.cli.run import fail
from prospectus.config import DEFAULT_BASELINE
from prospectus.ground.language import filled, say

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from prospectus.cli.lint.request import Request
    from prospectus.config import Config
    from prospectus.engine.baseline.entry import Entry
    from prospectus.engine.report import Report
    from prospectus.ground.language import Text

MOST_SHOWN = 5
"""So many entries that hold nothing back are named; of the others it is told how many they are."""

_BOTH: Text = {
    "en": "--write-baseline and --prune-baseline: give one; writing it anew takes out what is not needed, too",
    "ko": "--write-baseline과 --prune-baseline: 하나만 지정하세요. 새로 쓰면 필요 없는 항목도 지워집니다",
}
_WRITTEN: Text = {
    "en": "{0}: {1} {2} recorded; `baseline = \"{3}\"` in the configuration, or `--baseline {0}`, holds them back",
    "ko": "{0}: 결과 {1}건을 기록했습니다. 설정의 `baseline = \"{3}\"`이나 `--baseline {0}`이 이것을 보류합니다",
}
_PRUNED: Text = {
    "en": "{0}: {1} {2} taken out, {3} kept",
    "ko": "{0}: 항목 {1}개를 지우고 {3}개를 남겼습니다",
}
_STALE: Text = {
    "en": "{0}: {1} {2} nothing back any more; `prospectus lint --prune-baseline{3}` takes {4} out",
    "ko": "{0}: 더는 보류할 것이 없는 항목이 {1}개 있습니다. `prospectus lint --prune-baseline{3}`으로 지우세요",
}
_AND_MORE: Text = {"en": "  … and {0} more", "ko": "  … 외 {0}개"}
_NEARER: Text = {
    "en": "{0}: {1} held back {2} nearer to being right than when it was written; `--write-baseline` records that",
    "ko": "{0}: 보류한 결과 {1}건이 기록할 때보다 나아졌습니다. `--write-baseline`으로 다시 기록하세요",
}


class Seen(NamedTuple):
    """What is said of a baseline after a run: how many findings it held back and how many of them came nearer; what is stale."""

    held: int = 0
    nearer: int = 0
    stale: int = 0
    first_stale: tuple[str, ...] = ()


def with_baseline(request: Request, config: Config) -> Config:
    """The configuration with the baseline that the call names; exits with 2 where it asks for what does not go together."""
    if request.write_baseline and request.prune_baseline:
        fail(_BOTH)
    if request.baseline is not None:
        return config._replace(baseline=os.path.abspath(request.baseline))  # noqa: PTH100 - Path.absolute leaves `..` in
    if request.write_baseline or request.prune_baseline:
        return config._replace(baseline=config.baseline or DEFAULT_BASELINE)
    return config


def written(request: Request, config: Config, report: Report, lang: str) -> str | None:
    """Write what is to be written into the baseline after a run, and say so; None where nothing is to be written.

    A run in which a rule failed does not know what there is.
    """
    file = config.baseline_file
    asked = request.write_baseline or request.prune_baseline
    if not asked or file is None or report.baseline is None or report.internal_errors:
        return None
    from prospectus.engine.baseline.file import shown, write_baseline  # noqa: PLC0415 - only for this

    kept, stale = report.baseline.kept, report.baseline.stale
    name = shown(file)
    if request.write_baseline:
        write_baseline(file, kept)
        relative = os.path.relpath(file, config.root).replace(os.sep, "/")
        return say(filled(_WRITTEN, name, len(kept), "finding" if len(kept) == 1 else "findings", relative), lang)
    if stale:
        write_baseline(file, kept)
    return say(filled(_PRUNED, name, len(stale), "entry" if len(stale) == 1 else "entries", len(kept)), lang)


def seen(request: Request, report: Report) -> Seen:
    """What is to be said of the baseline."""
    use = report.baseline
    if use is None or request.write_baseline:
        return Seen(len(report.baselined))
    stale = () if request.prune_baseline else use.stale
    return Seen(len(report.baselined), use.nearer, len(stale), tuple(map(_named, stale[:MOST_SHOWN])))


def _named(entry: Entry) -> str:
    return f"{entry.path}: {entry.rule} {entry.where}".rstrip()


def notes(found: Seen, file: Path, options: str, lang: str) -> Iterator[str]:
    """The lines that are said of a baseline after a run."""
    from prospectus.engine.baseline.file import shown  # noqa: PLC0415 - only where something is to be said

    name = shown(file)
    if found.nearer:
        yield say(filled(_NEARER, name, found.nearer, "finding is" if found.nearer == 1 else "findings are"), lang)
    if found.stale:
        words = ("entry holds", "it") if found.stale == 1 else ("entries hold", "them")
        yield say(filled(_STALE, name, found.stale, words[0], options, words[1]), lang)
        yield from (f"  {line}" for line in found.first_stale)
        if found.stale > len(found.first_stale):
            yield say(filled(_AND_MORE, found.stale - len(found.first_stale)), lang)
