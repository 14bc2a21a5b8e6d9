"""What is not sure enough to be a fact, as comments that become facts by deleting ``# ``; ``##`` before mere words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from prospectus.ground.language import say
from prospectus.reading.front_matter.writing import Layout, as_lines
from prospectus.writing.adopt.composition import Entry
from prospectus.writing.adopt.identity import readable
from prospectus.writing.lifting import lifted
from prospectus.writing.lifting.lifting import as_facts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from prospectus.ground.language import Text
    from prospectus.model.document import Document
    from prospectus.writing.adopt.adoption import Question

Json = Any
Path = tuple[str | int, ...]

LEVEL = 2
"""By so many columns each level stands further right."""

_STATED: Text = {
    "en": "Stated in the text: take `# ` away from what is right, and delete the rest.",
    "ko": "본문에서 찾은 내용: 맞는 것은 앞의 `# `를 지우고, 나머지는 삭제하세요.",
}
_LINE: Text = {"en": "line {0}", "ko": "{0}행"}


class Suggested(NamedTuple):
    """One top-level key with what the text states of it: the value, and the line (1-based) that states each part."""

    key: str
    value: Json
    lines: dict[Path, int]


def suggested(document: Document, without: Iterable[str]) -> list[Suggested]:
    """What the text of a document states of its front matter, by key; nothing of keys that are there."""
    facts = [fact for fact in lifted(document) if fact.path[0] not in {*without}]
    values = as_facts(facts)
    return [
        Suggested(key, value, {fact.path: fact.line for fact in facts if fact.path[0] == key})
        for key, value in values.items()
    ]


def fact_entries(found: Sequence[Suggested], lang: str, shift: int, *, is_active: bool = False) -> list[Entry]:
    """The lines of suggested facts as comments, or as facts; ``shift`` is by how many lines the text moves down."""
    if not found:
        return []
    entries = [Entry((f"## {say(_STATED, lang)}",))]
    for one in found:

        def note(path: Path, lines: Mapping[Path, int] = one.lines) -> str:
            line = next((lines[path[:length]] for length in range(len(path), 0, -1) if path[:length] in lines), None)
            return say(_LINE, lang).format(line + shift) if line is not None else ""

        lines = tuple(as_lines((one.key,), one.value, Layout(), note))
        if is_active:
            entries.append(Entry(lines, one.key, one.value))
        else:
            entries.append(Entry(tuple(f"# {line}" for line in lines)))
    return entries


def section_entries(
    active: Mapping[str, Sequence[str]],
    asked: Sequence[Question],
    lang: str,
    shift: int,
    *,
    is_active: bool = False,
) -> list[Entry]:
    """The key ``sections``: what is sure enough as facts, and (section, heading, line) of what is to be asked as comments."""
    listed = {section: [*headings] for section, headings in active.items()}
    lines: list[str] = []
    doubtful: dict[str, list[tuple[str, int]]] = {}
    for section, heading, line in asked:
        if is_active:
            listed.setdefault(section, []).append(heading)
        elif section in listed:  # its list stands there already: a second key would be the same one
            lines.append(f"## {say(_LINE, lang).format(line + shift)}: {readable(heading)} -> {section}?")
        else:
            doubtful.setdefault(section, []).append((heading, line + shift))
    for section, headings in doubtful.items():
        notes = {at: f"{say(_LINE, lang).format(line)}?" for at, (_, line) in enumerate(headings)}
        names = [heading for heading, _ in headings]
        lines += (f"# {line}" for line in _with_lines(section, names, notes))
    if not listed:
        return [Entry(("# sections:", *lines))] if doubtful else []
    value = {section: headings[0] if len(headings) == 1 else headings for section, headings in listed.items()}
    written = [line for section, one in value.items() for line in as_lines((section,), one, Layout(), column=LEVEL)]
    return [Entry(("sections:", *written), "sections", value), *([Entry(tuple(lines))] if lines else [])]


def _with_lines(section: str, names: Sequence[str], notes: Mapping[int, str]) -> Iterator[str]:
    """The entry of a section with the headings that may open it, each with its line."""
    if len(names) == 1:
        (written,) = as_lines((section,), names[0], Layout(), column=LEVEL)
        yield f"{written}  # {notes[0]}"
        return
    yield f"{' ' * LEVEL}{section}:"
    for at, name in enumerate(names):
        (written,) = as_lines((at,), name, Layout(), column=2 * LEVEL)
        yield f"{written}  # {notes[at]}"
