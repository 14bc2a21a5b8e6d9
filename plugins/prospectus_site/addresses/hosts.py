"""Where the host of a repository shows the source of a page: the address at which it is edited, that at which it is read, and a line of it.

MkDocs knows where a page is edited (``repo_url`` with ``edit_uri``, or ``edit_uri_template``). What a host calls the same file when it is
only read, and how it calls a line, follows from the form of that address.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote, urljoin, urlsplit

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_EDITED = re.compile(
    r"(?P<before>https?://[^/]+/[^/]+/[^/]+?(?:/[^/]+?)*?)/(?P<mode>-/edit|-/blob|_edit|src/branch|edit|blob|src)/(?P<rest>.+)"
)


class Host(NamedTuple):
    """How a host calls the page that shows a file, and a line of it."""

    mode: str
    line: str


_HOSTS = {
    "-/edit": Host("-/blob", "#L{line}"),
    "-/blob": Host("-/blob", "#L{line}"),
    "_edit": Host("src/branch", "#L{line}"),
    "src/branch": Host("src/branch", "#L{line}"),
    "edit": Host("blob", "#L{line}"),
    "blob": Host("blob", "#L{line}"),
    "src": Host("src", "#lines-{line}"),
}
"""By the form of the address at which a file is edited: GitLab, Gitea and Forgejo, GitHub, Bitbucket."""


class Sources(NamedTuple):
    """Where documents can be read and changed at their host: addresses by the documents' names. ``line`` is added for a line."""

    view: Mapping[str, str] = {}
    edit: Mapping[str, str] = {}
    line: str = ""

    def line_url(self, name: str, line: int = 0) -> str:
        """Where a line of a document can be read; empty where nobody knows."""
        url = self.view.get(name, "")
        return url + self.line.replace("{line}", str(line)) if url and line else url


class EditAddress(NamedTuple):
    """How the address at which a file is edited is made: of what stands before its path from the folder ``docs``, and what stands after.

    ``write`` writes a path as the address wants it.
    """

    before: str
    after: str
    docs: str
    write: Callable[[str], str]

    def of(self, path: str) -> str:
        """The address for a file, given by its real path; empty where it cannot be told.

        Of a file outside ``docs`` it can, where ``before`` ends with the folders that are left on the way to it.
        """
        steps = list(Path(os.path.relpath(path, self.docs)).parts)
        before, folder = self.before, self.docs
        while steps[0] == os.pardir:
            folder, last = os.path.split(folder)
            cut = next(
                (mark for mark in (f"{last}/", quote(f"{last}/", safe="")) if last and before.endswith(mark)), ""
            )
            if not cut:
                return ""
            before, steps = before.removesuffix(cut), steps[1:]
        return before + self.write("/".join(steps)) + self.after


def edit_address(repo_url: str, edit_uri: str, template: str, docs: str) -> EditAddress | None:
    """How MkDocs makes the address at which a file in ``docs`` is edited; None where the configuration does not say."""
    found = re.search(r"\{path(_noext)?(![qrsa])?\}", template)
    if template:
        if found is None or found[1]:
            return None
        is_quoted = found[2] == "!q"
        before, after = template[: found.start()], template[found.end() :]
        return EditAddress(_joined(repo_url, before), after, docs, _all_quoted if is_quoted else str)
    return EditAddress(_joined(repo_url, edit_uri), "", docs, str) if edit_uri else None


def _all_quoted(path: str) -> str:
    return quote(path, safe="")


def _joined(base: str, before: str) -> str:
    """What MkDocs' ``urljoin`` gives; a query or an anchor is added to the repository's own address."""
    return base + before if before.startswith(("?", "#")) else urljoin(f"{base.rstrip('/')}/" if base else "", before)


def sources_of(address: EditAddress | None, paths: Mapping[str, str]) -> Sources:
    """Where documents are shown, given their real paths by their names."""
    if address is None:
        return Sources()
    edit = {name: url for name, path in paths.items() if (url := address.of(path))}
    view: dict[str, str] = {}
    line = ""
    for name, url in edit.items():
        shown, line = _view(url)
        if shown:
            view[name] = shown
    return Sources(view, edit, line)


def _view(url: str) -> tuple[str, str]:
    """The address at which a file is read, of that at which it is edited, and how a line is added; empty for an unknown host."""
    found = _EDITED.fullmatch(url.partition("?")[0])
    if found is None:
        return "", ""
    mode = found["mode"]
    if "gitlab" in urlsplit(url).netloc and not mode.startswith("-/"):
        mode = f"-/{mode}"
    host = _HOSTS.get(mode)
    if host is None or (mode == "src" and "bitbucket" not in urlsplit(url).netloc):
        return "", ""
    return f"{found['before']}/{host.mode}/{quote(found['rest'], safe='/%')}", host.line
