"""``prospectus next``."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from prospectus.cli import streams
from prospectus.cli.day import clock
from prospectus.cli.lint import check_codes, internal_error, named_files
from prospectus.cli.options import config_option, lang_option, today_option
from prospectus.cli.run import COULD_NOT_RUN, NO_STAGE, Run, fail
from prospectus.cli.verb import option, verb
from prospectus.config import Config, find_config
from prospectus.engine.workspace import Workspace
from prospectus.ground.language import filled, say
from prospectus.ground.severity import Severity
from prospectus.ground.spelling import did_you_mean_one_of
from prospectus.ground.terminal import plain
from prospectus.rules.structure import stage_unknown, unreadable
from prospectus.writing.next_stage import KINDS, Gate, Item, asked_by_team, contract_line, next_stage

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from prospectus.contract.lifecycle import Stage
    from prospectus.contract.lines import ContractLine
    from prospectus.ground.language import Text
    from prospectus.model.document import Document

VERSION = 1

_IS_FOLDER: Text = {"en": "{0} is a folder; name one document", "ko": "폴더입니다: {0}. 문서 하나를 지정하세요"}
_PAST: Text = {
    "en": "{0} stands at '{1}', after '{2}'; name that stage or a later one",
    "ko": "{0} 문서는 이미 '{2}' 뒤의 '{1}' 단계입니다. 그 단계나 뒤의 단계를 지정하세요",
}
_FIRST: Text = {
    "en": "first: `prospectus lint {0}` shows {1} {2}",
    "ko": "먼저: `prospectus lint {0}`에서 오류 {1}개가 나옵니다",
}
WORDS = {
    "section": {"en": "Sections", "ko": "섹션"},
    "fact": {"en": "Facts", "ko": "프런트 매터 항목"},
    "check": {"en": "Checks", "ko": "검사"},
    "advised": {"en": "(advised)", "ko": "(권장)"},
    "required": {"en": "required", "ko": "필수"},
    "optional": {"en": "optional", "ko": "선택"},
    "count": {"en": "{errors} required, {warnings} advised.", "ko": "필수 {errors}개, 권장 {warnings}개."},
    "nothing": {"en": "Nothing is newly required.", "ko": "새로 필요한 것이 없습니다."},
    "retired": {
        "en": "The project is retired: it has ended properly, and no stage follows.",
        "ko": "종료된 프로젝트입니다. 마무리가 되었으며 다음 단계가 없습니다.",
    },
    "status": {
        "en": "The status is `{status}` ({title}): nothing more is asked, and no stage need follow.",
        "ko": "상태가 `{status}`({title})입니다. 더 필요한 것이 없으며 다음 단계로 가지 않아도 됩니다.",
    },
    "verdict": {
        "en": "The verdict is `{verdict}` ({title}): the project has ended properly, and no stage needs to follow.",
        "ko": "판정이 `{verdict}`({title})입니다. 프로젝트가 마무리되었으며 다음 단계로 가지 않아도 됩니다.",
    },
    "ending_asks": {"en": "Its ending still asks:", "ko": "끝맺음에 아직 필요한 것:"},
    "ending_done": {"en": "Its ending asks for nothing more.", "ko": "끝맺음에 더 필요한 것이 없습니다."},
}


@verb(
    help={
        "en": "Show what the next stage newly requires of one document, as a checklist.",
        "ko": "다음 단계에서 문서에 새로 필요한 것을 확인 목록으로 보여 줍니다.",
    },
    epilog={
        "en": "Example: prospectus next docs/projects/churn.md --stage design",
        "ko": "예: prospectus next docs/projects/churn.md --stage design",
    },
)
@click.argument("file", metavar="DOC", type=click.Path(path_type=Path))
@option(
    "--stage",
    metavar="STAGE",
    help={
        "en": "The stage to reach, or the present one (default: the next).",
        "ko": "가려는 단계나 현재 단계 (기본값: 다음 단계).",
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
    format_: str,
    today: date | None,
    lang: str | None,  # noqa: ARG001 - `run` knows it
    config_file: Path | None,
) -> int:
    """Print the checklist of one document; exits with 0 whenever it could run."""
    config = run.configured(find_config(Path.cwd(), config_file))
    check_codes(config)
    language = run.lang
    if file.is_dir():
        fail(_IS_FOLDER, file)
    workspace = Workspace(config, today=clock(today))
    workspace.check_all(named_files((file,), config))
    document = workspace.document(workspace.asked_for[0])
    gate = next_stage(workspace, document, language, _reachable(document, stage))
    if gate is None:
        fail({"en": "{0}", "ko": "{0}"}, _reason(workspace, document, language))
    if format_ == "json":
        streams.put(json.dumps(encode(gate), ensure_ascii=False, indent=2) + "\n", is_json=True)
    else:
        streams.put(text(gate, language) + "\n")
    if gate.errors and gate.start is not gate.end:
        streams.note(_first(gate, language))
    for internal in gate.internal_errors:
        streams.note(internal_error(internal.code, internal.path, internal.error, language))
    return COULD_NOT_RUN if gate.internal_errors else 0


def _reachable(document: Document, word: str | None) -> Stage | None:
    """The stage that a word names; exits with 2 when there is none, or when the document is past it."""
    if word is None:
        return None
    lifecycle = document.contract.lifecycle
    stage = lifecycle.stage(word)
    if stage is None:
        fail(NO_STAGE, word, did_you_mean_one_of(word, lifecycle.stages))
    if document.stage is not None and stage.order < document.stage.order:
        fail(_PAST, document.source.name, document.stage.id, word)
    return stage


def _reason(workspace: Workspace, document: Document, lang: str) -> str:
    """Why nothing can be said of a document: it cannot be read, or tells no stage."""
    bare = Config(root=workspace.config.root)
    telling = Workspace(bare, today=workspace.today, contract=workspace.contract, rules=(unreadable, stage_unknown))
    found = telling.report_on(document, lang).diagnostics
    if not found:
        return document.source.name
    first = found[0]
    return plain(f"{first.path}:{first.start.line}:{first.start.column}: {first.message}")


def _first(gate: Gate, lang: str) -> str:
    name, errors = gate.document.source.name, gate.errors
    return say(filled(_FIRST, name, errors, "error" if errors == 1 else "errors"), lang)


def text(gate: Gate, lang: str) -> str:
    """The checklist in Markdown: errors first in each group, warnings marked as advised."""
    return "\n".join(plain(line) for line in _lines(gate, lang))


def _lines(gate: Gate, lang: str) -> Iterator[str]:
    name = gate.document.source.name
    if gate.end is not None:
        yield f"{name}: {gate.start.id} -> {gate.end.id} ({say(gate.end.title, lang)})"
    else:
        yield f"{name}: {gate.start.id} ({say(gate.start.title, lang)})"
    yield ""
    if gate.ended is not None:
        yield _ending(gate, lang)
    yield _outcome(gate, lang)
    for kind in KINDS:
        items = [item for item in gate.items if item.kind == kind]
        if items:
            yield ""
            yield f"## {say(WORDS[kind], lang)}"
        for item in sorted(items, key=lambda item: -item.diagnostic.severity):
            yield ""
            yield from _item(item, asked_by_team(gate, item), lang)


def _ending(gate: Gate, lang: str) -> str:
    verdicts, statuses = gate.document.contract.lifecycle.verdicts, gate.document.contract.lifecycle.statuses
    if gate.ended in statuses:
        return say(WORDS["status"], lang).format(status=gate.ended, title=say(statuses[gate.ended], lang))
    if gate.ended in verdicts:
        return say(WORDS["verdict"], lang).format(verdict=gate.ended, title=say(verdicts[gate.ended], lang))
    return say(WORDS["retired"], lang)


def _outcome(gate: Gate, lang: str) -> str:
    if not gate.items:
        return say(WORDS["nothing" if gate.end is not None else "ending_done"], lang)
    weights = [item.diagnostic.severity for item in gate.items]
    errors, warnings = weights.count(Severity.ERROR), weights.count(Severity.WARNING)
    count = say(WORDS["count"], lang).format(errors=errors, warnings=warnings)
    return count if gate.end is not None else f"{say(WORDS['ending_asks'], lang)} {count}"


def _item(item: Item, team: str, lang: str) -> Iterator[str]:
    entry = item.diagnostic
    advised = f" {say(WORDS['advised'], lang)}" if entry.severity < Severity.ERROR else ""
    yield f"- [ ] **{item.title}** `{item.id}`{advised}"
    yield f"  {item.what}"
    if entry.snippet and item.kind != "section":
        yield ""
        yield "  ```yaml"
        yield from (f"  {line}" for line in entry.snippet.split("\n"))
        yield "  ```"
        yield ""
    keys = [
        f"{say(WORDS[word], lang)}: {', '.join(f'`{key}`' for key in names)}"
        for word, keys_of in (("required", item.required), ("optional", item.optional))
        if (names := [key for key in keys_of if f" {key}:" not in (entry.snippet or "")])
    ]
    if keys:
        yield f"  {'; '.join(keys)}"
    line = f", {team}" if team else ""
    yield f"  {entry.path}:{entry.start.line}:{entry.start.column}: {entry.severity.word}[{entry.code}]{line}"


def encode(gate: Gate) -> dict[str, Any]:
    """The gate as plain data, as ``next.schema.json`` describes it."""
    return {
        "version": VERSION,
        "path": gate.document.source.name,
        "from": gate.start.id,
        "to": gate.end.id if gate.end else None,
        "ended": gate.ended,
        "errors": gate.errors,
        "items": [_encode(item, contract_line(gate, item)) for item in gate.items],
    }


def _encode(item: Item, line: ContractLine | None) -> dict[str, Any]:
    entry = item.diagnostic
    return {
        "kind": item.kind,
        "id": item.id,
        "title": item.title,
        "what": item.what,
        "required": list(item.required),
        "optional": list(item.optional),
        "snippet": None if item.kind == "section" else entry.snippet,
        "code": entry.code,
        "name": entry.name,
        "severity": entry.severity.word,
        "message": entry.message,
        "url": entry.url,
        "path": entry.path,
        "start": {"line": entry.start.line, "column": entry.start.column},
        "contract": {"file": line.file, "line": line.line} if line else None,
    }
