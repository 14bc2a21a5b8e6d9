"""The ids that a document refers to and does not declare, each with the declaration that it most likely means."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from prospectus.ground.spelling import Vocabulary
from prospectus.reading.front_matter.node import Node
from prospectus.reading.front_matter.places import find

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prospectus.model.document import Document

ACROSS_DOCUMENTS = "projects"
"""The kind of ids that other documents declare."""


class Dangling(NamedTuple):
    """An id of a ``kind`` that nothing declares, with all the places that refer to it, in the order of the text.

    ``near`` is the declaration that it most likely means, if there is one. When nothing refers to that one (``is_alone``), the
    two are one thing, spelt in two ways. Where nothing of the kind is declared (``declares_none``), it stands for all ids of the kind.
    """

    kind: str
    name: str
    home: tuple[str, ...]
    places: tuple[Node, ...]
    near: Node | None
    is_alone: bool
    declares_none: bool = False


def dangling(document: Document) -> Iterator[Dangling]:
    """What a document refers to and does not declare.

    Where the declaring part is not there at all it is not due yet, or missing, which is said once and not here.
    """
    schema, stated = document.contract.schema, document.front_matter.facts
    for kind, paths in schema.references.items():
        homes = schema.declarations.get(kind, [])
        if kind == ACROSS_DOCUMENTS or not any(document.at(home[0]) for home in homes):
            continue
        declared = {name: at for home in homes for at, name in find(stated, home) if isinstance(name, str)}
        used = [(at, name) for path in paths for at, name in find(stated, path) if isinstance(name, str)]
        lost = dict.fromkeys(name for _, name in used if name not in declared and name.strip())
        if not lost:
            continue
        found: dict[str, list[Node]] = {}
        for at, name in used:
            found.setdefault(name, []).append(Node(document.front_matter, at, name))
        if not declared and len(lost) > 1:
            places = sorted((place for name in lost for place in found[name]), key=lambda place: place.span)
            names = ", ".join(f"`{name}`" for name in lost)
            yield Dangling(kind, names, homes[0], tuple(places), None, is_alone=False, declares_none=True)
            continue
        alone = [name for name in declared if name not in found]
        all_of_them, unused = Vocabulary(declared), Vocabulary(alone)
        for name in lost:
            # Where several references agree, it is rather what none of them names that is misspelt.
            near = (unused.nearest(name) if len(found[name]) > 1 else "") or all_of_them.nearest(name)
            declaration = Node(document.front_matter, declared[near], near) if near else None
            places = sorted(found[name], key=lambda place: place.span)
            yield Dangling(kind, name, homes[0], tuple(places), declaration, near in alone)
