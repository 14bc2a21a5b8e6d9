"""Choosing, sorting and comparing in a real browser: the state is in the URL, and nothing is needed that a page from disk lacks."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import prospectus_site
import pytest
from prospectus_site.markup import tag
from prospectus_site.tables.table import Cell, Column, Row, Table, table_html
from support.samples import example_texts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Locator, Page
    from support.built_site import BuiltSite

SCRIPT = Path(prospectus_site.__file__).parent / "assets" / "prospectus.js"
ALL = len(example_texts())


class Watched:
    """A page in a fresh context, and what it complained about."""

    def __init__(self, browser: Browser, **options: object) -> None:
        self.context = browser.new_context(viewport={"width": 1400, "height": 900}, **options)  # type: ignore[arg-type]
        self.page = self.context.new_page()
        self.faults: list[str] = []
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))
        self.page.on(
            "console", lambda said: self.faults.append(said.text) if said.type in {"error", "warning"} else None
        )


@pytest.fixture
def watched(browser: Browser) -> Iterator[Watched]:
    found = Watched(browser)
    yield found
    found.context.close()
    assert found.faults == []


@pytest.fixture(params=["hosted", "file"])
def home(request: pytest.FixtureRequest, site: Path) -> str:
    """The home of the portfolio: from a server with a strict policy and a theme that loads pages by itself; and from disk."""
    if request.param == "hosted":
        return f"{request.getfixturevalue('hosted').url}projects/"
    return (site / "projects" / "index.html").as_uri()


def query(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


def shown(page: Page) -> list[str]:
    return page.locator(".prospectus-card:visible h3").all_inner_texts()


def field(page: Page, name: str) -> Locator:
    """A control of the form."""
    return page.locator(f".prospectus-filter [name={name}]")


def test_a_facet_chooses_cards_and_a_reload_keeps_the_choice(watched: Watched, home: str):
    page = watched.page
    page.goto(home)
    assert len(shown(page)) == ALL
    field(page, "stage").select_option("action")
    assert len(shown(page)) == 4
    assert page.get_by_role("status").inner_text() == f"4 of {ALL} projects"
    assert query(page) == {"stage": ["action"]}
    field(page, "text").fill("weld")
    page.reload()
    assert query(page) == {"stage": ["action"], "text": ["weld"]}
    assert shown(page) == ["용접 이음 사진의 결함 검출"]
    assert field(page, "stage").input_value() == "action"
    field(page, "text").fill("nothing like it")
    assert page.get_by_text("Nothing matches.").is_visible()
    page.locator(".prospectus-filter button").click()
    assert len(shown(page)) == ALL
    assert query(page) == {}


def test_a_tile_is_a_step_that_the_back_button_takes_back(watched: Watched, home: str):
    page = watched.page
    page.goto(home)
    page.locator(".prospectus-pipeline a", has_text="Baseline and prototype").click()
    assert query(page) == {"stage": ["prototype"]}
    assert len(shown(page)) == 4
    page.locator(".prospectus-numbers a", has_text="in service").click()
    assert query(page) == {"state": ["in-service"]}
    assert len(shown(page)) == 5
    page.go_back()
    assert query(page) == {"stage": ["prototype"]}
    assert len(shown(page)) == 4
    page.go_back()
    assert query(page) == {}
    assert len(shown(page)) == ALL
    page.go_forward()
    assert len(shown(page)) == 4


def test_cards_are_sorted_and_what_has_no_day_comes_last(watched: Watched, home: str):
    page = watched.page
    page.goto(f"{home}?sort=review")
    assert field(page, "sort").input_value() == "review"
    titles = shown(page)
    assert titles[0] == "사내 회의의 음성 기록"
    field(page, "sort").select_option("-updated")
    assert query(page) == {"sort": ["-updated"]}
    assert shown(page)[-1] == "Popular items shelf in the grocery web shop"
    field(page, "sort").select_option("")
    assert query(page) == {}
    assert shown(page)[0] == "30-day subscriber churn prediction"


def test_a_value_that_no_project_has_in_a_shared_link_shows_all(watched: Watched, home: str):
    watched.page.goto(f"{home}?stage=dreaming&other=1")
    assert len(shown(watched.page)) == ALL
    field(watched.page, "owner").select_option("Dana Kim")
    assert query(watched.page)["other"] == ["1"]


def test_a_facet_out_of_sight_is_opened_where_the_url_chooses_by_it(watched: Watched, home: str):
    watched.page.goto(f"{home}?mode=batch")
    assert field(watched.page, "mode").is_visible()
    assert len(shown(watched.page)) == 3


def test_the_keyboard_is_enough(watched: Watched, home: str):
    page = watched.page
    page.goto(home)
    field(page, "text").focus()
    page.keyboard.type("churn")
    assert len(shown(page)) < ALL
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.name") == "state"
    page.goto(f"{home.removesuffix('index.html')}views/todo/{'index.html' if home.endswith('html') else ''}")
    page.get_by_role("button", name="Project").focus()
    page.keyboard.press("Enter")
    head = page.locator("th", has=page.get_by_role("button", name="Project"))
    assert head.get_attribute("aria-sort") == "ascending"
    page.keyboard.press("Enter")
    assert head.get_attribute("aria-sort") == "descending"
    assert query(page) == {"sort-todo": ["-project"]}


def test_it_works_on_a_page_that_the_theme_loads_by_itself(watched: Watched, hosted: BuiltSite):
    page = watched.page
    page.goto(f"{hosted.url}projects/")
    page.wait_for_load_state("networkidle")  # the theme reads first which pages the site has
    page.evaluate("window.isSame = true")
    page.locator(".prospectus-bar").get_by_role("link", name="To do").click()
    page.wait_for_url("**/views/todo/")
    field(page, "kind").select_option("missed")
    assert page.locator("tbody tr:not(.group):visible").count() == 3
    assert page.locator("tbody tr.group:visible").count() == 3
    page.locator(".prospectus-bar").get_by_role("link", name="Overview").click()
    page.wait_for_url("**/projects/*")
    field(page, "stage").select_option("action")
    assert len(shown(page)) == 4
    assert page.evaluate("window.isSame")


def test_without_javascript_everything_is_there_and_nothing_is_offered_that_would_not_work(
    browser: Browser, address: str
):
    found = Watched(browser, java_script_enabled=False)
    page = found.page
    page.goto(f"{address}projects/")
    assert len(shown(page)) == ALL
    assert page.locator(".prospectus-filter:visible").count() == 0
    for link in page.locator("a[data-prospectus-choose]").all():
        target = str(link.get_attribute("href"))
        if target.startswith("#"):
            assert page.locator(f"[id='{target[1:]}']").count() == 1
    page.goto(f"{address}projects/views/todo/")
    assert page.locator("th button").count() == 0
    found.context.close()


# -- what no view of the example has ---------------------------------------------------------------------------------


def visit(watched: Watched, folder: Path, *content: str) -> Page:
    """A page of ours with the script and nothing else."""
    body = tag("main", *content, tag("script", src=SCRIPT.as_uri()), class_="prospectus-view")
    (folder / "page.html").write_text(f"<!doctype html><meta charset=utf-8>{body}", "utf-8")
    watched.page.goto((folder / "page.html").as_uri())
    return watched.page


def test_numbers_sort_by_their_amount_and_blanks_come_last(watched: Watched, tmp_path: Path):
    columns = (Column("name", "Name"), Column("cost", "Cost", "number"))
    values = {"a": 9.0, "b": 1200.0, "c": None, "d": -3.0}
    rows = tuple(
        Row((Cell(name), Cell(value, None if value is None else f"{value:,} KRW"))) for name, value in values.items()
    )
    page = visit(watched, tmp_path, table_html(Table("costs", "", columns, rows), "Costs"))
    page.get_by_role("button", name="Cost").click()
    assert page.locator("tbody th").all_inner_texts() == ["d", "a", "b", "c"]
    page.get_by_role("button", name="Cost").click()
    assert page.locator("tbody th").all_inner_texts() == ["b", "a", "d", "c"]
    page.reload()
    assert page.locator("tbody th").all_inner_texts() == ["b", "a", "d", "c"]


def compared(*projects: str) -> str:
    options = [tag("option", name, value=name) for name in ("", *projects)]
    form = tag("form", tag("label", "Project", tag("select", options, name="p")), hidden=True)
    heads = tag("tr", tag("th", "Fact"), [tag("th", name, data_project=name) for name in projects])
    row = tag("tr", tag("th", "Stage"), [tag("td", f"of {name}", data_project=name) for name in projects])
    return tag("div", form, tag("table", tag("thead", heads), tag("tbody", row)), **{"data-prospectus-compare": ""})


def test_two_to_four_projects_are_compared_and_the_url_says_which(watched: Watched, tmp_path: Path):
    page = visit(watched, tmp_path, compared("a", "b", "c", "d", "e"))
    cells = page.locator("td:visible")
    assert cells.count() == 5
    assert page.get_by_label("Project").count() == 4
    page.get_by_label("Project").nth(0).select_option("c")
    page.get_by_label("Project").nth(1).select_option("a")
    assert cells.all_inner_texts() == ["of a", "of c"]
    assert page.url.endswith("?p=c,a")
    page.reload()
    assert cells.all_inner_texts() == ["of a", "of c"]
    assert page.get_by_label("Project").nth(0).input_value() == "c"
    page.goto(re.sub(r"\?.*", "?p=a,a,x,b,c,d,e", page.url))
    assert cells.count() == 4


def test_the_script_is_small():
    import gzip

    assert len(gzip.compress(SCRIPT.read_bytes())) < 8_000
    assert "innerHTML" not in SCRIPT.read_text("utf-8")
