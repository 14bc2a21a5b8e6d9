"""What ``prospectus adopt`` prints: one document in full, or many in a table."""

from __future__ import annotations

import shlex
from collections import Counter
from typing import TYPE_CHECKING, Any

from prospectus.ground.language import filled, say, with_plurals
from prospectus.ground.severity import Severity
from prospectus.ground.terminal import plain
from prospectus.output.text import width
from prospectus.writing.adopt.adoption import SOURCES
from prospectus.writing.adopt.survey import TITLES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from prospectus.contract.lifecycle import Lifecycle
    from prospectus.ground.language import Text
    from prospectus.writing.adopt.adoption import Adoption
    from prospectus.writing.adopt.first import Thing
    from prospectus.writing.adopt.mapping import Mapped
    from prospectus.writing.adopt.survey import Counted

Json = Any

WORDS: dict[str, Text] = {
    "would": {
        "en": "{0}: would be adopted; nothing is written",
        "ko": "{0}: 가져올 수 있습니다. 아직 아무것도 쓰지 않았습니다",
    },
    "was": {"en": "{0}: adopted", "ko": "{0}: 가져왔습니다"},
    "already": {"en": "{0}: already adopted, nothing to do", "ko": "{0}: 이미 가져온 문서입니다"},
    "skipped": {"en": "{0}: skipped: {1}", "ko": "{0}: 건너뜀: {1}"},
    "failed": {"en": "{0}: not adopted: {1}", "ko": "{0}: 가져오지 못함: {1}"},
    "template": {
        "en": "It is a template: nothing is written yet.",
        "ko": "아직 아무것도 쓰지 않은 템플릿입니다.",
    },
    "templates": {
        "en": "* a template: nothing is written yet; in brackets, the stage that the sections speak for",
        "ko": "* 아직 아무것도 쓰지 않은 템플릿. 괄호 안은 섹션으로 본 단계",
    },
    "front": {"en": "Front matter", "ko": "프런트 매터"},
    "front-lines": {
        "en": "Front matter (lines are those of the file once it is written)",
        "ko": "프런트 매터 (행 번호는 파일에 쓴 뒤의 번호)",
    },
    "refused": {"en": "left as it is, as you said", "ko": "답한 대로 그대로 두었습니다"},
    "from": {"en": "From: {0}", "ko": "값의 출처: {0}"},
    "moved": {
        "en": "`{0}` is not what the contract asks for, and goes on as `{1}` (line {2})",
        "ko": "`{0}` 값이 계약과 맞지 않아 `{1}`(으)로 옮깁니다 ({2}행)",
    },
    "headings": {
        "en": "Headings: {0} of {1} open a section, {2} are part of one, {3} to be asked",
        "ko": "제목 {1}개 중 {0}개가 섹션, {2}개는 섹션의 일부, {3}개는 물어볼 것",
    },
    "certain": {"en": "certain", "ko": "확실"},
    "likely": {"en": "likely", "ko": "유력"},
    "unsure": {"en": "unsure", "ko": "불확실"},
    "part": {"en": "part of", "ko": "일부"},
    "none": {"en": "none", "ko": "없음"},
    "done": {"en": "Done mechanically ({0})", "ko": "자동으로 처리 ({0})"},
    "decide": {"en": "Needs a decision ({0})", "ko": "결정 필요 ({0})"},
    "left": {"en": "Skipped ({0})", "ko": "건너뜀 ({0})"},
    "keys": {"en": "{0} key(s) added: {1}", "ko": "키 {0}개 추가: {1}"},
    "mapped": {"en": "{0} heading(s) mapped", "ko": "제목 {0}개 대응"},
    "entry": {"en": "`sections` says that {0} opens {1}", "ko": "`sections`에 제목 {0}을(를) {1} 섹션으로 적음"},
    "question": {"en": "line {0}: does “{1}” open `{2}`?", "ko": "{0}행: “{1}” 제목이 `{2}` 섹션인가요?"},
    "question-known": {
        "en": "line {0}: lint reads “{1}” as `{2}`; where it belongs to another section, name that in a line above it: <!-- section: ID -->",
        "ko": "{0}행: lint는 “{1}” 제목을 `{2}` 섹션으로 봅니다. 다른 섹션의 내용이면 바로 윗줄에 그 섹션을 적으세요: <!-- section: ID -->",
    },
    "facts": {
        "en": "{0} fact(s) found in the text, as comments in the front matter: {1}",
        "ko": "본문에서 찾은 내용 {0}개를 프런트 매터에 주석으로 적음: {1}",
    },
    "waived": {"en": "{0} is held back for 90 days: {1}", "ko": "{0}을(를) 90일 동안 보류: {1}"},
    "stage": {
        "en": "the stage is `{0}`, at which nothing of the structure is missing; the sections speak for `{1}`",
        "ko": "단계는 구조에 모자란 것이 없는 `{0}`입니다. 섹션으로 보면 `{1}` 단계입니다",
    },
    "unmapped": {"en": "{0} heading(s) without a section: {1}", "ko": "섹션이 아닌 제목 {0}개: {1}"},
    "first": {"en": "Write first", "ko": "먼저 쓸 것"},
    "first-many": {"en": "Most lack", "ko": "가장 많이 빠진 섹션"},
    "lack": {"en": "{0} ({1}): missing in {2} of {3}", "ko": "{0} ({1}): {3}개 중 {2}개에 없음"},
    "next": {"en": "Next: {0}", "ko": "다음: {0}"},
    "of": {
        "en": "Of {0} document(s) {1} name {2} in the text, {3} in a heading.",
        "ko": "문서 {0}개 중 {2}을(를) 본문에서 {1}개, 제목에서 {3}개가 언급합니다.",
    },
    "topic": {"en": "named", "ko": "언급한 것"},
    "in-text": {"en": "in the text", "ko": "본문"},
    "in-headings": {"en": "in a heading", "ko": "제목"},
    "total": {
        "en": "{0} file(s): {1} {2}, {3} already, {4} skipped, {5} failed",
        "ko": "파일 {0}개: {2} {1}, 이미 가져옴 {3}, 건너뜀 {4}, 실패 {5}",
    },
    "adopted-would": {"en": "can be adopted", "ko": "가져올 수 있음"},
    "adopted-was": {"en": "adopted", "ko": "가져옴"},
    "piles": {
        "en": "Done mechanically: {0}. Needs a decision: {1}. Skipped headings: {2}.",
        "ko": "자동으로 처리: {0}. 결정 필요: {1}. 건너뛴 제목: {2}.",
    },
    "outside": {
        "en": "{0} is not among the `documents` of the configuration; lint finds it only by its name until {2} has: documents = [{1}]",
        "ko": "{0}은(는) 설정의 `documents`에 없습니다. {2}에 다음 줄이 있어야 파일 이름 없이도 lint가 찾습니다: documents = [{1}]",
    },
}
_COLUMNS: tuple[Text, ...] = (
    {"en": "document", "ko": "문서"},
    {"en": "lang", "ko": "언어"},
    {"en": "stage", "ko": "단계"},
    {"en": "sections", "ko": "섹션"},
    {"en": "facts", "ko": "사실"},
    {"en": "done", "ko": "처리"},
    {"en": "decide", "ko": "결정"},
    {"en": "skipped", "ko": "건너뜀"},
)
MOST_SHOWN = 12
"""So many names are listed; of more, the number of the rest."""


