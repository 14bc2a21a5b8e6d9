"""All verbs of the command line.

Each is a module of its own, imported when it is called; verbs of other packages join through the entry-point group
``prospectus.commands``.
"""

from __future__ import annotations

import os
from contextlib import suppress
from importlib import import_module
from typing import TYPE_CHECKING, Any

import click

from prospectus import __version__
from prospectus.cli import streams
from prospectus.cli.candidates import VARIABLE
from prospectus.cli.options import lang_option
from prospectus.cli.run import COULD_NOT_RUN, CouldNotRunError, Run, fail
from prospectus.cli.usage import reason
from prospectus.cli.verb import Option, Verb, lang_of
from prospectus.ground.language import ToldError, say
from prospectus.ground.spelling import did_you_mean_one_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from click.shell_completion import CompletionItem

    from prospectus.ground.language import Text

VERBS: dict[str, Text] = {
    "lint": {"en": "Check every document against its contract.", "ko": "모든 문서를 규칙에 따라 검사합니다."},
    "init": {
        "en": "Set a repository up: configuration, site, hook, CI.",
        "ko": "저장소를 설정합니다: 설정 파일, 사이트, 훅, CI.",
    },
    "new": {"en": "Start a document with what its stage needs.", "ko": "단계에 필요한 것만 담은 새 문서를 만듭니다."},
    "next": {"en": "Show what the next stage newly requires.", "ko": "다음 단계에서 새로 필요한 것을 보여 줍니다."},
    "adopt": {
        "en": "Turn existing documents into prospectuses.",
        "ko": "기존 문서를 설계 문서로 가져옵니다.",
    },
    "measure": {"en": "Write measured values into documents.", "ko": "측정값을 문서에 씁니다."},
    "rules": {"en": "List the rules.", "ko": "규칙 목록을 보여 줍니다."},
    "explain": {
        "en": "Explain a rule, or a fact of the front matter.",
        "ko": "규칙이나 프런트 매터 항목을 설명합니다.",
    },
    "schema": {
        "en": "Print the JSON Schema of the front matter.",
        "ko": "프런트 매터의 JSON Schema를 출력합니다.",
    },
    "export": {"en": "Print the portfolio's data.", "ko": "포트폴리오 데이터를 출력합니다."},
    "completion": {
        "en": "Print the script by which a shell completes.",
        "ko": "셸 자동 완성 스크립트를 출력합니다.",
    },
}
"""The verbs of the core: each is the module and the command of the same name in this package."""

_PACKAGES = frozenset({"lint", "init", "next", "adopt", "measure"})
"""The verbs that are packages: the command of each stands in its module ``command``."""

EXTRAS: dict[str, tuple[str, str, Text]] = {
    "site": (
        "site",
        "prospectus_site",
        {
            "en": "Write the portfolio's pages for a generator without plugins.",
            "ko": "플러그인 없는 생성기를 위해 포트폴리오 페이지를 씁니다.",
        },
    ),
    "demo": (
        "site",
        "mkdocs",
        {"en": "Write, lint and build the example portfolio.", "ko": "예제 포트폴리오를 만들고 검사하고 빌드합니다."},
    ),
}
"""Verbs of other packages: the extra that brings what they need, a module of it, and what they do."""

_HEAD: Text = {"en": "Verbs", "ko": "명령"}
_NO_VERB: Text = {"en": "no such verb: '{0}'{1}", "ko": "'{0}'(이)라는 명령은 없습니다{1}"}
_NEEDS_EXTRA: Text = {
    "en": "`prospectus {0}` needs an extra: pip install 'prospectus[{1}]'",
    "ko": "`prospectus {0}`에는 추가 설치가 필요합니다: pip install 'prospectus[{1}]'",
}


