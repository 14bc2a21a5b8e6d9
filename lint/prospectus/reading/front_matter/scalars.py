"""What a plain YAML scalar means: null, true or false, a JSON number, or text; nothing else."""

from __future__ import annotations

import re
from math import isfinite
from typing import Any

Json = Any
"""A JSON value: dict, list, str, int, float, bool or None."""

MAX_DIGITS = 300
"""A longer number stays text: every number that is read fits into a float, so no rule that reckons can overflow."""

_NUMBER = re.compile(r"[-+]?(?:0|[1-9][0-9]*)(\.[0-9]*)?([eE][-+]?[0-9]+)?$|[-+]?\.[0-9]+(?:[eE][-+]?[0-9]+)?$")
_WORDS: dict[str, Json] = {
    "": None,
    "~": None,
    "null": None,
    "Null": None,
    "NULL": None,
    "true": True,
    "True": True,
    "TRUE": True,
    "false": False,
    "False": False,
    "FALSE": False,
}


def scalar(text: str) -> Json:
    """The JSON value of a plain YAML scalar; text when it is none.

    A number that JSON cannot hold (``.nan``, ``1e999``, ``007``) stays text, so that the schema reports it where it
    stands.
    """
    if text in _WORDS:
        return _WORDS[text]
    if text[0] in "0123456789+-." and len(text) <= MAX_DIGITS and (match := _NUMBER.match(text)):
        if match[1] is None and match[2] is None and "." not in text:
            return int(text)
        number = float(text)
        return number if isfinite(number) else text
    return text
