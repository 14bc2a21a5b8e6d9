"""YAML text to JSON-typed values, with a span for every key and value.

PyYAML gives the events (through libyaml where it is there); the values are ours, because its loader guesses dates,
octals and booleans (``no`` is a country too), keeps the last of two equal keys, and follows a cyclic alias for ever. A
plain scalar is ``null``, ``true``/``false``, a JSON number, or text; nothing else.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from prospectus.ground.source import Span
from prospectus.reading.front_matter.c_composer import MOST_DUPLICATES, compose_in_c, duplicate
from prospectus.reading.front_matter.marks import Marks
from prospectus.reading.front_matter.scalars import Json, scalar
from prospectus.reading.problem import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    import yaml

MAX_DEPTH = 48
MAX_EXPANDED = 50_000
"""How many values aliases may stand for: far beyond any document, far below what would hurt."""

_STANDARD_TAG = "tag:yaml.org,2002:"
_TAGS = {
    "tag:yaml.org,2002:str": str,
    "!": str,
    "tag:yaml.org,2002:int": None,
    "tag:yaml.org,2002:float": None,
    "tag:yaml.org,2002:bool": None,
    "tag:yaml.org,2002:null": None,
    "tag:yaml.org,2002:map": None,
    "tag:yaml.org,2002:seq": None,
}


class Composition(NamedTuple):
    """The value of a YAML text (None when ``problem`` says why not), its marks, and its duplicate keys."""

    value: Json
    marks: Marks
    problem: Problem | None = None
    duplicates: tuple[Problem, ...] = ()


class _Refused(Exception):  # noqa: N818 - never leaves this module
    def __init__(self, problem: Problem) -> None:
        self.problem = problem


def compose(text: str, base: int = 0, *, pure: bool = False) -> Composition:
    """Compose a YAML text whose first character stands at offset ``base`` of its source.

    ``pure`` uses PyYAML's own parser though libyaml is there; the spans are the same. Never raises: what is wrong
    with the text becomes ``problem``.
    """
    if not pure and (composed := compose_in_c(text, base, MAX_DEPTH)) is not None:
        value, marks, duplicates = composed
        return Composition(value, marks, None, duplicates)
    return compose_events(text, base, pure=pure)


def compose_events(text: str, base: int = 0, *, pure: bool = False) -> Composition:
    """Compose a text event by event: what :func:`compose` does with any text that C alone cannot be trusted with."""
    import yaml  # noqa: PLC0415 - 24 ms that a run whose texts are all sure never needs

    try:
        return _Composer(text, base).compose(_events(text, pure=pure))
    except _Refused as refused:
        problem = refused.problem
    except yaml.MarkedYAMLError as error:
        from prospectus.reading.front_matter.trouble import explain  # noqa: PLC0415 - only for broken YAML

        problem = _too_deep(error, text, base) or explain(error, text, base)
    except (yaml.YAMLError, UnicodeEncodeError):  # the latter of half a character, which an editor may hand us
        from prospectus.reading.front_matter.trouble import unprintable  # noqa: PLC0415

        problem = unprintable(text, base)
    return Composition(None, Marks(base, base + len(text)), problem)


def _too_deep(error: yaml.MarkedYAMLError, text: str, base: int) -> Problem | None:
    """The problem of nesting that a parser refused by a limit of its own before ours was met; None for other errors.

    libyaml looks ahead on a line of open brackets and may refuse their thousandth before it has told of the first. Ours is
    met in what stands before, whatever the parser's limit is.
    """
    if "nesting depth" not in str(error.problem):
        return None
    end = min(error.problem_mark.index, len(text)) if error.problem_mark else len(text)
    start = end
    while start and text[start - 1] in "[{ \t":
        start -= 1
    openers = [at for at in range(start, end) if text[at] in "[{"][: MAX_DEPTH + 1]
    if len(openers) > MAX_DEPTH and (found := compose_events(text[: openers[-1] + 1], base).problem) is not None:
        return found
    return Problem("too-deep", Span(base + end, base + end), {"limit": str(MAX_DEPTH)})


def _events(text: str, *, pure: bool) -> Iterator[yaml.Event]:
    import yaml  # noqa: PLC0415 - see compose

    loader = yaml.SafeLoader if pure else getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    parser = loader(text)
    next_event = parser.get_event
    try:
        while (event := next_event()) is not None:
            yield event
    finally:
        parser.dispose()


class _Open:
    """A collection that is being filled."""

    __slots__ = ("anchor", "container", "key", "key_end", "key_start", "marks")

    def __init__(self, container: Json, marks: Marks, anchor: str | None) -> None:
        self.container = container
        self.marks = marks
        self.anchor = anchor
        self.key: str | None = None
        self.key_start = 0
        self.key_end = 0


class _Composer:
    def __init__(self, text: str, base: int) -> None:
        self.text = text
        self.base = base
        self.stack: list[_Open] = []
        self.anchors: dict[str, tuple[Json, Marks]] = {}
        self.open_anchors: dict[str, int] = {}
        self.duplicates: list[Problem] = []
        self.expanded = 0
        self.root: tuple[Json, Marks] | None = None

    def compose(self, events: Iterator[yaml.Event]) -> Composition:
        from yaml import events as kind  # noqa: PLC0415 - see compose

        documents = 0
        for event in events:
            if isinstance(event, kind.ScalarEvent):
                self._scalar(event)
            elif isinstance(event, kind.CollectionStartEvent):
                self._open(event, {} if isinstance(event, kind.MappingStartEvent) else [])
            elif isinstance(event, kind.CollectionEndEvent):
                self._close(event)
            elif isinstance(event, kind.AliasEvent):
                self._alias(event)
            elif isinstance(event, kind.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    raise _Refused(Problem("several-documents", self._span(event)))
        value, marks = self.root or (None, Marks(self.base, self.base))
        return Composition(value, marks, None, tuple(self.duplicates))

    def _span(self, event: yaml.Event) -> Span:
        return Span(self.base + event.start_mark.index, self.base + event.end_mark.index)  # type: ignore[union-attr]

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        marks = Marks(self.base + event.start_mark.index, self.base + event.end_mark.index)  # type: ignore[union-attr]
        value: Json = event.value
        style, tag = event.style, event.tag
        if tag is None:
            if not style and event.implicit[0]:
                value = scalar(value)
        elif tag not in _TAGS:
            raise _Refused(Problem("tag", Span(marks.start, marks.end), {"tag": tag.replace(_STANDARD_TAG, "!!")}))
        elif _TAGS[tag] is not str:
            value = scalar(value)
        if style == "|" or style == ">":  # noqa: PLR1714 - runs for every scalar
            marks.end = marks.start + len(self.text[marks.start - self.base : marks.end - self.base].rstrip())
        if event.anchor:
            self.anchors[event.anchor] = (value, marks)
        top = self.stack[-1] if self.stack else None
        if top is not None and top.key is None and type(top.container) is dict:
            top.key = event.value
            top.key_start, top.key_end = marks.start, marks.end
        else:
            self._place(value, marks)

    def _open(self, event: yaml.CollectionStartEvent, container: Json) -> None:
        span = self._span(event)
        if event.tag is not None and event.tag not in _TAGS:
            raise _Refused(Problem("tag", span, {"tag": event.tag.replace(_STANDARD_TAG, "!!")}))
        if len(self.stack) >= MAX_DEPTH:
            raise _Refused(Problem("too-deep", span, {"limit": str(MAX_DEPTH)}))
        if self._expects_key():
            raise _Refused(Problem("key-not-text", span))
        marks = Marks(span.start, span.end)
        marks.children = {} if isinstance(container, dict) else []
        if event.anchor:
            self.anchors.pop(event.anchor, None)
            self.open_anchors[event.anchor] = span.start
        self.stack.append(_Open(container, marks, event.anchor))

    def _close(self, event: yaml.CollectionEndEvent) -> None:
        done = self.stack.pop()
        span = self._span(event)
        end = span.end
        if span.start == span.end:  # block style: the event stands at the next token
            end = done.marks.last_end
        done.marks.end = max(end, done.marks.start)
        if done.anchor:
            self.open_anchors.pop(done.anchor, None)
            self.anchors[done.anchor] = (done.container, done.marks)
        done.marks.measure()
        self._place(done.container, done.marks)

    def _alias(self, event: yaml.AliasEvent) -> None:
        span = self._span(event)
        if event.anchor in self.open_anchors:
            raise _Refused(Problem("alias-cycle", span, {"name": str(event.anchor)}))
        if event.anchor not in self.anchors:
            raise _Refused(Problem("alias-unknown", span, {"name": str(event.anchor)}))
        value, target = self.anchors[event.anchor]
        if len(self.stack) + target.depth > MAX_DEPTH:
            raise _Refused(Problem("too-deep", span, {"limit": str(MAX_DEPTH)}))
        self.expanded += target.size
        if self.expanded > MAX_EXPANDED:
            raise _Refused(Problem("too-many", span, {"limit": str(MAX_EXPANDED)}))
        marks = Marks(span.start, span.end)
        marks.children, marks.size, marks.depth = target.children, target.size, target.depth
        if not self._expects_key():
            self._place(value, marks)
        elif isinstance(value, str):
            self.stack[-1].key = value
            self.stack[-1].key_start, self.stack[-1].key_end = span
        else:
            raise _Refused(Problem("key-not-text", span))

    def _expects_key(self) -> bool:
        return bool(self.stack) and self.stack[-1].key is None and isinstance(self.stack[-1].container, dict)

    def _place(self, value: Json, marks: Marks) -> None:
        """Put a value where the collection that is open awaits one."""
        if not self.stack:
            self.root = (value, marks)
            return
        top = self.stack[-1]
        children: Any = top.marks.children
        key = top.key
        if key is None:
            top.container.append(value)
            children.append(marks)
            return
        top.key = None
        if key in top.container:
            if len(self.duplicates) >= MOST_DUPLICATES:
                return
            first = Span(children[key][0], children[key][1])
            again = Span(top.key_start, top.key_end)
            self.duplicates.append(duplicate(key, first, again))
        else:
            top.container[key] = value
            children[key] = (top.key_start, top.key_end, marks)
