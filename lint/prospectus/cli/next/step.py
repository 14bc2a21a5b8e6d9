"""``prospectus next --write`` and ``--move``: the step is written into the document, and told."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

from prospectus.cli.fault import fault
from prospectus.cli.run import CouldNotRunError, fail
from prospectus.engine.rewrite import rewrite_text
from prospectus.ground.language import filled, say
from prospectus.ground.severity import Severity
from prospectus.ground.terminal import plain
from prospectus.writing.fact_page import in_brackets
from prospectus.writing.moving_on import Step, moved_on, wanted
from prospectus.writing.skeleton import described

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from prospectus.ground.language import Text
    from prospectus.model.document import Document
    from prospectus.writing.insertion import Inserted
    from prospectus.writing.next_stage import Gate

_NO_STAGE_AFTER: Text = {
    "en": "{0}: no stage follows, so there is none to move to",
    "ko": "{0}: 다음 단계가 없어 옮길 수 없습니다",
}
_NOT_MOVED: Text = {
    "en": "{0}: `stage` cannot be set as it is written there; write `stage: {1}` yourself",
    "ko": "{0}: 적혀 있는 형태로는 `stage`를 바꿀 수 없습니다. `stage: {1}`(으)로 직접 고치세요",
}
_WORDS: dict[str, Text] = {
    "inserted": {"en": "Inserted as prompts:", "ko": "안내 주석으로 넣은 것:"},
    "nothing": {
        "en": "Nothing was inserted: every section and key that is asked for is there, or is there as a prompt.",
        "ko": "넣은 것이 없습니다. 필요한 섹션과 키가 모두 있거나 이미 안내 주석으로 있습니다.",
    },
    "commented": {"en": "There already, as comments:", "ko": "이미 주석으로 있는 것:"},
    "left": {
        "en": "Not inserted: it stands between brackets or in a short form, beside which no comment can be. Write:",
        "ko": "괄호 안이나 짧은 형태라서 주석을 넣을 수 없는 것. 다음과 같이 쓰세요:",
    },
    "checks": {
        "en": "{0} {1} for more than a key or a section: `prospectus next {2}{3}`",
        "ko": "키나 섹션만으로 되지 않는 검사가 {0}건 있습니다: `prospectus next {2}{3}`",
    },
    "conditional": {"en": "Not inserted, asked for only if:", "ko": "해당하는 경우에만 필요해 넣지 않은 것:"},
    "if-true": {"en": "`{0}: true`", "ko": "`{0}: true`"},
    "if-non-empty": {"en": "`{0}` names any", "ko": "`{0}`에 적을 것이 있음"},
    "line": {"en": "line {0}", "ko": "{0}행"},
    "moved": {
        "en": "Set `stage: {0}`, and `updated` to the day.",
        "ko": "`stage: {0}`(으)로 바꾸고 `updated`를 오늘로 적었습니다.",
    },
    "fill": {
        "en": "Next: put your own facts into the examples and delete the `# ` before them, and write under each new heading. Then:",
        "ko": "다음: 예시를 실제 내용으로 바꾸고 앞에 붙은 `# ` 표시를 지운 뒤, 새 제목 아래에 글을 쓰세요. 그다음:",
    },
    "then": {"en": "Next:", "ko": "다음:"},
    "ready": {"en": "what `{0}` still asks for", "ko": "`{0}` 단계에 아직 필요한 것"},
    "move": {"en": "sets `stage: {0}` and `updated`", "ko": "`stage: {0}`(으)로 바꾸고 `updated`를 적음"},
    "errors": {
        "en": "Of `{0}`, {1} {2} left: `prospectus lint` shows them.",
        "ko": "`{0}` 단계의 오류 {1}개가 남아 있습니다. `prospectus lint`에서 볼 수 있습니다.",
    },
    "missing": {
        "en": "`{0}` requires {1} {2} more: `prospectus next {3} --stage {0}{4}`",
        "ko": "`{0}` 단계에 {1}개가 더 필요합니다: `prospectus next {3} --stage {0}{4}`",
    },
    "lint": {"en": "checks the document", "ko": "문서를 검사"},
}


def write(gate: Gate, *, prompts: bool, moves: bool, today: date) -> Step:
    """Write the step of a document through its gate; ends with 2, and nothing written, when that cannot be."""
    document = gate.document
    if moves and gate.end is None:
        fail(_NO_STAGE_AFTER, document.source.name)
    step = moved_on(gate, prompts=prompts, moves=moves, today=today)
    if step is None:
        fail(_NOT_MOVED, document.source.name, gate.end.id if gate.end else "")
    if step.edits:
        _rewrite(document, step.text)
    return step


def _rewrite(document: Document, text: str) -> None:
    """Put a new text in the file of a document."""
    try:
        rewrite_text(document.source, text)
    except OSError as error:
        raise CouldNotRunError(fault(error, document.source.name)) from error


# -- in words -------------------------------------------------------------------------------------------------------


def step_text(gate: Gate, step: Step, lang: str, options: str = "", *, prompts: bool) -> str:
    """What was written, with its lines, what was not and why, and the next command."""
    return "\n".join(plain(line) for line in _lines(gate, step, lang, options, prompts=prompts))


def _lines(gate: Gate, step: Step, lang: str, options: str, *, prompts: bool) -> Iterator[str]:
    name = gate.document.source.name
    quoted = shlex.quote(name)
    start = in_brackets(gate.start.id, say(gate.start.title, lang))
    end = f"{gate.start.id} -> {in_brackets(gate.end.id, say(gate.end.title, lang))}" if gate.end else start
    yield f"{name}: {end if gate.end is not gate.start else start}"
    if prompts:
        yield from _of_insertion(gate, step, lang, f"{quoted}{' --stage ' + gate.end.id if gate.end else ''}", options)
    if step.stage:
        yield ""
        yield say(filled(_WORDS["moved"], step.stage), lang)
        if gate.errors:
            errors = "error is" if gate.errors == 1 else "errors are"
            yield say(filled(_WORDS["errors"], gate.start.id, gate.errors, errors), lang)
        count = sum(item.diagnostic.severity >= Severity.ERROR for item in gate.items)
        if count:
            things = "thing" if count == 1 else "things"
            yield say(filled(_WORDS["missing"], step.stage, count, things, quoted, options), lang)
    yield ""
    is_open = bool(step.insertion.inserted or gate.items or gate.open)
    yield say(_WORDS["fill" if prompts and is_open else "then"], lang)
    yield ""
    yield from _commands(gate, step, quoted, lang, options)


def _of_insertion(gate: Gate, step: Step, lang: str, command: str, options: str) -> Iterator[str]:
    """What was inserted, what is there as a comment, what cannot be inserted with its YAML, and what is asked for only if."""
    insertion = step.insertion
    left = [entry for entry in insertion.left if entry.why == "no-place"]
    if not insertion.inserted and not left:
        yield ""
        yield say(_WORDS["nothing"], lang)
    yield from _group("inserted", [_row(gate, entry, lang) for entry in insertion.inserted], lang)
    there = [entry for entry in insertion.left if entry.why == "commented"]
    yield from _group("commented", [_row(gate, entry, lang) for entry in there], lang)
    if left:
        yield ""
        yield say(_WORDS["left"], lang)
    for entry in left:
        yield f"  {in_brackets(entry.called(gate.document), _title(gate, entry, lang))}"
        yield from (f"    {line}" for line in _snippet(gate, entry).split("\n") if line)
    conditions = ((entry, say(filled(_WORDS[f"if-{entry.state}"], entry.fact), lang)) for entry in gate.conditional)
    yield from _group("conditional", [(f"## {entry.title}", "", words) for entry, words in conditions], lang)
    if count := _checks(gate):
        yield ""
        yield say(filled(_WORDS["checks"], count, "check asks" if count == 1 else "checks ask", command, options), lang)


def _group(word: str, rows: list[tuple[str, str, str]], lang: str) -> Iterator[str]:
    if rows:
        yield ""
        yield say(_WORDS[word], lang)
        yield from _table(rows)


def _row(gate: Gate, entry: Inserted, lang: str) -> tuple[str, str, str]:
    line = say(filled(_WORDS["line"], entry.line), lang) if entry.line else ""
    return line, entry.called(gate.document), _title(gate, entry, lang)


def _snippet(gate: Gate, entry: Inserted) -> str:
    """The YAML of a fact, as `next` shows it."""
    items = (item.diagnostic for item in (*gate.items, *gate.open) if not entry.section)
    return next((found.snippet for found in items if found.place.fact == entry.fact and found.snippet), "")


def _checks(gate: Gate) -> int:
    """How many checks ask for something for which no prompt can be written."""
    _, facts = wanted(gate)
    items = {(item.id, item.what): item for item in (*gate.open, *gate.items) if item.kind == "check"}
    return sum(item.diagnostic.place.fact not in facts for item in items.values())


def _table(rows: list[tuple[str, str, str]]) -> Iterator[str]:
    from prospectus.output.text import width  # noqa: PLC0415 - only where something is shown

    columns = [max(width(row[number]) for row in rows) for number in range(2)]
    for row in rows:
        cells = (cell + " " * (columns[number] - width(cell)) for number, cell in enumerate(row[:2]) if columns[number])
        yield f"  {'  '.join((*cells, row[2]))}".rstrip()


def _title(gate: Gate, entry: Inserted, lang: str) -> str:
    """What people call it, where its name does not say so."""
    document = gate.document
    if entry.section:
        known = document.contract.lifecycle.sections[entry.section].title
        return "" if say(known, lang) == say(known, document.lang) else say(known, lang)
    return described(document.contract.schema.at(*entry.fact), lang)[0]


def _commands(gate: Gate, step: Step, name: str, lang: str, options: str) -> Iterator[str]:
    """What to run next, each with what it is for."""
    rows = [(f"prospectus lint {name}{options}", say(_WORDS["lint"], lang))]
    if gate.end is not None and gate.end is not gate.start and not step.stage:
        ready = say(filled(_WORDS["ready"], gate.end.id), lang)
        move = say(filled(_WORDS["move"], gate.end.id), lang)
        stage = "" if gate.end is gate.document.contract.lifecycle.next_stage(gate.start) else f" --stage {gate.end.id}"
        rows = [
            (f"prospectus next {name}{stage}{options}", ready),
            (f"prospectus next {name}{stage} --move{options}", move),
            *rows,
        ]
    yield from _table([(command, "", f"# {words}") for command, words in rows])
