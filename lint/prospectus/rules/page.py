"""The page of a rule: everything about it but its predicate.

``rules/pages/MET04.md`` holds the wording in each language, why the rule matters, its source, a Bad document with the
exact output, a Good one, and the mutations that must raise it on a clean example. Pages are read only when a rule has
fired, or when someone asks.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from prospectus.ground.pattern import Pattern
from prospectus.ground.source import Source
from prospectus.reading.front_matter.composer import compose
from prospectus.reading.front_matter.fences import read_front_matter

if TYPE_CHECKING:
    from prospectus.ground.language import Text

FOLDER = Path(__file__).parent / "pages"

_SECTION = Pattern(r"^## (.+)$", re.MULTILINE)
_BLOCK = Pattern(r"^(`{3,}+)([a-z]*+)[^\n]*\n(.*?)^\1[ \t]*$", re.MULTILINE | re.DOTALL)


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


class RulePage(NamedTuple):
    """One page, read."""

    code: str
    name: str
    summary: Text
    messages: dict[str, Text]
    labels: dict[str, Text]
    help: dict[str, Text]
    fixes: dict[str, Text]
    source: str
    contract: str | None
    """The shipped contract that its samples and mutations are held to; the standard one if None."""
    sections: dict[str, str]

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
        found = []
        for language, text in _blocks(self.sections.get("Mutation", "")):
            if language == "yaml":
                entry = compose(text).value
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
    facts: dict[str, Any] = front_matter.facts
    # A heading inside a sample is not one of the page's.
    body = text[front_matter.body :]
    hidden = _BLOCK.sub(lambda block: re.sub(r"[^\n]", " ", block[0]), body)
    starts = [(match.start(), match.end(), match[1].strip()) for match in _SECTION.finditer(hidden)]
    ends = [start for start, _, _ in starts[1:]] + [len(body)]
    sections = {title: body[after:end].strip() for (_, after, title), end in zip(starts, ends, strict=True)}
    return RulePage(
        code=facts["code"],
        name=facts["name"],
        summary=facts["summary"],
        messages=facts["messages"],
        labels=facts.get("labels") or {},
        help=facts.get("help") or {},
        fixes=facts.get("fixes") or {},
        source=facts["source"],
        contract=facts.get("contract"),
        sections=sections,
    )


def _blocks(text: str) -> list[tuple[str, str]]:
    return [(match[2], match[3]) for match in _BLOCK.finditer(text)]


def _samples(text: str) -> list[Sample]:
    """The samples of a section: each ``text`` block ends one; a block's file is named by a line ``name.md:`` above it."""
    samples: list[Sample] = []
    files: dict[str, str] = {}
    for match in _BLOCK.finditer(text):
        language, content = match[2], match[3]
        if language == "text":
            samples.append(Sample(files, content))
            files = {}
        elif language == "markdown":
            named = re.search(r"`([\w./-]+\.md)`:[ \t]*\n\s*$", text[: match.start()])
            files[named[1] if named else "document.md"] = content
    if files:
        samples.append(Sample(files, ""))
    return samples
