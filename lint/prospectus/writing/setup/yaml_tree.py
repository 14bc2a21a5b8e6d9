"""Any YAML text as a tree of places, for additions to files of other tools.

The reader of front matter refuses what a design document does not need, such as ``!ENV`` and ``!!python/name:…``; here nothing
is made of a tag, it is only kept.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

MAX_DEPTH = 48
MOST_BYTES = 1_000_000
"""The greatest size of a file that is added to."""


class Place(NamedTuple):
    """One value of a YAML text: where it begins and where its last character ends, in characters, and its events.

    ``entries`` are the keys (None in a list) and values of a collection. ``anchor`` of an alias is the name that it stands for.
    """

    kind: str
    start: int
    end: int
    first: int
    last: int
    scalar: str = ""
    anchor: str | None = None
    is_flow: bool = False
    entries: tuple[tuple[Place | None, Place], ...] = ()

    def at(self, key: str) -> Place | None:
        """The value of a key; None when this is no mapping, or has it not, or twice."""
        found = [value for name, value in self.entries if name is not None and name.scalar == key]
        return found[0] if len(found) == 1 else None

    def has(self, key: str) -> bool:
        """Whether this is a mapping with a key."""
        return any(name is not None and name.scalar == key for name, _ in self.entries)


def listed(value: object) -> list[Any]:
    """A list as it is; an empty one for anything else."""
    return value if isinstance(value, list) else []


class Tree(NamedTuple):
    """A text with one YAML document, its events and the place of its root."""

    text: str
    events: tuple[Any, ...]
    root: Place

    def plain(self, place: Place | None) -> Any:  # noqa: ANN401 - JSON
        """What stands at a place, without tags: scalars are texts, aliases what they stand for."""
        anchors: dict[str, Any] = {}
        _plain(self.root, anchors)
        return None if place is None else _plain(place, anchors)


def events_of(text: str) -> tuple[Any, ...] | None:
    """The events of a YAML text, without those of stream and document; None when it is broken, or more than one document."""
    import yaml  # noqa: PLC0415 - 24 ms

    try:
        events = tuple(yaml.parse(text, Loader=yaml.SafeLoader))
    except (yaml.YAMLError, RecursionError, UnicodeError, ValueError):
        return None
    if sum(isinstance(event, yaml.DocumentStartEvent) for event in events) != 1:
        return None
    return events[2:-2]


def tree_of(text: str) -> Tree | None:
    """The tree of a YAML text; None when it is broken, empty, more than one document or too deep."""
    events = events_of(text)
    if not events:
        return None
    try:
        place, _ = _place(events, 0, 0)
    except RecursionError:
        return None
    return Tree(text, events, place)


def key_of(event: Any) -> tuple[object, ...]:  # noqa: ANN401 - one of PyYAML's, each with attributes of its own
    """What an event says, without where it stands."""
    names = ("anchor", "tag", "implicit", "value", "style", "flow_style")
    return (type(event).__name__, *(getattr(event, name, None) for name in names))


def _place(events: Sequence[Any], at: int, depth: int) -> tuple[Place, int]:
    """The place that begins at an event, and the event after it."""
    import yaml  # noqa: PLC0415 - as above

    event = events[at]
    start, end = event.start_mark.index, event.end_mark.index
    if isinstance(event, yaml.ScalarEvent):
        return Place("scalar", start, end, at, at, event.value, event.anchor), at + 1
    if isinstance(event, yaml.AliasEvent):
        return Place("alias", start, end, at, at, anchor=event.anchor), at + 1
    if depth > MAX_DEPTH:
        raise RecursionError
    is_mapping = isinstance(event, yaml.MappingStartEvent)
    first, at = at, at + 1
    entries: list[tuple[Place | None, Place]] = []
    while not isinstance(events[at], yaml.CollectionEndEvent):
        key = None
        if is_mapping:
            key, at = _place(events, at, depth + 1)
        value, at = _place(events, at, depth + 1)
        entries.append((key, value))
        end = max(end, value.end if value.end > value.start or key is None else key.end + 1)
    if event.flow_style:  # the mark at the end of a block stands behind the comments that follow it
        end = events[at].end_mark.index
    kind = "mapping" if is_mapping else "list"
    return Place(kind, start, end, first, at, "", event.anchor, bool(event.flow_style), tuple(entries)), at + 1


def _plain(place: Place, anchors: dict[str, Any]) -> Any:  # noqa: ANN401 - JSON
    value: Any
    if place.kind == "alias":
        return anchors.get(place.anchor or "")
    if place.kind == "scalar":
        value = place.scalar
    elif place.kind == "list":
        value = [_plain(below, anchors) for _, below in place.entries]
    else:
        value = dict(_pairs(place, anchors))
    if place.anchor:
        anchors[place.anchor] = value
    return value


def _pairs(place: Place, anchors: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    for key, below in place.entries:
        value = _plain(below, anchors)
        if key is not None and key.kind == "scalar":
            yield key.scalar, value
