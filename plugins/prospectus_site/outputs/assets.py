"""The files that every page of a site loads: by their names in it, with their texts."""

from __future__ import annotations

from pathlib import Path

from prospectus_site.outputs.stylesheet import stylesheet

FOLDER = "assets/prospectus/"
STYLESHEET = f"{FOLDER}prospectus.css"
SCRIPT = f"{FOLDER}prospectus.js"
_SCRIPT = Path(__file__).parents[1] / "assets" / "prospectus.js"


def asset_texts() -> dict[str, str]:
    """The text of each file."""
    texts = {STYLESHEET: stylesheet()}
    if _SCRIPT.is_file():
        texts[SCRIPT] = _SCRIPT.read_text("utf-8")
    return texts
