"""The words by which AGR knows names, columns and units (``agreement-terms.json``), and how names are compared.

A name is the set of its words, whatever their order, their case and the small words between them.
"""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from prospectus.ground.pattern import Pattern
from prospectus.ground.shipped import read_schema

if TYPE_CHECKING:
    from prospectus.ground.language import Text
    from prospectus.reading.front_matter.node import Path


LONGEST_NAME = 120
"""What is longer is a sentence and no name."""

_PUNCTUATION = Pattern(r"[()\[\],;\uff08\uff09]")
_HIDDEN = Pattern(r"\[\^[^\[\]]*\]|\]\([^()]*\)")
_WORD = Pattern(r"[^\W_]+(?:[.@][^\W_]+)*")
_SHORTEST_PLURAL = 4


class Named(NamedTuple):
    """A single fact: where it stands (in several places, when its names fit several), its unit, and what it is called."""

    paths: tuple[Path, ...]
    unit: str
    label: Text
    names: tuple[str, ...]


@cache
def _terms() -> dict[str, Any]:
    return read_schema("agreement-terms.json")


@cache
def listed_terms(kind: str) -> frozenset[str]:
    """The words or phrases of one of the ``lists``."""
    return frozenset(_terms()["lists"][kind])


@cache
def meanings(kind: str) -> dict[str, str]:
    """What each word or phrase of the ``columns``, ``roles`` or ``statistics`` means."""
    return {word: meaning for meaning, words in _terms()[kind].items() for word in words}


def labels() -> dict[str, Text]:
    """What each role is called in a message; of those in which one value stands, the first says most."""
    return _terms()["labels"]  # type: ignore[no-any-return]


@cache
def value_paths(kind: str) -> dict[str, list[Path]]:
    """Where the values of a metric, a model, a cost or a data set stand below it, by role."""
    return {role: [tuple(path.split(".")) for path in paths] for role, paths in _terms()["paths"].get(kind, {}).items()}


@cache
def facts() -> tuple[Named, ...]:
    """The single facts that a body may speak of: constraints and requirements."""
    return tuple(
        Named(tuple(tuple(path.split(".")) for path in one["paths"]), one["unit"], one["label"], tuple(one["names"]))
        for one in _terms()["facts"]
    )


@cache
def units() -> dict[str, tuple[str, float]]:
    """What each unit measures, and its size."""
    return {name: (one["of"], one["size"]) for one in _terms()["units"] for name in one["names"]}


def folded(text: str) -> str:
    """A text in lower case, with single spaces and without marks."""
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
    return " ".join(text.casefold().replace("*", "").replace("`", "").split())


@lru_cache(maxsize=4096)
def words_of(text: str) -> frozenset[str]:
    """The words of a name that tell something, without plural; none of what is no name."""
    if len(text) > LONGEST_NAME:
        return frozenset()
    words = _WORD.findall(folded(_HIDDEN.sub(" ", text) if "[" in text else text))
    return frozenset(_singular(word) for word in words) - listed_terms("small")


def _singular(word: str) -> str:
    if len(word) >= _SHORTEST_PLURAL and word[-1] == "s" and word[-2] not in "isu":
        return word[:-1]
    return word.removesuffix("의")


@lru_cache(maxsize=4096)
def parts_of(name: str) -> tuple[str, ...]:
    """A name without what stands in brackets or after commas, and then each of those."""
    first, *more = _PUNCTUATION.split(name)
    return folded(first), *(part for one in more if (part := folded(one)))
