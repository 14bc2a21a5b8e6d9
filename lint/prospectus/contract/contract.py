"""The contract that documents are held to: a lifecycle and a front-matter schema."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from prospectus.contract.lifecycle import Lifecycle
from prospectus.contract.schema import Asked, DesignDocSchema
from prospectus.ground.shipped import read_schema, schema_file

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from prospectus.config import Config
    from prospectus.contract.lifecycle import Stage
    from prospectus.reading.front_matter.node import Node

__all__ = ["FORMAT", "Contract", "load_contract", "read_schema", "schema_file", "standard_contract"]

FORMAT = "prospectus/1"


class Contract(NamedTuple):
    """A lifecycle and the schema that goes with it.

    ``origins`` are the places in a team's own contract that ask for more than the standard one, by what they ask for:
    ``## id`` of a section, the dotted path of a fact without its list items, ``maps.id`` of a map. ``optional`` are the
    paths of the facts that it makes optional.
    """

    lifecycle: Lifecycle
    schema: DesignDocSchema
    origins: Mapping[str, Node] = MappingProxyType({})
    optional: frozenset[str] = frozenset()

    def origin(self, *path: str | int) -> Node | None:
        """The place in a team's contract that asks for the fact at a path; None when the standard contract does."""
        return self.origins.get(dotted(path))

    def is_optional(self, fact: Node) -> bool:
        """Whether a fact is missing and may be, since the contract makes it, or what it stands in, optional."""
        return any(
            dotted(fact.path[:length]) in self.optional
            and not fact.front_matter.root.at_path(fact.path[:length]).is_present
            for length in range(1, len(fact.path) + 1)
        )

    def asked(self, stage: Stage, verdict: str | None, status: str | None = None) -> Asked:
        """What is asked of a document at a stage; a document that has ended is asked no more than its ending says."""
        ending = self.lifecycle.endings.get("retired") if stage.id == "retired" else None
        if ending is None and status in self.lifecycle.ending_statuses:
            ending = self.lifecycle.endings.get("status")
        if ending is None and verdict in self.lifecycle.ending_verdicts:
            ending = self.lifecycle.endings.get("verdict")
        if ending is None:
            return Asked(stage.order)
        return Asked(min(stage.order, ending.asks), ending.also, stage.order)


def dotted(path: Iterable[str | int]) -> str:
    """The path of a fact with its keys joined by dots; that of a list's item goes through the list."""
    return ".".join(step for step in path if isinstance(step, str))


@cache
def standard_contract() -> Contract:
    """The contract that ships with Prospectus: the ML lifecycle."""
    lifecycle = Lifecycle(read_schema("lifecycle.json"))  # the twin of lifecycle.yml, read ten times as fast
    return Contract(lifecycle, DesignDocSchema(read_schema("design-doc.schema.json"), lifecycle, is_standard=True))


def load_contract(config: Config, folder: Path | None = None) -> Contract:
    """The contract that a configuration names: the standard one, or a team's own that extends it.

    ``folder`` is what messages count paths from; the working directory if None. Raises ``ConfigError`` with a line for
    each mistake in the team's files.
    """
    if config.contract is None:
        return standard_contract()
    from prospectus.contract.team.lifecycle import extend  # noqa: PLC0415 - only for a contract of a team's own

    return Contract(*extend(config, folder or Path.cwd()))
