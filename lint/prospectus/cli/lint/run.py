"""``prospectus lint``, without its options: :mod:`prospectus.cli.lint.options` reads them."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from prospectus.cli import streams
from prospectus.cli.codes import check_codes, codes
from prospectus.cli.day import clock
from prospectus.cli.lint import baseline
from prospectus.cli.lint.files import Chosen, chosen, nothing_checked
from prospectus.cli.lint.summary import summary
from prospectus.cli.lint.surroundings import agent_variable, is_github, prefix_of, summary_file
from prospectus.cli.run import COULD_NOT_RUN, FAULT, FINDINGS, Run, fail
from prospectus.config import DEFAULT_DOCUMENTS, Config, find_config
from prospectus.engine.cache import fingerprint
from prospectus.engine.files import shown_name, unmatched
from prospectus.engine.outcome import Outcome, recalled, remember
from prospectus.ground.language import filled, say
from prospectus.ground.severity import Severity
from prospectus.output import JSON_FORMATS, ROOTED_FORMATS, Setting
from prospectus.output.internal import internal_error

if TYPE_CHECKING:
    from datetime import date

    from prospectus.cli.lint.request import Request
    from prospectus.engine.report import Report
    from prospectus.ground.language import Text

_UNMATCHED: Text = {
    "en": "note: no document matches '{0}' of `documents`",
    "ko": "참고: `documents`의 '{0}'에 맞는 문서가 없습니다",
}
_AGENT: Text = {
    "en": "note: {0} is set, so the format is concise; --format text is the one for people",
    "ko": "참고: {0}이(가) 설정되어 있어 concise 형식으로 출력합니다. 사람이 읽을 형식은 --format text입니다",
}
_TALLY: Text = {"en": "documents: {0}", "ko": "문서 {0}개"}


def lint(run: Run, request: Request) -> int:
    """Check the documents and print the findings; gives the exit code."""
    config = _configured(run, request)
    files = chosen(request, config)
    if request.add_waivers is not None or request.expires is not None:
        return _waive(run, request, config, files)
    if request.fix or request.diff or request.unsafe_fixes:
        code = _fix(run, request, config, files)
        if code is not None:
            return code
    return _lint(run, request, config, files)


def _lint(run: Run, request: Request, config: Config, files: Chosen) -> int:
    """Check the documents, print what is found and what was done; gives the exit code."""
    format_ = _format(request, config, run.lang)
    outcome = _outcome(run, request, format_, config, files)
    if not outcome.documents and not files.skipped:
        fail(*nothing_checked(request, config))
    _write(outcome.text, format_, request.output)
    if outcome.beside and (file := summary_file()) is not None:
        from prospectus.cli.lint.step_summary import append  # noqa: PLC0415 - only in GitHub Actions

        append(file, outcome.beside, run.lang)
    _note(run, outcome, request, config, files)
    if outcome.internal_errors:
        return COULD_NOT_RUN
    heaviest = (outcome.infos, outcome.warnings, outcome.errors)
    return FINDINGS if any(heaviest[config.fail_on - 1 :]) else 0


def _fix(run: Run, request: Request, config: Config, files: Chosen) -> int | None:
    """Write the fixes, or show them; gives the exit code when that is all."""
    from prospectus.cli.lint import fixing  # noqa: PLC0415 - only for this option

    fixing.check(request)
    found = fixing.fixes(config, request, files, clock(request.today), run.lang)
    if not request.diff:
        return None if fixing.write(found, run.lang) else COULD_NOT_RUN
    is_shown = request.output is None and sys.stdout is not None and sys.stdout.isatty()
    _write(fixing.shown(found, run.lang, for_eyes=is_shown), "text", request.output)
    if found.failures:
        return COULD_NOT_RUN
    return FINDINGS if found.mended else 0


def _waive(run: Run, request: Request, config: Config, files: Chosen) -> int:
    """Write waivers for what is found, and check again; gives the exit code."""
    from prospectus.cli.lint import waiving  # noqa: PLC0415 - only for this option

    today = clock(request.today)
    waiving.check(request, today)
    are_written = waiving.add(config, request, files, today, run.lang)
    code = _lint(run, request, config, files)
    return code if are_written else COULD_NOT_RUN


def _configured(run: Run, request: Request) -> Config:
    """The configuration, with what the options say in its place."""
    config = run.configured(find_config(Path.cwd(), request.config_file))
    config = config._replace(
        select=codes(request.select) or config.select,
        ignore=(*config.ignore, *codes(request.ignore)),
        fail_on=Severity.of(request.fail_on) if request.fail_on else config.fail_on,
    )
    return baseline.with_baseline(request, config)


def _format(request: Request, config: Config, lang: str) -> str:
    """The format: the one that is asked for, else that of the configuration, else the one for who runs the command."""
    asked = request.format_ or config.format
    if asked is not None:
        return asked
    agent = agent_variable()
    if agent is None:
        return "text"
    streams.note(say(filled(_AGENT, agent), lang))
    return "concise"


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
        said = self.format, self.lang, self.setting, self.is_summarized, config.baseline, baseline.digest(config)
        return fingerprint(config, Path.cwd(), "lint", named, config.rules_url, *said)


def _outcome(run: Run, request: Request, format_: str, config: Config, files: Chosen) -> Outcome:
    """The outcome of the run: that of an earlier one, if nothing has changed since."""
    setting = Setting(
        color=request.output is None and _takes_colour(format_),
        options=run.options(request.config_file),
        prefix=prefix_of(Path.cwd()) if format_ in ROOTED_FORMATS else "",
        fail_on=config.fail_on,
        shows_held_back=not is_github(),
    )
    is_summarized = format_ == "github" and summary_file() is not None
    today = clock(request.today)
    options = Options(format_, run.lang, setting, is_summarized, today, request.jobs, not request.no_cache)
    is_kept = not (request.paths or request.no_cache or request.write_baseline or request.prune_baseline)
    key = options.key(config) if is_kept else None
    outcome = None if key is None else recalled(config, key, files.documents, options.today)
    return _checked(request, config, options, files, key) if outcome is None else outcome


def _checked(request: Request, config: Config, options: Options, files: Chosen, key: str | None) -> Outcome:
    """Check the documents, or only some of them, and keep the outcome under a key, if there is one.

    What checks is imported here, for often there is nothing to check.
    """
    from prospectus.engine.workspace import Workspace  # noqa: PLC0415
    from prospectus.output import HAVE_EDITS, renderer  # noqa: PLC0415

    check_codes(config)
    workspace = Workspace(config, today=options.today, uses_cache=options.uses_cache, jobs=options.jobs)
    workspace.check_all(files.only, files.documents)
    skipped = [shown_name(path) for path in files.skipped]
    report = workspace.report(options.lang, skipped=skipped, records_baseline=request.write_baseline)
    baseline.write(request, config, report, options.lang)
    fixes = Counter(diagnostic.fix.applicability for diagnostic in report.diagnostics if diagnostic.fix is not None)
    if options.format in HAVE_EDITS:
        from prospectus.writing.mending import with_prompts  # noqa: PLC0415 - only for these formats

        report = with_prompts(workspace, report)
    outcome = Outcome(
        text=renderer(options.format).render(report, options.lang, options.setting),
        beside=_beside(report, options),
        documents=len(report.documents),
        skipped=len(files.skipped),
        suppressed=len(report.suppressed),
        cached=report.cached,
        errors=report.count(Severity.ERROR),
        warnings=report.count(Severity.WARNING),
        infos=report.count(Severity.INFO),
        **baseline.seen(request, report)._asdict(),
        fixable=fixes["safe"],
        promptable=fixes["prompt"],
        unsafely_fixable=fixes["unsafe"],
        tallies=tuple((code, name, int(weight), count, of) for code, name, weight, count, of in report.tallies()),
        internal_errors=report.internal_errors,
    )
    if key is not None and files.documents and not report.internal_errors and (conditions := workspace.conditions):
        remember(config, key, conditions, outcome)
    return outcome


def _beside(report: Report, options: Options) -> str:
    """What the summary of a step says; empty where there is none."""
    if not options.is_summarized:
        return ""
    from prospectus.output.markdown import whole  # noqa: PLC0415 - only in GitHub Actions

    return whole(report, options.lang, options.setting)


def _takes_colour(format_: str) -> bool:
    return format_ == "text" and sys.stdout is not None and sys.stdout.isatty()


def _write(text: str, format_: str, output: Path | None) -> None:
    if output is None:
        streams.put(text, is_json=format_ in JSON_FORMATS)
        return
    try:
        output.write_text(streams.encodable(text, "utf-8", is_json=format_ in JSON_FORMATS), "utf-8")
    except OSError as error:
        fail(FAULT, output, error.strerror or error)


def _note(run: Run, outcome: Outcome, request: Request, config: Config, files: Chosen) -> None:
    """Say on standard error what was done."""
    lang = run.lang
    for code, name, weight, count, having in outcome.tallies if request.statistics else ():
        words = say(filled(_TALLY, having), lang)
        streams.note(f"{Severity(weight).word:7} {count:5}  {code}  {name} ({words})")
    if config.documents is not DEFAULT_DOCUMENTS:
        for pattern in unmatched(config, files.documents):
            streams.note(say(filled(_UNMATCHED, pattern), lang))
    streams.note(summary(outcome, lang))
    for line in baseline.notes(outcome, config, run.options(request.config_file), lang):
        streams.note(line)
    for internal in outcome.internal_errors:
        streams.note(internal_error(*internal, lang))
