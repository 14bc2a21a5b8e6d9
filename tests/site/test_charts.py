"""All forms of charts: whatever they are given, they are well formed, stay in their frame, and say what they show."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from prospectus_site.charts import (
    Edge,
    Event,
    Head,
    Line,
    Node,
    Point,
    Stretch,
    Tile,
    Track,
    Use,
    graph,
    headroom,
    heat,
    legend,
    series,
    timeline,
    waterfall,
)
from prospectus_site.charts.headroom import LEAST_WIDTH as HEADROOM_WIDTH
from prospectus_site.charts.marks import EVENTS, NAMES
from prospectus_site.charts.series import LEAST_WIDTH as SERIES_WIDTH
from prospectus_site.charts.timeline import LEAST_WIDTH as TIMELINE_WIDTH
from prospectus_site.charts.waterfall import LEAST_WIDTH as WATERFALL_WIDTH
from support.drawn import boxes, labels, overlapping, parsed, places

if TYPE_CHECKING:
    import xml.etree.ElementTree as ET

NUMBER = st.one_of(st.floats(), st.integers(-(10**400), 10**400), st.floats(0, 1), st.integers(0, 100))
TEXT = st.one_of(
    st.text(),
    st.sampled_from(
        [
            "<script>alert(1)</script>",
            '"><img onerror=x>',
            "\u202eright to left",
            "가나다라 " * 20,
            "\U0001f469\u200d\U0001f52c",
            "x" * 10000,
        ]
    ),
)
LANG = st.sampled_from(["en", "ko"])
URL = st.one_of(st.none(), st.just("../a/"), TEXT)
ALL = range(4)
GEOMETRY = ("x", "y", "x1", "x2", "y1", "y2", "width", "height", "cx", "cy", "dx")


def checked(svg: str) -> ET.Element | None:
    """The chart, well formed and within its frame; None where there is none."""
    if not svg:
        return None
    root = parsed(svg)
    assert all(0 <= place <= 100 for place in places(root))
    for element in root.iter():
        assert not {element.get(name) for name in GEOMETRY} & {"nan", "inf", "-inf", "nan%", "inf%"}
    drawing = root if root.tag == "svg" else next(root.iter("svg"))
    assert drawing.get("role") in {"img", "group"}
    assert drawing.get("aria-label") is not None
    assert "data-search-exclude" in drawing.attrib
    if any(True for _ in root.iter("a")):
        assert drawing.get("role") == "group"  # in an image, nobody could follow a link
    if drawing.get("viewBox"):
        _, _, width, height = map(float, (drawing.get("viewBox") or "").split())
        for left, top, right, bottom in boxes(drawing):
            assert 0 <= left <= right <= width
            assert 0 <= top <= bottom <= height
    return root


@settings(deadline=None)
@given(
    st.lists(
        st.builds(Point, st.dates(), NUMBER, st.sampled_from(["offline", "online", "x"]), TEXT, st.booleans()),
        max_size=9,
    ),
    st.lists(st.builds(Line, st.sampled_from(["target", "minimum", "alert", "x"]), NUMBER, TEXT), max_size=4),
    TEXT,
    LANG,
    st.integers(0, 1500),
)
def test_any_series(points: list[Point], lines: list[Line], said: str, lang: str, wider: int):
    root = checked(series(points, lines, said, lang=lang))
    if root is not None:
        assert not overlapping(labels(root, SERIES_WIDTH + wider))


@settings(deadline=None)
@given(NUMBER, NUMBER, TEXT, TEXT, LANG, st.booleans())
def test_any_headroom(used: float, limit: float, text: str, said: str, lang: str, is_compact: bool):  # noqa: FBT001
    root = checked(headroom(Use(used, limit, text), said, lang=lang, is_compact=is_compact))
    if root is not None and not is_compact:
        assert not overlapping(labels(root, HEADROOM_WIDTH))


@settings(deadline=None)
@given(
    st.lists(st.builds(Head, TEXT, URL), max_size=5),
    st.lists(st.builds(Head, TEXT, URL), max_size=5),
    st.lists(
        st.builds(
            Tile, st.integers(-1, 5), st.integers(-1, 5), NUMBER, st.one_of(st.none(), st.integers(-9, 9)), TEXT, URL
        ),
        max_size=9,
    ),
    TEXT,
    st.tuples(TEXT, TEXT),
)
def test_any_heat_map(rows: list[Head], across: list[Head], tiles: list[Tile], said: str, names: tuple[str, str]):
    checked(heat(rows, across, tiles, said, names=names))


@settings(deadline=None)
@given(
    st.lists(
        st.builds(
            Track,
            TEXT,
            st.lists(
                st.builds(Event, st.dates(), st.sampled_from([*EVENTS, "x"]), TEXT, st.booleans()), max_size=9
            ).map(tuple),
            URL,
        ),
        max_size=15,
    ),
    st.dates(),
    TEXT,
    LANG,
    st.integers(0, 1500),
)
def test_any_timeline(tracks: list[Track], today: date, said: str, lang: str, wider: int):
    root = checked(timeline(tracks, today, said, lang=lang))
    if root is not None:
        assert not overlapping([one for one in labels(root, TIMELINE_WIDTH + wider) if one.text])


@settings(deadline=None)
@given(
    st.lists(st.builds(Stretch, TEXT, NUMBER, NUMBER, st.booleans()), max_size=9),
    st.one_of(st.none(), NUMBER),
    TEXT,
    TEXT,
    LANG,
)
def test_any_waterfall(parts: list[Stretch], limit: float | None, unit: str, said: str, lang: str):
    root = checked(waterfall(parts, said, limit=limit, unit=unit, lang=lang))
    if root is not None:
        assert not overlapping(labels(root, WATERFALL_WIDTH))


@settings(deadline=None)
@given(st.data(), TEXT, st.lists(TEXT, max_size=4))
def test_any_graph(data: st.DataObject, said: str, heads: list[str]):
    ids = st.sampled_from("abcdefgh")
    nodes = data.draw(st.lists(st.builds(Node, ids, TEXT, st.integers(-1, 4), st.just("model"), URL, TEXT), max_size=9))
    edges = data.draw(st.lists(st.builds(Edge, ids, ids, TEXT), max_size=20))
    root = checked(graph(nodes, edges, said, heads=heads))
    assert (root is None) == (not nodes)
    if root is not None:
        assert sum(1 for one in root.iter("rect")) == len({node.id for node in nodes})


@pytest.mark.parametrize("lang", ["en", "ko"])
def test_the_legend_explains_every_mark(lang: str):
    said = {text.text for text in parsed(legend(lang)).iter("span")}
    assert {NAMES[kind][lang] for kind in NAMES if kind not in {"limit", "critical"}} <= said


def test_what_is_hostile_stays_text():
    hostile = '"><script>alert(1)</script>'
    for svg in (
        graph([Node("a", hostile, 0, hostile, hostile, hostile)], [], hostile, heads=[hostile]),
        heat([Head(hostile)], [Head(hostile)], [Tile(0, 0, 1, title=hostile)], hostile, names=(hostile, hostile)),
        timeline([Track(hostile, (Event(date(2026, 1, 1), "review", hostile),))], date(2026, 1, 1), hostile),
        waterfall([Stretch(hostile, 0, 1)], hostile, unit=hostile),
        headroom(Use(1, 2, hostile), hostile),
    ):
        assert "<script" not in svg
        assert not list(parsed(svg).iter("script"))


def test_points_stand_in_the_order_of_their_days_and_higher_values_higher():
    points = [Point(date(2026, 11, 20), 3.0, "online"), Point(date(2026, 6, 19), 2.0, "online")]
    root = parsed(series(points, [], "x"))
    marks = [(float(one.get("x", "")[:-1]), float(one.get("y", ""))) for one in root.iter("svg") if one.get("x")]
    (early, low), (late, high) = marks
    assert early < late
    assert low > high


def test_the_newest_value_and_the_days_at_both_ends_are_written():
    days = [date(2026, 6, 19), date(2026, 9, 11), date(2026, 10, 23), date(2026, 11, 20)]
    points = [Point(day, value, "online") for day, value in zip(days, (0.955, 0.981, 0.969, 0.974), strict=True)]
    said = {one.text for one in labels(parsed(series(points, [Line("target", 0.975, "0.975")], "x")), SERIES_WIDTH)}
    assert {"0.974", "0.975", "2026-06-19", "2026-11-20"} <= said


def test_what_exceeds_a_limit_lies_beyond_it():
    root = parsed(headroom(Use(150, 100, "150 of 100"), "x"))
    used, over = (
        next(one for one in root.iter("rect") if kind in one.get("class", "")) for kind in ("used", "overflow")
    )
    share = float(used.get("width", "")[:-1]) / (float(used.get("width", "")[:-1]) + float(over.get("width", "")[:-1]))
    assert share == pytest.approx(1 / 1.5, abs=0.001)
    assert "150%" in {one.text for one in labels(root, HEADROOM_WIDTH)}


@pytest.mark.parametrize(("used", "limit"), [(1, 0), (1, -5), (-1, 5), (float("nan"), 5), (1, float("inf"))])
def test_there_is_no_headroom_without_a_limit(used: float, limit: float):
    assert headroom(Use(used, limit), "x") == ""


def test_every_count_of_a_heat_map_is_printed_and_more_is_never_fainter():
    counts = [0, 1, 3, 7, 20]
    root = parsed(
        heat(
            [Head("a")],
            [Head(str(index)) for index in ALL] + [Head("4")],
            [Tile(0, at, n) for at, n in enumerate(counts)],
            "x",
        )
    )
    cells = [one for one in root.iter("g") if "cell" in one.get("class", "")]
    assert [next(one.iter("text")).text for one in cells] == ["0", "1", "3", "7", "20"]
    tints = [int(one.get("class", "").split("step-")[1][0]) for one in cells]
    assert tints == sorted(tints)
    assert (tints[0], tints[-1]) == (0, 5)


def test_overdue_days_have_a_ring():
    tracks = [Track("a", (Event(date(2026, 1, 5), "review", is_overdue=True), Event(date(2026, 9, 9), "deadline")))]
    svg = timeline(tracks, date(2026, 2, 1), "x")
    assert svg.count('class="ring overdue"') == 1


def test_marks_of_one_day_do_not_cover_each_other():
    day = date(2026, 1, 5)
    root = parsed(
        timeline([Track("a", tuple(Event(day, kind) for kind in ("created", "review", "deadline")))], day, "x")
    )
    heights = [one.get("y") for one in root.iter("svg") if one.get("x")]
    assert len(set(heights)) == 3


def test_the_axis_of_a_waterfall_reaches_the_limit_and_what_goes_beyond():
    def bars(limit: float) -> tuple[float, float]:
        root = parsed(waterfall([Stretch("a", 0, 50, is_critical=True)], "x", limit=limit))
        end = next(float(one.get("width", "")[:-1]) for one in root.iter("rect"))
        return end, next(float(one.get("x1", "")[:-1]) for one in root.iter("line") if one.get("class") == "limit")

    within, beyond = bars(100), bars(25)
    assert within[0] < within[1]
    assert beyond[0] > beyond[1]


def columns(svg: str) -> dict[str, tuple[float, float]]:
    """Where the nodes of a graph stand, by the name in the tooltip."""
    found = {}
    for one in parsed(svg).iter("g"):
        if "node" in one.get("class", "").split():
            x, y = re.findall(r"[-0-9.]+", one.get("transform", ""))
            found[next(one.iter("title")).text or ""] = (float(x), float(y))
    return found


def test_nodes_stand_in_their_layers_and_neighbours_beside_each_other():
    nodes = [Node(f"d{n}", f"d{n}", 0) for n in ALL] + [Node(f"p{n}", f"p{n}", 1) for n in reversed(ALL)]
    edges = [Edge(f"d{n}", f"p{n}") for n in ALL]
    at = columns(graph(nodes, edges, "x"))
    assert all(at[f"d{n}"][0] < at[f"p{n}"][0] for n in ALL)
    assert all(at[f"d{n}"][1] == at[f"p{n}"][1] for n in ALL)  # no edge crosses another


def test_an_edge_past_a_layer_touches_none_of_its_nodes():
    nodes = [Node("a", "a", 0), Node("p", "p", 2), *(Node(f"m{n}", f"m{n}", 1) for n in ALL)]
    svg = graph(nodes, [Edge("a", "p"), *(Edge("a", f"m{n}") for n in ALL)], "x")
    passing = next(float(y) for y in re.findall(r"([0-9.]+)H", svg))
    assert all(abs(y - passing) >= 12 for name, (_, y) in columns(svg).items() if name.startswith("m"))


def test_a_circle_and_a_loop_are_drawn():
    nodes = [Node("a", "a", 0), Node("b", "b", 1)]
    svg = graph(nodes, [Edge("a", "b"), Edge("b", "a"), Edge("a", "a")], "x")
    assert svg.count('class="head"') == 3


def test_two_hundred_nodes_make_one_graph_always_the_same():
    nodes = [Node(f"n{n}", f"node {n}", n % 3, url="#") for n in range(200)]
    edges = [Edge(f"n{n}", f"n{n * 7 % 200}") for n in range(200)]
    assert graph(nodes, edges, "x") == graph(nodes, list(edges), "x")
    assert len(columns(graph(nodes, edges, "x"))) == 200


def test_a_long_name_is_cut_and_whole_in_the_tooltip():
    name = "가" * 10000
    svg = graph([Node("a", name, 0)], [], "x")
    text = next(parsed(svg).iter("text")).text or ""
    assert text.endswith("\u2026")
    assert len(text) < 20
    assert name in svg
