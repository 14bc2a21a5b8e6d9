"""What ``prospectus next`` shows: the checklist of one document in Markdown."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

from prospectus.contract.examples import allowed
from prospectus.ground.language import filled, say
from prospectus.ground.severity import Severity
from prospectus.ground.terminal import plain
from prospectus.writing.fact_page import in_brackets
from prospectus.writing.next_stage import KINDS, Conditional, Gate, Item, asked_by_team

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from prospectus.ground.language import Text

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


def before_it(gate: Gate, options: str, lang: str) -> str:
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
    if first := before_it(gate, options, lang):
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
