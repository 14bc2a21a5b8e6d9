"""Which files a call of ``prospectus adopt`` is about."""

from __future__ import annotations

import os
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from prospectus.cli.named import no_such
from prospectus.cli.run import fail
from prospectus.engine.files import real_path

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prospectus.ground.language import Text

ENDINGS = (".md", ".markdown")

MOST_BESIDE = 1_000
"""So many files are looked at for the ids that are taken."""

_NONE: Text = {"en": "no Markdown file is in {0}", "ko": "{0}에 Markdown 파일이 없습니다"}
_OF_REPOSITORY: Text = {"en": "a page of the repository, by its name", "ko": "이름으로 보아 저장소 안내 문서"}

_FOLDERS = frozenset({"node_modules", "venv", "site-packages", "__pycache__", "vendor", "third_party", "build", "dist"})
_NAMES = frozenset(
    {
        *(
            "readme",
            "index",
            "changelog",
            "changes",
            "history",
            "license",
            "licence",
            "contributing",
            "code_of_conduct",
        ),
        *("code-of-conduct", "security", "authors", "maintainers", "codeowners", "support", "governance", "notice"),
        *(
            "pull_request_template",
            "issue_template",
            "bug_report",
            "feature_request",
            "agents",
            "claude",
            "gemini",
            "skill",
        ),
        *("summary", "_sidebar", "_navbar", "_coverpage", "404"),
    }
)


class Found(NamedTuple):
    """The files to adopt, each with whether it was named itself; and those passed over, with the reason."""

    files: dict[Path, bool]
    passed_over: dict[Path, Text]

    def beside(self) -> Iterator[Path]:
        """The Markdown files that lie beside those to adopt, and are none of them; of very many, the first."""
        folders = sorted({file.parent for file in self.files})
        near = (file for folder in folders for file in _markdown(folder) if file not in self.files)
        return islice(near, MOST_BESIDE)


def found_files(paths: tuple[Path, ...]) -> Found:
    """The files that the command line names: each file, and the Markdown below each folder.

    Exits with 2 on a path that is not there, with the nearest name beside it, and where no Markdown is to be found.
    """
    files: dict[Path, bool] = {}
    passed_over: dict[Path, Text] = {}
    seen: set[Path] = set()
    for path in paths:
        if path.is_dir():
            below = [*_below(path)]
            if not below:
                fail(_NONE, path)
            for file in below:
                name = file.stem.casefold()
                if name in _NAMES or name.startswith(("readme", "changelog", "license")):
                    passed_over[file] = _OF_REPOSITORY
                elif real_path(file) not in seen:
                    seen.add(real_path(file))
                    files[file] = False
        elif os.path.lexists(path):
            if real_path(path) not in seen:
                seen.add(real_path(path))
                files[path] = True
        else:
            no_such(path)
    return Found(files, {file: reason for file, reason in passed_over.items() if file not in files})


def _markdown(folder: Path) -> list[Path]:
    """The Markdown files in a folder; none where it cannot be read."""
    try:
        files = sorted(folder.iterdir())
    except OSError:
        return []
    return [file for file in files if file.name.lower().endswith(ENDINGS) and not file.name.startswith(".")]


def _below(folder: Path) -> Iterator[Path]:
    """The Markdown files below a folder, in order; not in hidden folders, those of tools, or behind links to folders."""
    for above, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith(".") and name not in _FOLDERS)
        for name in sorted(names):
            if name.lower().endswith(ENDINGS) and not name.startswith("."):
                yield Path(above, name)
