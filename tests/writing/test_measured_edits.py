"""Measured values in any front matter: one value more, in its place and its style, and every other byte as it was."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from prospectus.contract.contract import standard_contract
from prospectus.ground.source import Source
from prospectus.model.document import Document
from prospectus.model.parsed import Parsed
from prospectus.project.metrics import measured, metrics, out_of_order
from prospectus.writing.measuring.changes import Given, changes
from prospectus.writing.measuring.measurement import NOTHING_SAID, Context, Measurement
from prospectus.writing.measuring.metric_names import metric_of
from prospectus.writing.measuring.plan import Wanted
from support.samples import PROJECTS, example_texts

if TYPE_CHECKING:
    from collections.abc import Sequence

TODAY = date(2026, 11, 26)
CONTRACT = standard_contract()


def read(text: str) -> Document:
    return Document(Parsed(Source("x.md", text)), CONTRACT)


def with_value(document: Document, name: str, value: float, context: Context, *, replaces: bool = False) -> Document:
    wanted = Wanted(document, metric_of(document, name), Measurement(name, value), NOTHING_SAID)
    (change,) = changes([wanted], Given(TODAY, context, replaces=replaces))
    return change.after


def page(values: str, rest: str = "") -> str:
    return f"---\nstage: design\nmetrics:\n  - id: mae\n    direction: min\n{values}{rest}---\n\n# Body\n\n- {{x}}\n"


def put_in(before: str, after: str) -> str:
    """What stands in the second text and not in the first, which it holds otherwise."""
    start = next((at for at, (one, other) in enumerate(zip(before, after, strict=False)) if one != other), len(before))
    length = len(after) - len(before)
    while start and before[: start - 1] + after[start - 1 : start - 1 + length] + before[start - 1 :] == after:
        start -= 1
    assert before[:start] + after[start : start + length] + before[start:] == after
    return after[start : start + length]


ROWS = {
    "flow": "      - {{value: {0}, date: {1}, phase: offline}}\n",
    "block": "      - value: {0}\n        date: {1}\n        phase: offline\n",
    "short": "      - {1} offline: {0}\n",
    "quoted": '      - "{1} offline: {0}"\n',
}
NEW = {
    "flow": "- {value: 4.5, date: 2026-10-02, phase: offline}",
    "block": "- value: 4.5\n        date: 2026-10-02\n        phase: offline",
    "short": "- 2026-10-02 offline: 4.5",
    "quoted": '- "2026-10-02 offline: 4.5"',
}


@pytest.mark.parametrize("style", ROWS)
@pytest.mark.parametrize(
    ("days", "place"),
    [
        (("2026-09-01", "2026-10-01"), 2),
        (("2026-09-01", "2026-11-01"), 1),
        (("2026-11-01", "2026-11-02"), 0),
        (("2026-10-01", "2026-09-01"), 0),
        (("2026-11-01", "2026-09-01"), 1),
        (("2026-11-02", "2026-11-01"), 2),
        (("2026-09-01",), 1),
    ],
)
def test_a_value_stands_where_its_date_belongs(style: str, days: Sequence[str], place: int):
    rows = [ROWS[style].format(5 - at / 10, day) for at, day in enumerate(days)]
    before = page(f"    measured:  # by date\n{''.join(rows)}", "    cadence: day\n")
    after = with_value(read(before), "mae", 4.5, Context(date="2026-10-02", version=None, dataset=None))
    text = after.source.text
    rows.insert(place, f"      {NEW[style]}\n")
    assert text == page(f"    measured:  # by date\n{''.join(rows)}", "    cadence: day\n")
    (metric,) = metrics(after)
    assert out_of_order(measured(metric, "offline")) is None


@pytest.mark.parametrize(
    ("values", "added"),
    [
        ("", "    measured:\n      - {value: 4.5, date: 2026-10-02, phase: offline}\n"),
        ("    measured:\n", "      - {value: 4.5, date: 2026-10-02, phase: offline}\n"),
        ("    measured: []\n", "{value: 4.5, date: 2026-10-02, phase: offline}"),
        (
            "    measured: [{value: 5, date: 2026-01-01, phase: offline}]  # all\n",
            ", {value: 4.5, date: 2026-10-02, phase: offline}",
        ),
        (
            "    measured: [2026-12-01 offline: 5, 2026-12-02 offline: 6]\n",
            "2026-10-02 offline: 4.5, ",
        ),
    ],
)
@pytest.mark.parametrize("eol", ["\n", "\r\n"])
def test_a_first_value_and_flow_style(values: str, added: str, eol: str):
    before = page(values).replace("\n", eol)
    after = with_value(read(before), "mae", 4.5, Context(date="2026-10-02")).source.text
    found = put_in(before, after)
    assert sorted(found.replace(eol, "\n").replace("{2026-10-02 offline: 4.5}", "2026-10-02 offline: 4.5")) == sorted(
        added
    )
    assert "\n" not in after.replace("\r\n", "") or eol == "\n"


def test_what_stands_behind_an_alias_is_refused():
    text = page(
        "    measured: &all\n      - {value: 5, date: 2026-01-01, phase: offline}\n", "  - id: b\n    measured: *all\n"
    )
    with pytest.raises(Exception, match=r"cannot be written in place; add by hand under `measured`: - \{value: 4.5"):
        with_value(read(text), "b", 4.5, Context(phase="offline"))


@pytest.mark.parametrize("style", ROWS)
def test_a_value_written_over_keeps_its_style(style: str):
    before = page(f"    measured:\n{ROWS[style].format(5, '2026-10-02')}      # the end\n")
    after = with_value(read(before), "mae", 4.5, Context(date="2026-10-02"), replaces=True)
    assert after.source.text == before.replace(": 5", ": 4.5")


EXAMPLES = [
    (name, str(metric.at("id").value))
    for name in sorted(file.name for file in PROJECTS.glob("*.md"))
    for metric in metrics(read(example_texts()[name]))
]


@pytest.mark.parametrize(("name", "metric"), EXAMPLES, ids=["-".join(pair) for pair in EXAMPLES])
def test_the_examples_take_a_value_in_their_own_style(name: str, metric: str):
    before = example_texts()[name]
    context = Context(phase="online", version="9.9", ci=(0.4, 0.6))
    after = with_value(read(before), metric, 0.5, context)
    found = put_in(before, after.source.text)
    beside = [*metric_of(read(before), metric).at("measured").each()]
    if not any("\n" in one.source.slice(one.value_span).strip() for one in beside):
        assert found.count("\n") == (1 if beside else 2)
    again = with_value(after, metric, 0.5, context)
    assert again.source.text == after.source.text


DAYS = st.dates(date(2026, 1, 1), date(2026, 11, 26)).map(date.isoformat)
VALUES = st.floats(0.01, 100).map(lambda number: round(number, 3)) | st.integers(0, 1_000)
CONTEXTS = st.builds(
    Context,
    document=st.none(),
    unit=st.none(),
    ci=st.none(),
    date=DAYS,
    phase=st.sampled_from(["offline", "online"]),
    dataset=st.sampled_from([None, "calls-test", "a: b", "#1"]),
    version=st.sampled_from([None, "1.10", "0.1", "v2", "3", "it's", 'a "b"', "2026-01-01", "yes", "- x", "한글"]),
    slice=st.sampled_from([None, "new", "60세 이상", "a, b"]),
)


def _row(style: str, value: Any, day: str) -> str:
    return ROWS[style].format(value, day)


@given(
    st.sampled_from([*ROWS]),
    st.lists(st.tuples(VALUES, DAYS), max_size=4, unique_by=lambda row: row[1]),
    st.sampled_from(["\n", "\r\n"]),
    st.sampled_from(["", "      # a remark\n", "\n"]),
    st.lists(st.tuples(VALUES, CONTEXTS), min_size=1, max_size=4, unique_by=lambda pair: pair[1]),
)
def test_any_values_are_added_once_and_nothing_else(
    style: str, rows: list[tuple[Any, str]], eol: str, between: str, new: list[tuple[Any, Context]]
):
    values = "    measured:\n" + between.join(_row(style, *row) for row in rows) if rows else ""
    before = page(values, "    cadence: day  # x\n").replace("\n", eol)
    document = read(before)
    told = {
        tuple(one.at(key).text() for key in ("date", "phase", "dataset", "version", "slice")) for one in _all(document)
    }
    for value, context in new:
        if (context.date, context.phase, context.dataset, context.version, context.slice) in told:
            continue
        after = with_value(document, "mae", value, context)
        put_in(document.source.text, after.source.text)
        assert len(_all(after)) == len(_all(document)) + 1
        assert with_value(after, "mae", value, context).source.text == after.source.text
        document = after
    assert document.source.text.endswith(before[before.index("# Body") :])


def _all(document: Document) -> list[Any]:
    return [*metrics(document)[0].at("measured").each()]
