"""Where pages stand: each document has one of its own, whatever the names are."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from prospectus.config import Config
from prospectus_site.addresses.layout import lay_out, searched_folders, url_of

ROOT = Path("/team")
STEPS = st.sampled_from(["a", "b", "projects", "views", "files"])
LAST = st.sampled_from(["index.md", "README.md", "a.md", "b.md", "portfolio.md", "views.md", "a-2.md", "notes.txt"])
NAMES = st.builds(lambda folders, last: "/".join([*folders, last]), st.lists(STEPS, max_size=3), LAST)


@settings(deadline=None)
@given(
    st.lists(NAMES, unique=True, max_size=6),
    st.lists(NAMES, unique=True, max_size=6),
    st.lists(NAMES, unique=True, max_size=4),
    st.sampled_from(["projects/index.md", "index.md", "a.md", "projects/README.md"]),
    st.booleans(),
)
def test_no_two_pages_have_one_address(
    inner: list[str],
    outer: list[str],
    others: list[str],
    index: str,
    directory_urls: bool,  # noqa: FBT001 - drawn
):
    documents = {f"docs/{name}": ROOT / "docs" / name for name in inner} | {name: ROOT / "ml" / name for name in outer}
    others = [name for name in others if name not in inner and name.endswith(".md")]
    own = {url_of(name, directory_urls=directory_urls) for name in others}
    published = [*inner, *(name for name in {url_of(n, directory_urls=directory_urls): n for n in others}.values())]
    layout = lay_out(
        documents,
        index=index,
        repository=ROOT,
        docs=ROOT / "docs",
        published=published,
        directory_urls=directory_urls,
    )
    assert layout.names.keys() == documents.keys()
    urls = [layout.url(name) for name in layout.names.values()]
    assert len({*urls, layout.url(layout.home)}) == len(documents) + 1
    assert not {*urls} & own
    assert all(name.endswith(".md") for name in layout.names.values())
    assert not any(name.startswith((layout.views, layout.attached)) for name in layout.taken)
    again = lay_out(
        documents, index=index, repository=ROOT, docs=ROOT / "docs", published=published, directory_urls=directory_urls
    )
    assert again == layout


@pytest.mark.parametrize(
    ("name", "directory", "file"),
    [
        ("a.md", "a/", "a.html"),
        ("index.md", "", "index.html"),
        ("p/README.md", "p/", "p/index.html"),
        ("p/a.markdown", "p/a/", "p/a.html"),
        ("p/a.csv", "p/a.csv", "p/a.csv"),
    ],
)
def test_urls_are_those_of_mkdocs(name: str, directory: str, file: str):
    from mkdocs.structure.files import File

    for directory_urls, url in ((True, directory), (False, file)):
        assert url_of(name, directory_urls=directory_urls) == url
        theirs = File(name, "docs", "site", directory_urls).url
        assert theirs.removeprefix("./") == url


def test_documents_keep_the_folders_below_their_common_one():
    documents = {name: ROOT / name for name in ("ml/churn/a.md", "ml/taxi/deep/a.md")}
    layout = lay_out(documents, index="projects/index.md", repository=ROOT)
    assert [*layout.names.values()] == ["projects/churn/a.md", "projects/taxi/deep/a.md"]


def test_an_address_stays_when_another_document_comes():
    known: set[str] = set()
    for names in (["ml/churn/a.md"], ["ml/churn/a.md", "ml/b.md"], ["ml/churn/a.md", "docs/projects/c.md"]):
        documents = {name: ROOT / name for name in names}
        folders = searched_folders(Config(root=ROOT, documents=("ml/**/*.md", "docs/projects/*.md")))
        docs = ["projects/c.md"]
        layout = lay_out(
            documents, index="projects/index.md", repository=ROOT, folders=folders, docs=ROOT / "docs", published=docs
        )
        known.add(layout.names["ml/churn/a.md"])
    assert known == {"projects/churn/a.md"}


def test_a_document_that_another_plugin_took_out_is_left_out():
    documents = {"docs/projects/a.md": ROOT / "docs" / "projects" / "a.md"}
    layout = lay_out(documents, index="projects/index.md", repository=ROOT, docs=ROOT / "docs", published=["index.md"])
    assert layout.names == {}
