"""``prospectus schema``."""

from __future__ import annotations

import json
from pathlib import Path

import click

from prospectus.cli import fail
from prospectus.cli.options import config_option
from prospectus.cli.words import t
from prospectus.config import find_config, nearest
from prospectus.contract.contract import load_contract
from prospectus.contract.schema import Asked


@click.command(
    help=t(
        "Print the JSON Schema of the front matter, for editors and other tools.",
        "편집기 등에서 쓸 앞머리의 JSON Schema를 출력합니다.",
    ),
    epilog=t(
        "Example: prospectus schema --stage design > design-doc.json",
        "예: prospectus schema --stage design > design-doc.json",
    ),
)
@click.option(
    "--stage",
    metavar="STAGE",
    help=t(
        "What is required at this stage (default: only what every document needs).",
        "이 단계의 필수 항목 (기본값: 모든 문서에 필요한 것).",
    ),
)
@config_option
def schema(stage: str | None, config_file: Path | None) -> None:
    """Print a plain JSON Schema 2020-12 without annotations of ours."""
    contract = load_contract(find_config(Path.cwd(), config_file))
    chosen = contract.lifecycle.stage(stage or "situation")
    if chosen is None:
        fail(
            t("no such stage: '{0}'", "'{0}'(이)라는 단계는 없습니다").format(stage)
            + nearest(str(stage), contract.lifecycle.stages)
        )
    click.echo(json.dumps(contract.schema.compiled(Asked(chosen.order)), ensure_ascii=False, indent=2))