def one(
    adoption: Adoption,
    first: Sequence[Thing],
    commands: Sequence[str],
    lang: str,
    *,
    is_written: bool,
) -> str:
    """One document in full."""
    return "\n".join(plain(line) for line in _one(adoption, first, commands, lang, is_written=is_written))


def told(adoption: Adoption, commands: Sequence[str], lang: str) -> str:
    """One document that was shown before it was asked about, and then written."""
    lines = [say(filled(WORDS["was"], adoption.source.name), lang)]
    lines += [say(filled(WORDS["next"], command), lang) for command in commands]
    return "\n".join(map(plain, lines))


def _one(
    adoption: Adoption,
    first: Sequence[Thing],
    commands: Sequence[str],
    lang: str,
    *,
    is_written: bool,
) -> Iterator[str]:
    def said(word: str, *facts: object) -> str:
        return with_plurals(say(filled(WORDS[word], *facts), lang))

    name = adoption.source.name
    if adoption.after is None:
        yield said(adoption.outcome, name, adoption.reason or "")
        return
    yield said("was" if is_written else "would", name)
    if adoption.is_template:
        yield said("template")
    yield ""
    has_lines = not is_written and bool(adoption.facts or adoption.questions)
    yield f"{said('front-lines' if has_lines else 'front')}:"
    yield ""
    front = adoption.after.source.text[: adoption.after.front_matter.body]
    yield from (f"  {line}" for line in front.replace("\r\n", "\n").rstrip("\n").split("\n"))
    yield ""
    origins = [
        f"{added.key} ({say(SOURCES[added.source], lang)})" for added in adoption.added if added.source != "format"
    ]
    if origins:
        yield said("from", ", ".join(origins))
    yield from (said("moved", moved.key, moved.new, moved.line) for moved in adoption.moved)
    yield ""
    counts = Counter(entry.confidence for entry in adoption.mapping)
    sure = counts["certain"] + counts["likely"]
    yield said("headings", sure, len(adoption.mapping), counts["part"], counts["unsure"]) + ":"
    yield ""
    moved_by = adoption.shift if is_written else 0
    yield from (f"  {line}" for line in _mapping(adoption.mapping, moved_by, lang))
    yield ""
    yield from _piles(adoption, moved_by, lang)
    if first:
        yield ""
        yield f"{said('first')}:"
        yield from (f"  {number}. {thing.title} ({thing.id}): {thing.what}" for number, thing in enumerate(first, 1))
    yield ""
    yield from (said("next", command) for command in commands)


