"""``prospectus lint``, without its options: :mod:`prospectus.cli.lint.command` reads them."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from prospectus.cli import streams
from prospectus.cli.day import clock
from prospectus.cli.lint.files import Chosen, chosen, nothing_checked
from prospectus.cli.lint.outcome import options_of, outcome
from prospectus.cli.lint.summary import tell
from prospectus.cli.lint.surroundings import agent_variable, summary_file
from prospectus.cli.run import COULD_NOT_RUN, FINDINGS, Run, fail
from prospectus.config import Config, find_config
from prospectus.ground.language import filled, say
from prospectus.ground.severity import Severity
from prospectus.output import JSON_FORMATS, XML_FORMATS

if TYPE_CHECKING:
    from prospectus.cli.lint.request import Request
    from prospectus.ground.language import Text

_AGENT: Text = {
    "en": "note: {0} is set, so the format is concise; --format text is the one for people",
    "ko": "참고: {0}이(가) 설정되어 있어 concise 형식으로 출력합니다. 사람이 읽을 형식은 --format text입니다",
}


def lint(run: Run, request: Request) -> int:
    """Check the documents and print the findings; gives the exit code."""
    if request.watch or request.no_baseline or request.stdin_filename is not None:
        from prospectus.cli.lint.together import refuse_together  # noqa: PLC0415 - only then

        refuse_together(request)
    if request.watch:
        from prospectus.cli.lint.watch import watch  # noqa: PLC0415 - only then

        return watch(run, request)
    config = configured(run, request)
    files = chosen(request, config)
    if request.add_waivers is not None or request.expires is not None:
        return _waive(run, request, config, files)
    if request.fix or request.diff or request.unsafe_fixes:
        code = _fix(run, request, config, files)
        if code is not None:
            return code
    return _lint(run, request, config, files)


def _lint(run: Run, request: Request, config: Config, files: Chosen) -> int:
    """Check, print and tell; gives the exit code."""
    _refuse_nothing(request, config, files)
    options = options_of(run, request, config, format_of(run, request, config))
    found = outcome(request, config, options, files)
    _write(found.text, options.format, request.output)
    if found.beside and (file := summary_file()) is not None:
        from prospectus.cli.lint.step_summary import append  # noqa: PLC0415 - only in GitHub Actions

        append(file, found.beside, run.lang)
    tell(found, request, config, files, run)
    if found.internal_errors:
        return COULD_NOT_RUN
    heaviest = (found.infos, found.warnings, found.errors)
    return FINDINGS if any(heaviest[config.fail_on - 1 :]) else 0


def _refuse_nothing(request: Request, config: Config, files: Chosen) -> None:
    """Exit with 2 where there is no document, before anything is written, or called right."""
    if request.stdin_filename is None and files.is_nothing:
        from prospectus.cli.codes import check_codes  # noqa: PLC0415 - seldom

        check_codes(config)  # what is misspelt is told before what is not there
        fail(*nothing_checked(request, config))


def _fix(run: Run, request: Request, config: Config, files: Chosen) -> int | None:
    """Write the fixes, or show them; gives the exit code when that is all."""
    from prospectus.cli.lint import fixing  # noqa: PLC0415 - only for this option

    fixing.check(request)
    _refuse_nothing(request, config, files)
    found = fixing.fixes(config, request, files, clock(request.today), run.lang)
    if not request.diff:
        return None if fixing.write(found, run.lang) else COULD_NOT_RUN
    is_shown = request.output is None and sys.stdout is not None and sys.stdout.isatty()
    _write(fixing.shown(found, run.lang, for_eyes=is_shown), "diff", request.output)
    if found.failures:
        return COULD_NOT_RUN
    return FINDINGS if found.mended else 0


def _waive(run: Run, request: Request, config: Config, files: Chosen) -> int:
    """Write waivers for what is found, and check again; gives the exit code."""
    from prospectus.cli.lint import waiving  # noqa: PLC0415 - only for this option

    today = clock(request.today)
    waiving.check(request, today)
    _refuse_nothing(request, config, files)
    are_written = waiving.add(config, request, files, today, run.lang)
    code = _lint(run, request, config, files)
    return code if are_written else COULD_NOT_RUN


def configured(run: Run, request: Request) -> Config:
    """The configuration, with what the options say in its place."""
    config = run.configured(find_config(Path.cwd(), request.config_file))
    if request.fail_on:
        config = config._replace(fail_on=Severity.of(request.fail_on))
    if request.select or request.ignore:
        from prospectus.cli.codes import codes  # noqa: PLC0415 - only for these options

        select, ignore = codes(request.select), codes(request.ignore)
        config = config._replace(select=select or config.select, ignore=(*config.ignore, *ignore))
    if request.baseline is not None or request.write_baseline or request.prune_baseline or request.no_baseline:
        from prospectus.cli.lint.baseline import with_baseline  # noqa: PLC0415 - only for these options

        config = with_baseline(request, config)
    return config


def format_of(run: Run, request: Request, config: Config) -> str:
    """The format: the one that is asked for, else that of the configuration, else the one for who runs the command."""
    asked = request.format_ or config.format
    if asked is not None:
        return asked
    agent = agent_variable()
    if agent is None:
        return "text"
    streams.note(say(filled(_AGENT, agent), run.lang))
    return "concise"


def _write(text: str, format_: str, output: Path | None) -> None:
    if output is None:
        if format_ not in {"github", "diff"} and ("#" in text or "::" in text):
            from prospectus.cli.unheard import is_heard, unheard  # noqa: PLC0415 - few findings hold what they look for

            text = unheard(text, format_) if is_heard() else text
        streams.put(text, is_json=format_ in JSON_FORMATS, is_xml=format_ in XML_FORMATS)
    else:
        streams.save(output, text, is_json=format_ in JSON_FORMATS)
