"""What views have in common: facets as the script reads them, and every view in both languages over the examples."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from prospectus.ground.language import LANGS
from prospectus_site.tables.table import table_html
from prospectus_site.views import capacity, constraints, data, promises, risks
from support.site_pages import example_portfolio, here

if TYPE_CHECKING:
    from prospectus_site.views.view import View

VIEWS = (promises.VIEW, constraints.VIEW, capacity.VIEW, risks.VIEW, data.VIEW)


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.id)
def test_every_value_of_a_facet_is_one_that_its_filter_names(view: View) -> None:
    portfolio = example_portfolio()
    for table in view.make(portfolio, here(portfolio)).tables:
        for facet in table.filters:
            if not facet.names or facet.key == "owner":
                continue
            values = {value for row in table.rows for value in row.facets.get(facet.key, "").split("\n") if value}
            assert values <= facet.names.keys()


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.id)
def test_both_languages_show_the_same_rows_and_heads_of_their_own(view: View) -> None:
    portfolio = example_portfolio()
    made = {lang: view.make(portfolio, here(portfolio, lang)) for lang in LANGS}
    english, korean = made["en"].tables, made["ko"].tables
    assert [(table.id, len(table.rows)) for table in english] == [(table.id, len(table.rows)) for table in korean]
    for table in korean:
        heads = [str(column.head) for column in table.columns if column.kind != "data"]
        assert all(re.search("[가-힣]", head) for head in heads if not head.startswith("QPS")), heads


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.id)
def test_twice_made_it_is_the_same(view: View) -> None:
    portfolio = example_portfolio()
    first, second = (view.make(portfolio, here(portfolio)) for _ in range(2))
    assert first.lead == second.lead
    assert [(table_html(one, "t"), one.chart) for one in first.tables] == [
        (table_html(one, "t"), one.chart) for one in second.tables
    ]
