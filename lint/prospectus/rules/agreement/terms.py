"""The words by which AGR knows names, columns and units: ``agreement-terms.json``, ready to be asked."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from prospectus.ground.shipped import read_schema

if TYPE_CHECKING:
    from prospectus.ground.language import Text
    from prospectus.reading.front_matter.node import Path


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
    return {role: [tuple(path.split(".")) for path in paths] for role, paths in _terms()["paths"][kind].items()}


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
