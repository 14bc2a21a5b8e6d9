"""The one matcher of file names, against the standard library's glob, and where the two part on purpose."""

from __future__ import annotations

import glob
import os
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from prospectus.ground.glob import Globs, PatternError, Walk, expand

NAMES = st.sampled_from(["a", "b", "ab", "docs", "x.md", "index.md", ".hidden", ".h.md", "a-1", "한글", "[a]"])
SEGMENTS = st.sampled_from(
    [
        "**",
        "*",
        "*.md",
        "?",
        "a*",
        "*b",
        "[ab]",
        "[!a]*",
        "docs",
        "a",
        "x.md",
        ".*",
        "**.md",
        "*a*b*",
        "한?",
        "[]",
        "[a]",
    ]
)
TREES = st.lists(st.lists(NAMES, min_size=1, max_size=4).map("/".join), max_size=12)
PATTERNS = st.lists(SEGMENTS, min_size=1, max_size=4).map("/".join)


def grow(root: Path, files: list[str]) -> None:
    for name in files:
        path = root / name
        if not path.exists() and not any((root / parent).is_file() for parent in Path(name).parents):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text("", "utf-8")


def found(root: Path, *patterns: str, exclude: tuple[str, ...] = ()) -> list[str]:
    walk = Walk(Globs(str(root), patterns), Globs(str(root), exclude, hidden=True))
    return [os.path.relpath(path, root) for path in walk.files()]


@settings(deadline=None, max_examples=300)
@given(TREES, PATTERNS)
def test_it_finds_what_glob_finds_and_matches_what_it_finds(files: list[str], pattern: str):
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder).resolve()
        grow(root, files)
        named = glob.glob(pattern, root_dir=root, recursive=True)  # noqa: PTH207 - the one to compare with
        expected = {name for name in named if (root / name).is_file() and not name.endswith("/")}
        assert set(found(root, pattern)) == expected
        globs = Globs(str(root), [pattern])
        everything = [path for path in root.rglob("*") if path.is_file()]
        assert {str(path.relative_to(root)) for path in everything if globs.match(str(path))} == expected


@settings(deadline=None, max_examples=200)
@given(TREES, st.lists(PATTERNS, min_size=1, max_size=3), st.lists(PATTERNS, max_size=2))
def test_what_is_excluded_is_not_found(files: list[str], patterns: list[str], exclude: list[str]):
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder).resolve()
        grow(root, files)
        excluded = Globs(str(root), exclude, hidden=True)
        expected = [name for name in found(root, *patterns) if not excluded.match(str(root / name))]
        assert found(root, *patterns, exclude=tuple(exclude)) == expected


@pytest.mark.parametrize(
    ("pattern", "names", "other"),
    [
        ("docs/*.md", ["docs/a.md"], ["docs/team/a.md", "a.md"]),
        ("**/index.md", ["index.md", "a/index.md", "a/.b/index.md"], ["a/index.md/b", "myindex.md"]),
        ("docs/**/*.{md,markdown}", ["docs/a.md", "docs/a/b.markdown"], ["docs/a.txt"]),
        ("{a,b{c,d}}/x.md", ["a/x.md", "bc/x.md", "bd/x.md"], ["b/x.md", "c/x.md"]),
        ("archive/", ["archive/a.md", "archive/b/c.md"], ["archive"]),
        ("./docs/../docs/*.md", ["docs/a.md"], ["a.md"]),
        ("{a}.md", ["{a}.md"], ["a.md"]),
        ("[{]a,b}.md", ["{a,b}.md"], ["a.md"]),
        ("../docs/*.md", ["../docs/a.md"], ["docs/a.md"]),
    ],
)
def test_patterns(pattern: str, names: list[str], other: list[str]):
    globs = Globs("/team/root", [pattern], hidden=True)
    for name in names:
        assert globs.match(os.path.normpath(f"/team/root/{name}")), name
    for name in other:
        assert not globs.match(os.path.normpath(f"/team/root/{name}")), name


@pytest.mark.parametrize(
    ("pattern", "reason"),
    [
        ("!a.md", "negated"),
        ("/a.md", "absolute"),
        ("a\\*.md", "backslash"),
        ("{a,b}" * 20, "alternatives"),
        ("\0", "nul"),
        ("[" * 100_000, "long"),
        ("{a," * 20_000 + "}" * 20_000, "long"),
    ],
)
def test_what_is_no_pattern_is_refused(pattern: str, reason: str):
    with pytest.raises(PatternError) as caught:
        expand(pattern)
    assert caught.value.reason == reason


def test_hostile_patterns_end():
    name = "/r/" + "a" * 250
    assert not Globs("/r", ["*a" * 60 + "*b"]).match(name)
    assert not Globs("/r", ["**/a/" * 30 + "b"]).match("/r" + "/a" * 1_000)


def test_links_end_and_count_each_file_once(tmp_path: Path):
    projects = tmp_path / "docs"
    projects.mkdir()
    (projects / "x.md").write_text("", "utf-8")
    (projects / "a").symlink_to(".")
    (projects / "b").symlink_to(".")
    (projects / "self.md").symlink_to("self.md")
    assert found(tmp_path, "docs/**/*.md") == ["docs/self.md", "docs/x.md"]
    for level in range(30):
        (tmp_path / f"d{level}").mkdir()
        for name in "ab":
            (tmp_path / f"d{level}" / name).symlink_to(tmp_path / f"d{level + 1}")
    (tmp_path / "d30").mkdir()
    (tmp_path / "d30" / "y.md").write_text("", "utf-8")
    (path,) = found(tmp_path, "d0/**/*.md")
    assert (tmp_path / path).samefile(tmp_path / "d30" / "y.md")
    assert found(tmp_path, "d[0-9]*/**/*.md") == ["d30/y.md"]


def test_a_link_out_is_found_itself_and_not_followed(tmp_path: Path):
    (tmp_path / "else").mkdir()
    (tmp_path / "else" / "x.md").write_text("", "utf-8")
    (tmp_path / "root" / "docs").mkdir(parents=True)
    (tmp_path / "root" / "docs" / "out").symlink_to(tmp_path / "else")
    assert found(tmp_path / "root", "docs/**/*.md") == ["docs/out"]


def test_a_linked_folder_within_counts_once(tmp_path: Path):
    (tmp_path / "a-real").mkdir()
    (tmp_path / "a-real" / "x.md").write_text("", "utf-8")
    (tmp_path / "docs").symlink_to("a-real")
    assert found(tmp_path, "docs/*.md") == ["docs/x.md"]
    assert found(tmp_path, "**/*.md") == ["a-real/x.md"]


def test_documents_beside_the_root_are_found_once(tmp_path: Path):
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "x.md").write_text("", "utf-8")
    (tmp_path / "docs" / "index.md").write_text("", "utf-8")
    root = tmp_path / "docs"
    patterns = ("../docs/*.md", "*.md", "../*/x.md")
    assert found(root, *patterns, exclude=("**/index.md",)) == ["x.md"]
    below = tmp_path / "tools"
    below.mkdir()
    assert found(below, "../docs/*.md", exclude=("**/index.md",)) == ["../docs/x.md"]
