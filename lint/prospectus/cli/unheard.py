"""Findings that no CI server obeys.

What a job prints is listened to: GitHub's runner takes ``##[name]`` for a command wherever it stands in a line, and ``::name::`` at a
line's beginning; Azure's and TeamCity's do alike. A document is written by anybody, and its words are in the findings. The format
``github`` is made of such commands, and of it each line is one already.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from prospectus.ground.pattern import Pattern
from prospectus.output import JSON_FORMATS, XML_FORMATS

if TYPE_CHECKING:
    from collections.abc import Mapping

LISTENERS = ("GITHUB_ACTIONS", "TF_BUILD", "TEAMCITY_VERSION")
"""The variables of the servers that take some of what is printed for commands."""

_COMMAND = Pattern(r"#(?=#\w*+\[)")
_AT_THE_BEGINNING = Pattern(r"(?m)^(?=[ \t]*+::)")
_UNSEEN = "\u2060"
"""A word joiner: no space to any runner, and nothing to who reads."""


def is_heard(environment: Mapping[str, str] = os.environ) -> bool:
    """Whether some of what is printed is taken for commands."""
    return any(environment.get(name) for name in LISTENERS)


def unheard(text: str, format_: str) -> str:
    """Findings in a format with nothing in them that is taken for a command; what a program reads says the same as before."""
    if format_ in JSON_FORMATS:
        return _COMMAND.sub(r"\\u0023", text)
    if format_ in XML_FORMATS:
        return _COMMAND.sub("&#35;", text)
    return _AT_THE_BEGINNING.sub(_UNSEEN, _COMMAND.sub(f"#{_UNSEEN}", text))
