"""Builds the example portfolio with a site generator, and holds the pages against those that ``prospectus site`` writes.

    python tests/sites.py mkdocs|properdocs|zensical

A generator drops what it does not know without a word, so two things are asked of it: that every page and file is there, and that
our parts of each page are, but for white space, what the core made. ``nox -s sites`` runs it with each generator.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urljoin

ROOT = Path(__file__).parents[1]
DAY = {"SOURCE_DATE_EPOCH": "1795392000", "NO_MKDOCS_2_WARNING": "1", "PYTHONUTF8": "1"}  # 2026-11-23
TODAY = "2026-11-23"
CONFIG = """\
site_name: Team
theme: {{name: material, font: false}}
markdown_extensions: [attr_list, tables]
{more}
"""
PLUGIN = "plugins: [search, {prospectus: {index: index.md}}]"
NO_PLUGIN = "extra_css: [assets/prospectus/prospectus.css]\nextra_javascript: [assets/prospectus/prospectus.js]"
FILES = "prospectus-files"
NOT_OURS = frozenset({"td", "th", "prospectus-text"})
"""What bears a class of ours, and holds a writer's words: an aligned cell, and the text of a page in its language."""
VOID = frozenset({"br", "hr", "img", "input", "link", "meta", "wbr"})


class Parts(HTMLParser):
    """What stands in elements of ours: tags with their attributes, and words, in their order."""

    def __init__(self, html: str, address: str) -> None:
        super().__init__()
        self._address = address
        self.found: list[str] = []
        self._depth = 0
        self._left_out = 0
        """From which depth on nothing is compared: a project's files are called otherwise among sources and in a built site."""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element begins; what is in one of ours is ours."""
        classes = (dict(attrs).get("class") or "").split()
        is_ours = bool(classes) and classes[0].startswith("prospectus-") and not (NOT_OURS & {tag, *classes})
        if self._depth or is_ours:
            self._depth += tag not in VOID
            if not self._left_out and any(name == "class" and FILES in (value or "") for name, value in attrs):
                self._left_out = self._depth
            if self._left_out:
                return
            kept = sorted(
                (name, urljoin(self._address, value) if name in {"href", "xlink:href"} else value or "")
                for name, value in attrs
                if not name.startswith("data-search")
            )
            self.found.append(f"<{tag} {kept}>")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element of SVG that has no content."""
        self.handle_starttag(tag, attrs)
        self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        """An element ends."""
        if self._depth and tag not in VOID:
            if not self._left_out:
                self.found.append(f"</{tag}>")
            elif self._left_out == self._depth:
                self._left_out = 0
            self._depth -= 1

    def handle_data(self, data: str) -> None:
        """Words, without the white space around them."""
        words = " ".join(data.split())
        if self._depth and words and not self._left_out:
            self.found.append(words)


def run(folder: Path, *command: str) -> None:
    """Run a command in a folder; end with its output where it fails."""
    done = subprocess.run(command, cwd=folder, env={**os.environ, **DAY}, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"{' '.join(command)}\n{done.stdout}{done.stderr}")


def main(generator: str) -> None:
    """Build and compare; end with what differs."""
    tools = Path(sys.executable).parent
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copytree(ROOT / "docs" / "projects", folder / "projects")
        (folder / "prospectus.toml").write_text('documents = ["projects/*.md"]\n', "utf-8")
        ours = (sys.executable, "-m", "prospectus", "site", "--today", TODAY)
        run(folder, *ours, "expected", "--links-from", "page")
        if generator == "zensical":
            run(folder, *ours, "docs")
            (folder / "mkdocs.yml").write_text(CONFIG.format(more=NO_PLUGIN), "utf-8")
            run(folder, str(tools / generator), "build", "-f", "mkdocs.yml")
        else:
            (folder / "docs").mkdir()
            (folder / "mkdocs.yml").write_text(CONFIG.format(more=PLUGIN), "utf-8")
            run(folder, str(tools / generator), "build", "--strict", "--quiet", "-f", "mkdocs.yml")
        sys.exit("\n".join(differences(folder / "expected", folder / "site")) or 0)


def called(name: str, site: Path) -> Path:
    """What a written file is called in the built site: pages as MkDocs calls them, a project's text as the plugin does where it is."""
    if name.endswith("/index.html.txt"):
        text = site / f"{name.removesuffix('txt')}md"
        return text if text.is_file() else site / name
    return site / re.sub(r"(?:(?:^|(?<=/))index)?\.md$", "/index.html", name).lstrip("/")


def differences(pages: Path, site: Path) -> list[str]:
    """What a built site lacks, or has otherwise, of the pages and files that were written."""
    found = []
    for path in sorted(path for path in pages.rglob("*") if path.is_file() and not path.name.startswith(".")):
        name = path.relative_to(pages).as_posix()
        built = called(name, site)
        if not built.is_file():
            found.append(f"{name}: {built.relative_to(site)} is not there")
        elif path.suffix == ".md":
            address = f"https://site.invalid/{built.relative_to(site).as_posix().removesuffix('index.html')}"
            ours, theirs = (Parts(file.read_text("utf-8"), address).found for file in (path, built))
            if ours != theirs:
                at = next((n for n, pair in enumerate(zip(ours, theirs, strict=False)) if pair[0] != pair[1]), -1)
                found.append(f"{name}: {ours[at:][:3]} became {theirs[at:][:3]}")
        elif path.suffix not in {".json", ".txt"} and path.read_bytes() != built.read_bytes():
            found.append(f"{name}: differs")
    return found


if __name__ == "__main__":
    main(*sys.argv[1:])
