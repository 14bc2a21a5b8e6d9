"""The stylesheet of the site: what stands in several files to be read, joined in one order to be served."""

from __future__ import annotations

from pathlib import Path

FOLDER = Path(__file__).parent / "assets" / "css"

PARTS = ("colors", "tables", "cards", "stages", "project", "charts", "print")
"""The files in the order in which they are served: colours first, what paper changes last."""


def stylesheet() -> str:
    """The text of the one stylesheet that pages link to."""
    return "\n".join((FOLDER / f"{part}.css").read_text("utf-8") for part in PARTS)
