"""The files beside the pages of a built site, and the history in it: of a team's repository, built as its users do."""

from __future__ import annotations

import json
import re
import shutil
import xml.etree.ElementTree as ET
from pathlib import Path

import jsonschema
import pytest
from prospectus import __version__
from prospectus.contract.contract import read_schema
from prospectus_site.addresses.addresses import Addresses
from prospectus_site.plugin.site_folder import put_files
from support.built_site import BuiltSite
from support.git_repository import GitRepository
from support.samples import PROJECTS
from support.site_build import build
from support.site_pages import files_of, pages_of, site_of

URL = "https://docs.example.com/ml/"
MKDOCS = (
    f"site_name: Team & co\nsite_url: {URL}\ntheme: {{name: material, font: false}}\nplugins: [search, prospectus]\n"
)
ATOM = "{http://www.w3.org/2005/Atom}"
HOSTILE = "</title>]]> <script>alert(1)</script> \"'](javascript:alert(1)) \u202e {{ x }}"


def example(name: str) -> str:
    return (PROJECTS / f"{name}.md").read_text("utf-8")


def link(text: str) -> str:
    return f"{text}\nSee [the demand](taxi-demand.md#data), [ours](../index.md) and ![a picture](pictures/a%20b.png).\n"


@pytest.fixture(scope="module")
def team(tmp_path_factory: pytest.TempPathFactory) -> GitRepository:
    """A team whose document on churn was moved, got another id, and went on after a review."""
    repo = GitRepository(tmp_path_factory.mktemp("team"))
    churn = link(example("subscriber-churn"))
    repo.write("mkdocs.yml", MKDOCS)
    repo.write(".gitignore", ".prospectus_cache\nsite*\n")
    repo.write("docs/index.md", "# Team\n")
    (repo.root / "docs/projects/pictures").mkdir(parents=True)
    shutil.copy(Path(__file__).parents[2] / "docs/projects/taxi-demand.md", repo.root / "docs/projects/taxi-demand.md")
    (repo.root / "docs/projects/pictures/a b.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    early = churn.replace("stage: prototype", "stage: design").replace("id: subscriber-churn", "id: churn-old")
    assert early != churn
    repo.commit("2026-10-01", **{"projects/old place": early})
    repo.git("mv", "docs/projects/old place.md", "docs/projects/subscriber-churn.md")
    repo.commit("2026-10-20", **{"projects/subscriber-churn": early.replace("status: in-review", "status: draft")})
    repo.commit("2026-11-10", **{"projects/subscriber-churn": churn.replace("status: in-review", "status: draft")})
    return repo


@pytest.fixture(scope="module")
def built(team: GitRepository) -> BuiltSite:
    done = build(team.root, team.root / "site")
    assert done.returncode == 0, done.stderr
    return BuiltSite(team.root / "site", URL)


def test_two_builds_are_the_same_with_and_without_what_is_remembered(team: GitRepository, built: BuiltSite):
    for name in ("site-2", "site-3"):
        if name == "site-3":
            shutil.rmtree(team.root / ".prospectus_cache")
        assert build(team.root, team.root / name).returncode == 0
        other = BuiltSite(team.root / name, URL)
        assert other.files == built.files
        plain = sorted(one for one in built.files if not one.endswith(".gz"))
        differing = [one for one in plain if (other.folder / one).read_bytes() != (built.folder / one).read_bytes()]
        assert differing == []


def test_the_history_tells_what_changed_and_what_since_the_review(built: BuiltSite):
    data = json.loads(built.text("projects/views/history.json"))["tables"]
    changed = {
        (row["day"], row["kind"], row["change"]) for row in data["changes"] if row["project"] == "subscriber-churn"
    }
    assert ("2026-11-10", "stage", "Project design → Baseline and prototype") in changed
    assert ("2026-11-10", "id", "churn-old → subscriber-churn") in changed
    assert ("2026-10-20", "renamed", "docs/projects/old place.md → docs/projects/subscriber-churn.md") in changed
    assert ("2026-10-01", "created", "Project design · In review · Go") in changed
    (stage,) = (row for row in data["changes"] if row["kind"] == "stage" and row["day"] == "2026-11-10")
    assert (stage["before"], stage["after"], stage["metric"]) == ("design", "prototype", None)
    days = [row["day"] for row in data["changes"]]
    assert days == sorted(days, reverse=True)
    (since,) = data["since"]
    assert (since["project"], since["reviewed"], since["stages"], since["other"]) == (
        "subscriber-churn",
        "2026-10-20",
        1,
        1,
    )
    page = built.text("projects/subscriber-churn/index.html")
    block = page[page.index('id="p-changes"') :]
    assert "Stage: Project design → Baseline and prototype" in block
    assert "Document written" not in block
    home = built.text("projects/index.html")
    assert "Project design → Baseline and prototype" in home[home.index('id="p-moved"') :]


def test_the_feed_is_that_of_the_commits(built: BuiltSite):
    root = ET.fromstring(built.text("projects/views/feed.xml").encode())  # noqa: S314 - our own
    assert root.findtext(f"{ATOM}title") == "Team & co"
    told = {entry.findtext(f"{ATOM}title"): entry for entry in root.findall(f"{ATOM}entry")}
    (stage,) = (
        one for title, one in told.items() if title and title.endswith("Stage: Project design → Baseline and prototype")
    )
    assert stage.findtext(f"{ATOM}updated") == "2026-11-10T01:00:00+00:00"
    assert stage.find(f"{ATOM}link").attrib["href"] == f"{URL}projects/subscriber-churn/"  # type: ignore[union-attr]
    home = built.text("projects/index.html")
    assert '<a href="views/feed.xml" rel="alternate" type="application/atom+xml">' in home


def test_former_places_and_ids_lead_on(built: BuiltSite):
    places = {
        "projects/old place/index.html": "../subscriber-churn/",
        "projects/id/churn-old/index.html": "../../subscriber-churn/",
        "projects/id/subscriber-churn/index.html": "../../subscriber-churn/",
        "projects/id/taxi-demand/index.html": "../../taxi-demand/",
    }
    for place, target in places.items():
        assert f'content="0; url={target}"' in built.text(place)


def test_a_project_is_there_as_json_and_as_markdown(built: BuiltSite):
    schema = read_schema("portfolio.schema.json")
    data = json.loads(built.text("portfolio.json"))
    jsonschema.validate(data, schema)
    assert data["generator"] == {"name": "prospectus", "version": __version__}
    for project in data["projects"]:
        assert json.loads(built.text(f"projects/{project['id']}/project.json")) == project
    text = built.text("projects/subscriber-churn/index.html.md")
    assert text.startswith("# 30-day subscriber churn prediction\n\n- Stage: Baseline and prototype\n")
    assert f"- Page: <{URL}projects/subscriber-churn/>\n" in text
    assert "See [the demand](../taxi-demand/#data), [ours](../../) and ![a picture](../pictures/a%20b.png)." in text
    assert "data-prospectus" not in text
    assert "example.com>" not in text.split("\n\n")[1]


def test_the_list_for_language_models_leads_to_each_project(built: BuiltSite):
    text = built.text("llms.txt")
    assert text.startswith("# Team \\& co\n")
    targets = re.findall(r"\]\(([^)]+)\)", text)
    assert f"{URL}projects/taxi-demand/index.html.md" in targets
    assert f"{URL}portfolio.json" in targets
    assert f"{URL}projects/views/feed.xml" in targets
    assert all(target.removeprefix(URL) in built.files for target in targets)


def test_every_link_to_a_file_leads_to_it(built: BuiltSite):
    files = {"project.json", "index.html.md", "portfolio.json", "llms.txt", "feed.xml"}
    assert [link for link in built.broken() if link.target.rpartition("/")[2] in files] == []


@pytest.mark.parametrize("directory_urls", [True, False])
def test_files_of_the_team_stay_and_pages_are_not_replaced(tmp_path: Path, *, directory_urls: bool):
    repo = GitRepository(tmp_path / "team")
    repo.write("mkdocs.yml", f"{MKDOCS}use_directory_urls: {str(directory_urls).lower()}\n")
    repo.write("prospectus.toml", 'documents = ["docs/projects/taxi-demand.md"]\n')
    repo.write("docs/index.md", "# Team\n")
    repo.commit("2026-10-01", **{"projects/old": example("taxi-demand")})
    repo.git("mv", "docs/projects/old.md", "docs/projects/taxi-demand.md")
    repo.write("docs/projects/old.md", "# A page of that name\n")
    own = {
        "llms.txt": "mine",
        "projects/id/taxi-demand.md": "# Mine\n",
        "projects/taxi-demand/project.json" if directory_urls else "projects/taxi-demand.json": "{}",
    }
    for name, text in own.items():
        repo.write(f"docs/{name}", text)
    repo.git("add", "-A")
    repo.git("commit", "-q", "-m", "move")
    done = build(repo.root, tmp_path / "site", "--strict")
    assert done.returncode == 0, done.stderr
    site = BuiltSite(tmp_path / "site", URL)
    assert site.text("llms.txt") == "mine"
    data = "projects/taxi-demand/project" if directory_urls else "projects/taxi-demand"
    assert site.text(f"{data}.json") == "{}"
    assert json.loads(site.text(f"{data}-2.json"))["id"] == "taxi-demand"
    page = (lambda name: f"{name}/index.html") if directory_urls else (lambda name: f"{name}.html")
    assert "A page of that name" in site.text(page("projects/old"))
    assert "Mine" in site.text(page("projects/id/taxi-demand"))
    assert 'rel="bookmark"' not in site.text(page("projects/taxi-demand"))
    assert (page("projects/taxi-demand") + ".md") in site.files


@pytest.mark.parametrize("choice", ["off", "false", '"off"'])
def test_without_a_history_the_site_says_so(tmp_path: Path, choice: str):
    projects = tmp_path / "docs" / "projects"
    projects.mkdir(parents=True)
    (projects / "taxi-demand.md").write_text(example("taxi-demand"), "utf-8")
    (tmp_path / "mkdocs.yml").write_text(
        f"site_name: T\ntheme: {{name: material, font: false}}\nplugins:\n  - prospectus: {{history: {choice}}}\n",
        "utf-8",
    )
    done = build(tmp_path, tmp_path / "site", "--strict")
    assert done.returncode == 0, done.stderr
    site = BuiltSite(tmp_path / "site")
    assert "history: off" in site.text("projects/views/history/index.html")
    assert "prospectus-changes" not in site.text("projects/taxi-demand/index.html")
    assert "projects/views/feed.xml" not in site.files  # and without an address there is no feed
    assert not list((tmp_path / ".prospectus_cache").glob("history-*"))


def test_without_a_repository_the_site_says_so(tmp_path: Path):
    projects = tmp_path / "docs" / "projects"
    projects.mkdir(parents=True)
    (projects / "taxi-demand.md").write_text(example("taxi-demand"), "utf-8")
    (tmp_path / "mkdocs.yml").write_text(MKDOCS, "utf-8")
    assert build(tmp_path, tmp_path / "site", GIT_CEILING_DIRECTORIES=str(tmp_path)).returncode == 0
    site = BuiltSite(tmp_path / "site", URL)
    assert "this document is in no git repository" in site.text("projects/views/history/index.html")
    root = ET.fromstring(site.text("projects/views/feed.xml").encode())  # noqa: S314 - our own
    assert root.findtext(f"{ATOM}updated") == "2026-11-23T00:00:00+00:00"  # the day that the document says


def test_hostile_titles_are_text_in_every_file():
    text = example("subscriber-churn")
    title = json.dumps(HOSTILE)
    hostile = re.sub(r"(?m)^title: .*$", lambda _: f"title: {title}", text)
    assert hostile != text
    site = site_of({"docs/projects/subscriber-churn.md": hostile})
    site.title = HOSTILE
    files = files_of(site)
    root = ET.fromstring(files["projects/views/feed.xml"].encode())  # noqa: S314 - our own
    assert (root.findtext(f"{ATOM}entry/{ATOM}title") or "").startswith(HOSTILE)
    assert json.loads(files["projects/subscriber-churn/project.json"])["title"] == HOSTILE
    for name in ("llms.txt", "projects/subscriber-churn/index.html.md"):
        head = files[name].split("\n\n")[0]
        assert "\\<script\\>" in head
        assert "\\](javascript" in head
    for page in pages_of(site).values():
        assert "<script>alert" not in page.whole


def test_a_project_of_which_little_is_known_has_its_files():
    files = files_of(
        site_of({"a.md": "", "b.md": "---\nid: ../../../x\ntitle: B\n---\n", "c.md": "---\nid: ㅎ\n---\n"})
    )
    assert {"projects/a/project.json", "projects/a/index.html.md", "projects/b/project.json"} <= files.keys()
    assert [name for name in files if "/id/" in name] == ["projects/id/ㅎ/index.html"]
    assert not any(".." in name.split("/") for name in files)


def test_no_two_files_have_one_place():
    addresses = Addresses(
        {"p": "portfolio.html", "a": "a%20b.html", "b": "a%20b-2.html", "home": "", "c": "c/", "d": "c/project/"},
        {},
        "views/",
        data_file="portfolio.json",
        taken={"a b.json", "project.json"},
    )
    assert [addresses.data_of(name) for name in addresses.projects] == [
        "portfolio-2.json",
        "a%20b-2.json",
        "a%20b-2-2.json",
        "project-2.json",
        "c/project.json",
        "c/project/project.json",
    ]
    assert [addresses.text_of(name) for name in ("p", "home", "c")] == [
        "portfolio.html.md",
        "index.html.md",
        "c/index.html.md",
    ]


def test_files_are_written_inside_the_folder_and_only_when_they_change(tmp_path: Path):
    folder, outside = tmp_path / "site", tmp_path / "outside"
    folder.mkdir()
    outside.mkdir()
    (folder / "way-out").symlink_to(outside)
    (folder / "same.txt").write_text("same", "utf-8")
    before = (folder / "same.txt").stat()
    names = {"../x.txt": "x", "/outside-x.txt": "x", "way-out/x.txt": "x", "a/b.txt": "한글\n", "same.txt": "same"}
    put_files(folder, [(name, text.__str__) for name, text in names.items()])
    assert sorted(path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file()) == [
        "site/a/b.txt",
        "site/same.txt",
    ]
    assert (folder / "a/b.txt").read_bytes() == "한글\n".encode()
    after = (folder / "same.txt").stat()
    assert (after.st_mtime_ns, after.st_ino) == (before.st_mtime_ns, before.st_ino)
    put_files(folder, [("same.txt", lambda: "other"), ("new.txt", lambda: "new")], only_where_none_is=True)
    assert (folder / "same.txt").read_text("utf-8") == "same"
    assert (folder / "new.txt").read_text("utf-8") == "new"
