"""PFO: the documents of a portfolio agree with each other."""

from __future__ import annotations

import math
import unicodedata
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

from prospectus.ground.severity import Severity
from prospectus.ground.spelling import nearest
from prospectus.model.rule import Context, Finding, label, portfolio_rule
from prospectus.reading.front_matter.places import expand

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from prospectus.model.document import Document
    from prospectus.model.portfolio import Portfolio
    from prospectus.reading.front_matter.node import Node

    Value = str | float
    Facts = dict[tuple[str, str], tuple[Value, Node]]

CHAINS = ("depends_on", "supersedes", "superseded_by")
"""The references between projects that may not run in a circle."""

WORDS = ("source", "unit", "license", "ground_truth")
"""The facts of a data set in words: documents in two languages word them differently, and so are not compared."""

CODES = ("version", "label_state", "period.from", "period.to")
"""The facts of a data set that read the same in every language."""


@portfolio_rule("PFO01", "shared-project-id", Severity.ERROR)
def shared_project_id(portfolio: Portfolio, _context: Context) -> Iterator[Finding]:
    """Two documents have the same project id."""
    for identity, documents in portfolio.by_id.items():
        if len(documents) > 1:
            for document in documents:
                other = documents[1] if document is documents[0] else documents[0]
                yield Finding(document.at("id"), "default", {"id": identity}, (label(other.at("id"), "other"),))


# -- references between projects -------------------------------------------------------------------------------------


@portfolio_rule("PFO02", "project-reference-broken", Severity.ERROR)
def project_reference_broken(portfolio: Portfolio, _context: Context) -> Iterator[Finding]:
    """A project refers to one that does not exist, or projects depend on each other, or replace each other, in a circle."""
    paths = portfolio.contract.schema.references.get("projects", [])
    for document in portfolio:
        for node in (node for path in paths for node in expand(document.at(), path)):
            identity = node.text()
            if identity is not None and identity not in portfolio.by_id:
                near = nearest(identity, portfolio.by_id)
                yield Finding(node, "unknown-near" if near else "unknown", {"id": identity, "near": near})
    for key in CHAINS:
        for road in _circles(_named(portfolio, key)):
            yield _circle(key, road)


def _circle(key: str, road: list[Node]) -> Finding:
    if len(road) == 1:
        return Finding(road[0], "itself", {"key": key, "id": road[0].text()})
    ids = [step.text() for step in road]
    facts = {"key": key, "road": " → ".join(str(identity) for identity in (ids[-1], *ids))}
    return Finding(road[0], "circle", facts, tuple(label(step, "step", id=_id_of(step), to=step) for step in road[1:]))


def _named(portfolio: Portfolio, key: str) -> dict[str, dict[str, Node]]:
    """Which other projects each project names under a key, with where it does, in the order of the portfolio."""
    named: dict[str, dict[str, Node]] = {}
    for identity, documents in portfolio.by_id.items():
        nodes = (node for document in documents for node in (document.at(key), *document.at(key).each()))
        named[identity] = {other: node for node in nodes if (other := node.text()) in portfolio.by_id and other}
    return named


def _circles(named: Mapping[str, Mapping[str, Node]]) -> Iterator[list[Node]]:
    """The shortest circle that begins at each project and goes through later ones only, as the nodes along it."""
    place = {identity: number for number, identity in enumerate(named)}
    groups = [set(named)]
    while groups:
        for knot in _knots(named, groups.pop()):
            start = min(knot, key=place.__getitem__)
            yield _way_back(named, start, knot)
            groups.append(knot - {start})


def _knots(named: Mapping[str, Mapping[str, Node]], within: set[str]) -> Iterator[set[str]]:
    """The largest groups in which every project leads to every other (Kosaraju's algorithm)."""
    back: dict[str, list[str]] = {identity: [] for identity in within}
    for identity in within:
        for other in named[identity].keys() & within:
            back[other].append(identity)
    placed: set[str] = set()
    for root in reversed(_by_end(named, within)):
        if root not in placed:
            placed.add(root)
            knot = [root]
            for identity in knot:
                new = [other for other in dict.fromkeys(back[identity]) if other not in placed]
                placed.update(new)
                knot.extend(new)
            if len(knot) > 1 or root in named[root]:
                yield set(knot)


def _by_end(named: Mapping[str, Mapping[str, Node]], within: set[str]) -> list[str]:
    """The projects in the order in which a walk in depth is through with them."""
    ended: list[str] = []
    seen: set[str] = set()
    for root in within:
        road = [] if root in seen else [(root, iter(named[root]))]
        seen.add(root)
        while road:
            other = next((other for other in road[-1][1] if other in within and other not in seen), None)
            if other is None:
                ended.append(road.pop()[0])
            else:
                seen.add(other)
                road.append((other, iter(named[other])))
    return ended


