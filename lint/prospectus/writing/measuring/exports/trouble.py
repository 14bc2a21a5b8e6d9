"""What is wrong with an export, and how much of one is read."""

from __future__ import annotations

from typing import TYPE_CHECKING, NoReturn

from prospectus.ground.language import filled
from prospectus.writing.measuring.measurement import MeasureError

if TYPE_CHECKING:
    from pathlib import Path

    from prospectus.ground.language import Text

MOST_BYTES = 50_000_000
"""The greatest size of an export, or of one file of a tracker's store."""

MOST_RUNS = 20_000
"""Of a store with more runs, the newest count as far as can be told without reading them."""

MOST_VALUES = 100_000
"""How many values one run may have."""

NOT_READ: Text = {"en": "{0}: {1}", "ko": "{0}: {1}"}
TOO_MANY: Text = {"en": "more than {0} runs or values", "ko": "실행이나 값이 {0}개를 넘습니다"}


def broken(path: Path | str, why: Text, *facts: object) -> NoReturn:
    """End with :class:`MeasureError`, for what the text says of a file."""
    raise MeasureError(filled(NOT_READ, path, filled(why, *facts)))
