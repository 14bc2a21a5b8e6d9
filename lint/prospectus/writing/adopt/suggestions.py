"""What is not sure enough to be a fact, as comments that become facts by deleting ``# ``; ``##`` before mere words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from prospectus.ground.language import say
from prospectus.reading.front_matter.writing import Layout, as_lines
from prospectus.writing.adopt.composition import Entry
from prospectus.writing.adopt.identity import readable

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from prospectus.contract.schema import Asked, DesignDocSchema
    from prospectus.ground.language import Text
    from prospectus.writing.lifting import Lifted

Json = Any
Path = tuple[str | int, ...]

LONGEST_QUOTE = 60

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


def suggested(
    lifted: Iterable[Lifted], schema: DesignDocSchema, asked: Asked, without: Iterable[str]
) -> list[Suggested]:
    """What a text states of the front matter, by key; without keys that are there, and without what the schema would not take."""
    taken = {*without}
    by_key: dict[str, list[Lifted]] = {}
    for fact in lifted:
        if fact.path and isinstance(fact.path[0], str) and fact.path[0] not in taken:
            by_key.setdefault(fact.path[0], []).append(fact)
    order = list(schema.annotated["properties"])
    found = []
    for key in sorted((key for key in by_key if key in order), key=order.index):
        made = _fitting(key, by_key[key], schema, asked)
        if made is not None:
            found.append(made)
    return found


def _fitting(key: str, facts: list[Lifted], schema: DesignDocSchema, asked: Asked) -> Suggested | None:
    """The value of a key made of facts, without those that the schema does not take."""
    while facts:
        value, lines = _built(facts)
        wrong = [
            violation.path for violation in schema.violations({key: value[key]}, asked) if violation.path[:1] == (key,)
        ]
        if not wrong:
            return Suggested(key, value[key], lines)
        least = min(wrong, key=len)
        kept = [
            fact for fact in facts if lines.get(fact.path) is None or not _is_below(_placed(fact.path, facts), least)
        ]
        if len(kept) == len(facts):
            return None
        facts = kept
    return None


def _is_below(path: Path, above: Path) -> bool:
    return path[: len(above)] == above or above[: len(path)] == path


def _built(facts: Sequence[Lifted]) -> tuple[dict[str, Json], dict[Path, int]]:
    """The mapping that facts make, and the lines that state its parts; the items of a list follow each other without a gap."""
    root: dict[str, Json] = {}
    lines: dict[Path, int] = {}
    for fact in facts:
        path = _placed(fact.path, facts)
        holder: Any = root
        for step, after in zip(path, (*path[1:], None), strict=True):
            if after is None:
                _put(holder, step, fact.value)
            elif isinstance(step, int):
                while len(holder) <= step:
                    holder.append([] if isinstance(after, int) else {})
                holder = holder[step]
            else:
                holder = holder.setdefault(step, [] if isinstance(after, int) else {})
            if not isinstance(holder, dict | list):
                break
        lines[path] = fact.line
    return root, lines


def _put(holder: Json, step: str | int, value: Json) -> None:
    if isinstance(holder, dict):
        holder.setdefault(step, value)
    elif isinstance(holder, list) and isinstance(step, int):
        while len(holder) <= step:
            holder.append(value)


def _placed(path: Path, facts: Sequence[Lifted]) -> Path:
    """A path with the numbers of items counted among the facts that there are."""
    placed: list[str | int] = []
    for at, step in enumerate(path):
        if isinstance(step, int):
            before = path[:at]
            numbers = sorted(
                {
                    int(fact.path[at])
                    for fact in facts
                    if len(fact.path) > at and fact.path[:at] == before and isinstance(fact.path[at], int)
                }
            )
            placed.append(numbers.index(step))
        else:
            placed.append(step)
    return tuple(placed)


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
    asked: Sequence[tuple[str, str, int]],
    lang: str,
    shift: int,
    *,
    is_active: bool = False,
) -> list[Entry]:
    """The key ``sections``: what is sure enough as facts, and (section, heading, line) of what is to be asked as comments."""
    listed = {section: [*headings] for section, headings in active.items()}
    lines: list[str] = []
    for section, heading, line in asked:
        if section in listed and not is_active:
            lines += [f"## {say(_LINE, lang).format(line + shift)}: {readable(heading)} -> {section}?"]
            continue
        if is_active:
            listed.setdefault(section, []).append(heading)
            continue
        (written,) = as_lines((section,), heading, Layout(), column=2)
        lines.append(f"# {written}  # {say(_LINE, lang).format(line + shift)}?")
    if not listed:
        return [Entry(("# sections:", *lines))] if any(line.startswith("# ") for line in lines) else []
    value = {section: headings[0] if len(headings) == 1 else headings for section, headings in listed.items()}
    written_lines = tuple(
        line for section, one in value.items() for line in as_lines((section,), one, Layout(), column=2)
    )
    return [Entry(("sections:", *written_lines), "sections", value), *([Entry(tuple(lines))] if lines else [])]
