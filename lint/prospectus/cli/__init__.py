"""The command ``prospectus``: the only place that prints and chooses the exit code.

Each verb is a module of its own, imported when it is called; verbs of other packages join through the entry-point
group ``prospectus.commands``.
"""

from __future__ import annotations

import os
import sys
from importlib import import_module
from typing import TYPE_CHECKING, NoReturn

import click

from prospectus import __version__
from prospectus.cli.words import t
from prospectus.config import ConfigError

if TYPE_CHECKING:
    from collections.abc import Sequence

COULD_NOT_RUN = 2

VERBS = {
    "lint": t("Check every document against its contract.", "모든 문서를 규칙에 따라 검사합니다."),
    "new": t("Start a document with what its stage needs.", "단계에 필요한 것만 담은 새 문서를 만듭니다."),
    "next": t("Show what the next stage newly requires.", "다음 단계에서 새로 필요한 것을 보여 줍니다."),
    "rules": t("List the rules.", "규칙 목록을 보여 줍니다."),
    "explain": t("Show the page of one rule.", "규칙 하나를 자세히 설명합니다."),
    "schema": t("Print the JSON Schema of the front matter.", "앞머리(front matter)의 JSON Schema를 출력합니다."),
    "export": t("Print the portfolio's data.", "포트폴리오 데이터를 출력합니다."),
}
"""The verbs of the core: each is the module and the command of the same name in this package."""

EXTRAS = {
    "demo": (
        "site",
        "mkdocs",
        t("Write, lint and build the example portfolio.", "예제 포트폴리오를 만들고 검사하고 빌드합니다."),
    ),
}
"""Verbs of other packages: the extra that brings what they need, a module of it, and what they do."""


class _Verbs(click.Group):
    """The verbs, imported when they are called."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return [*VERBS, *EXTRAS]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name in VERBS:
            module = import_module(f"prospectus.cli.{cmd_name}")
            return getattr(module, cmd_name)  # type: ignore[no-any-return]
        if cmd_name in EXTRAS:
            return _plugged_in(cmd_name) or _not_installed(cmd_name)
        return super().get_command(ctx, cmd_name)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in self.list_commands(ctx) and not args[0].startswith("-"):
            from prospectus.config import nearest  # noqa: PLC0415 - only for errors

            ctx.fail(
                t("no such verb: '{0}'", "'{0}'(이)라는 명령은 없습니다").format(args[0])
                + nearest(args[0], self.list_commands(ctx))
            )
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 - click's
        rows = [*VERBS.items(), *((name, words) for name, (_, _, words) in EXTRAS.items())]
        with formatter.section(t("Verbs", "명령")):
            formatter.write_dl(rows)


def _plugged_in(name: str) -> click.Command | None:
    from importlib.metadata import entry_points  # noqa: PLC0415 - only for verbs of other packages
    from importlib.util import find_spec  # noqa: PLC0415

    if find_spec(EXTRAS[name][1]) is None:
        return None
    found = entry_points(group="prospectus.commands", name=name)
    return next((entry.load() for entry in found), None)


def _not_installed(name: str) -> click.Command:
    extra = EXTRAS[name][0]

    @click.command(name, context_settings={"ignore_unknown_options": True, "help_option_names": []})
    @click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
    def missing(arguments: tuple[str, ...]) -> None:  # noqa: ARG001 - whatever was asked, the answer is the same
        words = t(
            "`prospectus {0}` needs an extra: pip install 'prospectus[{1}]'",
            "`prospectus {0}`에는 추가 설치가 필요합니다: pip install 'prospectus[{1}]'",
        )
        fail(words.format(name, extra))

    return missing


@click.command(
    cls=_Verbs,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog=t("Example: prospectus lint docs/projects", "예: prospectus lint docs/projects"),
    help=t(
        "Check ML project design documents, and help to write them.",
        "머신러닝 프로젝트 설계 문서를 검사하고 작성을 돕습니다.",
    ),
)
@click.version_option(__version__, prog_name="prospectus")
def prospectus() -> None:
    """The group of all verbs."""


def fail(message: str) -> NoReturn:
    """End with exit code 2: the program could not run."""
    click.echo(f"{t('error', '오류')}: {message}", err=True)
    sys.exit(COULD_NOT_RUN)


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the command line and exit."""
    try:
        prospectus.main(args=list(arguments) if arguments is not None else None, prog_name="prospectus")
    except ConfigError as error:
        fail(str(error))
    except BrokenPipeError:  # the reader of our output has gone: as `head` wants it
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
    sys.exit(0)
