"""What a folder is set up in: its repository, where that is kept, the files that are there, and where documents are."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

from prospectus.config import DEFAULT_DOCUMENTS
from prospectus.ground import git
from prospectus.ground.glob import escaped
from prospectus.ground.pattern import Pattern
from prospectus.ground.regular_file import read_regular
from prospectus.writing.setup.yaml_tree import MOST_BYTES, tree_of

if TYPE_CHECKING:
    from collections.abc import Iterator

DEFAULT_PLACE = DEFAULT_DOCUMENTS[0].partition("/*")[0]
"""Where documents are that nobody has put elsewhere."""

_MOST_FILES = 20_000
_HEAD_BYTES = 1_000
_OURS = Pattern(r"\ufeff?---[ \t]*\r?\n(?:[^\n]*\n){0,20}?schema:[ \t]*['\"]?prospectus/")
_LEFT_OUT = frozenset({"node_modules", "site", "build", "dist", "venv", "__pycache__"})
_BRANCH = Pattern(r"[A-Za-z0-9][A-Za-z0-9._/-]*")
_SHORT_ADDRESS = Pattern(r"(?:[^@/:]+@)?([^/:]+):.*")


class Surroundings(NamedTuple):
    """A folder, and the root of its repository (None where there is none)."""

    folder: Path
    repository: Path | None

    @property
    def root(self) -> Path:
        """Where files for the whole repository belong: hooks, pipelines."""
        return self.repository or self.folder

    @property
    def prefix(self) -> str:
        """The path of the folder from the root, with ``/``; empty when it is the root."""
        return "" if self.folder == self.root else self.folder.relative_to(self.root).as_posix()

    def read(self, path: Path) -> bytes | None:
        """The bytes of a file; None when there is none. Raises :class:`OSError` when it cannot be read."""
        try:
            return read_regular(path, MOST_BYTES)
        except (FileNotFoundError, NotADirectoryError):
            return None
        except OSError as error:
            raise OSError(error.errno, error.strerror or str(error), str(path)) from error

    def first(self, *names: str) -> Path:
        """The first of several names of one file that is there, in the folder; the first name when none is."""
        files = [self.folder / name for name in names]
        return next((file for file in files if file.exists()), files[0])


def surroundings_of(folder: Path) -> Surroundings:
    """What is around a folder, which need not be there yet."""
    folder = Path(os.path.realpath(folder))
    above = (folder, *folder.parents)
    return Surroundings(folder, next((one for one in above if (one / ".git").exists()), None))


def guessed_ci(around: Surroundings) -> str:
    """The host whose pipelines are likely used: of the files that are there, else of git's remote, else GitHub."""
    if (around.root / ".gitlab-ci.yml").exists():
        return "gitlab"
    if (around.root / ".github").exists():
        return "github"
    address = _git(around, "config", "--get", "remote.origin.url")
    short = _SHORT_ADDRESS.fullmatch(address)
    try:
        host = (short[1] if short and "://" not in address else urlsplit(address).hostname) or ""
    except ValueError:
        host = ""
    if "gitlab" in host:
        return "gitlab"
    return "none" if "bitbucket" in host or "dev.azure" in host else "github"


def main_branch(around: Surroundings) -> str:
    """The branch that pull requests go to: what git knows of its remote, else ``main`` or ``master``, else the current one."""
    remote = _git(around, "symbolic-ref", "--short", "refs/remotes/origin/HEAD").partition("/")[2]
    known = [name for name in ("main", "master") if _git(around, "rev-parse", "--verify", f"refs/heads/{name}")]
    current = _git(around, "symbolic-ref", "--short", "HEAD")
    found = next(iter((*filter(None, (remote,)), *known, *filter(None, (current,)))), "main")
    return found if _BRANCH.fullmatch(found) else "main"


def places_of_documents(around: Surroundings) -> tuple[str, ...]:
    """The globs of the documents that are there; where new ones would go when there are none."""
    if (around.folder / DEFAULT_PLACE).is_dir():
        return DEFAULT_DOCUMENTS
    folders = sorted({file.parent.relative_to(around.folder) for file in _documents(around.folder)})
    if folders:
        common = Path(os.path.commonpath(folders))
        if common.parts:
            return (f"{escaped(common.as_posix())}/**/*.md",)
        tops = sorted({folder.parts[0] for folder in folders if folder.parts})
        return (*("*.md" for folder in folders if not folder.parts), *(f"{escaped(top)}/**/*.md" for top in tops))
    docs = docs_folder(around)
    return (f"{escaped(docs)}/projects/**/*.md",) if docs != "docs" else DEFAULT_DOCUMENTS


def docs_folder(around: Surroundings) -> str:
    """The folder of Markdown that the site's configuration names, from our folder on; ``docs`` unless it names another below ours."""
    data = around.read(around.first("mkdocs.yml", "mkdocs.yaml", "properdocs.yml"))
    tree = tree_of(data.decode("utf-8", "replace")) if data else None
    named = tree.plain(tree.root.at("docs_dir")) if tree else None
    if not isinstance(named, str) or not named.strip() or os.path.isabs(named):  # noqa: PTH117 - a text is at hand
        return "docs"
    docs = os.path.normpath(named).replace(os.sep, "/")
    return "docs" if docs.split("/")[0] in {"..", "."} else docs


def has_foreign(folder: Path) -> bool:
    """Whether Markdown stands in a folder or below it which is no document of ours yet, but for the pages that lead to others."""
    return any(not _is_ours(file) for file in _markdown(folder))


def _documents(folder: Path) -> Iterator[Path]:
    """Markdown files with a front matter of ours."""
    return filter(_is_ours, _markdown(folder))


def _markdown(folder: Path) -> Iterator[Path]:
    """Markdown files in folders that are neither hidden nor made by other tools."""
    seen = 0
    for place, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith(".") and name not in _LEFT_OUT)
        for name in sorted(files):
            seen += 1
            if seen > _MOST_FILES:
                return
            if name.endswith(".md") and name not in {"index.md", "README.md"}:
                yield Path(place, name)


def _is_ours(file: Path) -> bool:
    try:
        if not file.is_file():
            return False
        with file.open("rb") as stream:
            head = stream.read(_HEAD_BYTES)
    except OSError:
        return False
    return _OURS.match(head.decode("utf-8", "replace")) is not None


def _git(around: Surroundings, *arguments: str) -> str:
    """What git answers in the repository; nothing where there is none."""
    return "" if around.repository is None else git.told(around.repository, *arguments)
