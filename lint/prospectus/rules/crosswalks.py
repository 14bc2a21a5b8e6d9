"""MAP: which points of an outside text, such as a regulation, a document says nothing of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prospectus.ground.severity import Severity
from prospectus.model.rule import Context, Finding, Spot, document_rule, label
from prospectus.project.prose import is_written

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from prospectus.contract.lifecycle import Point
    from prospectus.ground.language import Text
    from prospectus.model.document import Document
    from prospectus.reading.front_matter.node import Node


@document_rule("MAP01", "map-point-uncovered", Severity.INFO, since="design", asks=True)
def map_point_uncovered(document: Document, context: Context) -> Iterator[Finding]:
    """Points of a map of the contract of which no section is written and no fact stated."""
    minimum = context.section_min_chars
    for outside in document.contract.lifecycle.maps:
        mapped = [point for point in outside.points if point.sections or point.facts]
        silent = [point for point in mapped if not _is_addressed(document, point, minimum)]
        if not silent:
            continue
        where = f"maps.{outside.id}"
        facts = {
            "map": outside.title,
            "points": _listed(silent),
            "count": len(silent),
            "total": len(mapped),
            "note": (outside.note or {"en": "", "ko": ""},),
        }
        related = []
        origin = document.contract.origins.get(where)
        if origin is not None:
            unmapped = [point for point in outside.points if point not in mapped]
            related.append(label(origin, "map-with-gaps" if unmapped else "map", points=_listed(unmapped)))
        spot = Spot(document.source, document.at("title").span, where)
        yield Finding(spot, "default", facts, tuple(related))


def _is_addressed(document: Document, point: Point, minimum: int) -> bool:
    texts = (text for section in point.sections for text in document.sections.get(section, ()))
    if any(is_written(text, minimum) for text in texts):
        return True
    return any(is_stated(document.at(), fact.split(".")) for fact in point.facts)


def is_stated(node: Node, path: list[str]) -> bool:
    """Whether a fact is there and says something; in a list, whether it is so in any item."""
    if isinstance(node.value, list) and path:
        return any(is_stated(item, path) for item in node.each())
    if path:
        return is_stated(node.at(path[0]), path[1:])
    return bool(node) and not node.is_blank


def _listed(points: Iterable[Point]) -> tuple[Text, ...]:
    """Points by id and title, to be listed whole."""
    return tuple({lang: f"{point.id} {title}" for lang, title in point.title.items()} for point in points)


RULES = (map_point_uncovered,)
