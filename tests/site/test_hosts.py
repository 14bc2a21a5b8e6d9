"""Where the host of a repository shows a document, and a line of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from prospectus_site.addresses.hosts import edit_address, sources_of

if TYPE_CHECKING:
    from pathlib import Path

DOCS = "/team/docs"
PATHS = {"in": "/team/docs/projects/a b.md", "out": "/team/ml/c.md"}
GITHUB = "https://github.com/o/r"


@pytest.mark.parametrize(
    ("repo", "edit_uri", "template", "view", "outside", "line"),
    [
        (GITHUB, "edit/main/docs/", "", f"{GITHUB}/blob/main/docs/projects/a%20b.md", f"{GITHUB}/blob/main/ml/c.md", "#L7"),
        (f"{GITHUB}/", "blob/main/docs/", "", f"{GITHUB}/blob/main/docs/projects/a%20b.md", f"{GITHUB}/blob/main/ml/c.md", "#L7"),
        ("https://github.com/edit/edit", "edit/edit/docs/", "", "https://github.com/edit/edit/blob/edit/docs/projects/a%20b.md", "https://github.com/edit/edit/blob/edit/ml/c.md", "#L7"),
        ("https://gitlab.com/g/s/r", "edit/main/docs/", "", "https://gitlab.com/g/s/r/-/blob/main/docs/projects/a%20b.md", "https://gitlab.com/g/s/r/-/blob/main/ml/c.md", "#L7"),
        ("https://git.example.com/g/r", "-/edit/main/docs/", "", "https://git.example.com/g/r/-/blob/main/docs/projects/a%20b.md", "https://git.example.com/g/r/-/blob/main/ml/c.md", "#L7"),
        ("https://bitbucket.org/o/r", "src/main/docs/", "", "https://bitbucket.org/o/r/src/main/docs/projects/a%20b.md", "https://bitbucket.org/o/r/src/main/ml/c.md", "#lines-7"),
        ("https://bitbucket.org/o/r", "", "src/main/docs/{path}?mode=edit", "https://bitbucket.org/o/r/src/main/docs/projects/a%20b.md", "https://bitbucket.org/o/r/src/main/ml/c.md", "#lines-7"),
        ("https://codeberg.org/o/r", "_edit/main/docs/", "", "https://codeberg.org/o/r/src/branch/main/docs/projects/a%20b.md", "https://codeberg.org/o/r/src/branch/main/ml/c.md", "#L7"),
        ("", "", "https://github.com/o/r/edit/main/docs/{path}", f"{GITHUB}/blob/main/docs/projects/a%20b.md", f"{GITHUB}/blob/main/ml/c.md", "#L7"),
        (GITHUB, "edit/main/elsewhere/", "", f"{GITHUB}/blob/main/elsewhere/projects/a%20b.md", "", "#L7"),
        ("https://cgit.example.com/r", "tree/docs/", "", "", "", ""),
        ("https://wiki.example.com", "?query=root/docs/", "", "", "", ""),
        ("https://git.example.com/o/r", "", "edit/{path_noext}", "", "", ""),
        (GITHUB, "", "", "", "", ""),
    ],
)  # fmt: skip
def test_the_source_of_a_document(repo: str, edit_uri: str, template: str, view: str, outside: str, line: str):
    sources = sources_of(edit_address(repo, edit_uri, template, DOCS), PATHS)
    assert sources.line_url("in") == view
    assert sources.line_url("in", 7) == (view + line if view else "")
    assert sources.line_url("out", 7) == (outside + line if outside else "")
    assert sources.line_url("unknown", 7) == ""


@pytest.mark.parametrize(
    ("edit_uri", "template", "inside", "outside"),
    [
        ("?query=docs/", "", "https://h.example/r?query=docs/projects/a b.md", "https://h.example/r?query=ml/c.md"),
        ("", "e?p=docs%2F{path!q}", "https://h.example/r/e?p=docs%2Fprojects%2Fa%20b.md", "https://h.example/r/e?p=ml%2Fc.md"),
    ],
)  # fmt: skip
def test_where_a_document_is_edited(edit_uri: str, template: str, inside: str, outside: str):
    sources = sources_of(edit_address("https://h.example/r", edit_uri, template, DOCS), PATHS)
    assert (sources.edit["in"], sources.edit["out"]) == (inside, outside)


def test_an_address_is_mkdocs_own(tmp_path: Path):
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import File
    from mkdocs.structure.pages import Page

    config = MkDocsConfig()
    config.load_dict({"site_name": "T", "repo_url": "https://h.example/r", "edit_uri": "edit/main/docs/"})
    page = Page(None, File("projects/a b.md", str(tmp_path), str(tmp_path), True), config)  # noqa: FBT003 - theirs
    address = edit_address("https://h.example/r", "edit/main/docs/", "", DOCS)
    assert page.edit_url == sources_of(address, PATHS).edit["in"]
