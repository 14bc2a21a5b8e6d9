"""The stylesheet of the site: what stands in several files to be read, joined in one order to be served."""

from __future__ import annotations

from pathlib import Path

FOLDER = Path(__file__).parents[1] / "assets" / "css"

FIRST, LAST = "colors", "print"
"""Colours come before all that uses them, what paper changes after it; the others stand in the order of their names."""


def stylesheet() -> str:
    """The text of the one stylesheet that pages link to."""
    parts = sorted(FOLDER.glob("*.css"), key=lambda path: ((path.stem == LAST) - (path.stem == FIRST), path.name))
    return "\n".join(path.read_text("utf-8") for path in parts)
