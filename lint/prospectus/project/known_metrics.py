"""Metrics whose name says which direction is better, and between which bounds their values lie.

The table is matched on the id and the name of a metric, by whole words, and rather says nothing than something wrong: a
name counts only when the known words are its head ("Recall in the top 10%", "feed-latency"), not when they are a part of
something else ("recall gap", "latency budget met", "churn prevented").
"""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from prospectus.ground.pattern import Pattern
from prospectus.ground.shipped import read_schema

if TYPE_CHECKING:
    from prospectus.reading.front_matter.node import Node

LONGEST_NAME = 200
"""What is longer is no name, and is not searched."""

INFINITE = float("inf")


class Known(NamedTuple):
    """What is known about a metric, by its ``name`` as it is matched.

    ``low`` and ``high`` bound its values, as a ratio where ``is_share`` (it may also be written in percent), else in its
    own unit. ``is_quality`` marks the shares of which no project aims at less than one percent; ``is_loss`` those that
    training can minimise directly. ``is_of_somebody`` marks those whose direction depends on whom they are of.

    ``is_whole`` says that a name is that of the metric and not one that contains it, so that its direction is sure;
    ``is_doubted`` that the words beside it may turn the direction round ("Retention of abusive accounts").
    """

    name: str
    direction: str
    low: float = -INFINITE
    high: float = INFINITE
    is_share: bool = False
    is_quality: bool = False
    is_loss: bool = False
    is_of_somebody: bool = False
    is_whole: bool = True
    is_doubted: bool = False


class _Knowledge(NamedTuple):
    """What ``known-metrics.json`` holds, ready to be asked: ``alone`` are the names that count only by themselves."""

    metrics: dict[str, Known]
    alone: dict[str, Known]
    scales: dict[str, str]
    prepositions: frozenset[str]
    reversing: frozenset[str]
    qualifiers: frozenset[str]
    reversing_parts: tuple[str, ...]
    plain: frozenset[str]
    unwelcome: frozenset[str]
    unwelcome_parts: tuple[str, ...]
    attacker: frozenset[str]


@cache
def _knowledge() -> _Knowledge:
    read = read_schema("known-metrics.json")
    metrics: dict[str, Known] = {}
    alone: dict[str, Known] = {}
    for group in read["metrics"]:
        facts = {key: value for key, value in group.items() if key in Known._fields}
        home = alone if group.get("is_alone") else metrics
        home.update((name, Known(name, **facts)) for name in group["names"])
    words = read["words"]
    return _Knowledge(
        metrics,
        alone,
        {word: scale for scale, units in read["scales"].items() for word in units},
        frozenset(words["prepositions"]),
        frozenset(words["reversing"]),
        frozenset(words["qualifiers"]),
        tuple(words["reversing_parts"]),
        frozenset(words["plain"]),
        frozenset(words["unwelcome"]),
        tuple(words["unwelcome_parts"]),
        frozenset(words["attacker"]),
    )


_ENDS = Pattern(r"[@(\[{,;:|]|\s[-\u2013\u2014]\s")
_UNSURE = Pattern(r"[/+*=<>]|(?:^|\()\s*1\s*[-\u2212\u2013]|\bvs\b")
_NUMBER = Pattern(r"(?:top|p|k|d)?[0-9]+(?:\.[0-9]+)?%?")
_WORD = Pattern(r"[\w.%]+")
_MOST_WORDS = 6


def known_metric(metric: Node) -> Known | None:
    """What is known about a metric by its id or its name; None when they say nothing sure, or not the same.

    A share with a unit of another kind ("localisation accuracy" in mm, "recall" of products) is something else. An id alone
    makes nothing whole beside a name that says more, and says nothing beside one that begins by turning it round ("Reduction of
    monthly churn").
    """
    name, identity = metric.at("name").text() or "", metric.at("id").text() or ""
    if _begins_reversed(name):
        return None
    found = [known for text in (name, identity) if (known := find_metric(text))]
    if not found or any(known.direction != found[0].direction for known in found):
        return None
    known = found[0]
    if known.is_share and scale_of(metric) == "other":
        return None
    # The accuracy or the recall that a business watches may be one of its own: a recall of products.
    is_business = metric.at("kind").value == "business" and known.is_quality
    is_whole = known.is_whole and not is_business and (len(found) > 1 or not name or find_metric(name) is not None)
    is_doubted = (is_business and not known.is_whole) or any(_is_doubted(known, text) for text in (name, identity))
    return known._replace(is_whole=is_whole, is_doubted=is_doubted)


