"""What is wrong with a command line, by click's own account, in both languages."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from prospectus.cli.verb import placed
from prospectus.ground.language import filled, with_particles
from prospectus.ground.terminal import plain

if TYPE_CHECKING:
    from prospectus.ground.language import Text

_NO_OPTION = "{0}(이)라는 옵션은 없습니다{1}"
_MEANT = "(혹시 {0}인가요?)"
_NO_VERB = "실행할 명령을 적으세요"
_MISSING = "{0} 인자가 없습니다"
_VALUE_MISSING = "{0} 옵션에는 값이 필요합니다"
_NO_VALUE = "{0} 옵션에는 값을 줄 수 없습니다"
_NOT_CHOICE = "{0} 옵션에 쓸 수 있는 값: {1}"
_NUMBER = "{0} 옵션에는 {1} 이상의 정수를 쓰세요"
_TOO_MANY = "쓰이지 않는 인자가 있습니다: {0}"
_OTHER = "명령을 이해할 수 없습니다: {0}"
_TRY: Text = {"en": "{0}; see `{1} --help`", "ko": "{0}; `{1} --help`를 보세요"}


def reason(error: click.ClickException) -> Text:
    """Why a command line was refused, and whose help to read: in English as click says it."""
    context = error.ctx if isinstance(error, click.UsageError) else None
    english = plain(error.format_message().rstrip("."))
    words = {"en": english, "ko": with_particles(plain(_korean(error, english)))}
    return filled(_TRY, words, context.command_path) if context else words


def _korean(error: click.ClickException, english: str) -> str:
    if isinstance(error, click.NoSuchOption):
        near = _MEANT.format(error.possibilities[0]) if error.possibilities else ""
        return _NO_OPTION.format(error.option_name, near)
    if isinstance(error, click.MissingParameter):
        return _MISSING.format(placed(error.param.human_readable_name, "ko") if error.param else "")
    if isinstance(error, click.BadOptionUsage):
        params = error.ctx.command.params if error.ctx else []
        named = next((param for param in params if error.option_name in param.opts), None)
        takes_none = not isinstance(named, click.Option) or named.is_flag or named.is_eager
        return (_NO_VALUE if takes_none else _VALUE_MISSING).format(error.option_name)
    if isinstance(error, click.BadParameter) and error.param is not None and (words := _allowed(error.param)):
        return words
    if english.startswith("Got unexpected extra argument"):
        return _TOO_MANY.format(english.partition("(")[2].rpartition(")")[0])
    return _NO_VERB if english == "Missing command" else _OTHER.format(english)


def _allowed(param: click.Parameter) -> str:
    """What a parameter takes, where that can be told."""
    if isinstance(param.type, click.Choice):
        return _NOT_CHOICE.format(param.opts[0], ", ".join(param.type.choices))
    if isinstance(param.type, click.IntRange):
        return _NUMBER.format(param.opts[0], param.type.min)
    return ""
