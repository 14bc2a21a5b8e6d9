"""The facts of an old revision that a history tells, read through the core's own reader.

A portfolio of 1,000 documents has tens of thousands of revisions, and most differ in words that no history tells. So only the
entries of the front matter that hold these facts are read, each distinct text of them once, and what was read is kept by
the id of its blob, which names its content.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from prospectus.engine.cache import DOUBTFUL
from prospectus.ground.numbers import finite
from prospectus.ground.source import Source
from prospectus.model.document import Document
from prospectus.model.finding import held_to
from prospectus.model.parsed import Parsed
from prospectus.project.metrics import measured, metrics

if TYPE_CHECKING:
    from collections.abc import Iterable

    from prospectus.contract.contract import Contract
    from prospectus.reading.front_matter.node import Node

_WANTED = frozenset({"schema", "id", "title", "stage", "status", "updated", "next_review", "feasibility", "metrics"})
_KEY = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*")
_GOES_ON = frozenset({"", " ", "\t", "\r", "#", "-"})
"""How a line begins that does not begin an entry: with nothing, in a further column, with a comment or an item of a list."""
_LINE_ENDS = frozenset({b"", b"\n", b"\r"})
_MARK = b"\xef\xbb\xbf"

MOST_METRICS = 100
MOST_MEASURED = 500
"""Of one revision so many metrics, and of one metric so many measured values are told."""


class Measurement(NamedTuple):
    """One dated value of a metric over all of its data; ``phase`` is ``offline`` or ``online``, ``day`` YYYY-MM-DD."""

    phase: str
    day: str
    value: float


class MetricFacts(NamedTuple):
    """What a metric promised at a time. ``key`` is its id, else its name."""

    key: str
    target: float | None
    minimum: float | None
    measured: tuple[Measurement, ...]

    def newest(self, phase: str) -> Measurement | None:
        """The newest value of a phase; of equal days, the later one in the text."""
        return max(
            (one for one in reversed(self.measured) if one.phase == phase), key=lambda one: one.day, default=None
        )


class Facts(NamedTuple):
    """What a document said at a time; None where it said nothing."""

    schema: str | None
    id: str | None
    title: str | None
    stage: str | None
    status: str | None
    verdict: str | None
    updated: str | None
    next_review: str | None
    metrics: tuple[MetricFacts, ...]

    @classmethod
    def of(cls, fields: list[Any]) -> Facts:
        """The facts that a JSON array holds; raises on one that holds none."""
        *texts, told = fields
        held_to(str, *(text for text in texts if text is not None))
        return cls._make([*texts, tuple(_metric_of(metric) for metric in told)])


def _metric_of(fields: list[Any]) -> MetricFacts:
    key, target, minimum, values = fields
    entries = tuple(Measurement(*entry) for entry in values)
    held_to(str, key, *(text for entry in entries for text in entry[:2]))
    held_to(float, *(entry.value for entry in entries), *(number for number in (target, minimum) if number is not None))
    return MetricFacts(key, target, minimum, entries)


class FactReader:
    """Reads facts, and remembers them by blob; ``remembered`` is what :meth:`memory` gave in an earlier run, or anything."""

    def __init__(self, contract: Contract, remembered: object = None) -> None:
        self._contract = contract
        self._by_text: dict[str, Facts | None] = {}
        self._known = _known(remembered)
        self._used: dict[str, Facts | None] = {}

    def missing(self, blobs: Iterable[str]) -> list[str]:
        """Those of some blobs that are not known, each once."""
        return [blob for blob in dict.fromkeys(blobs) if blob not in self._known]

    def knows(self, blob: str) -> bool:
        """Whether a blob was read, be it that nothing could be made of it."""
        return blob in self._known

    def learn(self, blob: str, content: bytes) -> None:
        """Read the content of a blob."""
        self._known[blob] = self._read(content.removeprefix(_MARK))

    def facts(self, blob: str | None) -> Facts | None:
        """The facts of a blob; None where it is missing, or has no front matter that can be read."""
        if blob is None or blob not in self._known:
            return None
        found = self._used[blob] = self._known[blob]
        return found

    def memory(self, *, with_unused: bool) -> dict[str, Any]:
        """What was asked for, or all that is known, as JSON: equal facts stand there once."""
        places: dict[Facts, int] = {}
        kept = self._known if with_unused else self._used
        blobs = {blob: -1 if facts is None else places.setdefault(facts, len(places)) for blob, facts in kept.items()}
        return {"facts": [*places], "blobs": blobs}

    def _read(self, content: bytes) -> Facts | None:
        short = _shortened(content)
        if short is not None:
            if short not in self._by_text:
                self._by_text[short] = self._facts(short)
            if self._by_text[short] is not None:
                return self._by_text[short]
        return self._facts(content.decode("utf-8", "replace"))

    def _facts(self, text: str) -> Facts | None:
        parsed = Parsed(Source("", text))
        if parsed.problem is not None or not parsed.front_matter.facts:
            return None
        document = Document(parsed, self._contract)

        def said(key: str) -> str | None:
            return document.at(key).text()

        return Facts(
            said("schema"),
            said("id"),
            said("title"),
            said("stage"),
            said("status"),
            document.verdict,
            said("updated"),
            said("next_review"),
            tuple(_metric(metric, place) for place, metric in enumerate(metrics(document)[:MOST_METRICS], 1)),
        )


def _metric(metric: Node, place: int) -> MetricFacts:
    values = [
        Measurement(phase, day.isoformat(), value)
        for day, entry in measured(metric)[:MOST_MEASURED]
        if (phase := entry.at("phase").text()) is not None and (value := finite(entry.at("value"))) is not None
    ]
    key = metric.at("id").text() or metric.at("name").text() or f"#{place}"
    return MetricFacts(key, finite(metric.at("target")), finite(metric.at("minimum")), tuple(values))


def _shortened(content: bytes) -> str | None:
    """The entries of a front matter that are wanted, between fences; None when they cannot be told apart by their lines."""
    start = content.find(b"\n") + 1
    end = content.find(b"\n---", start - 1)
    if not start or end < start or content[:start].rstrip() != b"---" or content[end + 4 : end + 5] not in _LINE_ENDS:
        return None
    found: list[str] = []
    keys = set()
    is_wanted = False
    for line in content[start:end].decode("utf-8", "replace").split("\n"):
        if line[:1] not in _GOES_ON:
            key, colon, _ = line.partition(":")
            if not colon or not _KEY.fullmatch(key) or key in keys:
                return None
            keys.add(key)
            is_wanted = key in _WANTED
        if is_wanted:
            found.append(line)
    return "\n".join(("---", *found, "---", ""))


def _known(remembered: object) -> dict[str, Facts | None]:
    """What an earlier run remembered; nothing on any doubt."""
    try:
        facts = [Facts.of(fields) for fields in remembered["facts"]]  # type: ignore[index] # doubtful
        places = remembered["blobs"].items()  # type: ignore[index] # doubtful
        return {blob: None if place == -1 else facts[place] for blob, place in places}
    except DOUBTFUL:
        return {}
