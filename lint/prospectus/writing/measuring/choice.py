"""Which run of a tracker counts: the one that is asked for, else the newest that has finished."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prospectus.ground.language import filled
from prospectus.ground.spelling import did_you_mean
from prospectus.writing.measuring.measurement import MeasureError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from prospectus.ground.language import Text
    from prospectus.writing.measuring.measurement import Run

_SHORTEST = 4
"""With so many characters the beginning of an id may stand for it."""

_MOST_SHOWN = 10

_NO_RUN: Text = {"en": "{0} holds no run '{1}'{2}", "ko": "{0}에 '{1}'(이)라는 실행이 없습니다{2}"}
_MANY: Text = {
    "en": "'{1}' may be any of these runs of {0}: {2}; give the id",
    "ko": "'{1}'은(는) {0}의 여러 실행에 맞습니다: {2}. id를 쓰세요",
}
_NONE_FINISHED: Text = {
    "en": "{0} holds no finished run; name one with --run ({1})",
    "ko": "{0}에 끝난 실행이 없습니다. --run으로 지정하세요 ({1})",
}
_EMPTY: Text = {"en": "{0} holds no run", "ko": "{0}에 실행이 없습니다"}
_NO_EXPERIMENT: Text = {
    "en": "{0} has no experiment '{1}'{2} (known: {3})",
    "ko": "{0}에 '{1}'(이)라는 실험이 없습니다{2} (있는 것: {3})",
}
_EXPERIMENTS: Text = {
    "en": "{0} holds several experiments; name one with --experiment ({1}), or a run with --run",
    "ko": "{0}에 실험이 여러 개 있습니다. --experiment로 실험을({1}), 또는 --run으로 실행을 지정하세요",
}


def chosen(runs: Sequence[Run], source: str, run: str | None, experiment: str | None) -> Run:
    """The run that an id, the beginning of one or a name means; else the newest finished one of an experiment.

    Raises ``MeasureError`` where that is none, or not sure.
    """
    among = _of_experiment(runs, source, experiment) if experiment else list(runs)
    if not among:
        raise MeasureError(filled(_EMPTY, source))
    if run is not None:
        return _named(among, source, run)
    finished = [one for one in among if one.is_finished]
    if not finished:
        raise MeasureError(filled(_NONE_FINISHED, source, _listed(among)))
    names = sorted({one.experiment for one in finished})
    if len(names) > 1:
        raise MeasureError(filled(_EXPERIMENTS, source, ", ".join(names[:_MOST_SHOWN])))
    return _newest(finished)


def _newest(runs: Sequence[Run]) -> Run:
    """The run that ended last; where nothing says when, the last one."""
    return max(enumerate(runs), key=lambda pair: (pair[1].ended or 0.0, pair[0]))[1]


def _of_experiment(runs: Sequence[Run], source: str, experiment: str) -> list[Run]:
    found = [run for run in runs if run.experiment == experiment]
    if not found:
        names = sorted({run.experiment for run in runs if run.experiment})
        near = did_you_mean(experiment, names)
        raise MeasureError(filled(_NO_EXPERIMENT, source, experiment, near, ", ".join(names[:_MOST_SHOWN]) or "-"))
    return found


def _named(runs: Sequence[Run], source: str, word: str) -> Run:
    found = [run for run in runs if run.id == word] or [run for run in runs if run.name == word]
    if not found and len(word) >= _SHORTEST:
        found = [run for run in runs if run.id.startswith(word)]
    if len(found) > 1:
        raise MeasureError(filled(_MANY, source, word, _listed(found)))
    if not found:
        names = [name for run in runs for name in (run.id, run.name) if name]
        raise MeasureError(filled(_NO_RUN, source, word, did_you_mean(word, names)))
    return found[0]


def _listed(runs: Iterable[Run]) -> str:
    called = [run.called for run in runs]
    return ", ".join([*called[:_MOST_SHOWN], "…"] if len(called) > _MOST_SHOWN else called)