def _mapping(mapping: Sequence[Mapped], moved_by: int, lang: str) -> Iterator[str]:
    digits = len(str(max((entry.heading.line + moved_by for entry in mapping), default=0)))
    words = {name: say(WORDS[name], lang) for name in ("certain", "likely", "unsure", "part", "none")}
    widest = max(map(width, words.values()))
    for entry in mapping:
        word = words[entry.confidence]
        sections = ", ".join(entry.sections)
        target = f" -> {sections}{'?' if entry.confidence == 'unsure' else ''}" if sections else ""
        heading = f"{'#' * entry.heading.level} {entry.heading.text}"
        yield f"{word}{' ' * (widest - width(word))}  {entry.heading.line + moved_by:{digits}}  {heading}{target}"


def _piles(adoption: Adoption, moved_by: int, lang: str) -> Iterator[str]:
    def said(word: str, *facts: object) -> str:
        return with_plurals(say(filled(WORDS[word], *facts), lang))

    yield f"{said('done', adoption.done)}:"
    if adoption.added:
        yield f"  - {said('keys', len(adoption.added), ', '.join(added.key for added in adoption.added))}"
    sure = sum(entry.confidence in {"certain", "likely"} for entry in adoption.mapping)
    if sure:
        yield f"  - {said('mapped', sure)}"
    yield from (f"  - {said('entry', f'“{heading}”', section)}" for section, heading in adoption.sections)
    yield f"{said('decide', adoption.to_decide)}:"
    for entry in adoption.mapping:
        if entry.confidence == "unsure":
            word = "question" if entry.needs_entry else "question-known"
            yield f"  - {said(word, entry.heading.line + moved_by, entry.heading.text, ', '.join(entry.sections))}"
    if adoption.facts:
        count = sum(len(fact.lines) for fact in adoption.facts)
        yield f"  - {said('facts', count, ', '.join(fact.key for fact in adoption.facts))}"
    yield from (f"  - {said('waived', held.rule, held.message)}" for held in adoption.waived)
    yield from (f"  - {say(note, lang)}" for note in adoption.notes)
    if adoption.spoken and adoption.spoken != adoption.stage:
        yield f"  - {said('stage', adoption.stage, adoption.spoken)}"
    yield f"{said('left', adoption.skipped)}:"
    names = [entry.heading.text for entry in adoption.mapping if entry.confidence == "none"]
    if names:
        yield f"  - {said('unmapped', len(names), _listed(names))}"


def many(
    adoptions: Sequence[Adoption],
    passed_over: Mapping[str, str],
    counted: Sequence[Counted],
    lifecycle: Lifecycle,
    commands: Sequence[str],
    lang: str,
    *,
    is_written: bool,
) -> str:
    """Many documents: what they name, a line for each, and the totals."""
    lines = _many(adoptions, passed_over, counted, lifecycle, commands, lang, is_written=is_written)
    return "\n".join(plain(line) for line in lines)


