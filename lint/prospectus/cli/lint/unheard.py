"""Findings that no CI server obeys.

What a job prints is listened to: GitHub's runner takes ``##[name]`` for a command wherever it stands in a line, and ``::name::`` at a
line's beginning; Azure's and TeamCity's do alike. A document is written by anybody, and its words are in the findings. The format
``github`` is made of such commands, and of it each line is one already.
"""

from __future__ import annotations

from prospectus.ground.pattern import Pattern
from prospectus.output import JSON_FORMATS, XML_FORMATS

_COMMAND = Pattern(r"#(?=#\w*+\[)")
_AT_THE_BEGINNING = Pattern(r"(?m)^(?=[ \t]*+::)")
_UNSEEN = "\u2060"
"""A word joiner: no space to any runner, and nothing to who reads."""


def unheard(text: str, format_: str) -> str:
    """Findings in a format with nothing in them that is taken for a command; what a program reads says the same as before."""
    if format_ in JSON_FORMATS:
        return _COMMAND.sub(r"\\u0023", text)
    if format_ in XML_FORMATS:
        return _COMMAND.sub("&#35;", text)
    return _AT_THE_BEGINNING.sub(_UNSEEN, _COMMAND.sub(f"#{_UNSEEN}", text))
