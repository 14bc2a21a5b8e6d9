"""The baseline of a call of ``prospectus lint``: which file it is, what is written into it, and what is said of it."""

from __future__ import annotations

import os
import shlex
from typing import TYPE_CHECKING, NamedTuple

from prospectus.cli import streams
from prospectus.cli.run import fail
from prospectus.config import DEFAULT_BASELINE
from prospectus.engine.stamp import digest_of
from prospectus.ground.language import filled, say
from prospectus.ground.regular_file import read_regular

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prospectus.cli.lint.request import Request
    from prospectus.config import Config
    from prospectus.engine.baseline.entry import Entry
    from prospectus.engine.outcome import Outcome
    from prospectus.engine.report import Report
    from prospectus.ground.language import Text

MOST_BYTES = 64_000_000
"""The greatest size of a baseline: it holds some hundred thousand findings."""

MOST_SHOWN = 5
"""So many entries that hold nothing back are named; of the others it is told how many they are."""

_BOTH: Text = {
    "en": "--write-baseline and --prune-baseline: give one; writing it anew takes out what is not needed, too",
    "ko": "--write-baseline과 --prune-baseline: 하나만 지정하세요. 새로 쓰면 필요 없는 항목도 지워집니다",
}
_WRITTEN: Text = {"en": "{0}: {1} {2} recorded", "ko": "{0}: 결과 {1}건을 기록했습니다"}
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


def with_baseline(request: Request, config: Config) -> Config:
    """The configuration with the baseline that the call names; exits with 2 where it asks for what does not go together."""
    if request.write_baseline and request.prune_baseline:
        fail(_BOTH)
    if request.no_baseline:
        return config._replace(baseline=None)
    if request.baseline is not None:
        return config._replace(baseline=os.path.abspath(request.baseline))  # noqa: PTH100 - Path.absolute leaves `..` in
    if request.write_baseline or request.prune_baseline:
        return config._replace(baseline=config.baseline or DEFAULT_BASELINE)
    return config


def digest(config: Config) -> str:
    """What tells whether the baseline is what it was; empty where there is none, or it cannot be read."""
    file = config.baseline_file
    try:
        return "" if file is None else digest_of(read_regular(file, MOST_BYTES))
    except OSError:
        return ""


def written(request: Request, config: Config, report: Report, lang: str) -> Report:
    """Write what is to be written into the baseline after a run, and say so; gives the report, without what was taken out.

    A run in which a rule failed does not know what there is, and writes nothing.
    """
    file, use = config.baseline_file, report.baseline
    asked = request.write_baseline or request.prune_baseline
    if not asked or file is None or use is None or report.internal_errors:
        return report
    from prospectus.engine.baseline.file import shown, write_baseline  # noqa: PLC0415 - only for this

    name, count = shown(file), len(use.kept)
    if request.write_baseline:
        write_baseline(file, use.kept)
        words = filled(_WRITTEN, name, count, "finding" if count == 1 else "findings")
    else:
        if use.stale:
            write_baseline(file, use.kept)
        gone = len(use.stale)
        words = filled(_PRUNED, name, gone, "entry" if gone == 1 else "entries", count)
    streams.note(say(words, lang))
    return report._replace(baseline=use._replace(stale=()))


class Seen(NamedTuple):
    """What is said of a baseline after a run, by the names that an :class:`~prospectus.engine.outcome.Outcome` has for it."""

    baselined: int
    nearer: int = 0
    stale: int = 0
    first_stale: tuple[str, ...] = ()


def seen(report: Report) -> Seen:
    """What is to be said of the baseline."""
    use = report.baseline
    if use is None:
        return Seen(0)
    return Seen(len(report.baselined), use.nearer, len(use.stale), tuple(map(_named, use.stale[:MOST_SHOWN])))


def _named(entry: Entry) -> str:
    return f"{entry.path}: {entry.rule} {entry.where}".rstrip()


def notes(outcome: Outcome, config: Config, options: str, lang: str) -> Iterator[str]:
    """The lines that are said of a baseline after a run."""
    file = config.baseline_file
    if file is None or not (outcome.nearer or outcome.stale):
        return
    from prospectus.engine.baseline.file import shown  # noqa: PLC0415 - only where something is to be said

    name = shown(file)
    if config.baseline is not None and os.path.isabs(config.baseline):  # noqa: PTH117 - a text is at hand
        options = f" --baseline {shlex.quote(name)}{options}"  # as it was given
    if outcome.nearer:
        yield say(filled(_NEARER, name, outcome.nearer, "finding is" if outcome.nearer == 1 else "findings are"), lang)
    if outcome.stale:
        words = ("entry holds", "it") if outcome.stale == 1 else ("entries hold", "them")
        yield say(filled(_STALE, name, outcome.stale, words[0], options, words[1]), lang)
        yield from (f"  {line}" for line in outcome.first_stale)
        if outcome.stale > len(outcome.first_stale):
            yield say(filled(_AND_MORE, outcome.stale - len(outcome.first_stale)), lang)
