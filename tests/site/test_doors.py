"""The MkDocs plugin at its doors: which page each document gets, what stands in the site, and what is refused."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from mkdocs.exceptions import ConfigurationError, PluginError
from support.team import PICTURE, Links, article, build_team, document, write, write_team

if TYPE_CHECKING:
    from pathlib import Path

    from support.team import Built


def projects(built: Built) -> list[str]:
    return [entry["path"] for entry in json.loads(built.text("portfolio.json"))["projects"]]


# -- a page for each document ------------------------------------------------------------------------------------------


def test_two_documents_of_one_name_outside_docs_have_a_page_each(tmp_path: Path):
    files = {"ml/churn/design.md": document("Churn"), "ml/taxi/design.md": document("Taxi")}
    built = build_team(write_team(tmp_path, files, "ml/**/*.md"))
    assert not built.is_failed, built.log
    assert ">Churn<" in built.html("projects/churn/design/")
    assert ">Taxi<" in built.html("projects/taxi/design/")
    home = Links(built.html("projects/")).targets
    assert {"churn/design/", "taxi/design/"} <= {*home}


def test_documents_outside_docs_link_to_each_other_to_pictures_and_to_pages(tmp_path: Path):
    body = (
        "[taxi](../taxi/design.md#situation) ![plan](img/plan.png) ![logo](../../art/logo.png)\n"
        '[guide](../../docs/guide.md) [code](../../src/train.py "the code")\n\n<img src="img/plan.png" alt="plan">'
    )
    files = {
        "ml/churn/design.md": document("Churn", body),
        "ml/churn/img/plan.png": PICTURE,
        "ml/taxi/design.md": document("Taxi"),
        "art/logo.png": PICTURE,
        "src/train.py": "print()\n",
        "docs/guide.md": "# Guide\n\n[the project](../ml/churn/design.md)\n",
    }
    built = build_team(write_team(tmp_path, files, "ml/**/*.md"), validation={"links": {"anchors": "warn"}})
    assert not built.is_failed, built.log
    page = built.folder / "projects" / "churn" / "design"
    targets = Links(article(built.html("projects/churn/design/"))).targets
    for name in ("taxi/design/", "img/plan.png", "logo.png", "guide/", "train.py"):
        found = [target for target in targets if name in target]
        assert found, name
        assert all((page / target.partition("#")[0]).exists() for target in found), found


def test_nothing_outside_the_repository_is_published(tmp_path: Path):
    write(tmp_path, {"secret.png": PICTURE})
    team = write_team(
        tmp_path / "team",
        {
            "ml/a.md": document("A", "![x](../../secret.png) ![y](link.png) ![z](.hidden.png)"),
            "ml/.hidden.png": PICTURE,
        },
        "ml/*.md",
    )
    (team / "ml" / "link.png").symlink_to(tmp_path / "secret.png")
    built = build_team(team, strict=False)
    assert not built.is_failed
    assert [path for path in built.folder.rglob("*.png") if "assets/images" not in path.as_posix()] == []


def test_a_lone_readme_outside_docs_is_at_its_folder_and_leaves_the_portfolio_its_page(tmp_path: Path):
    team = write_team(tmp_path, {"ml/churn/README.md": document("Churn")}, "ml/**/*.md")
    write(team, {"prospectus.toml": 'documents = ["ml/**/*.md"]\nexclude = []\n'})
    built = build_team(team)
    assert not built.is_failed, built.log
    assert ">Churn<" in built.html("projects/churn/")
    assert "prospectus-view" in built.html("projects/")


def test_the_repositorys_own_readme_as_a_document(tmp_path: Path):
    team = write_team(tmp_path, {"README.md": document("Churn")}, "README.md")
    write(team, {"prospectus.toml": 'documents = ["README.md"]\nexclude = []\n'})
    built = build_team(team)
    assert not built.is_failed, built.log
    assert ">Churn<" in built.html("projects/README-2/")
    assert "prospectus-view" in built.html("projects/")


@pytest.mark.parametrize("name", ["index.md", "README.md"])
def test_a_document_at_the_portfolios_page_keeps_it_and_a_strict_build_fails(tmp_path: Path, name: str):
    files = {f"docs/projects/{name}": document("All"), "docs/projects/churn.md": document("Churn")}
    team = write_team(tmp_path, files)
    write(team, {"prospectus.toml": 'documents = ["docs/projects/*.md"]\nexclude = []\n'})
    assert build_team(team).is_failed
    built = build_team(team, strict=False)
    assert ">All<" in built.html("projects/")
    assert "prospectus-view" in built.html("projects/portfolio/")
    assert any(f"docs/projects/{name} stands where" in line for line in built.log["WARNING"])
    other = build_team(team, {"index": "portfolio.md"})
    assert not other.is_failed, other.log
    assert "prospectus-view" in other.html("portfolio/")


@pytest.mark.parametrize("directory_urls", [True, False])
def test_documents_named_index_in_folders_of_their_own_with_pictures(tmp_path: Path, directory_urls: bool):  # noqa: FBT001
    files = {
        "docs/projects/churn/index.md": document("Churn", "![plan](plan.png) [taxi](../taxi/index.md)"),
        "docs/projects/churn/plan.png": PICTURE,
        "docs/projects/taxi/index.md": document("Taxi", "[churn](../churn/index.md)"),
    }
    team = write_team(tmp_path, files)
    write(team, {"prospectus.toml": 'documents = ["docs/projects/*/index.md"]\nexclude = []\n'})
    built = build_team(team, use_directory_urls=directory_urls)
    assert not built.is_failed, built.log
    assert "../taxi/" in " ".join(Links(article(built.html("projects/churn/"))).targets)
    assert (built.folder / "projects" / "churn" / "plan.png").exists()
    home = Links(article(built.html("projects/"))).targets
    assert ("churn/" if directory_urls else "churn/index.html") in home


@pytest.mark.parametrize("other", ["a/index.md", "a.markdown", "a.mkd"])
def test_two_documents_of_one_address_have_a_page_each(tmp_path: Path, other: str):
    files = {"docs/projects/a.md": document("First"), f"docs/projects/{other}": document("Second")}
    team = write_team(tmp_path, files)
    write(team, {"prospectus.toml": 'documents = ["docs/projects/**/*.m*"]\nexclude = []\n'})
    assert build_team(team).is_failed
    built = build_team(team, strict=False)
    shown = " ".join(built.html(page) for page in ("projects/a/", *built.pages - {"projects/", "projects/a/"}))
    assert "<h1" in shown
    assert all(f">{title}<" in shown for title in ("First", "Second"))
    assert len(projects(built)) == 2


def test_views_never_stand_where_a_document_is(tmp_path: Path):
    files = {"docs/projects/views/promises.md": document("Views"), "docs/projects/views/promises.csv": "mine\n"}
    built = build_team(write_team(tmp_path, files))
    assert not built.is_failed, built.log
    assert ">Views<" in built.html("projects/views/promises/")
    assert built.text("projects/views/promises.csv") == "mine\n"
    assert built.text("projects/views-2/promises.csv").startswith("project")


# -- what is left out --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("option", ["exclude_docs", "draft_docs"])
def test_a_document_left_out_of_the_site_is_nowhere(tmp_path: Path, option: str):
    files = {
        "docs/projects/churn.md": document("Churn"),
        "docs/projects/draft.md": document("Secret plan").replace("updated: 2026-11-20\n", ""),  # and it has an error
    }
    built = build_team(write_team(tmp_path, files), **{option: "draft.md\n"})
    assert not built.is_failed, built.log
    for path in built.folder.rglob("*"):
        if path.is_file() and path.suffix in {".html", ".json", ".csv", ".xml"}:
            text = path.read_text("utf-8")
            assert "Secret plan" not in text, path
            assert "secret-plan" not in text, path
    assert projects(built) == ["docs/projects/churn.md"]
    assert any("docs/projects/draft.md" in line and "nowhere" in line for line in built.log["INFO"])


def test_a_document_outside_docs_can_be_left_out_by_its_address(tmp_path: Path):
    files = {"ml/a.md": document("A"), "ml/b.md": document("B")}
    built = build_team(write_team(tmp_path, files, "ml/*.md"), exclude_docs="/projects/b.md\n")
    assert not built.is_failed, built.log
    assert projects(built) == ["ml/a.md"]


# -- the team's own page -----------------------------------------------------------------------------------------------


def test_front_matter_of_the_teams_own_page_is_no_text_and_its_comment_no_title(tmp_path: Path):
    own = "---\n# our comment\ntags: [ml]\ndescription: All we run\n---\n\nRead *this*.\n\n```\n# not a title\n```\n\n# What we run\n"
    files = {"docs/projects/index.md": own, "docs/projects/churn.md": document("Churn")}
    built = build_team(write_team(tmp_path, files))
    assert not built.is_failed, built.log
    home = built.html("projects/")
    assert "<title>What we run - Team</title>" in home
    assert '<meta name="description" content="All we run">' in home
    assert "our comment" not in home
    assert "tags: [ml]" not in home
    assert "Read <em>this</em>." in home
    assert "churn/" in Links(article(home)).targets


def test_a_readme_of_the_team_introduces_the_portfolio_too(tmp_path: Path):
    files = {"docs/projects/README.md": "# What we run\n", "docs/projects/churn.md": document("Churn")}
    built = build_team(write_team(tmp_path, files))
    assert not built.is_failed, built.log
    assert "What we run" in built.html("projects/")
    assert "churn/" in Links(article(built.html("projects/"))).targets


def test_a_page_that_is_not_utf_8_is_one_clear_error(tmp_path: Path):
    built = build_team(write_team(tmp_path, {"docs/projects/index.md": b"# \xff\n"}), strict=False)
    assert built.is_failed
    assert any("projects/index.md is not UTF-8" in line for line in built.log["ERROR"])


# -- options -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("option", "value", "said"),
    [
        ("index", "../index.md", "no place in the site"),
        ("index", "/projects/index.md", "no place in the site"),
        ("index", "projects\\index.md", "no place in the site"),
        ("index", "projects/index.html", "must end with `.md`"),
        ("index", "", "no place in the site"),
        ("data_file", "../../portfolio.json", "no place in the site"),
        ("data_file", "/tmp/portfolio.json", "no place in the site"),  # noqa: S108 - it is refused
        ("data_file", "C:/portfolio.json", "no place in the site"),
        ("data_file", "portfolio.md", "must end with `.json`"),
        ("data_file", "a//b.json", "no place in the site"),
        ("rules", "../rules", "no place in the site"),
        ("rules", "/rules", "no place in the site"),
        ("rules", ".rules", "no place in the site"),
        ("languages", ["fr"], "Expected one of"),
        ("nav", "yes please", "Expected type"),
    ],
)
def test_an_option_out_of_its_bounds_is_one_clear_sentence(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, option: str, value: object, said: str
):
    team = write_team(tmp_path, {"docs/projects/churn.md": document("Churn")})
    try:
        built = build_team(team, {option: value})
    except ConfigurationError:
        pass
    else:
        assert built.is_failed
    assert said in caplog.text
    assert not list(tmp_path.parent.glob("*.json"))


def test_data_file_and_rules_may_be_empty(tmp_path: Path):
    built = build_team(
        write_team(tmp_path, {"docs/projects/churn.md": document("Churn")}), {"data_file": "", "rules": ""}
    )
    assert not built.is_failed, built.log
    assert not (built.folder / "portfolio.json").exists()
    assert not any(page.startswith("rules/") for page in built.pages)


def test_a_data_file_of_the_teams_own_is_not_replaced(tmp_path: Path):
    files = {"docs/portfolio.json": "{}\n", "docs/projects/churn.md": document("Churn")}
    built = build_team(write_team(tmp_path, files), strict=False)
    assert built.is_failed
    assert any("give the plugin another `data_file`" in line for line in built.log["ERROR"])


def test_the_data_may_stand_where_the_views_would(tmp_path: Path):
    team = write_team(tmp_path, {"docs/projects/churn.md": document("Churn")})
    built = build_team(team, {"data_file": "projects/views/board.json"})
    assert "generator" in json.loads(built.text("projects/views/board.json"))
    assert "projects/views-2/board/" in built.pages
    assert (built.folder / "projects/views-2/board.json").exists()


def test_assets_of_the_teams_own_are_not_replaced(tmp_path: Path):
    names = [f"assets/prospectus/{name}" for name in ("prospectus.css", "prospectus.js", "review.css")]
    files = {f"docs/{name}": "/* ours */\n" for name in names}
    built = build_team(write_team(tmp_path, {**files, "docs/projects/churn.md": document("Churn")}))
    assert [built.text(name) for name in names] == ["/* ours */\n"] * len(names)


@pytest.mark.parametrize("theme", ["mkdocs", "readthedocs"])
def test_another_theme_shows_all_of_a_page(tmp_path: Path, theme: str):
    built = build_team(write_team(tmp_path, {"docs/projects/churn.md": document("Churn")}), theme={"name": theme})
    assert not built.is_failed, built.log
    assert "prospectus-card" in built.html("projects/")
    assert "data-prospectus=" not in built.html("projects/churn/")


@pytest.mark.parametrize(
    ("languages", "theme", "first", "second"),
    [
        (["en", "ko"], "en", "en", "ko"),
        (["en", "ko"], "ko", "ko", "en"),
        (["en"], "en", "en", ""),
        (["ko"], "en", "ko", ""),
    ],
)
def test_the_language_of_the_site_comes_first(
    tmp_path: Path, languages: list[str], theme: str, first: str, second: str
):
    built = build_team(
        write_team(tmp_path, {"docs/projects/churn.md": document("Churn")}),
        {"languages": languages},
        theme={"name": "material", "font": False, "language": theme},
    )
    assert not built.is_failed, built.log
    assert f'<html lang="{first}"' in built.html("projects/")
    assert {page.split("/")[2] for page in built.pages if page.startswith("projects/views/")} >= {second} - {""}
    assert bool(second) is any(f"views/{second}/" in page for page in built.pages if second)


def test_an_unknown_option_is_mkdocs_own_warning(tmp_path: Path, caplog: pytest.LogCaptureFixture):
    build_team(write_team(tmp_path, {"docs/projects/churn.md": document("Churn")}), {"indx": "a.md"}, strict=False)
    assert "Unrecognised configuration name: indx" in caplog.text


# -- the page's language and metadata ----------------------------------------------------------------------------------


def test_a_korean_page_is_korean_all_over(tmp_path: Path):
    files = {
        "docs/projects/churn.md": document("Churn"),
        "docs/projects/taxi.md": document("택시 수요", lang="ko"),
        "docs/ko.md": "---\nlang: ko\n---\n\n# 안내\n\n## 처음\n",
        "docs/odd.md": "---\nlang: ../../x\n---\n\n# Odd\n",
        "docs/index.md": "# Start\n",
    }
    built = build_team(write_team(tmp_path, files))
    assert not built.is_failed, built.log
    for page, lang, word in (
        ("projects/taxi/", "ko", "목차"),
        ("ko/", "ko", "목차"),
        ("projects/churn/", "en", "Table of contents"),
        ("", "en", "Table of contents"),
        ("odd/", "en", "Table of contents"),
    ):
        html = built.html(page)
        assert f'<html lang="{lang}"' in html, page
        assert word in html, page


def test_contents_in_the_navigation_are_not_hidden_with_it(tmp_path: Path):
    team = write_team(tmp_path, {"docs/projects/churn.md": document("Churn")})
    apart = build_team(team).html("projects/churn/")
    theme = {"name": "material", "font": False, "features": ["toc.integrate"]}
    integrated = build_team(team, theme=theme).html("projects/churn/")
    sidebar = 'md-sidebar--primary" data-md-component="sidebar" data-md-type="navigation" hidden'
    assert sidebar in apart
    assert sidebar not in integrated
    assert 'href="#situation"' in integrated


def test_aligned_tables_have_no_inline_style(tmp_path: Path):
    table = "| a | b | c |\n|:--|--:|:-:|\n| 1 | 2 | 3 |\n"
    team = write_team(tmp_path, {"docs/projects/churn.md": document("Churn", table)})
    for extensions in (["tables"], [{"tables": {"use_align_attribute": True}}]):
        page = article(build_team(team, markdown_extensions=extensions).html("projects/churn/"))
        assert 'class="prospectus-right">2<' in page
        assert [entry for entry in Links(page).attributes if entry[1] in {"style", "align"}] == []


# -- navigation --------------------------------------------------------------------------------------------------------

TABS = {"name": "material", "font": False, "features": ["navigation.tabs", "navigation.indexes"]}


def active_tab(html: str) -> str:
    at = html.index("md-tabs__item--active")
    return html[html.index("md-tabs__link", at) : html.index("</a>", at)].partition(">")[2].strip()


@pytest.mark.parametrize(
    ("nav", "tab"),
    [
        pytest.param(None, "Projects", id="auto"),
        pytest.param(["index.md"], "Portfolio", id="not listed"),
        pytest.param(["index.md", {"Our work": "projects/index.md"}], "Our work", id="listed"),
        pytest.param(["index.md", {"Work": ["projects/index.md", "other.md"]}], "Work", id="first of a section"),
        pytest.param(["index.md", {"Work": ["other.md", {"All": "projects/index.md"}]}], "Work", id="deep"),
    ],
)
@pytest.mark.parametrize("features", [["navigation.sections"], ["navigation.prune", "toc.integrate"]])
def test_a_projects_page_belongs_to_the_portfolio(tmp_path: Path, nav: object, tab: str, features: list[str]):
    files = {
        "docs/index.md": "# Start\n",
        "docs/other.md": "# Other\n",
        "docs/projects/churn.md": document("Churn"),
    }
    theme = {**TABS, "features": [*TABS["features"], *features]}
    config = {"nav": nav} if nav else {}
    built = build_team(write_team(tmp_path, files), {"rules": "rules"}, theme=theme, **config)
    assert not built.is_failed, built.log
    for page in ("projects/", "projects/churn/", "projects/views/promises/"):
        assert active_tab(built.html(page)) == tab, page
    if nav is None:
        assert active_tab(built.html("rules/MET04/")) == "Rules"
    else:
        assert "md-tabs__item--active" not in built.html("rules/MET04/")


def test_the_navigation_stays_as_it_is_where_that_is_wanted(tmp_path: Path):
    files = {"docs/index.md": "# Start\n", "docs/projects/churn.md": document("Churn")}
    built = build_team(write_team(tmp_path, files), {"nav": False}, theme=TABS, nav=["index.md"])
    assert not built.is_failed, built.log
    assert "projects/" not in Links(built.html("")).targets


def test_a_site_without_a_first_page_leads_to_the_portfolio(tmp_path: Path):
    team = write_team(tmp_path, {"docs/projects/churn.md": document("Churn")})
    built = build_team(team, site_url="https://example.org/ml/")
    assert '<meta http-equiv="refresh" content="0; url=projects/">' in built.html("")
    write(team, {"docs/README.md": "# Ours\n"})
    assert "Ours" in build_team(team).html("")
    (team / "docs" / "README.md").unlink()
    assert "prospectus-view" in build_team(team, {"index": "index.md"}).html("")


# -- sources -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("config", "inside", "outside"),
    [
        (
            {"repo_url": "https://github.com/o/r", "edit_uri": "edit/main/docs/"},
            "https://github.com/o/r/edit/main/docs/projects/churn.md",
            "https://github.com/o/r/edit/main/ml/taxi.md",
        ),
        (
            {"repo_url": "https://git.example.com/o/r", "edit_uri_template": "_edit/main/docs/{path}"},
            "https://git.example.com/o/r/_edit/main/docs/projects/churn.md",
            "https://git.example.com/o/r/_edit/main/ml/taxi.md",
        ),
        (
            {"repo_url": "https://git.example.com/o/r", "edit_uri": "edit/main/elsewhere/"},
            "https://git.example.com/o/r/edit/main/elsewhere/projects/churn.md",
            "",
        ),
    ],
)
def test_a_projects_page_has_its_edit_button(tmp_path: Path, config: dict[str, str], inside: str, outside: str):
    files = {"docs/projects/churn.md": document("Churn"), "ml/taxi.md": document("Taxi")}
    team = write_team(tmp_path, files)
    write(team, {"prospectus.toml": 'documents = ["docs/projects/*.md", "ml/*.md"]\n'})
    theme = {"name": "material", "font": False, "features": ["content.action.edit", "content.action.view"]}
    built = build_team(team, theme=theme, **config)
    assert not built.is_failed, built.log
    assert inside in Links(built.html("projects/churn/")).targets
    if outside:
        assert outside in Links(built.html("projects/taxi/")).targets
    else:
        assert 'rel="edit"' not in built.html("projects/taxi/")
    assert 'rel="edit"' not in built.html("projects/")


# -- what changes meanwhile --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("nav", [None, [{"Churn": "projects/churn.md"}, "projects/index.md"]])
def test_a_document_that_vanishes_after_it_was_read_is_still_built(tmp_path: Path, nav: object):
    team = write_team(
        tmp_path,
        {
            "docs/projects/churn.md": document("Churn"),
            "docs/projects/taxi.md": document("Taxi"),
            "hooks.py": (
                "import pathlib\n\n\ndef on_nav(nav, config, files):\n"
                "    pathlib.Path(config.docs_dir, 'projects', 'churn.md').unlink()\n    return nav\n"
            ),
        },
    )
    built = build_team(team, hooks=["hooks.py"], **({"nav": nav} if nav else {}))
    assert not built.is_failed, built.log
    assert "Churn" in built.html("projects/churn/")


@pytest.mark.parametrize(
    ("event", "gone"),
    [("on_files(files, config)", "docs/projects/churn.md"), ("on_env(env, config, files)", "ml/plan.png")],
)
def test_a_file_that_vanishes_before_it_is_taken_is_one_clear_error(tmp_path: Path, event: str, gone: str):
    returned = event.partition("(")[2].partition(",")[0]
    hook = f"""from pathlib import Path