def _way_back(named: Mapping[str, Mapping[str, Node]], start: str, knot: set[str]) -> list[Node]:
    """The shortest road from a project of a knot back to itself."""
    came: dict[str, str] = {}
    ends = [start]
    for end in ends:
        for other in named[end]:
            if other in knot and other not in came:
                came[other] = end
                ends.append(other)
        if start in came:
            break
    road = [start]
    while len(road) == 1 or road[-1] != start:
        road.append(came[road[-1]])
    road.reverse()
    return [named[end][other] for end, other in pairwise(road)]


@portfolio_rule("PFO03", "replaced-project-in-force", Severity.ERROR)
def replaced_project_in_force(portfolio: Portfolio, _context: Context) -> Iterator[Finding]:
    """A superseded document is still approved, or a project relies on one that is superseded or retired."""
    replaced = _replaced(portfolio)
    for document in portfolio:
        status = document.at("status")
        if status.value == "approved" and document in replaced:
            by, at = replaced[document]
            wording = "superseded-by" if at.front_matter is document.front_matter else "supersedes"
            yield Finding(status, "still-approved", {"id": by}, (label(at, wording),))
        if _is_active(document):
            yield from _relies_on_the_past(document, portfolio, replaced)


def _relies_on_the_past(
    document: Document, portfolio: Portfolio, replaced: Mapping[Document, tuple[str, Node]]
) -> Iterator[Finding]:
    for node in document.at("depends_on").each():
        others = portfolio.by_id.get(node.text() or "", ())
        if len(others) != 1 or others[0] is document:
            continue
        other = others[0]
        by, at = replaced.get(other, ("", other.at("status")))
        if by and by == document.id:  # a successor may rely on what it replaces while it takes over
            continue
        if by:
            yield _warning(node, "on-replaced", at, by)
        elif at.value == "superseded":
            yield _warning(node, "on-superseded", at)
        elif other.stage is not None and other.stage.id == "retired":
            yield _warning(node, "on-retired", other.at("stage"))


def _warning(node: Node, wording: str, at: Node, by: str = "") -> Finding:
    return Finding(node, wording, {"id": node, "by": by}, (label(at, "because"),), Severity.WARNING)


def _replaced(portfolio: Portfolio) -> dict[Document, tuple[str, Node]]:
    """The documents that are replaced: by which project, and where that is said.

    A document that names its successor says so itself; one that another names is replaced once that other is approved.
    """
    found: dict[Document, tuple[str, Node]] = {}
    for document in portfolio:
        old = document.at("supersedes")
        if document.at("status").value == "approved":
            by = document.id or document.source.name
            found |= {
                other: (by, old) for other in portfolio.by_id.get(old.text() or "", ()) if other.id != document.id
            }
    for document in portfolio:
        at = document.at("superseded_by")
        by = at.text() or ""
        if by in portfolio.by_id and by != document.id:
            found[document] = (by, at)
    return found


# -- data sets that several projects use -----------------------------------------------------------------------------


@portfolio_rule("PFO04", "shared-dataset-contradicts", Severity.WARNING)
def shared_dataset_contradicts(portfolio: Portfolio, _context: Context) -> Iterator[Finding]:
    """Two projects declare a data set under one id and state different facts of it."""
    for identity, declarations in portfolio.datasets.items():
        if len(declarations) > 1:
            yield from _contradictions(identity, [_facts_of(*declaration) for declaration in declarations])


def _contradictions(identity: str, declarations: list[Facts]) -> Iterator[Finding]:
    """What deviates from what most declarations state; when none prevails, each that another contradicts."""
    for key in dict.fromkeys(key for facts in declarations for key in facts):
        stated = [facts for facts in declarations if key in facts]
        counts = Counter(facts[key][0] for facts in stated).most_common()
        if len(counts) == 1:
            continue
        usual = counts[0][0] if counts[0][1] > counts[1][1] else None
        for mine in stated:
            value, node = mine[key]
            others = (their for their in stated if their[key][0] != value and not _is_explained(key, mine, their))
            other = None if value == usual else next(others, None)
            if other is not None:
                theirs = other[key][1]
                facts = {"id": identity, "key": _name_of(node), "mine": node, "theirs": theirs, "other": _id_of(theirs)}
                yield Finding(node, "default", facts, (label(theirs, "other", other=_id_of(theirs)),))


def _facts_of(document: Document, dataset: Node) -> Facts:
    """The facts by which declarations are compared, under keys that only comparable facts share."""
    nodes = {(name, ""): dataset.at(name) for name in (*CODES, "total")}
    nodes |= {(name, document.lang): dataset.at(name) for name in WORDS}
    for kind in dataset.at("kinds").each():
        nodes["kinds", _folded(kind.at("name").text() or "")] = kind.at("quantity")
    return {key: (value, node) for key, node in nodes.items() if (value := _value(key[0], node)) is not None}


