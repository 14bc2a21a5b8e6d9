"""``prospectus export``."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from prospectus.cli import streams
from prospectus.cli.day import clock
from prospectus.cli.nothing import nothing_matched
from prospectus.cli.options import config_option, lang_option, today_option
from prospectus.cli.run import Run, fail
from prospectus.cli.verb import option, verb
from prospectus.config import find_config
from prospectus.engine.export import portfolio_data
from prospectus.engine.workspace import Workspace
from prospectus.ground.terminal import plain

if TYPE_CHECKING:
    from datetime import date

COLUMNS = (
    "id",
    "path",
    "title",
    "lang",
    "stage",
    "status",
    "verdict",
    "owner",
    "created",
    "updated",
    "next_review",
    "ended",
)


@verb(
    help={
        "en": "Print the portfolio's data, as portfolio.schema.json describes it.",
        "ko": "포트폴리오 데이터를 portfolio.schema.json에 맞춰 출력합니다.",
    },
    epilog={
        "en": "Example: prospectus export --format csv > portfolio.csv",
        "ko": "예: prospectus export --format csv > portfolio.csv",
    },
)
@option(
    "--format",
    "format_",
    type=click.Choice(["json", "csv"]),
    default="json",
    show_default=True,
    help={"en": "The output format.", "ko": "출력 형식."},
)
@today_option
@lang_option
@config_option
@click.pass_obj
def export(
    run: Run,
    format_: str,
    today: date | None,
    lang: str | None,  # noqa: ARG001 - `run` knows it
    config_file: Path | None,
) -> None:
    """Print every project: its facts, its sections, and how many findings it has."""
    config = run.configured(find_config(Path.cwd(), config_file))
    config = config._replace(baseline=None)  # what a gate lets pass is found all the same
    workspace = Workspace(config, today=clock(today))
    workspace.check_all()
    if not len(workspace):
        fail(*nothing_matched(config))
    data = portfolio_data(workspace, workspace.report("en"))
    if format_ == "json":
        streams.put(json.dumps(data, ensure_ascii=False, indent=2) + "\n", is_json=True)
    else:
        streams.put(table(data))


def table(data: dict[str, Any]) -> str:
    """One row a project: its identity and its counts of findings. Cells that a spreadsheet would run are quoted."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow([*COLUMNS, "errors", "warnings", "infos"])
    for project in data["projects"]:
        findings = project["findings"]
        cells = [_cell(project[column]) for column in COLUMNS]
        writer.writerow([*cells, findings["error"], findings["warning"], findings["info"]])
    return stream.getvalue()


def _cell(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    text = "" if value is None else plain(" ".join(str(value).split("\n")))
    return f"'{text}" if text[:1] in {"=", "+", "-", "@", "\t"} else text
