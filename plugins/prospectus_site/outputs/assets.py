"""The files that every page of a site loads: by their names in it, with their texts."""

from __future__ import annotations

from pathlib import Path

FOLDER = "assets/prospectus/"
STYLESHEET = f"{FOLDER}prospectus.css"
SCRIPT = f"{FOLDER}prospectus.js"

FIRST, LAST = "colors", "print"
"""Of the files that make the stylesheet, colours come before all that uses them, what paper changes after it; the others stand in the
order of their names."""

_SOURCES = Path(__file__).parents[1] / "assets"
STYLES = _SOURCES / "css"


def asset_texts() -> dict[str, str]:
    """The text of each file."""
    return {STYLESHEET: stylesheet(), SCRIPT: (_SOURCES / "prospectus.js").read_text("utf-8")}


def stylesheet() -> str:
    """The text of the one stylesheet that pages link to: what stands in several files to be read is joined to be served."""
    parts = sorted(STYLES.glob("*.css"), key=lambda path: ((path.stem == LAST) - (path.stem == FIRST), path.name))
    return "\n".join(path.read_text("utf-8") for path in parts)
