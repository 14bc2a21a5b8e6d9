"""``prospectus rules``."""

from __future__ import annotations

import json

import click

from prospectus.cli.options import lang_option
from prospectus.cli.words import t
from prospectus.engine.diagnose import rule_url
from prospectus.ground.language import LANGS, environment_lang, say
from prospectus.rules import ALL_RULES
from prospectus.rules.page import read_page


@click.command(
    help=t("List the rules.", "규칙 목록을 보여 줍니다."),
    epilog=t("Example: prospectus rules --format json", "예: prospectus rules --format json"),
)
@click.option(
    "--format",
    "format_",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help=t("The output format.", "출력 형식."),
)
@lang_option
def rules(format_: str, lang: str | None) -> None:
    """Print every rule: code, severity, first stage, name and summary."""
    if format_ == "json":
        data = [
            {
                "code": rule.code,
                "name": rule.name,
                "severity": rule.severity.word,
                "since": rule.since,
                "scope": rule.scope,
                "default": rule.is_default,
                "summary": {language: say(read_page(rule.code).summary, language) for language in LANGS},
                "url": rule_url(rule.code, None),
            }
            for rule in ALL_RULES
        ]
        click.echo(json.dumps(data, ensure_ascii=False, indent=2))
        return
    language = lang or environment_lang()
    for rule in ALL_RULES:
        off = "" if rule.is_default else t(" (off by default)", " (기본값: 꺼짐)")
        click.echo(
            f"{rule.code}  {rule.severity.word:7}  {rule.since:9}  {say(read_page(rule.code).summary, language)}{off}"
        )