from mkdocs.plugins import event_priority


@event_priority(200)
def {event}:
    Path(__file__).with_name("{gone.partition("/")[0]}").joinpath("{gone.partition("/")[2]}").unlink()
    return {returned}
"""
    files = {
        "docs/projects/churn.md": document("Churn"),
        "ml/taxi.md": document("Taxi", "![plan](plan.png)"),
        "ml/plan.png": PICTURE,
        "hooks.py": hook,
    }
    team = write_team(tmp_path, files, "**/*.md")
    with pytest.raises(PluginError, match=f"{gone.rpartition('/')[2]} has changed, or is gone"):
        build_team(team, hooks=["hooks.py"])


def test_no_heading_of_a_writer_has_an_anchor_of_ours(tmp_path: Path):
    ours = [
        "Findings",
        "Finding",
        "Facts",
        "Ahead",
        "Changes",
        "Attention",
        "In service",
        "Pipeline",
        "Moved",
        "Projects",
    ]
    headings = "\n\n".join(f"## {heading}\n\nText." for heading in ours)
    files = {
        "docs/projects/churn.md": document("Churn", headings, front="next_review: 2020-01-01\n"),
        "docs/projects/index.md": f"# Ours\n\n{headings}\n",
    }
    built = build_team(write_team(tmp_path, files, "docs/projects/churn.md"), strict=False)
    for page in ("projects/", "projects/churn/"):
        ids = [value for _, name, value in Links(built.html(page)).attributes if name == "id"]
        assert "p-ahead" in ids or "p-attention" in ids
        assert len(ids) == len(set(ids)), page
