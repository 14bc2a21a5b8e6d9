"""Charts: their colours can be told apart from the page, and they never lie about order."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from pathlib import Path

import prospectus_site
import pytest
from hypothesis import given
from hypothesis import strategies as st
from prospectus_site.charts import WIDTH, Mark, bullet

CSS = (Path(prospectus_site.__path__[0]) / "assets" / "prospectus.css").read_text("utf-8")
PAPER = {"default": "#ffffff", "slate": "#1e2129"}


def luminance(color: str) -> float:
    channels = [int(color[index : index + 2], 16) / 255 for index in (1, 3, 5)]
    red, green, blue = (value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(first: str, second: str) -> float:
    light, dark = sorted((luminance(first), luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", PAPER)
@pytest.mark.parametrize("name", ["baseline", "minimum", "target", "measured"])
def test_marks_stand_out_from_the_page(scheme: str, name: str):
    block = re.search(rf'\[data-md-color-scheme="{scheme}"\] {{(.*?)}}', CSS, re.DOTALL)
    assert block is not None
    color = re.search(rf"--prospectus-{name}: (#[0-9a-f]{{6}})", block[1])
    assert color is not None
    assert contrast(color[1], PAPER[scheme]) >= 3


@given(
    st.lists(
        st.builds(
            Mark, st.sampled_from(["baseline", "minimum", "target", "offline", "online", "unknown"]), st.floats()
        ),
        max_size=6,
    ),
    st.text(st.characters(exclude_categories=["Cc", "Cs", "Cn", "Co"])),
)
def test_any_marks_give_a_well_formed_chart_or_none(marks: list[Mark], description: str):
    svg = bullet(marks, description)
    if svg:
        root = ET.fromstring(svg)  # noqa: S314 - our own text
        assert root.get("aria-label") == description
        for place in re.findall(r'(?:cx|<path[^>]*M)="?(-?[0-9.]+)', svg):
            assert 0 <= float(place) <= WIDTH


def test_marks_stand_in_the_order_of_their_values():
    svg = bullet([Mark("offline", 2), Mark("online", 3)], "x")
    hollow, filled = (float(place) for place in re.findall(r'cx="([0-9.]+)"', svg))
    assert hollow < filled
