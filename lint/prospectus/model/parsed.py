"""One text, parsed: what it says, before any contract, stage or clock is asked."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from prospectus.reading.front_matter.fences import read_front_matter
from prospectus.reading.markdown import Markdown, read_markdown

if TYPE_CHECKING:
    from prospectus.ground.source import Source
    from prospectus.reading.front_matter.node import FrontMatter, Node
    from prospectus.reading.problem import Problem


class Parsed:
    """The facts of a source's front matter and the blocks of its Markdown. Parsing never raises and never drops.

    ``problem`` is why the source could not be read; what could be read all the same is there.
    """

    def __init__(self, source: Source, problem: Problem | None = None) -> None:
        self.source = source
        self.front_matter: FrontMatter = read_front_matter(source)
        self.problem = problem or self.front_matter.problem

    def at(self, *keys: str | int) -> Node:
        """The node of a fact, present or missing."""
        return self.front_matter.root.at(*keys)

    @cached_property
    def body(self) -> Markdown:
        """The Markdown under the front matter."""
        return read_markdown(self.source, self.front_matter.body)
