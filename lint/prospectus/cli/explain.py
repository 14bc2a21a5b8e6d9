"""``prospectus explain``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from prospectus.cli import fail
from prospectus.cli.options import config_option, lang_option, spoken_lang
from prospectus.cli.words import t
from prospectus.config import Config, find_config, nearest
from prospectus.contract.contract import load_contract
from prospectus.engine.report import select_rules
from prospectus.ground.language import say
from prospectus.rules import ALL_RULES
from prospectus.rules.page import read_page

if TYPE_CHECKING:
    from prospectus.model.rule import Rule

WORDS = {
    "en": ("Severity", "From stage", "Source", "Here", "Bad", "Good", "checked", "not checked"),
    "ko": ("심각도", "시작 단계", "근거", "이 저장소", "나쁜 예", "좋은 예", "검사함", "검사하지 않음"),
}


@click.command(
    help=t(
        "Show the page of one rule, and what the configuration makes of it.",
        "규칙 하나와 이 저장소의 설정을 보여 줍니다.",
    ),
    epilog=t("Example: prospectus explain MET04", "예: prospectus explain MET04"),
)
@click.argument("code")
@lang_option
@config_option
def explain(code: str, lang: str | None, config_file: Path | None) -> None:
    """Print one rule's page: what it says, why, its source, a bad and a good document."""
    wanted = code.upper()
    rule = next((rule for rule in ALL_RULES if wanted in {rule.code, rule.name.upper()}), None)
    if rule is None:
        known = [name for rule in ALL_RULES for name in (rule.code, rule.name)]
        close = nearest(wanted, known)
        fail(
            t("no such rule: '{0}'", "'{0}'(이)라는 규칙은 없습니다").format(code)
            + (close if close.startswith(";") else t("; see `prospectus rules`", "; `prospectus rules`를 보세요"))
        )
    config = find_config(Path.cwd(), config_file)
    click.echo(page_text(rule, config, spoken_lang(lang, config)))


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
