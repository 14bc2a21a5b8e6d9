"""``prospectus explain``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from prospectus.cli import streams
from prospectus.cli.options import config_option, lang_option
from prospectus.cli.run import Run, fail
from prospectus.cli.verb import verb
from prospectus.config import Config, find_config
from prospectus.contract.contract import load_contract
from prospectus.engine.report import select_rules
from prospectus.ground.language import say
from prospectus.ground.spelling import NOTHING, did_you_mean
from prospectus.rules import ALL_RULES
from prospectus.rules.page import read_page

if TYPE_CHECKING:
    from prospectus.ground.language import Text
    from prospectus.model.rule import Rule

_NO_RULE: Text = {"en": "no such rule: '{0}'{1}", "ko": "'{0}'(이)라는 규칙은 없습니다{1}"}
_SEE: Text = {"en": "; see `prospectus rules`", "ko": "; `prospectus rules`를 보세요"}

WORDS = {
    "en": ("Severity", "From stage", "Source", "Here", "Bad", "Good", "checked", "not checked"),
    "ko": ("심각도", "시작 단계", "근거", "이 저장소", "나쁜 예", "좋은 예", "검사함", "검사하지 않음"),
}


@verb(
    help={
        "en": "Show the page of one rule, and what the configuration makes of it.",
        "ko": "규칙 하나와 이 저장소의 설정을 보여 줍니다.",
    },
    epilog={"en": "Example: prospectus explain MET04", "ko": "예: prospectus explain MET04"},
)
@click.argument("code")
@lang_option
@config_option
@click.pass_obj
def explain(run: Run, code: str, lang: str | None, config_file: Path | None) -> None:  # noqa: ARG001 - `run` knows `lang`
    """Print one rule's page: what it says, why, its source, a bad and a good document."""
    wanted = code.upper()
    rule = next((rule for rule in ALL_RULES if wanted in {rule.code, rule.name.upper()}), None)
    if rule is None:
        known = [name for rule in ALL_RULES for name in (rule.code, rule.name)]
        close = did_you_mean(wanted, known)
        fail(_NO_RULE, code, _SEE if close == NOTHING else close)
    config = run.configured(find_config(Path.cwd(), config_file))
    streams.put(page_text(rule, config, run.lang) + "\n")


def _contract(config: Config, lang: str) -> list[str]:
    """What the configuration says of a contract of its own; nothing for the standard one."""
    if config.contract is None:
        return []
    word = {"en": "Contract", "ko": "계약"}
    return [f"{say(word, lang)}: {load_contract(config).lifecycle.id} ({config.contract})"]


def page_text(rule: Rule, config: Config, lang: str) -> str:
    """One rule's page for a terminal."""
    page = read_page(rule.code)
    severity, since, source, here, bad, good, is_checked, is_not = WORDS[lang]
    checked = is_checked if select_rules([rule], config) else is_not
    if rule.code in config.severity and config.severity[rule.code] != "off":
        checked += f", {config.severity[rule.code]}"
    lines = [
        f"{rule.code} {rule.name}",
        "",
        say(page.summary, lang),
        "",
        f"{severity}: {rule.severity.word}    {since}: {rule.since}    {here}: {checked}",
        f"{source}: {page.source}",
        *_contract(config, lang),
        "",
        page.why(lang),
        "",
        f"{bad}:",
        "",
        page.sections["Bad"],
        "",
        f"{good}:",
        "",
        page.sections["Good"],
    ]
    return "\n".join(lines)
