"""``prospectus next``."""

from __future__ import annotations

import json
import shlex
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from prospectus.cli import streams
from prospectus.cli.candidates import projects, stages
from prospectus.cli.codes import check_codes
from prospectus.cli.day import clock
from prospectus.cli.next_write import encode_step, step_text, write
from prospectus.cli.one_document import named
from prospectus.cli.options import config_option, lang_option, today_option
from prospectus.cli.run import COULD_NOT_RUN, NO_STAGE, Run, fail
from prospectus.cli.verb import option, verb
from prospectus.config import Config, find_config
from prospectus.contract.examples import allowed
from prospectus.engine.workspace import Workspace
from prospectus.ground.language import filled, say
from prospectus.ground.severity import Severity
from prospectus.ground.spelling import did_you_mean_one_of
from prospectus.ground.terminal import plain
from prospectus.output.internal import internal_error
from prospectus.rules.structure.front_matter import stage_unknown, unreadable
from prospectus.writing.fact_page import in_brackets
from prospectus.writing.next_stage import KINDS, Conditional, Gate, Item, asked_by_team, contract_line, next_stage

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from prospectus.contract.lifecycle import Stage
    from prospectus.contract.lines import ContractLine
    from prospectus.ground.language import Text
    from prospectus.model.document import Document

VERSION = 1

