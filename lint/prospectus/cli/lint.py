"""``prospectus lint``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from prospectus.cli import COULD_NOT_RUN, fail
from prospectus.cli.options import clock, config_option, lang_option, spoken_lang, today_option
from prospectus.cli.words import t
from prospectus.config import Config, find_config, nearest
from prospectus.engine.files import find_documents, is_document, real_path, shown_name
from prospectus.engine.workspace import Workspace
from prospectus.ground.severity import Severity
from prospectus.output import FORMATS, renderer
from prospectus.rules import ALL_RULES

if TYPE_CHECKING:
    from datetime import date

    from prospectus.engine.report import Report

FINDINGS = 1


@click.command(
    help=t("Check every document against its contract.", "모든 문서를 규칙에 따라 검사합니다."),
    short_help=t("Check documents.", "문서를 검사합니다."),
    epilog=t(
        "Example: prospectus lint --fail-on warning docs/projects/churn.md",
        "예: prospectus lint --fail-on warning docs/projects/churn.md",
    ),
)
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--format",
    "format_",
    type=click.Choice(FORMATS),
    default="text",
    show_default=True,
    help=t("The output format.", "출력 형식."),
)
@click.option(
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    help=t("Write the findings to a file.", "결과를 파일에 씁니다."),
)
@click.option(
    "--select",
    multiple=True,
    metavar="CODE",
    help=t("Only these rules or families (MET04, MET).", "이 규칙이나 묶음만 검사합니다 (MET04, MET)."),
)
@click.option(
    "--ignore",
    multiple=True,
    metavar="CODE",
    help=t("Not these rules or families.", "이 규칙이나 묶음은 검사하지 않습니다."),
)
@click.option(
    "--fail-on",
    type=click.Choice(["error", "warning", "info"]),
    help=t("Exit with 1 from this severity on (default: error).", "이 심각도부터 종료 코드 1 (기본값: error)."),
)
@click.option("--statistics", is_flag=True, help=t("Count the findings of each rule.", "규칙별 건수를 보여 줍니다."))
@click.option(
    "--force-exclude",
    is_flag=True,
    help=t("Leave out given files that the configuration does not name.", "설정에 없는 파일은 지정해도 건너뜁니다."),
)
@click.option(
    "--no-cache", is_flag=True, help=t("Read and check every document anew.", "모든 문서를 새로 읽고 검사합니다.")
)
@click.option(
    "--jobs",
    type=click.IntRange(min=1),
    metavar="N",
    help=t(
        "How many processes check documents (default: as many as help).",
        "검사할 프로세스 수 (기본값: 도움이 되는 만큼).",
    ),
)
@today_option
@lang_option
@config_option
def lint(
    paths: tuple[Path, ...],
    format_: str,
    output: Path | None,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    fail_on: str | None,
    statistics: bool,  # noqa: FBT001 - a flag of the command line
    force_exclude: bool,  # noqa: FBT001
    no_cache: bool,  # noqa: FBT001
    jobs: int | None,
    today: date | None,
    lang: str | None,
    config_file: Path | None,
) -> None:
    """Check the documents, print the findings, and exit with 0, 1 or 2."""
    config = find_config(Path.cwd(), config_file)
    config = config._replace(
        select=_codes(select) or config.select,
        ignore=(*config.ignore, *_codes(ignore)),
        fail_on=Severity.of(fail_on) if fail_on else config.fail_on,
    )
    check_codes(config)
    language = spoken_lang(lang, config)
    named = named_files(paths, config)
    extra = [path for path in named if not is_document(path, config)]
    skipped = extra if force_exclude else []
    workspace = Workspace(config, today=clock(today), uses_cache=not no_cache, jobs=jobs)
    workspace.check_all([path for path in named if path not in skipped] if paths else None)
    report = workspace.report(language, skipped=[shown_name(path) for path in skipped])
    if not report.documents and not skipped:
        fail(nothing_matched(config))
    _print(report, format_, output, language)
    if statistics:
        for code, count in sorted(report.by_code().items(), key=lambda entry: (-entry[1], entry[0])):
            click.echo(f"{count:6}  {code}  {next(rule.name for rule in ALL_RULES if rule.code == code)}", err=True)
    click.echo(summary(report, language), err=True)
    for internal in report.internal_errors:
        click.echo(internal_error(internal.code, internal.path, internal.error), err=True)
    if report.internal_errors:
        sys.exit(COULD_NOT_RUN)
    sys.exit(FINDINGS if report.reaches(config.fail_on) else 0)


def _codes(values: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(code.strip().upper() for value in values for code in value.split(",") if code.strip())


def check_codes(config: Config) -> None:
    """Exit with 2 when the settings name a rule that is not there."""
    known = {rule.code for rule in ALL_RULES} | {rule.code[:3] for rule in ALL_RULES}
    named = {*config.select, *config.ignore, *config.severity}
    named.update(code for codes in config.per_file_ignores.values() for code in codes)
    for code in sorted(named - known):
        fail(t("no such rule: '{0}'", "'{0}'(이)라는 규칙은 없습니다").format(code) + nearest(code, known))


def named_files(paths: tuple[Path, ...], config: Config) -> list[Path]:
    """The files that the command line names: each file, and the documents below each folder.

    Exits with 2 on a path that is not there, with the nearest name beside it.
    """
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            found.extend(_below(path, config))
        elif path.exists() or path.is_symlink():
            found.append(path)
        else:
            siblings = [entry.name for entry in path.parent.iterdir()] if path.parent.is_dir() else []
            hint = nearest(path.name, siblings) if siblings else ""
            hint = hint if hint.startswith(";") else ""
            fail(t("{0}: no such file or folder", "{0}: 그런 파일이나 폴더가 없습니다").format(path) + hint)
    return list({real_path(path): path for path in reversed(found)}.values())[::-1]


def _below(folder: Path, config: Config) -> list[Path]:
    """The documents in a folder; every Markdown file in it where the configuration names none of them."""
    inside = real_path(folder)
    here = Config(root=inside, documents=("**/*.md",))
    return [path for path in find_documents(config) if path.is_relative_to(inside)] or find_documents(here)


def nothing_matched(config: Config) -> str:
    """What to do when there is no document to check."""
    patterns = ", ".join(config.documents)
    return t(
        'no document matches {0} below {1}; write `documents = ["…"]` in prospectus.toml, or start one with `prospectus new`',
        '{1} 아래에 {0}에 맞는 문서가 없습니다. prospectus.toml에 `documents = ["…"]`를 쓰거나 `prospectus new`로 시작하세요',
    ).format(patterns, config.root)


def _print(report: Report, format_: str, output: Path | None, lang: str) -> None:
    color = output is None and format_ == "text" and sys.stdout.isatty()
    text = renderer(format_).render(report, lang, color=color)
    if output is None:
        click.echo(text, nl=False)
        return
    try:
        output.write_text(text, "utf-8")
    except OSError as error:
        fail(f"{output}: {error.strerror or error}")


def summary(report: Report, lang: str) -> str:
    """The one line that says what was done."""
    errors, warnings, infos = (report.count(severity) for severity in (Severity.ERROR, Severity.WARNING, Severity.INFO))
    if lang == "ko":
        return (
            f"문서 {len(report.documents)}개 검사 (건너뜀 {len(report.skipped)}, 숨김 {len(report.suppressed)}, 캐시 {report.cached}): "
            f"오류 {errors}, 경고 {warnings}, 참고 {infos}"
        )
    return (
        f"{len(report.documents)} {'document' if len(report.documents) == 1 else 'documents'} checked "
        f"({len(report.skipped)} skipped, {len(report.suppressed)} suppressed, {report.cached} cached): "
        f"{errors} {'error' if errors == 1 else 'errors'}, {warnings} {'warning' if warnings == 1 else 'warnings'}, {infos} info"
    )


def internal_error(code: str, path: str, error: str) -> str:
    """What a rule that raised looks like: our fault, with what is needed to report it."""
    return t(
        "internal error: rule {0} failed on {1}: {2}; please report this, the other rules went on",
        "내부 오류: 규칙 {0}이(가) {1}에서 실패했습니다: {2}. 알려 주세요. 나머지 검사는 계속했습니다",
    ).format(code, path, error)
