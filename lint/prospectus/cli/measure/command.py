"""``prospectus measure``."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from prospectus.cli import streams
from prospectus.cli.candidates import metrics, projects
from prospectus.cli.codes import check_codes
from prospectus.cli.day import clock
from prospectus.cli.measure.documents import Documents
from prospectus.cli.measure.words import difference, findings, left_out, listed, new_findings, told
from prospectus.cli.options import config_option, lang_option, today_option
from prospectus.cli.run import FINDINGS, Run, fail
from prospectus.cli.verb import Verb, option
from prospectus.config import find_config
from prospectus.ground.language import filled, say
from prospectus.writing.measuring.changes import Given, changes
from prospectus.writing.measuring.choice import chosen
from prospectus.writing.measuring.exports.facts import interval
from prospectus.writing.measuring.exports.reading import read_export
from prospectus.writing.measuring.measurement import NOTHING_SAID, Context, Export, Measurement
from prospectus.writing.measuring.metric_names import matching, metric_of
from prospectus.writing.measuring.plan import Wanted, planned

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from prospectus.ground.language import Text
    from prospectus.model.document import Document
    from prospectus.writing.measuring.changes import Change
    from prospectus.writing.measuring.measurement import Run as TrackedRun
    from prospectus.writing.measuring.plan import Plan

_SHORT_ID = 8
"""So many characters of a run's id tell it from others, for people."""

_USAGE: Text = {
    "en": "name a document, a metric and a value, as in `prospectus measure churn auc 0.83`, or a file: --from metrics.json",
    "ko": "`prospectus measure churn auc 0.83`처럼 문서, 지표, 값을 적거나 파일을 지정하세요: --from metrics.json",
}
_EITHER: Text = {
    "en": "give a metric and its value, or --from with a file of values, and not both",
    "ko": "지표와 값을 주거나 --from으로 파일을 주세요. 둘을 함께 쓸 수 없습니다",
}
_ONLY_FROM: Text = {
    "en": "{0} chooses among the runs in a file: give one with --from",
    "ko": "{0}은(는) 파일에 든 실행을 고르는 옵션입니다. --from으로 파일을 주세요",
}
_NO_RUNS: Text = {
    "en": "{0} holds values and no runs; leave out {1}",
    "ko": "{0}에는 실행이 아니라 값만 있습니다. {1}을(를) 빼세요",
}
_INTERVAL: Text = {
    "en": "--ci '{0}': write the lower and the upper end, as 0.78..0.83",
    "ko": "--ci '{0}': 0.78..0.83처럼 하한과 상한을 쓰세요",
}
_NOTHING: Text = {
    "en": "{0}: none of its names is a metric: {1}; name them after a metric, or say under [measure.map] which one they are{2}",
    "ko": "{0}: 지표와 맞는 이름이 없습니다: {1}. 지표의 id로 이름을 바꾸거나 [measure.map]에 대응을 적으세요{2}",
}
_AS_IN: Text = {"en": ", as in {0}", "ko": " (예: {0})"}
_ALL_ELSEWHERE: Text = {
    "en": "{0}: its names are of other documents, by [measure.map]: {1}",
    "ko": "{0}: [measure.map]에 따르면 모두 다른 문서의 지표입니다: {1}",
}
_NO_VALUES: Text = {"en": "{0}: has no values", "ko": "{0}: 값이 없습니다"}
_OF_RUN: Text = {"en": "run {0}", "ko": "실행 {0}"}

_NEGATIVE = re.compile(r"-(?:\.?[0-9].*|inf|infinity|nan)", re.IGNORECASE)