_PAST: Text = {
    "en": "{0} stands at '{1}', after '{2}'; name that stage or a later one",
    "ko": "{0} 문서는 이미 '{2}' 뒤의 '{1}' 단계입니다. 그 단계나 뒤의 단계를 지정하세요",
}
_ADOPT: Text = {
    "en": "there is no front matter, which tells the stage: `prospectus adopt {0}{1}` gives the document one",
    "ko": "단계를 알려 주는 프런트 매터가 없습니다. `prospectus adopt {0}{1}`(으)로 만들 수 있습니다",
}
_FIRST: Text = {
    "en": "first: `prospectus lint {0}{1}` shows {2} {3}",
    "ko": "먼저: `prospectus lint {0}{1}`에서 오류 {2}개가 나옵니다",
}
_BEHIND: Text = {
    "en": "; what `{2}` itself still asks for: `prospectus next {0} --stage {2}{1}`",
    "ko": ". `{2}` 단계에 아직 필요한 것: `prospectus next {0} --stage {2}{1}`",
}
WORDS = {
    "section": {"en": "Sections", "ko": "섹션"},
    "fact": {"en": "Facts", "ko": "프런트 매터 항목"},
    "check": {"en": "Checks", "ko": "검사"},
    "advised": {"en": "(advised)", "ko": "(권장)"},
    "required": {"en": "required", "ko": "필수"},
    "optional": {"en": "optional", "ko": "선택"},
    "meaning": {
        "en": "{keys} (see `prospectus explain {fact}{options}`)",
        "ko": "{keys} (`prospectus explain {fact}{options}` 참고)",
    },
    "values": {"en": "values: {values}", "ko": "쓸 수 있는 값: {values}"},
    "same": {"en": "the same for {ids}", "ko": "{ids}도 마찬가지"},
    "rule": {"en": "see `prospectus explain {code}{options}`", "ko": "`prospectus explain {code}{options}` 참고"},
    "asked-by": {"en": "asked by {place}", "ko": "{place}에서 요구합니다"},
    "if-true": {"en": "(if `{fact}: true`: {title})", "ko": "(`{fact}: true`인 경우: {title})"},
    "if-non-empty": {"en": "(if `{fact}` names any: {title})", "ko": "(`{fact}`에 적을 것이 있는 경우: {title})"},
    "count": {"en": "{errors} required, {warnings} advised", "ko": "필수 {errors}개, 권장 {warnings}개"},
    "count-if": {"en": ", {count} if they apply", "ko": ", 해당하는 경우 {count}개"},
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
        if first := _first(gate, run.options(config_file), language):
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
    lifecycle = document.contract.lifecycle
    stage = lifecycle.stage(word)
    if stage is None:
        fail(NO_STAGE, word, did_you_mean_one_of(word, lifecycle.stages))
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


def _first(gate: Gate, options: str, lang: str) -> str:
    """What to do before: the errors that the document has as it stands. Empty when there are none."""
    if not gate.errors or gate.start is gate.end:
        return ""
    name, errors = shlex.quote(gate.document.source.name), gate.errors
    said = say(filled(_FIRST, name, options, errors, "error" if errors == 1 else "errors"), lang)
    return said + say(filled(_BEHIND, name, options, gate.start.id), lang) if gate.behind and gate.end else said


def text(gate: Gate, lang: str, options: str = "") -> str:
    """The checklist in Markdown: sections in their order, else errors first in each group; warnings are marked as advised.

    ``options`` make the commands that it names speak as this one does.
    """
    return "\n".join(plain(line) for line in _lines(gate, options, lang))


def _lines(gate: Gate, options: str, lang: str) -> Iterator[str]:
    name = gate.document.source.name
    if first := _first(gate, options, lang):
        yield first
        yield ""
    if gate.end is not None:
        yield f"{name}: {gate.start.id} -> {in_brackets(gate.end.id, say(gate.end.title, lang))}"
    else:
        yield f"{name}: {in_brackets(gate.start.id, say(gate.start.title, lang))}"
    yield ""
    if gate.ended is not None:
        yield _ending(gate, lang)
    entries = merged(gate.items)
    yield _outcome(gate, entries, lang)
    for kind in KINDS:
        of_kind = [entry for entry in entries if entry[0].kind == kind]
        blocks = [(_place(gate, items[0].id), [*_item(gate, items, options, lang)]) for items in of_kind]
        if kind == "section":
            blocks += [(_place(gate, entry.section), [*_if(entry, lang)]) for entry in gate.conditional]
            blocks.sort(key=lambda block: block[0])
        if blocks:
            yield ""
            yield f"## {say(WORDS[kind], lang)}"
        for _, lines in blocks:
            yield ""
            yield from lines


def _place(gate: Gate, section: str) -> int:
    """Where a section stands in the lifecycle, that somebody who writes them in this order writes them as they belong."""
    known = gate.document.contract.lifecycle.sections.get(section)
    return known.order if known else 0


def merged(items: Iterable[Item]) -> list[list[Item]]:
    """Items, those as one that ask for the same: for one key in several items of a list, or by a rule of its own besides.

    Sections stay in the order of the lifecycle; of facts and checks those that are required come first.
    """
    found: dict[object, list[Item]] = {}
    facts: set[object] = set()
    for number, item in enumerate(items):
        key: object = tuple(0 if isinstance(step, int) else step for step in item.diagnostic.place.fact)
        if item.kind == "fact":
            facts.add(key)
        found.setdefault(key if key in facts else number, []).append(item)
    entries = [sorted(alike, key=lambda item: -item.diagnostic.severity) for alike in found.values()]
    return sorted(entries, key=lambda alike: 0 if alike[0].kind == "section" else -alike[0].diagnostic.severity)


def _ending(gate: Gate, lang: str) -> str:
    verdicts, statuses = gate.document.contract.lifecycle.verdicts, gate.document.contract.lifecycle.statuses
    if gate.ended in statuses:
        return say(WORDS["status"], lang).format(status=gate.ended, title=say(statuses[gate.ended], lang))
    if gate.ended in verdicts:
        return say(WORDS["verdict"], lang).format(verdict=gate.ended, title=say(verdicts[gate.ended], lang))
    return say(WORDS["retired"], lang)


def _outcome(gate: Gate, entries: Sequence[Sequence[Item]], lang: str) -> str:
    if not entries and not gate.conditional:
        return say(WORDS["nothing" if gate.end is not None else "ending_done"], lang)
    weights = [items[0].diagnostic.severity for items in entries]
    errors, warnings = weights.count(Severity.ERROR), weights.count(Severity.WARNING)
    count = say(WORDS["count"], lang).format(errors=errors, warnings=warnings)
    if gate.conditional:
        count += say(WORDS["count-if"], lang).format(count=len(gate.conditional))
    return f"{count}." if gate.end is not None else f"{say(WORDS['ending_asks'], lang)} {count}."


def _if(entry: Conditional, lang: str) -> Iterator[str]:
    condition = say(WORDS[f"if-{entry.state}"], lang).format(fact=entry.fact, title=entry.fact_title)
    advised = f" {say(WORDS['advised'], lang)}" if entry.severity < Severity.ERROR else ""
    yield f"- [ ] **{entry.title}** `{entry.section}` {condition}{advised}"
    yield f"  {entry.what}"


def _item(gate: Gate, items: Sequence[Item], options: str, lang: str) -> Iterator[str]:
    item, entry = items[0], items[0].diagnostic
    advised = f" {say(WORDS['advised'], lang)}" if entry.severity < Severity.ERROR else ""
    yield f"- [ ] **{item.title}** `{item.id}`{advised}"
    yield from (f"  {what}" for what in dict.fromkeys(each.what for each in items))
    if others := [f"`{each}`" for each in dict.fromkeys(each.id for each in items) if each != item.id]:
        yield f"  {say(WORDS['same'], lang).format(ids=', '.join(others))}"
    values = allowed(gate.document.contract.schema.at(*entry.place.fact)) if item.kind != "section" else ()
    if values and not all(value in (entry.snippet or "") for value in values):
        yield f"  {say(WORDS['values'], lang).format(values=' | '.join(values))}"
    notes = [f"  {line}" for line in _notes(gate, item, options, lang)]
    if entry.snippet and item.kind != "section":
        yield ""
        yield "  ```yaml"
        yield from (f"  {line}" for line in entry.snippet.split("\n"))
        yield "  ```"
        yield from [""] * bool(notes)
    yield from notes


def _notes(gate: Gate, item: Item, options: str, lang: str) -> Iterator[str]:
    """What stands below an item: the keys that its YAML does not show, who asks, and where to read on."""
    entry = item.diagnostic
    keys = [
        f"{say(WORDS[word], lang)}: {', '.join(f'`{key}`' for key in names)}"
        for word, keys_of in (("required", item.required), ("optional", item.optional))
        if (names := [key for key in keys_of if f" {key}:" not in (entry.snippet or "")])
    ]
    if keys:
        fact = ".".join(str(step) for step in entry.place.fact if not isinstance(step, int))
        yield say(WORDS["meaning"], lang).format(keys="; ".join(keys), fact=fact, options=options)
    if team := asked_by_team(gate, item):
        yield say(WORDS["asked-by"], lang).format(place=team)
    if item.kind == "check":
        yield say(WORDS["rule"], lang).format(code=entry.code, options=options)


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
        "conditional": [
            {
                "id": entry.section,
                "title": entry.title,
                "what": entry.what,
                "fact": entry.fact,
                "is": entry.state,
                "severity": entry.severity.word,
            }
            for entry in gate.conditional
        ],
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