@lru_cache(maxsize=4096)
def _begins_reversed(name: str) -> bool:
    """Whether the head of a name is a word that turns round what follows it: "reduction of", "drop in"."""
    known = _knowledge()
    if not name or len(name) > LONGEST_NAME:
        return False
    tokens = _tokens(_folded(name))
    at = next((index for index, token in enumerate(tokens) if token in known.prepositions), 0)
    return at > 0 and _reverses(tokens[at - 1], known)


def scale_of(metric: Node) -> str | None:
    """How a metric is written: ``ratio``, ``percent``, ``other`` for any other unit, None without one."""
    unit = metric.at("unit").text()
    return None if unit is None else scale_of_unit(unit)


def scale_of_unit(unit: str) -> str:
    """How a metric in a unit is written: ``ratio``, ``percent``, ``other``."""
    return _knowledge().scales.get(unit.strip().casefold(), "other")


@lru_cache(maxsize=4096)
def find_metric(name: str) -> Known | None:
    """What is known about a metric that is called so."""
    if not name or len(name) > LONGEST_NAME:
        return None
    folded = _folded(name)
    if _UNSURE.search(folded):
        return None
    known = _knowledge()
    first, *rest = _ENDS.split(folded, maxsplit=1)
    head = _tokens(first)
    head = head[: next((index for index, token in enumerate(head) if token in known.prepositions), len(head))]
    while head and (head[-1] in known.qualifiers or _NUMBER.fullmatch(head[-1])):
        if " ".join(head[-2:]) in known.metrics:
            break
        head.pop()
    for length in range(min(len(head), _MOST_WORDS), 0, -1):
        words = " ".join(head[-length:])
        metric = known.metrics.get(words) or (known.alone.get(words) if length == len(head) else None)
        if metric is not None:
            before = head[:-length]
            if any(_reverses(other, known) for other in (*before, *_tokens(" ".join(rest)))):
                return None
            return metric._replace(is_whole=_is_whole(metric, before, _tokens(folded)))
    return None


def _is_whole(metric: Known, before: list[str], tokens: list[str]) -> bool:
    """Whether a name says no more than the metric, but for numbers, periods and the like.

    What follows says only on which cases a quality was measured, but of whom a rate is.
    """
    known = _knowledge()
    own = metric.name.split()
    beside = [token for token in tokens if token not in own] if metric.is_of_somebody else before
    return all(_is_plain(token, known) for token in beside)


def _is_plain(word: str, known: _Knowledge) -> bool:
    is_filler = word in known.plain or word in known.qualifiers or word in known.prepositions
    return is_filler or _NUMBER.fullmatch(word) is not None


def words_beside(metric: Known, name: str) -> tuple[str, ...] | None:
    """The words of a name that say of what a metric is: neither the metric itself nor numbers, periods and the like.

    None where the name is not one of this metric.
    """
    found = find_metric(name)
    if found is None or found.name != metric.name:
        return None
    known, own = _knowledge(), metric.name.split()
    plain = {*own, "top"}
    return tuple(word for word in _tokens(_folded(name)) if word not in plain and not _is_plain(word, known))


@lru_cache(maxsize=4096)
def _is_doubted(metric: Known, name: str) -> bool:
    """Whether a name says that a metric is of somebody whom nobody wants to please, or of an attacker's model."""
    known = _knowledge()
    if len(name) > LONGEST_NAME:
        return False
    own = metric.name.split()
    beside = [token for token in _tokens(_folded(name)) if token not in own]
    if any(token in known.attacker for token in beside):
        return True
    return metric.is_of_somebody and any(
        token in known.unwelcome or any(part in token for part in known.unwelcome_parts) for token in beside
    )


def _folded(name: str) -> str:
    return unicodedata.normalize("NFKC", name).casefold().replace("^", "").replace("'", "")


def _reverses(word: str, known: _Knowledge) -> bool:
    """Whether a word beside the name of a metric makes it mean something else."""
    return word in known.reversing or any(part in word for part in known.reversing_parts)


def _tokens(text: str) -> list[str]:
    return [token.strip(".") for token in _WORD.findall(text.replace("_", " ")) if token.strip(".")]
