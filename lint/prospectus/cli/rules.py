"""``prospectus rules``."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from prospectus.cli import streams
from prospectus.cli.options import lang_option
from prospectus.cli.verb import option, verb
from prospectus.engine.diagnose import rule_url
from prospectus.ground.language import LANGS, say
from prospectus.rules import ALL_RULES
from prospectus.rules.page import read_page

if TYPE_CHECKING:
    from prospectus.cli.run import Run

_OFF = {"en": " (off by default)", "ko": " (기본값: 꺼짐)"}


@verb(
    help={"en": "List the rules.", "ko": "규칙 목록을 보여 줍니다."},
    epilog={"en": "Example: prospectus rules --format json", "ko": "예: prospectus rules --format json"},
)
@option(
    "--format",
    "format_",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help={"en": "The output format.", "ko": "출력 형식."},
)
@lang_option
@click.pass_obj
def rules(run: Run, format_: str, lang: str | None) -> None:  # noqa: ARG001 - `run` knows `lang`
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
        streams.put(json.dumps(data, ensure_ascii=False, indent=2) + "\n", is_json=True)
        return
    for rule in ALL_RULES:
        off = "" if rule.is_default else say(_OFF, run.lang)
        summary = say(read_page(rule.code).summary, run.lang)
        streams.put(f"{rule.code}  {rule.severity.word:7}  {rule.since:9}  {summary}{off}\n")
