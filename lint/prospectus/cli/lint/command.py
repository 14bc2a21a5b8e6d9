"""The options of ``prospectus lint``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from prospectus.cli.candidates import documents, refs_or_documents, rules
from prospectus.cli.lint.quick import with_ref
from prospectus.cli.lint.request import Request
from prospectus.cli.lint.run import lint as check
from prospectus.cli.options import config_option, date_value, lang_option, today_option
from prospectus.cli.verb import Verb, option, verb
from prospectus.output import FORMATS

if TYPE_CHECKING:
    from prospectus.cli.run import Run


class _Lint(Verb):
    """The verb, whose ``--changed`` may have a value."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        return super().parse_args(ctx, with_ref(args))


@verb(
    cls=_Lint,
    help={"en": "Check every document against its contract.", "ko": "모든 문서를 규칙에 따라 검사합니다."},
    epilog={
        "en": "Example: prospectus lint --fail-on warning docs/projects/churn.md",
        "ko": "예: prospectus lint --fail-on warning docs/projects/churn.md",
    },
)
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), shell_complete=documents)
@option(
    "--format",
    "format_",
    type=click.Choice(FORMATS),
    help={
        "en": "The output format (default: text; concise for a coding agent).",
        "ko": "출력 형식 (기본값: text, 코딩 에이전트에는 concise).",
    },
)
@option(
    "--output",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help={"en": "Write the findings to a file.", "ko": "결과를 파일에 씁니다."},
)
@option(
    "--select",
    multiple=True,
    shell_complete=rules,
    metavar="CODE",
    help={"en": "Only these rules or families (MET04, MET).", "ko": "이 규칙이나 묶음만 검사합니다 (MET04, MET)."},
)
@option(
    "--ignore",
    multiple=True,
    shell_complete=rules,
    metavar="CODE",
    help={"en": "Not these rules or families.", "ko": "이 규칙이나 묶음은 검사하지 않습니다."},
)
@option(
    "--fail-on",
    type=click.Choice(["error", "warning", "info"]),
    help={
        "en": "Exit with 1 from this severity on (default: error).",
        "ko": "이 심각도부터 종료 코드 1 (기본값: error).",
    },
)
@option(
    "--fix",
    is_flag=True,
    help={
        "en": "Fix what can be fixed without asking, and insert prompts for what is missing.",
        "ko": "확실한 것은 고치고, 빠진 것은 작성 안내를 넣습니다.",
    },
)
@option(
    "--diff",
    is_flag=True,
    help={
        "en": "Only show what --fix would change; exit with 1 if anything.",
        "ko": "--fix가 바꿀 내용만 보여 줍니다. 있으면 종료 코드 1입니다.",
    },
)
@option(
    "--unsafe-fixes",
    is_flag=True,
    help={
        "en": "With --fix or --diff, the fixes that should be looked at, too.",
        "ko": "--fix나 --diff에서 확인이 필요한 수정까지 적용합니다.",
    },
)
@option(
    "--statistics",
    is_flag=True,
    help={
        "en": "Count the findings of each rule, what weighs most first.",
        "ko": "규칙별 건수를 중요한 것부터 보여 줍니다.",
    },
)
@option(
    "--force-exclude",
    is_flag=True,
    help={
        "en": "Leave out given files that the configuration does not name.",
        "ko": "설정에 없는 파일은 지정해도 건너뜁니다.",
    },
)
@option(
    "--changed",
    is_flag=False,
    flag_value="",
    metavar="[REF]",
    shell_complete=refs_or_documents,
    help={
        "en": "Only documents that differ from a git commit, and those that refer to them (default: from where the "
        "default branch was left).",
        "ko": "git 커밋과 달라진 문서와, 그 문서를 가리키는 문서만 검사합니다 (기본값: 기본 브랜치에서 갈라진 곳).",
    },
)
@option(
    "--watch",
    is_flag=True,
    help={
        "en": "Check again whenever a document is saved; Ctrl-C ends it.",
        "ko": "문서를 저장할 때마다 다시 검사합니다. Ctrl-C로 끝냅니다.",
    },
)
@option(
    "--stdin-filename",
    type=click.Path(path_type=Path),
    metavar="PATH",
    shell_complete=documents,
    help={
        "en": "Check standard input as if it were this file.",
        "ko": "표준 입력을 이 파일의 내용으로 보고 검사합니다.",
    },
)
@option(
    "--no-cache",
    is_flag=True,
    help={
        "en": "Check every document again, without the cache.",
        "ko": "캐시를 쓰지 않고 모든 문서를 다시 검사합니다.",
    },
)
@option(
    "--baseline",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help={
        "en": "Hold back the findings that are recorded in a file.",
        "ko": "파일에 기록된 결과를 보류합니다.",
    },
)
@option(
    "--write-baseline",
    is_flag=True,
    help={
        "en": "Record the present findings in the baseline (default: .prospectus-baseline.json).",
        "ko": "지금의 결과를 기준 파일에 기록합니다 (기본값: .prospectus-baseline.json).",
    },
)
@option(
    "--prune-baseline",
    is_flag=True,
    help={
        "en": "Take out of the baseline what holds nothing back any more.",
        "ko": "더는 보류할 것이 없는 항목을 기준 파일에서 지웁니다.",
    },
)
@option(
    "--no-baseline",
    is_flag=True,
    help={
        "en": "Show what a baseline holds back, too.",
        "ko": "기준 파일이 보류하는 결과도 보여 줍니다.",
    },
)
@option(
    "--add-waivers",
    metavar="REASON",
    help={
        "en": "Write waivers for the findings into their documents, with a reason and --expires.",
        "ko": "결과마다 이유와 --expires를 적은 예외를 문서에 씁니다.",
    },
)
@option(
    "--expires",
    callback=date_value,
    metavar="YYYY-MM-DD",
    help={"en": "The last day on which the waivers hold.", "ko": "예외가 유효한 마지막 날짜."},
)
@option(
    "--jobs",
    type=click.IntRange(min=1),
    metavar="N",
    help={
        "en": "How many processes check documents (default: as many as make it faster).",
        "ko": "검사할 프로세스 수 (기본값: 빨라지는 만큼).",
    },
)
@today_option
@lang_option
@config_option
@click.pass_obj
def lint(run: Run, /, **options: Any) -> int:  # noqa: ANN401 - as click has read them
    """Check the documents, print the findings, and exit with 0, 1 or 2."""
    return check(run, Request(**options))
