"""Where a contract asks for something: the lines of ``lifecycle.yml`` and ``design-doc.schema.json``, or of a team's own.

Composing the two files takes a tenth of a second, so only what shows these lines does it.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from prospectus.ground.shipped import schema_file
from prospectus.ground.source import Source, Span
from prospectus.reading.front_matter.composer import compose
from prospectus.reading.front_matter.node import FrontMatter

if TYPE_CHECKING:
    from prospectus.contract.contract import Contract
    from prospectus.reading.front_matter.node import Node

LIFECYCLE = "lifecycle.yml"
SCHEMA = "design-doc.schema.json"


class ContractLine(NamedTuple):
    """A line of a file of the contract, the first is 1."""

    file: str
    line: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}"


def section_line(contract: Contract, section: str, stages: tuple[str, ...]) -> ContractLine | None:
    """The line that says how much a section is needed at the last of the stages that says so."""
    own = contract.origins.get(f"## {section}")
    if own is not None:
        return _line(own)
    entries = _read(LIFECYCLE).at("sections").each()
    entry = next((entry for entry in entries if entry.at("id").value == section), None)
    if entry is None:
        return None
    needs = [need for stage in stages if (need := entry.at("need", stage))]
    return _line(needs[-1] if needs else entry)


def fact_line(contract: Contract, path: tuple[str | int, ...]) -> ContractLine | None:
    """The line that names the stage from which the fact at a path is required; None when it never is."""
    own = contract.origin(*path)
    if own is not None:
        return _line(own)
    root = _read(SCHEMA)
    node = root
    for step in path:
        keys = ("items",) if isinstance(step, int) else ("properties", step)
        while not node.at(*keys) and (reference := node.at("$ref").text()):
            node = root.at("$defs", reference.rsplit("/", 1)[1])
        node = node.at(*keys)
    since = node.at("requiredFrom")
    return _line(since) if since else None


@cache
def _read(name: str) -> Node:
    """The root of a file of the contract, as a node whose every key and value knows its place."""
    text = schema_file(name).read_text("utf-8")
    composed = compose(text)
    return FrontMatter(Source(name, text), composed.value, composed.marks, Span(0, 0), 0).root


def _line(node: Node) -> ContractLine:
    return ContractLine(node.source.name, node.source.position(node.span.start).line)
