"""The rules that options and configuration name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prospectus.cli.run import fail
from prospectus.ground.spelling import did_you_mean_one_of

if TYPE_CHECKING:
    from prospectus.config import Config
    from prospectus.ground.language import Text

_NO_RULE: Text = {"en": "no such rule: '{0}'{1}", "ko": "'{0}'(이)라는 규칙은 없습니다{1}"}


def codes(values: tuple[str, ...]) -> tuple[str, ...]:
    """The codes that an option names: in several options, or with commas between them."""
    return tuple(code.strip().upper() for value in values for code in value.split(",") if code.strip())


def check_codes(config: Config) -> None:
    """Exit with 2 when the settings name a rule that is not there."""
    from prospectus.rules import ALL_RULES  # noqa: PLC0415 - a hundred rules, often not needed

    known = {rule.code for rule in ALL_RULES} | {rule.code[:3] for rule in ALL_RULES}
    named = {*config.select, *config.ignore, *config.severity}
    named.update(code for codes in config.per_file_ignores.values() for code in codes)
    for code in sorted(named - known):
        fail(_NO_RULE, code, did_you_mean_one_of(code, known))
