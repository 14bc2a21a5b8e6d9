"""click's commands and options with words in two languages, chosen when help is written."""

from __future__ import annotations

import sys
from functools import partial
from typing import TYPE_CHECKING, Any

import click

from prospectus.cli.run import Run
from prospectus.cli.streams import encodable
from prospectus.ground.language import environment_lang, filled, say
from prospectus.ground.pattern import Pattern
from prospectus.output.text import width

if TYPE_CHECKING:
    from collections.abc import Iterable

    from click.shell_completion import CompletionItem

    from prospectus.ground.language import Lang, Text

_USAGE: Text = {"en": "Usage: ", "ko": "사용법: "}
_OPTIONS: Text = {"en": "Options", "ko": "옵션"}
_PLACES: dict[str, str] = {
    "OPTIONS": "옵션",
    "VERB": "명령",
    "ARGS": "인자",
    "PATHS": "경로",
    "PATH": "경로",
    "FILE": "파일",
    "DIR": "폴더",
    "DOC": "문서",
    "TITLE": "제목",
    "STAGE": "단계",
    "CODE": "코드",
    "REF": "커밋",
    "GLOB": "패턴",
    "URL": "주소",
    "TAG": "태그",
    "KEY": "키",
    "NAME": "이름",
    "TEXT": "글",
    "REASON": "이유",
    "METRIC": "지표",
    "VALUE": "값",
    "LOW": "하한",
    "HIGH": "상한",
    "INTEGER": "정수",
}
"""What stands for a value in the line that says how a verb is called and in the list of its options, in Korean."""

_PLACE = Pattern("(?<![A-Za-z-])(" + "|".join(_PLACES) + ")(?![A-Za-z-])")
_HELP: Text = {"en": "Show this message and exit.", "ko": "이 도움말을 보여 주고 끝냅니다."}
_DEFAULT: Text = {"en": "{0}  [default: {1}]", "ko": "{0}  [기본값: {1}]"}


def lang_of(context: click.Context) -> Lang:
    """The language of the run that a context belongs to."""
    run = context.find_object(Run)
    return run.lang if run else environment_lang()


def placed(usage: str, lang: Lang) -> str:
    """How something is called, with the names of its values in the language."""
    return _PLACE.sub(lambda match: _PLACES[match[1]], usage) if lang == "ko" else usage


def _aligned(table: str, records: Iterable[tuple[str, str]]) -> str:
    """A table of click's, which takes each character for one column, with as many spaces less as its names are wider."""
    for name, _ in records:
        if not name.isascii():
            table = table.replace(name + " " * (width(name) - len(name)), name, 1)
    return table


class Option(click.Option):
    """An option whose help is a text of both languages."""

    def __init__(self, *arguments: Any, help: Text, **settings: Any) -> None:  # noqa: A002, ANN401 - click's
        settings["help"] = help["en"]
        super().__init__(*arguments, **settings)
        self.words = help

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """The option as it is written, and its help."""
        record = super().get_help_record(ctx)
        if record is None:
            return None
        words = filled(_DEFAULT, self.words, self.default) if self.show_default else self.words
        lang = lang_of(ctx)
        return placed(record[0], lang), say(words, lang)


class Verb(click.Command):
    """A command whose help, short help and epilog are texts of both languages."""

    def __init__(self, *arguments: Any, help: Text, epilog: Text, **settings: Any) -> None:  # noqa: A002, ANN401 - click's
        settings.update(help=help["en"], epilog=epilog["en"])
        super().__init__(*arguments, **settings)
        self.words = help
        self.example = epilog

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """``--help``, in the language of the run."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = say(_HELP, lang_of(ctx))
        return option

    def get_help(self, ctx: click.Context) -> str:
        """The help, in characters that standard output knows."""
        return encodable(super().get_help(ctx), getattr(sys.stdout, "encoding", None) or "utf-8")

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the arguments; a mistake in them knows whose they are, at every version of click."""
        try:
            return super().parse_args(ctx, args)
        except click.UsageError as error:
            error.ctx = error.ctx or ctx
            raise

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """The options that begin so, in the language of the run."""
        options = (param for param in self.get_params(ctx) if isinstance(param, Option))
        words = {name: param.words for param in options for name in param.opts}
        found = click.Command.shell_complete(self, ctx, incomplete)
        for item in found:
            if item.value in words:
                item.help = say(words[item.value], lang_of(ctx))
        return found

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """One line: how it is called."""
        lang = lang_of(ctx)
        pieces = placed(" ".join(self.collect_usage_pieces(ctx)), lang)
        formatter.write_usage(ctx.command_path, pieces, prefix=say(_USAGE, lang))

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """What it does."""
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_text(say(self.words, lang_of(ctx)))

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Its options."""
        options = (param for param in self.get_params(ctx) if isinstance(param, click.Option))
        records = [record for param in options if (record := param.get_help_record(ctx))]
        with formatter.section(say(_OPTIONS, lang_of(ctx))):
            start = len(formatter.buffer)
            formatter.write_dl(records)
            formatter.buffer[start:] = [_aligned("".join(formatter.buffer[start:]), records)]

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """An example."""
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_text(say(self.example, lang_of(ctx)))


verb = partial(click.command, cls=Verb)
"""Makes a command of a function: ``@verb(help={…}, epilog={…})``."""

option = partial(click.option, cls=Option)
"""Adds an option to a command: ``@option("--name", help={…})``."""
