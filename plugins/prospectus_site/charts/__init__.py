"""Charts as SVG: pure functions from small tuples to markup, one form a module.

Colours come from the stylesheet, by class; every mark also has a shape of its own. Every chart carries a title and a text alternative, and
stands beside the table that is its twin.
"""

from __future__ import annotations

from prospectus_site.charts.bullet import Mark, bullet
from prospectus_site.charts.headroom import Use, headroom
from prospectus_site.charts.heat import Cell, Head, heat
from prospectus_site.charts.series import Line, Point, series

__all__ = ["Cell", "Head", "Line", "Mark", "Point", "Use", "bullet", "headroom", "heat", "series"]
