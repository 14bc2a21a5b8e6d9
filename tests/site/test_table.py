"""A table says the same as HTML, as CSV and as JSON."""

from __future__ import annotations

import csv
import io

from hypothesis import given
from hypothesis import strategies as st
from prospectus_site.markup import tag
from prospectus_site.tables.table import Cell, Column, Row, Table, table_csv, table_data, table_html

COLUMNS = (Column("name", "Name"), Column("much", "How much", "number"), Column("chart", "Chart", "chart"))


def table(*rows: Row) -> Table:
    return Table("x", "", COLUMNS, rows, empty="Write one.")


ROWS = (
    Row(
        (Cell("a", tag("b", "A")), Cell(0.5, "half", "bad"), Cell(None, tag("svg"))),
        id="a",
        group="One",
        facets={"stage": "design"},
    ),
    Row((Cell("b"), Cell(None), Cell(None)), group="Two"),
    Row((Cell("c"), Cell(3.0), Cell(None)), group="One"),
)


def test_html_groups_rows_and_names_heads_states_and_facets():
    shown = table_html(table(*ROWS), "All of it")
    assert shown.count("<tbody>") == 2
    assert shown.index(">c<") < shown.index(">Two<") < shown.index(">b<")
    assert (
        '<tr id="a" data-stage="design"><th scope="row"><b>A</b></th><td class="number bad" data-value="0.5">half</td>'
        in shown
    )
    assert "<caption>All of it</caption>" in shown
    assert 'tabindex="0"' in shown


def test_data_are_for_programs_alone():
    columns = (Column("name", "Name"), Column("day", "", "data"))
    known = Table("t", "", columns, (Row((Cell("a"), Cell("2026-11-01")), group="One"),))
    assert "2026-11-01" not in table_html(known, "t")
    assert 'colspan="1"' in table_html(known, "t")
    assert table_csv(known) == "name,day\na,2026-11-01\n"
    assert table_data(known) == [{"name": "a", "day": "2026-11-01"}]


def test_csv_and_json_hold_values_and_no_charts():
    assert table_csv(table(*ROWS)) == "name,much\na,0.5\nb,\nc,3\n"
    assert table_data(table(*ROWS))[0] == {"name": "a", "much": 0.5}


def test_an_empty_table_says_what_to_do():
    assert table_html(table(), "x") == '<p class="prospectus-empty">Write one.</p>'
    assert table_csv(table()) == "name,much\n"


@given(st.lists(st.text(), min_size=1, max_size=5))
def test_no_cell_runs_in_a_spreadsheet_and_none_breaks_its_row(texts: list[str]):
    rows = (Row((Cell(text), Cell(1.0), Cell(None))) for text in texts)
    parsed = list(csv.reader(io.StringIO(table_csv(table(*rows)))))
    assert len(parsed) == len(texts) + 1
    assert not any(row[0].startswith(("=", "+", "@", "\t")) for row in parsed)


def test_a_negative_number_stays_one():
    assert table_csv(table(Row((Cell("-x"), Cell(-2.5), Cell(None))))) == "name,much\n'-x,-2.5\n"
    assert table_csv(table(Row((Cell("-3"), Cell(-1e-9), Cell(None))))) == "name,much\n-3,-1e-09\n"
    assert table_csv(table(Row((Cell("-1+cmd|' /C calc'!A0"), Cell(None), Cell(None))))).startswith(
        "name,much\n'-1+cmd"
    )