class _Measure(Verb):
    """The verb: a number below zero is a value and no option, and an interval may be two words."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        words: list[str] = []
        waiting = [*reversed(args)]
        while waiting:
            word = waiting.pop()
            if word == "--ci" and len(waiting) > 1 and all(map(_is_end, waiting[-2:])):
                words += ["--ci", f"{waiting.pop()}..{waiting.pop()}"]
            elif word == "--":
                words += [word, *reversed(waiting)]
                break
            else:
                words.append(f" {word}" if _NEGATIVE.fullmatch(word) else word)
        return super().parse_args(ctx, words)


def _is_end(word: str) -> bool:
    return re.fullmatch(r"[+-]?[0-9.]+(?:[eE][+-]?[0-9]+)?%?", word) is not None and ".." not in word


@click.command(
    "measure",
    cls=_Measure,
    help={
        "en": "Write a measured value into a document, or the values that a tracker exports.",
        "ko": "측정값을 문서에 씁니다. 실험 추적 도구가 내보낸 값도 쓸 수 있습니다.",
    },
    epilog={
        "en": "Example: prospectus measure churn auc 0.83 --dataset subs-test --version 0.4",
        "ko": "예: prospectus measure docs/projects/churn.md auc 0.83 --version 0.4",
    },
)
@click.argument("doc", metavar="[DOC]", required=False, shell_complete=projects)
@click.argument("metric", metavar="[METRIC]", required=False, shell_complete=metrics)
@click.argument("value", metavar="[VALUE]", required=False)
@option(
    "--from",
    "source",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help={
        "en": "JSON, CSV, or a store of MLflow or Weights & Biases to take values from.",
        "ko": "값을 가져올 JSON이나 CSV 파일, 또는 MLflow나 Weights & Biases의 저장소.",
    },
)
@option(
    "--run",
    "run_id",
    metavar="ID",
    help={"en": "Which run in it (default: the newest finished).", "ko": "가져올 실행 (기본값: 끝난 것 중 최신)."},
)
@option("--experiment", metavar="NAME", help={"en": "Which experiment in it.", "ko": "가져올 실험."})
@option(
    "--date",
    "day",
    metavar="YYYY-MM-DD",
    help={
        "en": "When it was measured (default: today, or when the run ended).",
        "ko": "측정한 날짜 (기본값: 오늘이나 실행이 끝난 날).",
    },
)
@option(
    "--phase",
    metavar="offline|online",
    help={"en": "On a data set or in service.", "ko": "데이터셋에서 쟀는지(offline) 운영 중에 쟀는지(online)."},
)
@option("--dataset", metavar="ID", help={"en": "On which data set.", "ko": "측정에 쓴 데이터셋."})
@option(
    "--version",
    metavar="TEXT",
    help={
        "en": "Which version of the model (default: the run's name).",
        "ko": "측정한 모델의 버전 (기본값: 실행 이름).",
    },
)
@option("--slice", "group", metavar="TEXT", help={"en": "The group it is about.", "ko": "값이 해당하는 세부 집단."})
@option("--ci", metavar="LOW..HIGH", help={"en": "Its 95% interval.", "ko": "95% 신뢰 구간."})
@option(
    "--replace", "replaces", is_flag=True, help={"en": "Write over another value.", "ko": "다른 값이 있으면 덮어쓰기."}
)
@option("--dry-run", is_flag=True, help={"en": "Show what would be written.", "ko": "쓰지 않고 바뀔 내용만 보여 주기."})
@option("--no-lint", is_flag=True, help={"en": "Do not check the document.", "ko": "문서를 검사하지 않기."})
@today_option
@lang_option
@config_option
@click.pass_obj
def measure(
    run: Run,
    doc: str | None,
    metric: str | None,
    value: str | None,
    source: Path | None,
    run_id: str | None,
    experiment: str | None,
    day: str | None,
    phase: str | None,
    dataset: str | None,
    version: str | None,
    group: str | None,
    ci: str | None,
    replaces: bool,  # noqa: FBT001 - click passes it by name
    dry_run: bool,  # noqa: FBT001 - as above
    no_lint: bool,  # noqa: FBT001 - as above
    today: date | None,
    lang: str | None,  # noqa: ARG001 - `run` knows it
    config_file: Path | None,
) -> int:
    """Write values in place; exits with 1 when one of them brings a finding that `lint` fails on."""
    _refuse_mixture(doc, metric, value, source, run_id, experiment)
    ends = None if ci is None else interval(ci)
    if ci is not None and ends is None:
        fail(_INTERVAL, ci)
    said = Context(None, day, phase, dataset, version, group, None, ends)
    config = run.configured(find_config(Path.cwd(), config_file))
    check_codes(config)
    given = Given(clock(today), said, replaces=replaces)
    documents = Documents(config, given.today, run.options(config_file))
    home = None if doc is None else documents.named(doc)
    if home is not None:
        run.about(home.lang)
    if source is None:
        if home is None or metric is None or value is None:
            fail(_USAGE)
        wanted: Sequence[Wanted] = [Wanted(home, metric_of(home, metric), Measurement(metric, value), NOTHING_SAID)]
    else:
        measurements, given = _taken(run, source, run_id, experiment, given)
        plan = planned(measurements, config.measure, home, documents.of_id)
        wanted = _matched(run, plan, source, home)
    return _done(run, documents, changes(wanted, given), is_dry=dry_run, has_lint=not no_lint)


def _refuse_mixture(
    doc: str | None,
    metric: str | None,
    value: str | None,
    source: Path | None,
    run_id: str | None,
    experiment: str | None,
) -> None:
    if source is not None and metric is not None:
        fail(_EITHER)
    for name, given in (("--run", run_id), ("--experiment", experiment)):
        if source is None and given is not None:
            fail(_ONLY_FROM, name)
    if source is None and None in {doc, metric, value}:
        fail(_USAGE)


# -- where values come from ------------------------------------------------------------------------------------------


def _taken(
    run: Run, source: Path, run_id: str | None, experiment: str | None, given: Given
) -> tuple[Sequence[Measurement], Given]:
    """The values of a file, and what holds for them."""
    export: Export = read_export(source)
    if not export.runs:
        for name, word in (("--run", run_id), ("--experiment", experiment)):
            if word is not None:
                fail(_NO_RUNS, source, name)
        return export.measurements, given._replace(rounds=True)
    tracked = chosen(export.runs, str(source), run_id, experiment)
    if tracked.called:
        streams.note(say(filled(_OF_RUN, tracked.called), run.lang))
    return tracked.measurements(), given._replace(
        of_run=_said_by(tracked, given.today), is_of_training=True, rounds=True
    )


def _said_by(tracked: TrackedRun, today: date) -> Context:
    """What a run says of its values: the day on which it ended, in UTC, and which model it made."""
    day = None
    if tracked.ended is not None:
        try:
            # Where it is tomorrow already, or the clock of the tracker is ahead, today is the last day that there is.
            day = min(datetime.fromtimestamp(tracked.ended, tz=UTC).date(), today).isoformat()
        except (ValueError, OverflowError, OSError):
            day = None
    return Context(date=day, version=tracked.version or tracked.name or tracked.id[:_SHORT_ID] or None)


def _matched(run: Run, plan: Plan, source: Path, home: Document | None) -> Sequence[Wanted]:
    """What is to be written; ends the run where that is nothing."""
    if not plan.wanted:
        if plan.unmatched:
            fail(_NOTHING, source, listed(plan.unmatched), _example_of_map(plan.unmatched, home))
        fail(*((_ALL_ELSEWHERE, source, listed(plan.elsewhere)) if plan.elsewhere else (_NO_VALUES, source)))
    for line in left_out(plan, run.lang):
        streams.note(line)
    return plan.wanted


def _example_of_map(names: Sequence[str], home: Document | None) -> Text:
    """The line of the map for the first name whose last part is a metric's; nothing where there is none."""
    for name in names if home is not None else ():
        found = matching(home, re.split(r"[./]", name)[-1]) if home is not None else []
        if len(found) == 1 and home is not None and home.id:
            line = f'"{name}" = "{home.id}:{found[0].at("id").text()}"'
            return filled(_AS_IN, line)
    return {"en": "", "ko": ""}


# -- where they go ---------------------------------------------------------------------------------------------------


def _done(run: Run, documents: Documents, made: Sequence[Change], *, is_dry: bool, has_lint: bool) -> int:
    """Write the documents that differ, tell how their values stand, and check them."""
    code = 0
    for change in made:
        documents.write(change, is_dry=is_dry)
        if is_dry:
            streams.put(difference(change))
        streams.put(told(change, run.lang, is_dry=is_dry))
        if has_lint and not change.is_none:
            found = new_findings(documents.workspace, change, run.lang)
            streams.put(findings(found, run.lang, documents.options))
            if any(one.severity >= documents.config.fail_on for one in found.diagnostics):
                code = FINDINGS
    return code
