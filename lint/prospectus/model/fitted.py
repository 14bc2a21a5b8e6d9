"""What stands at a misshapen fact, in the shape that is due, as the document around it tells: its ids, and the unit it asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from prospectus.ground.units import unit_named, unit_of_key
from prospectus.reading.front_matter.places import find

if TYPE_CHECKING:
    from prospectus.model.document import Document
    from prospectus.reading.front_matter.node import Node

_OF_FACTS: dict[tuple[str | int, ...], str] = {("requirements", "qps"): "qps"}
"""Units of numbers whose keys do not tell them."""


def fitted(document: Document, fact: Node, written: Any) -> Any:  # noqa: ANN401 - any JSON
    """What is written at a fact in the shape that its schema asks for; None where nothing of it can be kept."""
    schema, facts = document.contract.schema, document.front_matter.facts

    def declared(kind: str) -> list[str]:
        return [
            found
            for home in schema.declarations.get(kind, ())
            for _, found in find(facts, home)
            if isinstance(found, str)
        ]

    fitting = schema.fitting.among(declared, unit_of(document, fact))
    return fitting.of(written, schema.at(*fact.path))


def unit_of(document: Document, fact: Node) -> str | None:
    """The unit in which a fact is asked for; None where it has none. One that is not known is as it is written, folded."""
    *around, key = fact.path
    if tuple(around) in _OF_FACTS:
        return _OF_FACTS[tuple(around)]
    if (named := unit_of_key(str(key))) is not None:
        return named
    for length in range(len(around), 0, -1):  # of a measured value, the unit is that of the metric around it
        if "ofMeasurement" in document.contract.schema.at(*around[:length], "unit"):
            stated = document.at(*around[:length], "unit").text() or ""
            return unit_named(stated) or stated.casefold() or None
    return None
