"""Facts of findings in words that several families use."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prospectus.ground.numbers import figure, finite

if TYPE_CHECKING:
    from collections.abc import Sequence

    from prospectus.ground.language import Text
    from prospectus.reading.front_matter.node import Node


SHOWN = 6
"""A finding shows no more related places of one kind than this."""

_KINDS: dict[str, Text] = {
    "metrics": {"en": "metric", "ko": "지표"},
    "datasets": {"en": "data set", "ko": "데이터셋"},
    "models": {"en": "model", "ko": "모델"},
    "objectives": {"en": "objective", "ko": "세부 목표"},
    "slices": {"en": "slice", "ko": "슬라이스"},
    "causes": {"en": "cause", "ko": "원인"},
    "options": {"en": "option", "ko": "해결 방안"},
}
"""What people call the things that have ids."""


def as_keys(keys: Sequence[str], of: Node | None = None) -> str:
    """Keys in a row, as they are written in a wording; where one of a mapping is there and states nothing, with what it says."""
    idle = {} if of is None else {key: of.at(key) for key in keys if of.at(key).is_idle}
    return ", ".join(f"`{key}` (“{as_said(idle[key])}”)" if key in idle else f"`{key}`" for key in keys)


def as_said(fact: Node) -> str:
    """What stands where a text is due, without the marks of YAML."""
    value = fact.value
    texts = value if isinstance(value, list) else value.values() if isinstance(value, dict) else [value]
    return ", ".join(map(str, texts))


def idle(fact: Node) -> dict[str, str]:
    """The fact of a finding that quotes what stands where a text is due; none where nothing stands there."""
    return {"idle": as_said(fact)} if fact.is_idle else {}


def as_kind(kind: str) -> Text:
    """What people call the things of a kind of ids."""
    return _KINDS.get(kind, {"en": kind, "ko": kind})


def shown(at: Node) -> str:
    """A stated number as all numbers are shown, with the thousands set apart; what is none as it is written."""
    number = finite(at)
    return at.written if number is None else figure(number)
