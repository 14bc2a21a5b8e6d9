"""The plugin through MkDocs' own command: what it builds, and when it refuses."""

from __future__ import annotations

import gc
import json
import re
import shutil
from datetime import date
from typing import TYPE_CHECKING

import jsonschema
import pytest
from mkdocs.exceptions import Abort
from prospectus.config import find_config
from prospectus.contract.contract import read_schema
from prospectus.engine.export import portfolio_data, without_addresses
from prospectus.engine.workspace import Workspace
from support.samples import ROOT, example_texts
from support.site_build import build

if TYPE_CHECKING:
    from pathlib import Path

HOSTILE = "<script>alert(1)</script>\\\"><img src=x onerror=alert(2)> \u202e & 'x'"


NAMES = ("taxi-demand", "subscriber-churn", "bike-rebalancing")
MKDOCS = "site_name: Team\ntheme: {name: material, font: false}\nplugins: [search, prospectus]\n"


def write_team(folder: Path) -> Path:
    """A team's repository: a few documents and a small mkdocs.yml."""
    projects = folder / "docs" / "projects"
    projects.mkdir(parents=True)
    for name in NAMES:
        shutil.copy(ROOT / "docs" / "projects" / f"{name}.md", projects)
    (folder / "mkdocs.yml").write_text(MKDOCS, "utf-8")
    (folder / "prospectus.toml").write_text('documents = ["docs/projects/*.md"]\n', "utf-8")
    return folder


@pytest.fixture
def team(tmp_path: Path) -> Path:
    return write_team(tmp_path)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of a team as it is, built strictly; not to be written to."""
    folder = write_team(tmp_path_factory.mktemp("team"))
    done = build(folder, folder / "site", "--strict")
    assert done.returncode == 0, done.stderr
    return folder / "site"


def project(site: Path, name: str) -> str:
    return (site / "projects" / name / "index.html").read_text("utf-8")


def article(html: str) -> str:
    """What stands between the breadcrumbs and the end of a project's page."""
    return html[html.index('class="prospectus-crumbs"') : html.index("</article>")]


def in_core(team: Path) -> Workspace:
    """The same portfolio, checked by the core."""
    config = find_config(team)
    workspace = Workspace(config, today=date(2026, 11, 23), folder=team)
    workspace.check_all()
    return workspace


def edit(path: Path, find: str, replace: str) -> None:
    text = path.read_text("utf-8")
    assert text.count(find) == 1
    path.write_text(text.replace(find, replace), "utf-8")


def test_portfolio_data_keeps_its_schema(site: Path):
    data = json.loads((site / "portfolio.json").read_text("utf-8"))
    jsonschema.validate(data, read_schema("portfolio.schema.json"))
    assert len(data["projects"]) == len(example_texts())


@pytest.mark.parametrize("quiet", [[], ["--quiet"]], ids=["plain", "quiet"])
def test_an_error_finding_fails_a_strict_build_however_quiet(team: Path, quiet: list[str]):
    edit(team / "docs" / "projects" / "taxi-demand.md", "target: 5.4", "target: 7.4")
    done = build(team, team / "site", "--strict", *quiet)
    assert done.returncode == 1
    assert "[MET04]" in done.stderr
    assert "Traceback" not in done.stderr
    loose = build(team, team / "site")
    assert loose.returncode == 0
    assert "[MET04]" in loose.stderr


@pytest.mark.parametrize(
    ("find", "replace"),
    [
        pytest.param("target: 0.45", "target: @0.45", id="in the middle"),
        pytest.param("status: in-review", "status: [in-review", id="near the top"),
        pytest.param("\n---\n\n#", "\n\n#", id="never closed"),
        pytest.param("---\nschema:", "<!-- ours -->\n# A note\n\n---\nschema:", id="not at the top"),
    ],
)
def test_broken_front_matter_keeps_its_facts_and_fails_a_strict_build(team: Path, find: str, replace: str):
    edit(team / "docs" / "projects" / "subscriber-churn.md", find, replace)
    assert build(team, team / "strict", "--strict").returncode == 1
    done = build(team, team / "site")
    assert done.returncode == 0
    assert "Traceback" not in done.stderr
    page = project(team / "site", "subscriber-churn")
    assert "<h1>30-day subscriber churn prediction</h1>" in page
    assert '<details class="prospectus-findings" id="p-findings" open>' in page
    assert "<code>STR01</code>" in page
    assert 'aria-label="Stage 4 of 7: Baseline and prototype"' in page
    home = (team / "site" / "projects" / "index.html").read_text("utf-8")
    assert '<a href="subscriber-churn/">30-day subscriber churn prediction</a>' in home
    data = json.loads((team / "site" / "portfolio.json").read_text("utf-8"))
    shown = next(entry for entry in data["projects"] if entry["path"] == "docs/projects/subscriber-churn.md")
    assert (shown["id"], shown["stage"]) == ("subscriber-churn", "prototype")


