"""The view of data and models: one line a data set, and who would notice if it went away."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from hypothesis import given
from hypothesis import strategies as st
from prospectus_site.portfolio.catalogue import dataset_anchor
from prospectus_site.tables.table import table_csv, table_data, table_html
from prospectus_site.views.data import VIEW
from prospectus_site.views.data.lineage import MOST_NODES
from support.site_pages import HOSTILE, document, example_portfolio, here, portfolio_of

if TYPE_CHECKING:
    from prospectus_site.views.view import Answer


def answer(lang: str = "en", **projects: dict[str, Any]) -> Answer:
    portfolio = portfolio_of({f"{name}.md": document(name, facts) for name, facts in projects.items()})
    return VIEW.make(portfolio, here(portfolio, lang))


def holds(purpose: str = "train", name: str = "clicks", **facts: Any) -> dict[str, Any]:
    dataset = {"id": name, "purpose": purpose, "version": "1", **facts}
    return {"data": {"datasets": [dataset]}, "models": [{"id": "m", "train": [name]}]}


def test_the_example_portfolio_tells_what_breaks_without_a_data_set() -> None:
    portfolio = example_portfolio()
    found = VIEW.make(portfolio, here(portfolio))
    rows = {row["dataset"]: row for row in table_data(found.tables[0])}
    assert rows["subs-train"]["used_by"] == ["subscriber-churn"]
    assert (rows["subs-train"]["train_count"], rows["subs-train"]["evaluate_count"]) == (1, 0)
    assert rows["weld-golden-2026"]["used_by"] == ["weld-defect", "weld-current-anomaly"]
    assert (rows["weld-golden-2026"]["train_count"], rows["weld-golden-2026"]["evaluate_count"]) == (0, 2)
    assert next(iter(rows)) == "weld-golden-2026", "what most projects would miss stands first"
    assert "73,130,000" in found.lead, "the labels of a shared data set are counted once"
    models = table_data(found.tables[1])
    assert models[0]["model"] == "summariser", "it can be had until 2027-09-30"


def test_the_blast_radius_tells_training_from_evaluation_and_leaves_out_what_ended() -> None:
    found = answer(a=holds(), b=holds("test"), c={**holds(), "status": "rejected"})
    [row] = table_data(found.tables[0])
    assert (row["breaks"], row["train_count"], row["evaluate_count"]) == (2, 1, 1)
    assert row["used_by"] == ["a", "b", "c"]


def test_what_projects_state_differently_is_told() -> None:
    first = holds(version="1", total=10, personal_data=True, license="CC BY-NC 4.0")
    page = table_html(answer(a=first, b=holds(version="2", total=12, personal_data=False)).tables[0], "t")
    assert "versions differ" in page
    assert page.count("stated differently") == 2
    assert "non-commercial" in page
    alone = table_html(answer(a=first, b=first).tables[0], "t")
    assert "differ" not in alone


def test_the_graph_shows_all_where_it_is_small_and_what_is_shared_where_it_is_not() -> None:
    small = answer(a=holds(), b=holds(name="alone")).tables[0]
    assert "alone" in str(small.chart)
    many = {f"p{index}": holds(name=f"own-{index}") for index in range(MOST_NODES)}
    large = answer(**many, a=holds(), b=holds()).tables[0]
    assert "clicks" in str(large.chart)
    assert "own-1" not in str(large.chart)
    assert "only data sets that several projects share" in str(large.note)
    crowd = answer(**{f"p{index}": holds() for index in range(MOST_NODES)}).tables[0]
    assert str(crowd.chart).count("<rect") == MOST_NODES - 1, "a data set, and pairs of a model and its project"
    assert f"as far as {MOST_NODES} boxes go" in str(crowd.note)


def test_every_link_into_the_catalogue_has_a_row() -> None:
    portfolio = example_portfolio()
    found = VIEW.make(portfolio, here(portfolio))
    page = "".join(str(one.chart or "") + table_html(one, "t") for one in found.tables)
    linked, anchors = set(re.findall(r'href="#([^"]+)"', page)), re.findall(r'id="([^"]+)"', page)
    assert linked
    assert linked <= set(anchors)
    assert len(anchors) == len(set(anchors))


@given(st.text(), st.text())
def test_two_data_sets_never_share_an_anchor(one: str, other: str) -> None:
    assert (dataset_anchor(one) == dataset_anchor(other)) == (one == other)
    assert not re.search(r"\s", dataset_anchor(one))


def test_without_data_sets_it_says_what_to_do() -> None:
    found = answer(a={})
    assert [one.id for one in found.tables] == ["data"]
    assert "Add data.datasets" in table_html(found.tables[0], "t")


def test_hostile_text_stays_text() -> None:
    hostile = holds(name=HOSTILE, license=HOSTILE, unit=HOSTILE, version=HOSTILE, total=3, label_state=HOSTILE)
    hostile["models"][0] |= {"id": HOSTILE, "task": HOSTILE, "base_model": HOSTILE, "access": HOSTILE}
    found = answer(a={"title": HOSTILE, **hostile}, b={"title": HOSTILE, **hostile})
    for one in found.tables:
        page = found.lead + str(one.chart or "") + table_html(one, "t")
        assert "<script" not in page
        assert "<img" not in page
        assert table_csv(one)
