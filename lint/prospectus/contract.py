"""The contract that documents are held to: a lifecycle and a front-matter schema."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import prospectus_schemas

from prospectus.lifecycle import Lifecycle
from prospectus.schema import Asked, DesignDocSchema

if TYPE_CHECKING:
    from prospectus.lifecycle import Stage

FORMAT = "prospectus/1"


class Contract(NamedTuple):
    """A lifecycle and the schema that goes with it."""

    lifecycle: Lifecycle
    schema: DesignDocSchema

    def asked(self, stage: Stage, verdict: str | None) -> Asked:
        """What is asked of a document at a stage; a document that has ended is asked no more than its ending says."""
        ending = self.lifecycle.endings.get("retired") if stage.id == "retired" else None
        if ending is None and verdict in self.lifecycle.ending_verdicts:
            ending = self.lifecycle.endings.get("verdict")
        if ending is None:
            return Asked(stage.order)
        return Asked(min(stage.order, ending.asks), ending.also, stage.order)


def schema_file(name: str) -> Path:
    """The file of the shipped contract data with this name."""
    return Path(prospectus_schemas.__path__[0]) / name


def read_schema(name: str) -> dict[str, Any]:
    """One of the shipped JSON files, such as ``config.schema.json``."""
    return json.loads(schema_file(name).read_text("utf-8"))  # type: ignore[no-any-return]


@cache
def standard_contract() -> Contract:
    """The contract that ships with Prospectus: the ML lifecycle."""
    lifecycle = Lifecycle(read_schema("lifecycle.json"))  # the twin of lifecycle.yml, read ten times as fast
    return Contract(lifecycle, DesignDocSchema(read_schema("design-doc.schema.json"), lifecycle))
