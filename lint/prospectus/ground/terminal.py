"""Text that is safe to show in a terminal."""

from __future__ import annotations

from prospectus.ground.pattern import Pattern

_CONTROL = Pattern("[\x00-\x08\x0a-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")


def plain(text: str) -> str:
    """Text that cannot steer a terminal: control and bidirectional marks, line ends too, become U+FFFD."""
    if text.isprintable():
        return text
    return _CONTROL.sub("\ufffd", text)
