"""What to write for a fact that is missing or misshapen, as YAML lines that fit where they belong in their document."""

from __future__ import annotations

from itertools import chain, count
from typing import TYPE_CHECKING, Any, NamedTuple

from prospectus.contract.fitting import SAID, blanked
from prospectus.contract.mentions import slug
from prospectus.model.document import read_once
from prospectus.model.fitted import fitted
from prospectus.reading.front_matter.extent import column_of, dash_of, is_in_flow
from prospectus.reading.front_matter.places import find
from prospectus.reading.front_matter.writing import Layout, Style, as_key, as_lines, as_value

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from prospectus.model.document import Document
    from prospectus.model.finding import Shape
    from prospectus.reading.front_matter.node import Node, Path

_MOST_LINES = 300
"""So many lines of a front matter tell how it is indented."""

_UNFENCED = frozenset({"missing", "empty-file"})
"""The problems of a front matter that is not there at all."""

_TELLING = ("kind", "purpose")
"""The keys that tell which of several things with an id would be meant."""

_WIDE = 100
"""An entry between brackets that is wider than this stands on several lines."""


class _Entry(NamedTuple):
    """What is to be written where it begins: the fact, or the outermost around it that is missing or cannot hold it."""

    start: Path
    value: Any
    known: Path = ()
    """The fact whose value is known, and needs no list of those that it may have."""


def snippet(document: Document, shapes: Sequence[Shape]) -> str | None:
    """The lines that state some facts of one mapping: examples in the language of the document, indented as they must stand in it.

    What stands at a fact already is kept as far as it fits (:mod:`prospectus.contract.fitting`). What a fact stands in and is
    missing, too, is a part of the lines, down to the fences of the front matter. In a collection between brackets they are entries
    of that. None for no facts, and where nothing else would stand there.
    """
    entries = _joined(
        [
            entry
            for shape in shapes
            if shape.fact.path and (entry := _entry(document, shape.fact, shape.value)) is not None
        ]
    )
    if not entries:
        return None
    root = document.front_matter.root
    flows = [is_in_flow(root.at_path(entry.start[:-1])) for entry in entries]
    written = (_lines(document, entry) for entry, flow in zip(entries, flows, strict=True) if flow == flows[0])
    lines = (", " if flows[0] else "\n").join(written)
    problem = document.front_matter.problem
    return f"---\n{lines}\n---" if problem is not None and problem.kind in _UNFENCED else lines


class Missing(NamedTuple):
    """A fact that is missing, or the outermost around it that is: its path, and its lines as they would stand in the document.

    ``column`` is where its key, or its dash, stands. Where its key stands there with nothing behind it, the lines are those below it.
    """

    path: Path
    lines: tuple[str, ...]
    column: int


def missing(document: Document, paths: Sequence[Path]) -> list[Missing]:
    """What states some facts that are missing, in block style and short where that can be; those that start at one place as one.

    A fact has no lines, and is left out, where it is there, or where what it would stand in is written between brackets or short.
    """
    root = document.front_matter.root
    entries = [entry for path in paths if path and (entry := _entry(document, root.at_path(path), None)) is not None]
    return [found for entry in _joined(entries) if (found := _missing(document, entry)) is not None]


def _missing(document: Document, entry: _Entry) -> Missing | None:
    path, key = entry.start, entry.start[-1]
    written = document.parsed.front_matter.root
    there, holder = written.at_path(path), written.at_path(path[:-1])
    if there.value is not None or is_in_flow(holder) or (path[:-1] and not holder.is_present):
        return None
    schema, layout = document.contract.schema, _layout(document)
    column = _column(holder, path, layout)
    lines = [*as_lines(path, schema.shortened(path, entry.value), layout, schema.examples.notes(), column)]
    if there.is_present:
        head = lines.pop(0)
        if (
            not isinstance(key, str)
            or head.strip() != as_key(key)
            or not lines
            or there.value_span.start != there.value_span.end
        ):
            return None
        column = len(lines[0]) - len(lines[0].lstrip())
    return Missing(path, tuple(lines), column)


