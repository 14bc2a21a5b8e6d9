"""Slips of a writer's finger in the examples: one in each copy of a document, at each place where the contract knows a fact."""

from __future__ import annotations

import re
import zlib
from typing import TYPE_CHECKING, NamedTuple

from prospectus.contract.contract import standard_contract
from prospectus.ground.source import Source, Span
from prospectus.model.document import Document
from prospectus.model.parsed import Parsed

from support.samples import example_texts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from prospectus.reading.front_matter.node import Node

SCHEMA = standard_contract().schema


class Mutation(NamedTuple):
    """One slip: in which example, at which fact (``*`` for any item) or heading, and the text before and after it."""

    example: str
    place: str
    before: str
    span: Span
    wrong: str

    @property
    def right(self) -> str:
        """What stands in the example."""
        return self.before[self.span.start : self.span.end]

    @property
    def after(self) -> str:
        """The text of the example with the slip."""
        return self.before[: self.span.start] + self.wrong + self.before[self.span.end :]

    @property
    def told(self) -> str:
        """The slip in a line."""
        return f"{self.place}: {self.right} -> {self.wrong}"


def swapped(word: str) -> str:
    """A word with two letters near its middle in the wrong order; a letter less where they are the same or too few."""
    at = max(1, len(word) // 2 - 1)
    if len(word) > 3 and word[at] != word[at + 1] and word[at + 1] not in "-_":
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    return word[:at] + word[at + 1 :]


def doubled(word: str) -> str:
    """A word with one letter twice."""
    at = len(word) // 2
    return word[: at + 1] + word[at:]


def key_slips(slip: Callable[[str], str], *, every: bool = False) -> Iterator[Mutation]:
    """A slip in each key that the contract knows, in one example each; or wherever one stands, if ``every``."""
    yield from _chosen(_keys(slip), every=every)


def value_slips(write: Callable[[Node, str], str | None], *, every: bool = False) -> Iterator[Mutation]:
    """Another way to write each value: what a function makes of the fact and of the text of its value; None where it passes."""
    yield from _chosen(_values(write), every=every)


def heading_slips(slip: Callable[[str], str]) -> Iterator[Mutation]:
    """A slip in the longest word of each heading that opens a section."""
    for name, document in _documents():
        for text in document.outline:
            if text.ids and not re.search("[`*:\\[]", text.heading.text):
                start = document.source.text.index(text.heading.text, text.span.start)
                span = Span(start, start + len(text.heading.text))
                word = max(text.heading.text.split(), key=len)
                if len(word) > 3:
                    wrong = text.heading.text.replace(word, slip(word), 1)
                    yield Mutation(name, f"## {text.ids[0]}", document.source.text, span, wrong)


def is_enum(fact: Node) -> bool:
    """Whether the contract lets a value be one of a few words."""
    return "enum" in SCHEMA.at(*fact.path) and isinstance(fact.value, str)


def is_date(fact: Node) -> bool:
    """Whether the contract asks for a day."""
    return SCHEMA.at(*fact.path).get("format") == "date"


def _chosen(found: Iterable[Mutation], *, every: bool) -> Iterator[Mutation]:
    by_place: dict[str, list[Mutation]] = {}
    for mutation in found:
        by_place.setdefault(mutation.place if not every else str(len(by_place)), []).append(mutation)
    for place, mutations in by_place.items():
        yield mutations[zlib.crc32(place.encode()) % len(mutations)]


def _keys(slip: Callable[[str], str]) -> Iterator[Mutation]:
    for name, document in _documents():
        for fact in _facts(document.front_matter.root.front_matter.written.root):
            span, key = fact.key_span, str(fact.path[-1])
            if span is not None and document.source.slice(span) == key and SCHEMA.at(*fact.path):
                wrong = slip(key)
                if wrong not in {key, *SCHEMA.keys(*fact.path[:-1])}:
                    yield Mutation(name, _place(fact), document.source.text, span, wrong)


def _values(write: Callable[[Node, str], str | None]) -> Iterator[Mutation]:
    for name, document in _documents():
        for fact in _facts(document.front_matter.root.front_matter.written.root):
            if fact.is_scalar and (wrong := write(fact, document.source.slice(fact.value_span))) is not None:
                yield Mutation(name, _place(fact), document.source.text, fact.value_span, wrong)


def _documents() -> Iterator[tuple[str, Document]]:
    for name, text in example_texts().items():
        yield name, Document(Parsed(Source(name, text)), standard_contract())


def _facts(node: Node) -> Iterator[Node]:
    for below in (*(below for _, below in node.entries()), *node.each()):
        yield below
        yield from _facts(below)


def _place(fact: Node) -> str:
    return ".".join("*" if isinstance(step, int) else step for step in fact.path)