def test_the_data_is_what_the_core_exports(team: Path, built: Path):
    workspace = in_core(team)
    expected = without_addresses(portfolio_data(workspace, workspace.report("en")))
    assert json.loads((built / "portfolio.json").read_text("utf-8")) == expected
    (team / "mkdocs.yml").write_text(f"{MKDOCS}exclude_docs: projects/taxi-demand.md\n", "utf-8")
    assert build(team, team / "site").returncode == 0
    expected["projects"] = [entry for entry in expected["projects"] if entry["id"] != "taxi-demand"]
    assert json.loads((team / "site" / "portfolio.json").read_text("utf-8")) == expected


def test_a_project_in_the_navigation_is_the_same_page(team: Path, built: Path):
    nav = "nav: [projects/index.md, {Our taxis: projects/taxi-demand.md}]\n"
    (team / "mkdocs.yml").write_text(MKDOCS + nav, "utf-8")
    assert build(team, team / "site", "--strict").returncode == 0
    page = project(team / "site", "taxi-demand")
    assert article(page) == article(project(built, "taxi-demand"))
    assert "Our taxis" in page


@pytest.mark.parametrize("epoch", ["", "today", "-1", "\N{SUPERSCRIPT TWO}", "1e9", "9" * 20])
def test_a_build_time_that_is_no_date_is_one_clear_error(team: Path, epoch: str):
    done = build(team, team / "site", SOURCE_DATE_EPOCH=epoch, PROSPECTUS_LANG="en")
    assert done.returncode == 1
    assert f"SOURCE_DATE_EPOCH is '{epoch}'" in done.stderr
    assert "Traceback" not in done.stderr


def test_one_process_builds_again_and_sees_the_edit(team: Path):
    from mkdocs.commands.build import build as build_here
    from mkdocs.config import load_config

    threshold = gc.get_threshold()
    config = load_config(str(team / "mkdocs.yml"), site_dir=str(team / "site"))
    build_here(config)
    assert "Overnight rebalancing" in project(team / "site", "bike-rebalancing")
    edit(
        team / "docs" / "projects" / "bike-rebalancing.md", "title: Overnight rebalancing", "title: Rebalancing by day"
    )
    (team / "docs" / "projects" / "taxi-demand.md").unlink()
    build_here(config)
    assert "Rebalancing by day" in project(team / "site", "bike-rebalancing")
    home = (team / "site" / "projects" / "index.html").read_text("utf-8")
    assert "Rebalancing by day" in home
    assert home.count('class="prospectus-card"') == 2
    assert gc.get_threshold() == threshold
    (team / "prospectus.toml").write_text("document = []\n", "utf-8")
    with pytest.raises(Abort):
        build_here(config)
    assert gc.get_threshold() == threshold


def test_a_bad_config_is_one_clear_error(team: Path):
    (team / "prospectus.toml").write_text("document = []\n", "utf-8")
    done = build(team, team / "site")
    assert done.returncode == 1
    assert "unknown key 'document'; did you mean 'documents'?" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_page_of_the_team_introduces_the_portfolio(team: Path):
    (team / "docs" / "projects" / "index.md").write_text("# What we run\n\nRead *this* first.\n", "utf-8")
    assert build(team, team / "site", "--strict").returncode == 0
    home = (team / "site" / "projects" / "index.html").read_text("utf-8")
    assert "What we run" in home
    assert "Read <em>this</em> first." in home
    assert home.count('class="prospectus-card"') == 3


def test_hostile_text_is_shown_as_text(team: Path):
    document = team / "docs" / "projects" / "bike-rebalancing.md"
    edit(document, "title: Overnight rebalancing of shared bikes", f'title: "{HOSTILE}"')
    edit(document, "owner: Maren Okafor", "owner: <b>Maren</b>")
    churn = team / "docs" / "projects" / "subscriber-churn.md"
    edit(churn, "name: Recall in the top 10%", f'name: "{HOSTILE}"')
    assert build(team, team / "site").returncode == 0
    for page in (team / "site").rglob("*.html"):
        text = page.read_text("utf-8")
        assert "<script>alert" not in text, page
        assert "<img src=x" not in text, page
        assert "<b>Maren" not in text, page


def test_control_characters_reach_no_page(team: Path):
    document = team / "docs" / "projects" / "subscriber-churn.md"
    edit(document, "title: 30-day", 'title: "\\0\\a\\e[31m\\x9b" #')
    edit(document, "name: Recall in the top 10%", 'name: "Recall\\b\\x7f"')
    done = build(team, team / "site")
    assert done.returncode == 0
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]", done.stderr)
    assert "<h1>\ufffd\ufffd\ufffd[31m\ufffd</h1>" in project(team / "site", "subscriber-churn")
    for page in (team / "site").rglob("*.html"):
        assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]", page.read_text("utf-8")), page


def test_two_builds_are_byte_identical(team: Path, built: Path):
    for _ in ("cold", "from the cache"):
        assert build(team, team / "site", "--strict").returncode == 0
    first = {path.relative_to(built): path.read_bytes() for path in built.rglob("*") if path.is_file()}
    second = {path.relative_to(team / "site"): path.read_bytes() for path in team.glob("site/**/*") if path.is_file()}
    assert first.keys() == second.keys()
    different = {str(path) for path in first if first[path] != second[path]}
    assert different <= {"sitemap.xml.gz"}  # gzip stores the file's name; it is MkDocs'
