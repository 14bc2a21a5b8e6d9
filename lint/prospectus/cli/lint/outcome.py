"""The outcome of a call of ``prospectus lint``: that of an earlier one, if nothing has changed since; else checked, and kept."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from prospectus.cli import streams
from prospectus.cli.day import clock
from prospectus.cli.lint.surroundings import is_github, prefix_of, summary_file
from prospectus.engine.cache import fingerprint
from prospectus.engine.files import shown_name
from prospectus.engine.outcome import Outcome, recalled, remember
from prospectus.ground.named_tuple import NamedTuple
from prospectus.ground.severity import Severity
from prospectus.output import HAVE_EDITS, ROOTED_FORMATS, Setting, renderer

if TYPE_CHECKING:
    from datetime import date

    from prospectus.cli.lint.files import Chosen
    from prospectus.cli.lint.request import Request
    from prospectus.cli.run import Run
    from prospectus.config import Config
    from prospectus.engine.report import Report
    from prospectus.engine.workspace import Workspace


MOST_BYTES = 64_000_000
"""So much of standard input is read at least, so that it is told how large it is."""


class Options(NamedTuple):
    """What a run of ``lint`` is asked for beside its configuration; ``is_summarized`` where it is told in a step's summary, too."""

    format: str
    lang: str
    setting: Setting
    is_summarized: bool
    today: date
    jobs: int | None
    uses_cache: bool

    def key(self, config: Config) -> str:
        """What the output rests on beside the documents and the day."""
        named = (config.select, config.ignore, sorted(config.severity.items()), sorted(config.per_file_ignores.items()))
        said = self.format, self.lang, self.setting, self.is_summarized, config.baseline, _baseline(config)
        return fingerprint(config, Path.cwd(), "lint", named, config.rules_url, *said)


def options_of(run: Run, request: Request, config: Config, format_: str) -> Options:
    """What a call asks for beside its configuration, in a format."""
    is_coloured = format_ == "text" and request.output is None and sys.stdout is not None and sys.stdout.isatty()
    setting = Setting(
        color=is_coloured,
        options=run.options(request.config_file),
        prefix=prefix_of(Path.cwd()) if format_ in ROOTED_FORMATS else "",
        fail_on=config.fail_on,
        shows_held_back=not is_github(),
    )
    is_summarized = format_ == "github" and summary_file() is not None
    return Options(format_, run.lang, setting, is_summarized, clock(request.today), request.jobs, not request.no_cache)


def outcome(request: Request, config: Config, options: Options, files: Chosen) -> Outcome:
    """The outcome of the run."""
    asks_some = request.paths or request.changed is not None or request.stdin_filename is not None
    writes = request.write_baseline or request.prune_baseline
    key = None if asks_some or writes or request.no_cache else options.key(config)
    found = None if key is None else recalled(config, key, files.documents, options.today)
    return _checked(request, config, options, files, key) if found is None else found


def _checked(request: Request, config: Config, options: Options, files: Chosen, key: str | None) -> Outcome:
    """Check the documents, or only some of them, and keep the outcome under a key, if there is one.

    What checks is imported here, for often there is nothing to check.
    """
    from prospectus.cli.codes import check_codes  # noqa: PLC0415
    from prospectus.cli.lint import baseline, changed  # noqa: PLC0415
    from prospectus.cli.progress import progress  # noqa: PLC0415

    check_codes(config)
    if files.change is not None and files.change.touched.is_nothing:
        from prospectus.engine.report import Report  # noqa: PLC0415

        changed.tell_outside(files.change, options.lang)
        changed.tell_nothing(files.change, options.lang)
        return outcome_of(None, Report((), ()), options, len(files.skipped))
    from prospectus.engine.workspace import Workspace  # noqa: PLC0415

    given = request.stdin_filename
    with progress(options.lang) as told:
        workspace = Workspace(config, today=options.today, uses_cache=options.uses_cache, jobs=options.jobs, told=told)
        if given is not None:
            workspace.check_all((), files.documents)
        elif files.change is not None:
            changed.check(workspace, files.change, files.documents, files.only, options.lang)
        else:
            workspace.check_all(files.only, files.documents)
    asked = None
    if given is not None and not files.skipped:
        document = workspace.given(given, streams.standard_input(max(MOST_BYTES, config.max_file_size)))
        workspace.put(document)
        asked = [document.source.name]
    skipped = [shown_name(path) for path in files.skipped]
    report = workspace.report(options.lang, asked, skipped, records_baseline=request.write_baseline)
    report = baseline.written(request, config, report, options.lang)
    found = outcome_of(workspace, report, options, len(files.skipped))
    if key is not None and files.documents and not report.internal_errors and (conditions := workspace.conditions):
        remember(config, key, conditions, found)
    return found


def outcome_of(workspace: Workspace | None, report: Report, options: Options, skipped: int) -> Outcome:
    """What is said of a report on documents of a workspace; of one on none, there need be no workspace."""
    from prospectus.cli.lint.baseline import seen  # noqa: PLC0415 - as in _checked

    fixes = Counter(diagnostic.fix.applicability for diagnostic in report.diagnostics if diagnostic.fix is not None)
    if workspace is not None and options.format in HAVE_EDITS:
        from prospectus.writing.mending import with_prompts  # noqa: PLC0415 - only for these formats

        report = with_prompts(workspace, report)
    return Outcome(
        text=renderer(options.format).render(report, options.lang, options.setting),
        beside=_beside(report, options),
        documents=len(report.documents),
        skipped=skipped,
        suppressed=len(report.suppressed),
        cached=report.cached,
        errors=report.count(Severity.ERROR),
        warnings=report.count(Severity.WARNING),
        infos=report.count(Severity.INFO),
        **seen(report)._asdict(),
        fixable=fixes["safe"],
        promptable=fixes["prompt"],
        unsafely_fixable=fixes["unsafe"],
        tallies=tuple((code, name, int(weight), count, of) for code, name, weight, count, of in report.tallies()),
        internal_errors=report.internal_errors,
    )


def _baseline(config: Config) -> str:
    """What tells whether the baseline is what it was; empty where there is none."""
    if config.baseline_file is None:
        return ""
    from prospectus.cli.lint.baseline import digest  # noqa: PLC0415 - few have one

    return digest(config)


def _beside(report: Report, options: Options) -> str:
    """What the summary of a step says; empty where there is none."""
    if not options.is_summarized:
        return ""
    from prospectus.output.markdown import whole  # noqa: PLC0415 - only in GitHub Actions

    return whole(report, options.lang, options.setting)
