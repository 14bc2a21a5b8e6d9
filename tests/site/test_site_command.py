"""``prospectus site``: what it writes, and what it never touches."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from prospectus.config import find_config
from prospectus.engine.workspace import Workspace
from prospectus.ground.language import ToldError
from prospectus_site.build.site import Site
from prospectus_site.site.front_matter import front_matter
from prospectus_site.site.written_folder import LIST, WrittenFolder
from support.command import run
from support.team import PICTURE, document, write, write_team

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def team(tmp_path: Path) -> Path:
    files = {
        "ml/churn/index.md": document("Churn", "![plan](plan.png) [taxi](../taxi.md)"),
        "ml/churn/plan.png": PICTURE,
        "ml/taxi.md": document("택시 수요", lang="ko"),
    }
    write_team(tmp_path / "team", files)
    return write(tmp_path / "team", {"prospectus.toml": 'documents = ["ml/**/*.md"]\nexclude = []\n'})


def names(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_pages_files_and_pictures_are_written_once(team: Path):
    done = run("site", "out", "--today", "2026-11-23", cwd=team)
    assert (done.returncode, done.stdout) == (0, f"out: {len(names(team / 'out')) - 1} pages and files, {len(names(team / 'out')) - 1} of them new or changed, 0 removed\n")  # fmt: skip
    assert done.stderr == "2 documents: 0 errors, 4 warnings (`prospectus lint` shows them)\n"
    assert {"index.md", "churn/index.md", "churn/plan.png", "taxi.md", "portfolio.json", LIST} <= names(team / "out")
    for name in names(team / "out"):
        if name.endswith(".md"):
            _, front, _ = (team / "out" / name).read_text("utf-8").split("---\n", 2)
            assert yaml.safe_load(front)["title"], name
    before = {path: path.stat().st_mtime_ns for path in (team / "out").rglob("*.md")}
    again = run("site", "out", "--today", "2026-11-23", cwd=team)
    assert ", 0 of them new or changed, 0 removed" in again.stdout
    assert {path: path.stat().st_mtime_ns for path in (team / "out").rglob("*.md")} == before


def test_what_is_no_longer_written_goes_and_what_is_not_ours_stays(team: Path):
    run("site", "out", cwd=team)
    write(team, {"out/mine.md": "# Mine\n", "out/churn/mine.png": PICTURE})
    (team / "ml" / "churn" / "index.md").unlink()
    done = run("site", "out", cwd=team)
    assert done.returncode == 0
    assert ", 0 removed" not in done.stdout
    assert {"mine.md", "churn/mine.png"} <= names(team / "out")
    assert not {"churn/index.md", "churn/plan.png"} & names(team / "out")
    write(team, {"ml/mine.md": document("Mine")})
    refused = run("site", "out", cwd=team)
    assert refused.returncode == 2
    assert "mine.md belongs to somebody else" in refused.stderr
    assert (team / "out" / "mine.md").read_text("utf-8") == "# Mine\n"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["docs-of-mine"], "is not empty, and was not written by"),
        (["ml/site"], "would be documents of the configuration themselves"),
        (["out", "--index", "../index.md"], "is no place in the site"),
        (["out", "--config", "none.toml"], "cannot be read"),
        (["broken"], "is damaged"),
        (["outside"], "is damaged"),
    ],
)
def test_a_folder_that_may_not_be_written_is_one_clear_error(team: Path, arguments: list[str], said: str):
    write(
        team,
        {"docs-of-mine/a.md": "# A\n", f"broken/{LIST}": "{", f"outside/{LIST}": '{"files": ["../prospectus.toml"]}'},
    )
    before = names(team)
    done = run("site", *arguments, cwd=team)
    assert done.returncode == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert {name for name in names(team) if not name.startswith(".prospectus_cache")} == before


def test_a_folder_where_a_page_was_is_in_the_way_and_nothing_is_written(team: Path):
    assert run("site", "out", cwd=team).returncode == 0
    index = team / "out" / "index.md"
    index.unlink()
    index.mkdir()
    before = names(team)
    done = run("site", "out", cwd=team)
    assert done.returncode == 2
    assert "index.md belongs to somebody else" in done.stderr
    assert names(team) == before


@pytest.mark.parametrize("today", ["0001-01-01", "9999-12-31"])
def test_the_calendar_may_end_today(team: Path, today: str):
    done = run("site", "out", "--today", today, cwd=team)
    assert (done.returncode, "Traceback" in done.stderr) == (0, False), done.stderr


def test_errors_end_with_one_and_the_pages_are_there(team: Path):
    write(team, {"ml/bad.md": document("Bad").replace("updated: 2026-11-20\n", "")})
    done = run("site", "out", cwd=team)
    assert done.returncode == 1
    assert "bad.md" in names(team / "out")


def test_korean_comes_first_where_it_is_asked_for(team: Path):
    done = run("site", "out", "--lang", "ko", "--no-directory-urls", cwd=team)
    assert "페이지와 파일" in done.stdout
    home = (team / "out" / "index.md").read_text("utf-8")
    assert 'lang: "ko"' in home
    assert 'href="taxi.html"' in home
    assert "views/en/overview.md" in names(team / "out")
    run("site", "out", cwd=team)
    assert 'href="taxi/"' in (team / "out" / "index.md").read_text("utf-8")
    promises = team / "out" / "views" / "promises.md"
    assert 'href="../"' in promises.read_text("utf-8")
    run("site", "out", "--links-from", "page", cwd=team)
    assert 'href="../../"' in promises.read_text("utf-8")


def test_links_lead_out_of_no_folder(tmp_path: Path):
    (tmp_path / "away").mkdir()
    folder = WrittenFolder(tmp_path / "out")
    folder.write({"a/b.md": b"1", "c.md": b"1"})
    (tmp_path / "out" / "a" / "b.md").unlink()
    (tmp_path / "out" / "a").rmdir()
    (tmp_path / "out" / "a").symlink_to(tmp_path / "away")
    (tmp_path / "out" / "c.md").unlink()
    (tmp_path / "out" / "c.md").symlink_to(write(tmp_path, {"kept.md": "kept"}) / "kept.md")
    with pytest.raises(ToldError, match="leads out of the folder"):
        WrittenFolder(tmp_path / "out").write({"a/b.md": b"2"})
    WrittenFolder(tmp_path / "out").write({"c.md": b"2"})
    assert (tmp_path / "kept.md").read_text("utf-8") == "kept"
    assert (tmp_path / "out" / "c.md").read_text("utf-8") == "2"
    assert [*(tmp_path / "away").iterdir()] == []


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(
    st.dictionaries(
        st.sampled_from(["title", "search", "tags", "x"]),
        st.recursive(
            st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.dates(),
            lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=2),
            max_leaves=5,
        ),
    )
)
def test_front_matter_says_the_same_to_every_reader(meta: dict[str, object]):
    text = front_matter(meta)
    assert text.startswith("---\n")
    assert text.endswith("---\n\n")
    body = text[4 : -len("---\n\n")]
    read = yaml.safe_load(body) or {}
    assert read == json.loads(
        json.dumps(read)
    )  # nothing but texts, numbers, true and false, and lists and maps of them
    assert read.keys() == {key for key, value in meta.items() if value is not None}
    assert all(read[key] == value for key, value in meta.items() if isinstance(value, bool | int))


@pytest.mark.parametrize("what", ["gone", "changed"])
def test_a_document_that_changes_between_check_and_reading_is_one_clear_error(team: Path, what: str):
    for uses_cache in (False, True, True):
        workspace = Workspace(find_config(team), today=date(2026, 11, 23), folder=team, uses_cache=uses_cache)
        workspace.check_all()
        report = workspace.report("en")
        path = team / "ml" / "taxi.md"
        text = path.read_text("utf-8")
        if what == "gone":
            path.unlink()
        else:
            path.write_text(text.replace("1,200", "1,300"), "utf-8")
        with pytest.raises(ToldError, match=r"ml/taxi\.md has changed, or is gone"):
            Site(workspace, report, "en")
        path.write_text(text, "utf-8")


def test_the_demo_speaks_the_language_of_the_run(tmp_path: Path):
    done = run("demo", "d e", "--lang", "ko", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "cd 'd e' && mkdocs serve" in done.stdout
    assert done.stderr.count("\n") == 1  # the summary of lint, and no notice of a theme
    assert 'url=projects/"' in (tmp_path / "d e" / "site" / "index.html").read_text("utf-8")
    assert '<html lang="ko"' in (tmp_path / "d e" / "site" / "projects" / "index.html").read_text("utf-8")
