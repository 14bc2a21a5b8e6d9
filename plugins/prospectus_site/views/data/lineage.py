"""The graph from data sets through models to projects: all of it where it is small, else what several projects share."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from prospectus_site.charts import Edge, Node, graph
from prospectus_site.markup import EMPTY
from prospectus_site.portfolio.catalogue import dataset_anchor

if TYPE_CHECKING:
    from collections.abc import Sequence

    from prospectus.ground.language import Text

    from prospectus_site.addresses.here import Here
    from prospectus_site.markup import Markup
    from prospectus_site.portfolio.catalogue import Entry

MOST_NODES = 40
"""A graph of more nodes than this is no longer read, but looked at."""

_TITLE: Text = {"en": "From data sets through models to projects", "ko": "데이터 세트에서 모델을 거쳐 프로젝트까지"}
_HEADS: tuple[Text, Text, Text] = (
    {"en": "Data sets", "ko": "데이터 세트"},
    {"en": "Models", "ko": "모델"},
    {"en": "Projects", "ko": "프로젝트"},
)
_SHARED: Text = {
    "en": "The graph shows only data sets that several projects share.",
    "ko": "그래프에는 여러 프로젝트가 함께 쓰는 데이터 세트만 있습니다.",
}
_FIRST: Text = {
    "en": "The graph shows the most shared data sets, as far as {0} boxes go.",
    "ko": "그래프에는 가장 많이 함께 쓰는 데이터 세트만, 상자 {0}개까지 있습니다.",
}


class Lineage(NamedTuple):
    """The graph, and what a note must say of what it leaves out; both empty without data sets to draw."""

    chart: Markup
    note: str


def lineage(entries: Sequence[Entry], here: Here) -> Lineage:
    """The graph of these data sets, as far as projects that have not ended use them."""
    live = [entry for entry in entries if entry.live]
    nodes, edges = _parts(live, here, None)
    if len(nodes) < MOST_NODES:
        return Lineage(_drawn(nodes, edges, here), "")
    shared = [entry for entry in live if len(entry.learners) + len(entry.testers) > 1]
    nodes, edges = _parts(shared, here, MOST_NODES)
    if not nodes:
        return Lineage(EMPTY, "")
    is_whole = len(_parts(shared, here, MOST_NODES + 1)[0]) <= MOST_NODES
    return Lineage(_drawn(nodes, edges, here), here.say(_SHARED) if is_whole else here.say(_FIRST).format(MOST_NODES))


def _parts(entries: Sequence[Entry], here: Here, most: int | None) -> tuple[list[Node], list[Edge]]:
    """The nodes and edges of some data sets; a use for which there is no more room is left out, with its model and its project."""
    nodes: dict[str, Node] = {}
    edges: dict[Edge, None] = {}
    for entry in entries:
        source = Node(f"d:{entry.id}", entry.id, 0, "dataset", f"#{dataset_anchor(entry.id)}")
        for use in entry.live:
            project = use.project
            target = Node(f"p:{project.name}", project.title, 2, "project", here.project_url(project.name) or None)
            models = [Node(f"m:{project.name}:{name}", name, 1, "model") for name in use.dataset.models]
            wanted = {node.id: node for node in (source, *models, target) if node.id not in nodes}
            if most is not None and len(nodes) + len(wanted) > most:
                return list(nodes.values()), list(edges)
            nodes |= wanted
            for model in models:
                edges[Edge(source.id, model.id)] = None
                edges[Edge(model.id, target.id)] = None
            if not models:
                edges[Edge(source.id, target.id)] = None
    return list(nodes.values()), list(edges)


def _drawn(nodes: list[Node], edges: list[Edge], here: Here) -> Markup:
    title = here.say(_TITLE)
    return graph(nodes, edges, title, heads=[here.say(head) for head in _HEADS], title=title) if edges else EMPTY
