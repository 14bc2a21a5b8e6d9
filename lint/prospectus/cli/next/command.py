"""``prospectus next``."""

from __future__ import annotations

import json
import shlex
from pathlib import Path
from typing import TYPE_CHECKING

import click

from prospectus.cli import streams
from prospectus.cli.candidates import projects, stages
from prospectus.cli.codes import check_codes
from prospectus.cli.day import clock
from prospectus.cli.named import named_stage
from prospectus.cli.next.checklist import before_it, text
from prospectus.cli.next.data import encode, encode_step
from prospectus.cli.next.step import step_text, write
from prospectus.cli.one_document import named
from prospectus.cli.options import config_option, lang_option, today_option
from prospectus.cli.run import COULD_NOT_RUN, Run, fail
from prospectus.cli.verb import option, verb
from prospectus.config import Config, find_config
from prospectus.engine.workspace import Workspace
from prospectus.ground.language import filled, say
from prospectus.ground.terminal import plain
from prospectus.output.internal import internal_error
from prospectus.rules.structure.front_matter import stage_unknown, unreadable
from prospectus.writing.next_stage import next_stage

if TYPE_CHECKING:
    from datetime import date

    from prospectus.contract.lifecycle import Stage
    from prospectus.ground.language import Text
    from prospectus.model.document import Document

_PAST: Text = {
    "en": "{0} stands at '{1}', after '{2}'; name that stage or a later one",
    "ko": "{0} 문서는 이미 '{2}' 뒤의 '{1}' 단계입니다. 그 단계나 뒤의 단계를 지정하세요",
}
_ADOPT: Text = {
    "en": "there is no front matter, which tells the stage: `prospectus adopt {0}{1}` gives the document one",
    "ko": "단계를 알려 주는 프런트 매터가 없습니다. `prospectus adopt {0}{1}`(으)로 만들 수 있습니다",
}


@verb(
    help={
        "en": "Show what the next stage newly requires of one document, as a checklist, or write it into the document as prompts.",
        "ko": "다음 단계에서 문서에 새로 필요한 것을 확인 목록으로 보여 주거나, 문서에 안내 주석으로 넣습니다.",
    },
    epilog={
        "en": "Example: prospectus next docs/projects/churn.md --write",
        "ko": "예: prospectus next docs/projects/churn.md --write",
    },
)
@click.argument("file", metavar="DOC", type=click.Path(path_type=Path), shell_complete=projects)
@option(
    "--stage",
    shell_complete=stages,
    metavar="STAGE",
    help={
        "en": "The stage to reach, or the present one (default: the next).",
        "ko": "가려는 단계나 현재 단계 (기본값: 다음 단계).",
    },
)
@option(
    "--write",
    "writes",
    is_flag=True,
    help={
        "en": "Insert the headings and keys that are asked for, as prompts to fill in; nothing that is there is changed.",
        "ko": "필요한 제목과 키를 채워 넣을 안내 주석으로 넣습니다. 이미 있는 것은 바꾸지 않습니다.",
    },
)
@option(
    "--move",
    "moves",
    is_flag=True,
    help={
        "en": "Set `stage` to the stage to reach, and `updated` to today.",
        "ko": "`stage`를 가려는 단계로, `updated`를 오늘로 바꿉니다.",
    },
)
@option(
    "--format",
    "format_",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help={"en": "The output format.", "ko": "출력 형식."},
)
@today_option
@lang_option
@config_option
@click.pass_obj
def next(  # noqa: A001 - the verb's name
    run: Run,
    file: Path,
    stage: str | None,
    writes: bool,  # noqa: FBT001 - click's
    moves: bool,  # noqa: FBT001 - click's
    format_: str,
    today: date | None,
    lang: str | None,  # noqa: ARG001 - `run` knows it
    config_file: Path | None,
) -> int:
    """Print the checklist of one document, or what was written into it; exits with 0 whenever it could run."""
    config = run.configured(find_config(Path.cwd(), config_file))
    config = config._replace(baseline=None)  # what a gate lets pass is still to be done
    check_codes(config)
    workspace = Workspace(config, today=clock(today))
    document = workspace.document(named(workspace, str(file), workspace.check_all))
    run.about(document.lang)
    language = run.lang
    gate = next_stage(workspace, document, language, _reachable(document, stage))
    if gate is None:
        fail({"en": "{0}", "ko": "{0}"}, _reason(workspace, document, language, run.options(config_file)))
    step = None
    if writes or moves:
        step = write(gate, prompts=writes, moves=moves, today=workspace.today)
    if format_ == "json":
        written = {} if step is None else {"written": encode_step(gate, step)}
        streams.put(json.dumps(encode(gate) | written, ensure_ascii=False, indent=2) + "\n", is_json=True)
        if first := before_it(gate, run.options(config_file), language):
            streams.note(first)
    elif step is not None:
        streams.put(step_text(gate, step, language, run.options(config_file), prompts=writes) + "\n")
    else:
        streams.put(text(gate, language, run.options(config_file)) + "\n")
    for internal in gate.internal_errors:
        streams.note(internal_error(internal.code, internal.path, internal.error, language))
    return COULD_NOT_RUN if gate.internal_errors else 0


def _reachable(document: Document, word: str | None) -> Stage | None:
    """The stage that a word names; exits with 2 when there is none, or when the document is past it."""
    if word is None:
        return None
    stage = named_stage(word, document.contract.lifecycle)
    if document.stage is not None and stage.order < document.stage.order:
        fail(_PAST, document.source.name, document.stage.id, word)
    return stage


def _reason(workspace: Workspace, document: Document, lang: str, options: str) -> str:
    """Why nothing can be said of a document: it cannot be read, or tells no stage."""
    bare = Config(root=workspace.config.root)
    telling = Workspace(bare, today=workspace.today, contract=workspace.contract, rules=(unreadable, stage_unknown))
    found = telling.report_on(document, lang).diagnostics
    if not found:
        return document.source.name
    first = found[0]
    place = f"{first.path}:{first.start.line}:{first.start.column}"
    if document.problem is not None and document.problem.kind == "missing":
        words = say(filled(_ADOPT, shlex.quote(document.source.name), options), lang)
        return plain(f"{place}: {words}")
    return plain(f"{place}: {first.message}")
