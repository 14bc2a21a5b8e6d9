"""The page of a rule: everything about it but its predicate.

``rules/pages/MET04.md`` holds the wording in each language, why the rule matters, its source, a Bad document with the
exact output, a Good one, and the mutations that must raise it on a clean example. Pages are read only when a rule has
fired, or when someone asks.
"""

from __future__ import annotations

import re
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from prospectus.ground.pattern import Pattern
from prospectus.ground.source import Source
from prospectus.reading.front_matter.fences import read_front_matter

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prospectus.ground.language import Text

FOLDER = Path(__file__).parent / "pages"

UNNAMED = "document.md"
"""What a sample is called that has no name of its own."""

_SECTION = Pattern(r"^## (.+)$", re.MULTILINE)
_FENCE = Pattern(r"^(`{3,}+)([a-z]*+)[^\n]*\n", re.MULTILINE)


class Sample(NamedTuple):
    """A document of a page, and the output it must give (empty for a Good one)."""

    files: dict[str, str]
    output: str


class Mutation(NamedTuple):
    """An edit of a clean example that must raise the rule: ``find``, which stands there once, becomes ``replace``.

    ``also`` names the other codes that follow from the same edit.
    """

    document: str
    find: str
    replace: str
    also: tuple[str, ...]


class GroupWords(NamedTuple):
    """What is said of many findings of one wording together, and what to do about them; ``item`` is what names each."""

    message: Text
    help: Text | None = None
    item: Text | None = None


class RulePage:
    """One page. Its wording is read at once, for a finding needs it; its sections when somebody asks for them.

    ``distances`` names, by wording, one or two facts that tell how far a finding is from being right: two that should not be apart, or
    one that should be zero. ``contract`` names the shipped contract that its samples and mutations are held to; the standard one if None.
    """

    def __init__(self, facts: dict[str, Any], body: str) -> None:
        self.code: str = facts["code"]
        self.name: str = facts["name"]
        self.summary: Text = facts["summary"]
        self.messages: dict[str, Text] = facts["messages"]
        self.labels: dict[str, Text] = facts.get("labels") or {}
        self.help: dict[str, Text] = facts.get("help") or {}
        self.groups: dict[str, GroupWords] = {
            key: GroupWords(**words) for key, words in facts.get("groups", {}).items()
        }
        self.writes: dict[str, str] = facts.get("writes") or {}
        self.fixes: dict[str, Text] = facts.get("fixes") or {}
        self.distances: dict[str, tuple[str, ...]] = {
            key: tuple(names) for key, names in (facts.get("distances") or {}).items()
        }
        self.source: Text = facts["source"]
        self.contract: str | None = facts.get("contract")
        self._body = body

    @cached_property
    def sections(self) -> dict[str, str]:
        """The text of each section, by its heading; one inside a sample is not the page's."""
        body = hidden = self._body
        for block in _blocks(body):
            hidden = f"{hidden[: block.start]}{' ' * (block.end - block.start)}{hidden[block.end :]}"
        starts = [(match.start(), match.end(), match[1].strip()) for match in _SECTION.finditer(hidden)]
        ends = [start for start, _, _ in starts[1:]] + [len(body)]
        return {title: body[after:end].strip() for (_, after, title), end in zip(starts, ends, strict=True)}

    def why(self, lang: str) -> str:
        """Why the rule matters."""
        return self.sections.get("왜" if lang == "ko" else "Why", self.sections.get("Why", ""))

    @property
    def bad(self) -> list[Sample]:
        """The documents that break the rule, with their exact output."""
        return _samples(self.sections.get("Bad", ""))

    @property
    def good(self) -> list[Sample]:
        """The documents that keep it."""
        return _samples(self.sections.get("Good", ""))

    @property
    def mutations(self) -> list[Mutation]:
        """The edits of clean examples that must raise it."""
        from prospectus.reading.front_matter.composer import compose  # noqa: PLC0415 - for tests and tools only

        found = []
        for block in _blocks(self.sections.get("Mutation", "")):
            if block.language == "yaml":
                entry = compose(block.content).value
                also = entry.get("also") or []
                found.append(Mutation(entry["document"], entry["find"], entry.get("replace") or "", tuple(also)))
        return found


@cache
def read_page(code: str) -> RulePage:
    """The page of a rule; ``FileNotFoundError`` for a code that has none."""
    text = (FOLDER / f"{code}.md").read_text("utf-8")
    return parse_page(text, code)


def parse_page(text: str, name: str) -> RulePage:
    """Read the text of a page; ``ValueError`` when its front matter cannot be read."""
    front_matter = read_front_matter(Source(f"{name}.md", text))
    if front_matter.problem is not None:
        message = f"{name}.md: {front_matter.problem.kind} {front_matter.problem.facts}"
        raise ValueError(message)
    return RulePage(front_matter.facts, text[front_matter.body :])


class _Block(NamedTuple):
    """A fenced block: where it begins and ends with its fences, the language at the opening one, and its content."""

    start: int
    end: int
    language: str
    content: str


def _blocks(text: str) -> Iterator[_Block]:
    text += "\n"
    at = 0
    while (opening := _FENCE.search(text, at)) is not None:
        content = opening.end()
        closing = text.find(f"\n{opening[1]}\n", content - 1)
        if closing < 0:
            return
        at = closing + 1 + len(opening[1])
        yield _Block(opening.start(), at, opening[2], text[content : closing + 1])


def _samples(text: str) -> list[Sample]:
    """The samples of a section: each ``text`` block ends one; a block's file is named by a line ``name.md:`` above it."""
    samples: list[Sample] = []
    files: dict[str, str] = {}
    for block in _blocks(text):
        if block.language == "text":
            samples.append(Sample(files, block.content))
            files = {}
        elif block.language == "markdown":
            above = text[: block.start].rstrip()
            name = above[above.rfind("`", 0, -2) + 1 : -2] if above.endswith(".md`:") else UNNAMED
            files[name] = block.content
    if files:
        samples.append(Sample(files, ""))
    return samples