class _Verbs(Verb, click.Group):
    """The verbs, imported when they are called."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if not args and not ctx.resilient_parsing:  # click's own answer differs between its versions
            for line in ctx.get_help().split("\n"):
                streams.note(line)
            ctx.exit(COULD_NOT_RUN)
        return super().parse_args(ctx, args)

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """The verbs that begin so, none of them imported for it, and the options."""
        from click.shell_completion import CompletionItem  # noqa: PLC0415 - only in a shell that completes

        lang = lang_of(ctx)
        named = {**VERBS, **{name: words for name, (_, _, words) in EXTRAS.items()}}
        verbs = [CompletionItem(name, help=say(words, lang)) for name, words in named.items()]
        return [item for item in verbs if item.value.startswith(incomplete)] + super().shell_complete(ctx, incomplete)

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return [*VERBS, *EXTRAS]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name in VERBS:
            module = import_module(f"prospectus.cli.{cmd_name}{'.command' if cmd_name in _PACKAGES else ''}")
            return getattr(module, cmd_name)  # type: ignore[no-any-return]
        if cmd_name in EXTRAS:
            return _plugged_in(cmd_name) or _not_installed(cmd_name)
        return super().get_command(ctx, cmd_name)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        known = self.list_commands(ctx)
        if args and args[0] not in known and not args[0].startswith("-"):
            fail(_NO_VERB, args[0], did_you_mean_one_of(args[0], known))
        return super().resolve_command(ctx, args)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        super().format_options(ctx, formatter)
        lang = lang_of(ctx)
        rows = [*VERBS.items(), *((name, words) for name, (_, _, words) in EXTRAS.items())]
        with formatter.section(say(_HEAD, lang)):
            formatter.write_dl([(name, say(words, lang)) for name, words in rows])


def _plugged_in(name: str) -> click.Command | None:
    from importlib.metadata import entry_points  # noqa: PLC0415 - only for verbs of other packages
    from importlib.util import find_spec  # noqa: PLC0415

    if find_spec(EXTRAS[name][1]) is None:
        return None
    found = entry_points(group="prospectus.commands", name=name)
    return next((entry.load() for entry in found), None)


def _not_installed(name: str) -> click.Command:
    @click.command(name, context_settings={"ignore_unknown_options": True, "help_option_names": []})
    @click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
    def missing(arguments: tuple[str, ...]) -> None:  # noqa: ARG001 - whatever was asked, the answer is the same
        fail(_NEEDS_EXTRA, name, EXTRAS[name][0])

    return missing


@click.command(
    cls=_Verbs,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    subcommand_metavar="VERB [ARGS]...",
    help={
        "en": "Check ML project design documents, and help to write them.",
        "ko": "머신러닝 프로젝트 설계 문서를 검사하고 작성을 돕습니다.",
    },
    epilog={"en": "Example: prospectus lint docs/projects", "ko": "예: prospectus lint docs/projects"},
)
@click.version_option(
    __version__,
    prog_name="prospectus",
    cls=Option,
    help={"en": "Show the version and exit.", "ko": "버전을 보여 주고 끝냅니다."},
)
@lang_option
def prospectus(lang: str | None) -> None:
    """The group of all verbs; their :class:`Run` knows ``lang``."""


def _complete(run: Run) -> int:
    """Write the candidates for what was typed so far. Whatever is wrong with that is no matter here: it is still being typed."""
    with suppress(ToldError, OSError, click.ClickException, click.exceptions.Exit):
        prospectus.main(args=[], prog_name="prospectus", complete_var=VARIABLE, standalone_mode=False, obj=run)
    return 0


def call(arguments: Sequence[str], run: Run) -> int:
    """Call the verb that a command line names, or answer a shell that completes one; gives the exit code."""
    if VARIABLE in os.environ:
        return _complete(run)
    try:
        code: Any = prospectus.main(args=[*arguments], prog_name="prospectus", standalone_mode=False, obj=run)
    except click.Abort:
        return COULD_NOT_RUN
    except click.ClickException as error:
        raise CouldNotRunError(reason(error)) from error
    return code if isinstance(code, int) else 0
