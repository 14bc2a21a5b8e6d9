"""``prospectus rules``."""

from __future__ import annotations

import json
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

import click

from prospectus.cli import candidates, streams
from prospectus.cli.codes import check_codes, codes
from prospectus.cli.options import lang_option
from prospectus.cli.verb import option, verb
from prospectus.config import Config
from prospectus.engine.diagnose import rule_url
from prospectus.engine.report import is_named
from prospectus.ground.language import LANGS, say
from prospectus.rules import ALL_RULES
from prospectus.rules.families import FAMILIES
from prospectus.rules.page import read_page

if TYPE_CHECKING:
    from collections.abc import Iterable

    from prospectus.cli.run import Run
    from prospectus.model.rule import Rule

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
@option(
    "--select",
    multiple=True,
    shell_complete=candidates.rules,
    metavar="CODE",
    help={"en": "Only these rules or families (MET04, MET).", "ko": "이 규칙이나 묶음만 보여 줍니다 (MET04, MET)."},
)
@lang_option
@click.pass_obj
def rules(run: Run, format_: str, select: tuple[str, ...], lang: str | None) -> None:  # noqa: ARG001 - `run` knows `lang`
    """Print every rule: code, severity, first stage, name and summary."""
    wanted = codes(select)
    check_codes(Config(root=Path.cwd(), select=wanted))
    chosen = [rule for rule in ALL_RULES if not wanted or is_named(rule.code, wanted)]
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
            for rule in chosen
        ]
        streams.put(json.dumps(data, ensure_ascii=False, indent=2) + "\n", is_json=True)
        return
    families = (
        family_text(code, [*of_family], run.lang) for code, of_family in groupby(chosen, lambda rule: rule.code[:3])
    )
    streams.put("\n\n".join(families) + "\n")


def family_text(family: str, of_family: Iterable[Rule], lang: str) -> str:
    """The rules of a family, one a line, below what it is called."""
    lines = [f"{family}: {say(FAMILIES[family].title, lang)}"]
    for rule in of_family:
        off = "" if rule.is_default else say(_OFF, lang)
        summary = say(read_page(rule.code).summary, lang)
        lines.append(f"{rule.code}  {rule.severity.word:7}  {rule.since:9}  {summary}{off}")
    return "\n".join(lines)
