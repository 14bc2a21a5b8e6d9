"""The colours of charts can be told apart from the page, and what is written in a colour can be read, in both schemes."""

from __future__ import annotations

import re

import pytest
from prospectus_site.outputs.assets import STYLES, stylesheet

COLORS = (STYLES / "colors.css").read_text("utf-8")
PAPER = {"default": "#ffffff", "slate": "#1e2129"}
FAINT = {"promise", "line"}
"""What only accompanies marks that tell the same: the band between two of them, and the axis they stand on."""


def luminance(color: str) -> float:
    channels = [int(color[index : index + 2], 16) / 255 for index in (1, 3, 5)]
    red, green, blue = (value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(first: str, second: str) -> float:
    light, dark = sorted((luminance(first), luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def palette(scheme: str) -> dict[str, str]:
    block = re.search(rf'\[data-md-color-scheme="{scheme}"\] {{(.*?)}}', COLORS, re.DOTALL)
    assert block is not None
    return dict(re.findall(r"--prospectus-([\w-]+): (#[0-9a-f]{6});", block[1]))


def test_both_schemes_have_the_same_colors():
    assert palette("default").keys() == palette("slate").keys()


@pytest.mark.parametrize("scheme", PAPER)
@pytest.mark.parametrize(
    "name", sorted(name for name in palette("default") if "step" not in name and name not in FAINT)
)
def test_marks_and_labels_stand_out_from_the_page(scheme: str, name: str):
    assert contrast(palette(scheme)[name], PAPER[scheme]) >= 4.5  # labels have the colours of their marks


@pytest.mark.parametrize("scheme", PAPER)
@pytest.mark.parametrize("step", range(6))
def test_a_count_can_be_read_on_its_tint(scheme: str, step: int):
    colors = palette(scheme)
    assert contrast(colors[f"on-step-{step}"], colors[f"step-{step}"]) >= 4.5


@pytest.mark.parametrize("scheme", PAPER)
def test_tints_grow_away_from_the_page(scheme: str):
    colors = palette(scheme)
    contrasts = [contrast(colors[f"step-{step}"], PAPER[scheme]) for step in range(6)]
    assert contrasts == sorted(contrasts)


@pytest.mark.parametrize("scheme", PAPER)
@pytest.mark.parametrize("name", ["baseline", "minimum", "target", "measured"])
def test_marks_stand_out_from_the_band_they_lie_on(scheme: str, name: str):
    assert contrast(palette(scheme)[name], palette(scheme)["promise"]) >= 3


def test_every_color_that_is_used_exists():
    used = set(re.findall(r"var\(--prospectus-([\w-]+)\)", stylesheet()))
    assert used <= palette("default").keys()


def test_the_stylesheet_is_all_of_its_parts_from_colors_to_print():
    served = stylesheet()
    assert all(path.read_text("utf-8") in served for path in STYLES.glob("*.css"))
    assert served.startswith(COLORS)
    assert served.endswith((STYLES / "print.css").read_text("utf-8"))
