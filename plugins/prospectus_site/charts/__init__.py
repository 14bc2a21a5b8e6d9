"""Charts as SVG: pure functions from small tuples to markup, one form a module.

Colours come from the stylesheet, by class; every mark also has a shape of its own. Every chart carries a title and a text alternative, and
stands beside the table that is its twin.
"""

from __future__ import annotations

from prospectus_site.charts.bullet import Mark, bullet
from prospectus_site.charts.graph import Edge, Node, graph
from prospectus_site.charts.headroom import Use, headroom
from prospectus_site.charts.heat import Head, Tile, heat
from prospectus_site.charts.legend import legend
from prospectus_site.charts.series import Line, Point, series
from prospectus_site.charts.timeline import Event, Track, timeline
from prospectus_site.charts.waterfall import Stretch, waterfall

__all__ = [
    "Edge",
    "Event",
    "Head",
    "Line",
    "Mark",
    "Node",
    "Point",
    "Stretch",
    "Tile",
    "Track",
    "Use",
    "bullet",
    "graph",
    "headroom",
    "heat",
    "legend",
    "series",
    "timeline",
    "waterfall",
]
