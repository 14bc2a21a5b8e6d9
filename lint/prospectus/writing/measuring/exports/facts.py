"""Values and what is said of them, out of the mappings that exports are made of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeGuard

from prospectus.writing.measuring.amount import is_amount
from prospectus.writing.measuring.exports.trouble import MOST_VALUES, TOO_MANY, broken
from prospectus.writing.measuring.measurement import Context, Measurement

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

NAMES = ("metric", "name", "key")
"""Under which keys a record names its metric."""

SAID = ("document", "date", "phase", "dataset", "version", "slice", "unit")
"""Under which keys a record says more of its value."""

MODEL_VERSION = "model_version"
"""The tag, parameter or setting of a run that names its model."""


def context_of(record: Mapping[str, Any]) -> Context:
    """What a record says of its value; what is neither text nor number says nothing."""
    said = {key: text for key in SAID if (text := text_of(record.get(key))) is not None}
    return Context(**said, ci=_interval(record))


def _interval(record: Mapping[str, Any]) -> tuple[float | str, float | str] | None:
    ci = record.get("ci")
    if isinstance(ci, list | tuple) and len(ci) == 2 and all(map(_is_value, ci)):  # noqa: PLR2004 - low and high
        return ci[0], ci[1]
    if isinstance(ci, str) and ci.strip():
        return interval(ci)
    low, high = record.get("ci_low"), record.get("ci_high")
    return (low, high) if _is_value(low) and _is_value(high) else None


def interval(text: str) -> tuple[str, str] | None:
    """The two ends of an interval: ``0.78..0.83``, ``[0.78, 0.83]`` or ``0.78 0.83``; None for anything else."""
    bare = text.strip().removeprefix("[").removesuffix("]")
    parts = bare.split("..") if ".." in bare else bare.replace(",", " ").split()
    ends = [part.strip() for part in parts]
    return (ends[0], ends[1]) if len(ends) == 2 and all(ends) else None  # noqa: PLR2004 - low and high


def _is_value(value: Any) -> TypeGuard[float | str]:  # noqa: ANN401 - any JSON
    return (isinstance(value, int | float) and not isinstance(value, bool)) or (
        isinstance(value, str) and bool(value.strip())
    )


def text_of(value: Any) -> str | None:  # noqa: ANN401 - any JSON
    """A text or a number as text; None for anything else, and for an empty one."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    return str(value).strip() or None


def name_of(record: Mapping[str, Any]) -> str | None:
    """The metric that a record names."""
    return next((text for key in NAMES if (text := text_of(record.get(key))) is not None), None)


def is_record(value: Any) -> bool:  # noqa: ANN401 - any JSON
    """Whether a mapping is one value with its name."""
    return isinstance(value, dict) and "value" in value and name_of(value) is not None


def named_numbers(mapping: Mapping[str, Any], path: Path | str) -> list[Measurement]:
    """The numbers in a mapping by their names, also those written as texts (``83%``); those in mappings below it by both names with a dot between.

    A mapping with a ``value`` is that value, and what it says besides is said of it. A tracker's own keys begin with an underscore.
    """
    found: list[Measurement] = []
    for name, value in _flat(mapping, ""):
        if isinstance(value, dict):
            if _is_value(value["value"]):
                found.append(Measurement(name, value["value"], context_of(value)))
        elif _is_value(value) and (not isinstance(value, str) or is_amount(value)):
            found.append(Measurement(name, value))
        if len(found) > MOST_VALUES:
            broken(path, TOO_MANY, MOST_VALUES)
    return found


def _flat(mapping: Mapping[str, Any], before: str) -> Iterator[tuple[str, Any]]:
    for key, value in mapping.items():
        if key.startswith("_"):
            continue
        name = f"{before}{key}"
        if not isinstance(value, dict):
            yield name, value
        elif "_type" in value:  # a picture, a table
            continue
        elif "value" in value:
            yield name, value
        else:
            yield from _flat(value, f"{name}.")
