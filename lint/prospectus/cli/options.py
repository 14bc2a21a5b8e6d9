"""Options that several verbs share."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from prospectus.cli.day import day_of
from prospectus.cli.verb import option
from prospectus.ground.language import LANGS

if TYPE_CHECKING:
    from datetime import date


def date_value(_context: click.Context, _param: click.Parameter, value: str | None) -> date | None:
    """The date that the value of an option names."""
    return None if value is None else day_of(value)


config_option = option(
    "--config",
    "config_file",
    type=click.Path(path_type=Path),
    help={"en": "The configuration file to use.", "ko": "사용할 설정 파일."},
)
lang_option = option(
    "--lang",
    type=click.Choice(LANGS),
    help={"en": "The language of the output.", "ko": "출력 언어."},
)
today_option = option(
    "--today",
    callback=date_value,
    metavar="YYYY-MM-DD",
    help={"en": "The date that counts as today.", "ko": "오늘로 볼 날짜."},
)
