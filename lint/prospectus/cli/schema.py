"""``prospectus schema``."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from prospectus.cli import streams
from prospectus.cli.candidates import stages
from prospectus.cli.named import named_stage
from prospectus.cli.options import config_option, lang_option
from prospectus.cli.verb import option, verb
from prospectus.config import find_config
from prospectus.contract.contract import load_contract
from prospectus.contract.schema import Asked

if TYPE_CHECKING:
    from prospectus.cli.run import Run


@verb(
    help={
        "en": "Print the JSON Schema of the front matter, for editors and other tools.",
        "ko": "편집기 등에서 쓸 프런트 매터의 JSON Schema를 출력합니다.",
    },
    epilog={
        "en": "Example: prospectus schema --stage design > design-doc.json",
        "ko": "예: prospectus schema --stage design > design-doc.json",
    },
)
@option(
    "--stage",
    shell_complete=stages,
    metavar="STAGE",
    help={
        "en": "What is required at this stage (default: only what every document needs).",
        "ko": "이 단계의 필수 항목 (기본값: 모든 문서에 필요한 것).",
    },
)
@lang_option
@config_option
@click.pass_obj
def schema(run: Run, stage: str | None, lang: str | None, config_file: Path | None) -> None:  # noqa: ARG001 - `run` knows `lang`
    """Print a plain JSON Schema 2020-12 without annotations of ours, its words in the language of the run."""
    contract = load_contract(run.configured(find_config(Path.cwd(), config_file)))
    chosen = named_stage(stage or "situation", contract.lifecycle)
    plain = contract.schema.compiled(Asked(chosen.order), lang=run.lang)
    streams.put(json.dumps(plain, ensure_ascii=False, indent=2) + "\n", is_json=True)