def _entry(document: Document, fact: Node, value: Any) -> _Entry | None:  # noqa: ANN401 - any JSON
    path = fact.path
    known = () if value is None else path
    if value is None:
        value = _example(document, path) if fact.value is None else _fitting(document, fact)
        if value == fact.value:
            return None
    start = _start(document, fact)
    holder = fact.front_matter.root.at_path(start).value
    for step in reversed(path[len(start) :]):
        value = {step: value} if isinstance(step, str) else [value]
    if len(start) < len(path) and isinstance(holder, dict) and isinstance(value, dict):
        value = {**holder, **value}  # which is written short, and is no mapping to the eye
    return _Entry(start, value, known)


def _joined(entries: list[_Entry]) -> list[_Entry]:
    """The entries of one place as one."""
    found: dict[Path, _Entry] = {}
    for entry in entries:
        before = found.get(entry.start)
        is_both = before is not None and isinstance(before.value, dict) and isinstance(entry.value, dict)
        found[entry.start] = entry._replace(value=before.value | entry.value) if before and is_both else entry
    return [*found.values()]


def _example(document: Document, path: Path) -> Any:  # noqa: ANN401 - any JSON
    """What the schema has for a fact that is missing; a date of the example's project would be taken for one of this."""
    schema = document.contract.schema
    order = document.asked.at(str(path[0])) if document.asked else 0
    annotated = schema.at(*path)
    value = _with_own_ids(document, path, schema.examples.of(path, document.lang, order))
    if (kind := annotated.get("declares")) and isinstance(value, str):
        value = _new_id(document, path, kind, value)
    return blanked(value, annotated, schema.resolved, is_all=False)


def _fitting(document: Document, fact: Node) -> Any:  # noqa: ANN401 - any JSON
    """What stands at a fact, in the shape that is due; where nothing of it can be kept, that shape to be filled in."""
    schema = document.contract.schema
    annotated, written = schema.at(*fact.path), fact.value
    if isinstance(written, bool | int | float):
        written = fact.written
    fitting = fitted(document, fact, written)
    if fitting is not None:
        return fitting
    order = document.asked.at(str(fact.path[0])) if document.asked else 0
    example = schema.examples.of(fact.path, document.lang, order) or schema.examples.of(fact.path, document.lang)
    return blanked(example, annotated, schema.resolved, is_all=True)


def _lines(document: Document, entry: _Entry) -> str:
    start, value, known = entry
    holder = document.front_matter.root.at_path(start[:-1])
    key = start[-1]
    layout = _layout(document)
    if is_in_flow(holder):
        head = f"{as_key(key)} " if isinstance(key, str) else ""
        return "\n".join(_in_flow(head, value, " " * (column_of(holder, holder.span.start) + layout.step)))
    column = _column(holder, start, layout)
    return "\n".join(as_lines(start, value, layout, document.contract.schema.examples.notes(known), column))


def _with_own_ids(document: Document, path: Path, value: Any) -> Any:  # noqa: ANN401 - any JSON
    """An example that refers to what the document itself declares, where it declares anything of that kind."""
    if isinstance(value, dict):
        return {key: _with_own_ids(document, (*path, key), below) for key, below in value.items()}
    if isinstance(value, list):
        return [_with_own_ids(document, (*path, index), item) for index, item in enumerate(value)]
    kind = document.contract.schema.examples.reference(path)
    return value if kind is None else _own_id(document, kind, value)


def _new_id(document: Document, path: Path, kind: str, example: str) -> str:
    """An id that the document does not declare: of the name beside it, one to which it refers already, or the example."""
    schema, facts = document.contract.schema, document.front_matter.facts
    taken = {found for home in schema.declarations.get(kind, ()) for _, found in _declared(facts, home)}
    named = (found for path in schema.references.get(kind, ()) for _, found in find(facts, path))
    own = _own_name(document, path)
    made = (f"{own or example}-{number}" for number in count(2))
    words = chain((own,), made) if own else chain(named, (example,), made)
    return next(word for word in words if isinstance(word, str) and word not in taken)


def _own_name(document: Document, path: Path) -> str | None:
    """The id that the first text beside it makes, of those that are asked for or under a key that nobody knows; None if none does."""
    schema, holder = document.contract.schema, document.front_matter.root.at_path(path[:-1])
    beside = [(key, schema.at(*fact.path), fact.value) for key, fact in holder.entries()]
    texts = [text for key, known, text in beside if isinstance(text, str) and (_names(known) or key in SAID)]
    return next(filter(None, map(slug, texts)), None)


