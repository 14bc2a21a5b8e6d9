"""The plugin through MkDocs' own command: what it builds, and when it refuses."""

from __future__ import annotations

import json
import re
import shutil
from html.parser import HTMLParser
from typing import TYPE_CHECKING
from urllib.parse import unquote, urldefrag, urljoin

import jsonschema
import pytest
from prospectus.contract.contract import read_schema
from samples import ROOT
from site_build import build

if TYPE_CHECKING:
    from pathlib import Path

HOSTILE = "<script>alert(1)</script>\\\"><img src=x onerror=alert(2)> \u202e & 'x'"


@pytest.fixture
def team(tmp_path: Path) -> Path:
    """A team's repository: a few documents and a small mkdocs.yml."""
    projects = tmp_path / "docs" / "projects"
    projects.mkdir(parents=True)
    for name in ("taxi-demand", "subscriber-churn", "bike-rebalancing"):
        shutil.copy(ROOT / "docs" / "projects" / f"{name}.md", projects)
    (tmp_path / "mkdocs.yml").write_text(
        "site_name: Team\ntheme: {name: material, font: false}\nplugins: [search, prospectus]\n", "utf-8"
    )
    (tmp_path / "prospectus.toml").write_text('documents = ["docs/projects/*.md"]\n', "utf-8")
    return tmp_path


def edit(path: Path, find: str, replace: str) -> None:
    text = path.read_text("utf-8")
    assert text.count(find) == 1
    path.write_text(text.replace(find, replace), "utf-8")


def test_portfolio_data_keeps_its_schema(site: Path):
    data = json.loads((site / "portfolio.json").read_text("utf-8"))
    jsonschema.validate(data, read_schema("portfolio.schema.json"))
    assert len(data["projects"]) == 12


@pytest.mark.parametrize("quiet", [[], ["--quiet"]], ids=["plain", "quiet"])
def test_an_error_finding_fails_a_strict_build_however_quiet(team: Path, quiet: list[str]):
    assert build(team, team / "site", "--strict", *quiet).returncode == 0
    edit(team / "docs" / "projects" / "taxi-demand.md", "target: 5.4", "target: 7.4")
    done = build(team, team / "site", "--strict", *quiet)
    assert done.returncode == 1
    assert "[MET04]" in done.stderr
    assert "Traceback" not in done.stderr
    loose = build(team, team / "site")
    assert loose.returncode == 0
    assert "[MET04]" in loose.stderr


def test_broken_front_matter_is_shown_and_fails_a_strict_build(team: Path):
    edit(team / "docs" / "projects" / "bike-rebalancing.md", "status: draft", "status: @draft")
    assert build(team, team / "site", "--strict").returncode == 1
    assert build(team, team / "site").returncode == 0
    page = (team / "site" / "projects" / "bike-rebalancing" / "index.html").read_text("utf-8")
    assert "STR01" in page


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


def test_two_builds_are_byte_identical(team: Path):
    for target in ("one", "two"):
        assert build(team, team / target, "--strict").returncode == 0
    first = {path.relative_to(team / "one"): path.read_bytes() for path in (team / "one").rglob("*") if path.is_file()}
    second = {path.relative_to(team / "two"): path.read_bytes() for path in (team / "two").rglob("*") if path.is_file()}
    different = {str(path) for path in first if first[path] != second.get(path)}
    assert different <= {"sitemap.xml.gz"}  # gzip stores the time; it is MkDocs'


def test_ours_stays_small(team: Path):
    assert build(team, team / "site", "--strict").returncode == 0
    (team / "mkdocs.yml").write_text(
        "site_name: Team\ntheme: {name: material, font: false}\nplugins: [search]\n", "utf-8"
    )
    assert build(team, team / "plain").returncode == 0
    for name in ("taxi-demand", "subscriber-churn", "bike-rebalancing"):
        ours = (team / "site" / "projects" / name / "index.html").stat().st_size
        plain = (team / "plain" / "projects" / name / "index.html").stat().st_size
        assert ours - plain <= 20_000


class _Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.anchors: set[str] = set()
        self.inline: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name in {"href", "src"} and value:
                self.links.append(value)
            if name == "id" and value:
                self.anchors.add(value)
            if name == "style" or name.startswith("on"):
                self.inline.append(f"{tag} {name}")


def test_every_internal_link_and_anchor_resolves(site: Path):
    pages: dict[str, _Links] = {}
    for file in site.rglob("*.html"):
        if file.name == "404.html":
            continue
        parser = _Links()
        parser.feed(file.read_text("utf-8"))
        pages[f"/{file.relative_to(site).as_posix()}"] = parser
    broken = []
    for page, parser in pages.items():
        for link in parser.links:
            if re.match(r"[a-z]+:|//", link):
                continue
            target, anchor = urldefrag(urljoin(page, link))
            target = unquote(target)
            name = f"{target}index.html" if target.endswith("/") else target
            if not (site / name.lstrip("/")).exists() or (
                anchor and name in pages and unquote(anchor) not in pages[name].anchors and anchor != "__skip"
            ):
                broken.append((page, link))
    assert broken == []


def test_our_pages_have_no_inline_style_or_handler(site: Path):
    text = (site / "projects" / "taxi-demand" / "index.html").read_text("utf-8")
    ours = text[text.index('class="prospectus-crumbs"') : text.index("</article>")]
    parser = _Links()
    parser.feed(ours)
    assert parser.inline == [] or all("th " in entry or "td " in entry for entry in parser.inline)
    assert "<script" not in ours