def _many(
    adoptions: Sequence[Adoption],
    passed_over: Mapping[str, str],
    counted: Sequence[Counted],
    lifecycle: Lifecycle,
    commands: Sequence[str],
    lang: str,
    *,
    is_written: bool,
) -> Iterator[str]:
    def said(word: str, *facts: object) -> str:
        return with_plurals(say(filled(WORDS[word], *facts), lang))

    adopted = [adoption for adoption in adoptions if adoption.after is not None]
    read = len(adopted) + sum(adoption.outcome == "already" for adoption in adoptions)
    base = next((one for one in counted if one.topic == "baseline"), None)
    if base is not None and read:
        yield said("of", read, base.in_text, TITLES["baseline"], base.in_headings)
        yield ""
        rows = [[say(TITLES[one.topic], lang), str(one.in_text), str(one.in_headings)] for one in counted]
        yield from _table([said("topic"), said("in-text"), said("in-headings")], rows)
        yield ""
    if adopted:
        rows = [_row(adoption) for adoption in adopted]
        yield from _table([say(column, lang) for column in _COLUMNS], rows)
        if any("*" in row[2] or "(" in row[2] for row in rows):
            yield said("templates")
        yield ""
    for word in ("failed", "skipped"):
        for reason, paths in _by_reason(adoptions, passed_over if word == "skipped" else {}, word, lang).items():
            yield said(word, _listed(paths), {lang: reason, "en": reason})
    if any(adoption.outcome in {"skipped", "failed"} for adoption in adoptions) or passed_over:
        yield ""
    outcomes = Counter(adoption.outcome for adoption in adoptions)
    total = len(adoptions) + len(passed_over)
    word = said("adopted-was" if is_written else "adopted-would")
    skipped = outcomes["skipped"] + len(passed_over)
    yield said("total", total, outcomes["adopted"], word, outcomes["already"], skipped, outcomes["failed"])
    done, decide, left = (
        (sum(pile) for pile in zip(*((a.done, a.to_decide, a.skipped) for a in adopted), strict=True))
        if adopted
        else (0, 0, 0)
    )
    yield said("piles", done, decide, left)
    lacking = _lacking(adopted, lifecycle)
    if lacking:
        yield ""
        yield f"{said('first-many')}:"
        for number, (section, count) in enumerate(lacking, 1):
            title = say(lifecycle.sections[section].title, lang)
            yield f"  {number}. {said('lack', title, section, count, len(adopted))}"
    yield ""
    yield from (said("next", command) for command in commands)


def _by_reason(
    adoptions: Iterable[Adoption], passed_over: Mapping[str, str], outcome: str, lang: str
) -> dict[str, list[str]]:
    """The files of an outcome by their reasons."""
    found: dict[str, list[str]] = {}
    for adoption in adoptions:
        if adoption.outcome == outcome and adoption.reason is not None:
            found.setdefault(say(adoption.reason, lang), []).append(adoption.source.name)
    for path, reason in passed_over.items():
        found.setdefault(reason, []).append(path)
    return found


def _listed(names: Sequence[str]) -> str:
    """Names with commas; of many the first ones, and the number of the rest."""
    rest = len(names) - MOST_SHOWN
    return ", ".join(names[:MOST_SHOWN]) + (f", … (+{rest})" if rest > 0 else "")


def _row(adoption: Adoption) -> list[str]:
    document = adoption.after
    sections = len(document.sections) if document is not None else 0
    facts = sum(len(fact.lines) for fact in adoption.facts)
    stage = adoption.stage + (f" ({adoption.spoken})" if adoption.spoken not in {"", adoption.stage} else "")
    template = "*" if adoption.is_template else ""
    counts = (sections, facts, adoption.done, adoption.to_decide, adoption.skipped)
    return [adoption.source.name, adoption.lang, f"{stage}{template}", *map(str, counts)]


def _lacking(adopted: Sequence[Adoption], lifecycle: Lifecycle) -> list[tuple[str, int]]:
    """The three sections that most documents lack, of those that the stages up to design require."""
    design = lifecycle.stages.get("design")
    last = design.order if design else 0
    needed = [
        section.id
        for section in lifecycle.sections.values()
        if section.when is None and (section.level(last) or Severity.INFO) >= Severity.ERROR
    ]
    counts = {
        section: sum(adoption.after is not None and section not in adoption.after.sections for adoption in adopted)
        for section in needed
    }
    most = sorted((section for section in needed if counts[section]), key=lambda section: -counts[section])[:3]
    return [(section, counts[section]) for section in most]


def _table(head: list[str], rows: Iterable[list[str]]) -> Iterator[str]:
    """A table in columns: text to the left, numbers to the right."""
    rows = [*rows]
    widths = [max(width(row[column]) for row in (head, *rows)) for column in range(len(head))]
    is_number = [bool(rows) and all(row[column].isdigit() for row in rows) for column in range(len(head))]
    for row in (head, *rows):
        cells = []
        for cell, wide, right in zip(row, widths, is_number, strict=True):
            space = " " * (wide - width(cell))
            cells.append(space + cell if right else cell + space)
        yield "  ".join(cells).rstrip()


def command(*words: str) -> str:
    """A command line to be shown."""
    return f"`{' '.join(['prospectus', *words])}`"


def quoted(names: Iterable[object]) -> str:
    """Paths as they are written on a command line."""
    return " ".join(shlex.quote(str(name)) for name in names)