def _names(schema: dict[str, Any]) -> bool:
    """Whether what a schema asks for, or what nobody asked for, may say what a thing is called."""
    return not schema or ("requiredFrom" in schema and schema.keys().isdisjoint({"enum", "ref", "format", "declares"}))


def _own_id(document: Document, kind: str, example: str) -> str:
    """An id that the document declares, of a thing like the one to which the example refers; the example where it declares none."""
    schema = document.contract.schema
    for home in schema.declarations.get(kind, ()):
        declared = [(item, found) for item, found in _declared(document.front_matter.facts, home) if found]
        like = next(
            (
                item
                for item, found in _declared({home[0]: schema.examples.of(home[:1], document.lang)}, home)
                if found == example
            ),
            {},
        )
        if declared:
            alike = (found for item, found in declared if all(item.get(key) == like.get(key) for key in _TELLING))
            return next(alike, example if "purpose" in like else declared[0][1])
    return example


def _declared(facts: Any, home: tuple[str, ...]) -> list[tuple[dict[str, Any], str]]:  # noqa: ANN401 - any JSON
    """What declares an id at a path, with the id."""
    return [
        (item, item[home[-1]])
        for _, item in find(facts, home[:-1])
        if isinstance(item, dict) and isinstance(item.get(home[-1]), str)
    ]


def _in_flow(head: str, value: Any, indent: str) -> Iterator[str]:  # noqa: ANN401 - any JSON
    """An entry of a collection between brackets, on several lines when it would be too wide; these must be indented."""
    style = Style(is_flow=True, eol="\n", column=0)
    line = f"{head}{as_value(value, style).lstrip()}"
    if len(line) <= _WIDE or not isinstance(value, dict):
        yield line
        return
    yield f"{head}{{"
    for number, (key, below) in enumerate(value.items(), 1):
        yield f"{indent}{as_key(key)}{as_value(below, style)}{',' if number < len(value) else ''}"
    yield f"{indent}}}"


def _start(document: Document, fact: Node) -> Path:
    """The path of what is to be written: of the fact, or of the outermost around it that is missing or cannot hold it."""
    root, as_written = fact.front_matter.root, document.parsed.front_matter.root
    for length in range(1, len(fact.path)):
        around = root.at_path(fact.path[:length]).value
        kind = dict if isinstance(fact.path[length], str) else list
        if not isinstance(around, kind):
            return fact.path[:length]
        written = as_written.at_path(fact.path[:length]).value
        if isinstance(around, dict) and not (isinstance(written, dict) and written.keys() == around.keys()):
            return fact.path[:length]
    return fact.path


def _column(holder: Node, start: Path, layout: Layout) -> int:
    """Where a key, or the dash of an item, of a collection in block style stands, or would stand."""
    there = holder.front_matter.root.at_path(start)
    siblings = [there] if there.is_present else _last_of(holder)
    for sibling in siblings:
        offset = sibling.key_span.start if sibling.key_span else dash_of(sibling)
        if offset is not None:
            return column_of(sibling, offset)
    return 0 if not holder.path else layout.step


def _last_of(holder: Node) -> list[Node]:
    value = holder.value
    if not value:
        return []
    return [holder.at_path((next(reversed(value)) if isinstance(value, dict) else len(value) - 1,))]


@read_once
def _layout(document: Document) -> Layout:
    """How a front matter is indented, by its first entries that hold others; two columns where none does."""
    front_matter = document.front_matter
    step: int | None = None
    dash: int | None = None
    above: int | None = None  # the column of a key whose value begins on the next line
    block = front_matter.block
    for line in front_matter.source.text[block.start : block.end].split("\n", _MOST_LINES)[:_MOST_LINES]:
        words = line.strip()
        if not words or words[0] == "#":
            continue
        column = len(line) - len(line.lstrip(" "))
        if above is not None:
            if words.startswith("- ") and dash is None and column >= above:
                dash = column - above
            elif step is None and column > above:
                step = column - above
        above = column if words.endswith(":") and words[0] != "-" else None
        if step is not None and dash is not None:
            break
    step = step or dash or Layout().step
    return Layout(step, step if dash is None else dash)
