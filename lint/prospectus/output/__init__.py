"""Diagnostics to strings, one module per format. Nothing here prints."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from prospectus.ground.named_tuple import NamedTuple
from prospectus.ground.severity import Severity

if TYPE_CHECKING:
    from prospectus.engine.report import Report


class Setting(NamedTuple):
    """What a format may need to know beside the report; each uses what it has a use for."""

    color: bool = False
    options: str = ""
    """The options with which another command speaks as this run does."""
    prefix: str = ""
    """What leads from the repository's root to where paths count from: empty, or a path that ends with ``/``."""
    fail_on: Severity = Severity.ERROR
    """The least severity that makes the run fail."""
    shows_held_back: bool = True
    """Whether a format that has a place for findings which were held back shows them."""


PLAIN = Setting()
"""No colours, at the repository's root."""


class Renderer(Protocol):
    """What each format's module offers."""

    def render(self, report: Report, lang: str, setting: Setting = PLAIN) -> str:
        """The report as one string, with a final line end when it is not empty."""


FORMATS = ("text", "concise", "json", "sarif", "github", "gitlab", "junit", "markdown")
"""The formats, each the name of a module of this package."""

JSON_FORMATS = ("json", "sarif", "gitlab")
"""Those of them that are JSON."""

XML_FORMATS = ("junit",)
"""Those of them that are XML."""

ROOTED_FORMATS = ("sarif", "github", "gitlab", "junit", "markdown")
"""Those whose paths are counted from the repository's root, for who reads them knows nothing of a working directory."""

HAVE_EDITS = frozenset({"json", "sarif"})
"""The formats that show the edits of fixes."""


def renderer(name: str) -> Renderer:
    """The module that renders a format of :data:`FORMATS`."""
    from importlib import import_module  # noqa: PLC0415 - one of the modules, not all

    return import_module(f"prospectus.output.{name}")
