"""A team's repository with small documents, and its site, built in this process."""

from __future__ import annotations

import logging
import warnings
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any, NamedTuple

import yaml
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

PICTURE = bytes.fromhex("89504e470d0a1a0a0000000d49484452") + bytes(32)
"""The beginning of a picture; nobody looks at it."""


def document(title: str, body: str = "", *, lang: str = "en", front: str = "") -> str:
    """A document without an error, at the first stage."""
    identity = title.lower().replace(" ", "-") if title.isascii() else "document"
    return f"""---
schema: prospectus/1
id: {identity}
title: {title}
lang: {lang}
stage: situation
status: draft
owner: Dana Kim
created: 2026-11-01
updated: 2026-11-20
{front}---

# {title}

## Situation

In March 2026, 1,200 customers a day waited longer than ten minutes, by the log of the call centre.

{body}
"""


def write(folder: Path, files: Mapping[str, str | bytes]) -> Path:
    """Write files below a folder, by their names."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def write_team(folder: Path, files: Mapping[str, str | bytes], documents: str = "docs/projects/**/*.md") -> Path:
    """Write a team's repository: its files, and which of them are documents."""
    (folder / ".git").mkdir(parents=True)
    (folder / "docs").mkdir()
    write(folder, {"prospectus.toml": f'documents = ["{documents}"]\n'})
    return write(folder, files)


class Built(NamedTuple):
    """A site, and what its build said: lines of the log, by their level. ``is_failed`` when there is none."""

    folder: Path
    log: Mapping[str, list[str]]
    is_failed: bool

    @property
    def pages(self) -> set[str]:
        """The addresses of its pages."""
        found = (path.relative_to(self.folder).as_posix() for path in self.folder.rglob("*.html"))
        return {name.removesuffix("index.html") for name in found if name != "404.html"}

    def html(self, address: str) -> str:
        """The HTML at an address."""
        path = self.folder / address
        return (path / "index.html" if path.is_dir() else path).read_text("utf-8")

    def text(self, name: str) -> str:
        """A file."""
        return (self.folder / name).read_text("utf-8")


class _Log(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.INFO)
        self.lines: dict[str, list[str]] = {"INFO": [], "WARNING": [], "ERROR": []}

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.setdefault(record.levelname, []).append(record.getMessage())


def build_team(folder: Path, options: Mapping[str, Any] | None = None, *, strict: bool = True, **config: Any) -> Built:
    """Build the site of a team, strictly. ``options`` are those of the plugin, ``config`` what else stands in ``mkdocs.yml``."""
    settings = {
        "site_name": "Team",
        "theme": {"name": "material", "font": False},
        "plugins": ["search", {"prospectus": dict(options or {})}],
        "markdown_extensions": ["tables", "attr_list", "toc"],
        **config,
    }
    (folder / "mkdocs.yml").write_text(yaml.safe_dump(settings, allow_unicode=True), "utf-8")
    logger, log = logging.getLogger("mkdocs"), _Log()
    level = logger.level
    logger.addHandler(log)
    logger.setLevel(logging.INFO)
    is_failed = False
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            warnings.filterwarnings("ignore", category=DeprecationWarning, module="(mkdocs|material)")
            build(load_config(str(folder / "mkdocs.yml"), strict=strict, site_dir=str(folder / "site")))
    except Abort as error:
        is_failed = True
        log.lines["ERROR"].append(str(error))
    finally:
        logger.removeHandler(log)
        logger.setLevel(level)
    return Built(folder / "site", log.lines, is_failed)


class Links(HTMLParser):
    """The links of a page and its pictures, and the attributes of its elements by their names."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.targets: list[str] = []
        self.attributes: list[tuple[str, str, str]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element begins."""
        for name, value in attrs:
            self.attributes.append((tag, name, value or ""))
            if name in {"href", "src"} and value:
                self.targets.append(value)


def article(html: str) -> str:
    """What stands in the article of a page."""
    return html[html.index("<article") : html.index("</article>")]
