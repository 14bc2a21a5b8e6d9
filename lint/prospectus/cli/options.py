"""Options that several verbs share."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from prospectus.cli.words import t
from prospectus.ground.language import LANGS, environment_lang

if TYPE_CHECKING:
    from prospectus.config import Config


class Day(click.ParamType[date]):
    """A date, ``YYYY-MM-DD``."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:  # noqa: ANN401 - click's
        """The date of the option's text."""
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(value)
        except ValueError:
            self.fail(
                t("'{0}' is not a date like 2026-11-23", "'{0}'은(는) 2026-11-23 같은 날짜가 아닙니다").format(value),
                param,
                ctx,
            )


config_option = click.option(
    "--config",
    "config_file",
    type=click.Path(path_type=Path),
    help=t("The configuration file to use.", "사용할 설정 파일."),
)
lang_option = click.option(
    "--lang",
    type=click.Choice(LANGS),
    help=t("The language of the output.", "출력 언어."),
)
today_option = click.option(
    "--today",
    type=Day(),
    metavar="YYYY-MM-DD",
    help=t("The date that counts as today.", "오늘로 볼 날짜."),
)


def spoken_lang(lang: str | None, config: Config) -> str:
    """The language of a run: the option, else the configuration, else the environment."""
    return lang or config.lang or environment_lang()


def clock(today: date | None) -> date:
    """The date that counts as today."""
    return today or datetime.now(tz=UTC).astimezone().date()
