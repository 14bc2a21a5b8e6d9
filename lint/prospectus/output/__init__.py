"""Diagnostics to strings, one module per format. Nothing here prints."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from prospectus.engine.report import Report


class Renderer(Protocol):
    """What each format's module offers."""

    def render(self, report: Report, lang: str, *, color: bool = False, options: str = "") -> str:
        """The report as one string, with a final line end when it is not empty.

        ``options`` are those with which another command speaks as this run does.
        """


FORMATS = ("text", "json")
"""The formats, each the name of a module of this package."""

HAVE_EDITS = frozenset({"json"})
"""The formats that show the edits of fixes."""


def renderer(name: str) -> Renderer:
    """The module that renders a format of :data:`FORMATS`."""
    from importlib import import_module  # noqa: PLC0415 - one of the modules, not all

    return import_module(f"prospectus.output.{name}")