def _value(name: str, node: Node) -> Value | None:
    """What two declarations must agree on: no matter how it is spelt; None where nothing is stated."""
    if name in {"total", "kinds"}:
        number = node.number()
        return number if isinstance(number, int) or (number is not None and math.isfinite(number)) else None
    text = node.written if node.number() is not None else node.text()
    return None if text is None else _folded(text)


def _name_of(node: Node) -> str:
    """How the fact is called within its data set: ``total``, ``period.from``, ``kinds[weekdays]``."""
    kind = node.parent.at("name").text()
    return f"kinds[{kind}]" if "kinds" in node.path and kind else ".".join(map(str, node.path[3:]))


def _is_explained(key: tuple[str, str], mine: Facts, theirs: Facts) -> bool:
    """Whether the two differ because they are of two versions, or counted in two units; that is said already."""
    told = [("version", "")] if key[0] != "version" else []
    if key[0] in {"total", "kinds"}:
        told += [other for other in mine if other[0] == "unit"]
    return any(other in mine and other in theirs and mine[other][0] != theirs[other][0] for other in told)


@portfolio_rule("PFO05", "personal-data-disputed", Severity.ERROR)
def personal_data_disputed(portfolio: Portfolio, _context: Context) -> Iterator[Finding]:
    """One project declares personal data in a data set, and another denies it for the same data set."""
    for identity, declarations in portfolio.datasets.items():
        sides: dict[bool, list[Node]] = {True: [], False: []}
        for document, dataset in declarations:
            is_personal, node = _personal(document, dataset)
            if is_personal is not None:
                sides[is_personal].append(node)
        if sides[True] and sides[False]:
            for is_personal, nodes in sides.items():
                theirs = sides[not is_personal][0]
                for node in nodes:
                    yield _dispute(node, theirs, identity, is_personal=is_personal)


def _dispute(node: Node, theirs: Node, identity: str, *, is_personal: bool) -> Finding:
    facts = {"id": identity, "other": _id_of(theirs)}
    related = label(theirs, "denied" if is_personal else "declared", **facts)
    return Finding(node, "declared" if is_personal else "denied", facts, (related,))


def _personal(document: Document, dataset: Node) -> tuple[bool | None, Node]:
    """Whether a document says that a data set holds personal data, and where."""
    own, columns = dataset.at("personal_data"), dataset.at("personal_columns")
    project = document.at("constraints.privacy.personal_data")
    if own.flag() is not None:
        return own.flag(), own
    if columns.texts():
        return True, columns
    return (False if project.flag() is False else None), project


# -- goals -----------------------------------------------------------------------------------------------------------


@portfolio_rule("PFO06", "goal-shared", Severity.INFO)
def goal_shared(portfolio: Portfolio, _context: Context) -> Iterator[Finding]:
    """Two active projects want to move the same business metric of the same service, and neither names the other."""
    goals = [goal for document in portfolio if _is_active(document) for goal in _goals(document)]
    shared: dict[str, list[tuple[Document, Node]]] = {}
    for document, node, keys in goals:
        for key in keys:
            shared.setdefault(key, []).append((document, node))
    for document, node, keys in goals:
        known = _names(document)
        others = (
            theirs
            for key in keys
            for other, theirs in shared[key]
            if other.id != document.id and other.id not in known and document.id not in _names(other)
        )
        theirs = next(others, None)
        if theirs is not None:
            facts = {"other": _id_of(theirs), "service": document.at("business.service")}
            yield Finding(node, "default", facts, (label(theirs, "other", other=_id_of(theirs)),))


def _goals(document: Document) -> Iterator[tuple[Document, Node, tuple[str, ...]]]:
    """The business metrics of the goal, with the keys under which another project may have the same one."""
    service = document.at("business.service").text()
    metrics = {metric.at("id").text(): metric for metric in document.at("metrics").each()}
    for node in document.at("goal.metrics").each() if service else ():
        metric = metrics.get(node.text())
        if metric is not None and node.text() and metric.at("kind").value == "business":
            names = (f"id {node.text()}", f"name {metric.at('name').text() or ''}")
            yield document, node, tuple(f"{_folded(service or '')}\n{_folded(name)}" for name in names)


def _names(document: Document) -> set[str]:
    """The projects that a document names as those it depends on, replaces, or is replaced by."""
    return {name for key in CHAINS for node in (document.at(key), *document.at(key).each()) if (name := node.text())}


# -- reading ---------------------------------------------------------------------------------------------------------


def _is_active(document: Document) -> bool:
    return not document.has_ended and document.at("status").text() not in {"superseded", "rejected"}


def _id_of(node: Node) -> str:
    return node.front_matter.root.at("id").text() or node.source.name


def _folded(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())


RULES = (
    shared_project_id,
    project_reference_broken,
    replaced_project_in_force,
    shared_dataset_contradicts,
    personal_data_disputed,
    goal_shared,
)
