"""PFO: the documents of a portfolio agree with each other.

Each rule takes from a document what it needs (``collect``), and sees the records alone.
"""

from __future__ import annotations

import math
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from prospectus.ground.folding import folded
from prospectus.ground.graph import cycles
from prospectus.ground.pattern import Pattern
from prospectus.ground.severity import Severity
from prospectus.ground.spelling import Vocabulary
from prospectus.model.finding import Reference
from prospectus.model.rule import Finding, label, portfolio_rule
from prospectus.reading.front_matter.places import expand

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from prospectus.model.document import Document
    from prospectus.model.portfolio import Portfolio
    from prospectus.model.record import Json, Record
    from prospectus.reading.front_matter.node import Node

CHAINS = ("depends_on", "supersedes", "superseded_by")
"""The references between projects that may not form a cycle."""

WORDS = ("source", "unit", "license", "ground_truth")
"""The facts of a data set in words: documents in two languages word them differently, and so are not compared."""

_LICENSE = Pattern(r"(?<![a-z])(?:cc0|cc-by(?:-(?:nc|nd|sa))*|odbl|odc-by|mit|apache|a?gpl|bsd|cdla)(?![a-z])")
_NUMBER = Pattern(r"\d+(?:[.,]\d+)*")
_WORD = Pattern(r"[^\W\d_가-힣]{2,}|[가-힣]{2}")
"""The words of a text in lower case, and pairs of Korean syllables, whose words have endings."""

CODES = ("version", "label_state", "period.from", "period.to")
"""The facts of a data set that read the same in every language."""


def _fact(record: Record, *path: str | int) -> Reference:
    return Reference(record.name, path)


@portfolio_rule("PFO01", "shared-project-id", Severity.ERROR)
def shared_project_id(portfolio: Portfolio) -> Iterator[Finding]:
    """Two documents have the same project id."""
    for identity, records in portfolio.by_id.items():
        if len(records) > 1:
            for record in records:
                other = records[1] if record is records[0] else records[0]
                yield Finding(_fact(record, "id"), "default", {"id": identity}, (label(_fact(other, "id"), "other"),))


# -- references between projects -------------------------------------------------------------------------------------


def _references(document: Document) -> Json:
    """Every reference to another project: ``[id, path]``; for each chain, those that its key holds."""
    paths = document.contract.schema.references.get("projects", [])
    every = [[name, list(node.path)] for path in paths for node in expand(document.at(), path) if (name := node.text())]
    chains = {key: found for key in CHAINS if (found := _chain(document, key))}
    return [every, chains] if every or chains else None


def _chain(document: Document, key: str) -> list[Json]:
    nodes = (document.at(key), *document.at(key).each())
    return [[name, list(node.path)] for node in nodes if (name := node.text())]


@portfolio_rule("PFO02", "project-reference-broken", Severity.ERROR, collect=_references)
def project_reference_broken(portfolio: Portfolio) -> Iterator[Finding]:
    """A project refers to one that does not exist, or projects depend on each other, or replace each other, in a cycle."""
    nearest = cache(Vocabulary(portfolio.by_id).nearest)
    chains: dict[str, dict[str, dict[str, Reference]]] = {key: {} for key in CHAINS}
    for record, (every, named) in portfolio.collected("PFO02"):
        for identity, path in every:
            if identity not in portfolio.by_id:
                near = nearest(identity)
                facts = {"id": identity, "near": near}
                yield Finding(_fact(record, *path), "unknown-near" if near else "unknown", facts)
        for key, steps in named.items():
            if record.id is not None:
                found = chains[key].setdefault(record.id, {})
                found.update({other: _fact(record, *path) for other, path in steps if other in portfolio.by_id})
    for key, graph in chains.items():
        for cycle in cycles(graph):
            yield _in_a_cycle(key, graph, cycle)


def _in_a_cycle(key: str, graph: Mapping[str, Mapping[str, Reference]], cycle: list[str]) -> Finding:
    steps = [(start, end, graph[start][end]) for start, end in zip(cycle, [*cycle[1:], cycle[0]], strict=True)]
    at = steps[0][2]
    if len(steps) == 1:
        return Finding(at, "itself", {"key": key, "id": cycle[0]})
    labels = tuple(label(step, "step", id=start, to=end) for start, end, step in steps[1:])
    return Finding(at, "cycle", {"key": key, "road": " → ".join((*cycle, cycle[0]))}, labels)


# -- what has been replaced ------------------------------------------------------------------------------------------


def _relations(document: Document) -> Json:
    """What a document says of what it replaces, what replaces it, and what it relies on: ``[id, path]`` for each."""
    found = {key: _chain(document, key) for key in CHAINS}
    return found if any(found.values()) else None


@portfolio_rule("PFO03", "replaced-project-in-force", Severity.ERROR, collect=_relations)
def replaced_project_in_force(portfolio: Portfolio) -> Iterator[Finding]:
    """A superseded document is still approved, or a project relies on one that is superseded or retired."""
    replaced = _replaced(portfolio)
    relations = {record.name: taken for record, taken in portfolio.collected("PFO03")}
    for record in portfolio:
        if record.status == "approved" and record.name in replaced:
            by, at = replaced[record.name]
            wording = "superseded-by" if at.document == record.name else "supersedes"
            yield Finding(_fact(record, "status"), "still-approved", {"id": by}, (label(at, wording),))
        if record.is_active and record.name in relations:
            yield from _relies_on_the_past(record, relations[record.name]["depends_on"], portfolio, replaced)


def _relies_on_the_past(
    record: Record, depends_on: list[Json], portfolio: Portfolio, replaced: Mapping[str, tuple[str, Reference]]
) -> Iterator[Finding]:
    for identity, path in depends_on:
        others = portfolio.by_id.get(identity, ())
        if len(path) == 1 or len(others) != 1 or others[0] is record:
            continue
        node, other = _fact(record, *path), others[0]
        by, at = replaced.get(other.name, ("", _fact(other, "status")))
        if by and by == record.id:  # a successor may rely on what it replaces while it takes over
            continue
        if by:
            yield _warning(node, "on-replaced", at, by)
        elif other.status == "superseded":
            yield _warning(node, "on-superseded", at)
        elif other.stage == "retired":
            yield _warning(node, "on-retired", _fact(other, "stage"))


def _warning(node: Reference, wording: str, at: Reference, by: str = "") -> Finding:
    return Finding(node, wording, {"id": node, "by": by}, (label(at, "because"),), Severity.WARNING)


def _replaced(portfolio: Portfolio) -> dict[str, tuple[str, Reference]]:
    """The documents that are replaced, by name: by which project, and where that is said.

    A document that names its successor says so itself; one that another names is replaced once that other is approved.
    """
    relations = [*portfolio.collected("PFO03")]
    successors = {
        identity: (record.called, _fact(record, *path))
        for record, named in relations
        if record.status == "approved"
        for identity, path in _only(named["supersedes"])
        if identity != record.id
    }
    found = {other.name: by for identity, by in successors.items() for other in portfolio.by_id.get(identity, ())}
    for record, named in relations:
        for by, path in _only(named["superseded_by"]):
            if by in portfolio.by_id and by != record.id:
                found[record.name] = (by, _fact(record, *path))
    return found


def _only(named: list[Json]) -> Iterator[Json]:
    """The reference that is the value of its key; the items of a list there are none."""
    return (entry for entry in named if len(entry[1]) == 1)


# -- data sets that several projects use -----------------------------------------------------------------------------

Value = str | float
Key = tuple[str, str]
"""A fact by which declarations are compared: its name, and what its value can be compared within (a language, a kind)."""


_PERIOD: tuple[Key, Key] = (("period.from", ""), ("period.to", ""))


class _Declaration(NamedTuple):
    """What one project states of a data set, the item of its list with this ``number``.

    ``called`` are the names of kinds as they are written, with their number, by their folded names.
    """

    record: Record
    number: int
    facts: dict[Key, Value]
    called: dict[str, tuple[int, str]]

    @classmethod
    def of(cls, record: Record, taken: Json) -> _Declaration:
        """The declaration that was taken from a document."""
        number, stated, kinds = taken
        facts = {(name, record.lang if name in WORDS else ""): value for name, value in stated.items()}
        called = {}
        for place, name, quantity in kinds:
            facts["kinds", folded(name)] = quantity
            called[folded(name)] = (place, name)
        return cls(record, number, facts, called)

    def at(self, key: Key) -> Reference:
        """Where a fact stands."""
        name, within = key
        steps = ("kinds", self.called[within][0], "quantity") if name == "kinds" else name.split(".")
        return _fact(self.record, "data", "datasets", self.number, *steps)

    def name_of(self, key: Key) -> str:
        """How a fact is called within its data set: ``total``, ``period.from``, ``kinds[weekdays]``."""
        name, within = key
        if name != "kinds":
            return name
        place, called = self.called[within]
        return f"kinds[{called}]" if called else f"kinds.{place}.quantity"


def _declarations(document: Document) -> Json:
    """The first declaration of each data set: ``{id: [index, {name: value}, [[index, kind, quantity], …]]}``."""
    found: dict[str, Json] = {}
    for index, dataset in enumerate(document.at("data.datasets").each()):
        identity = dataset.at("id").text()
        if identity is not None and identity not in found:
            stated = {name: value for name in (*CODES, *WORDS) if (value := _text(dataset.at(name))) is not None}
            total = _quantity(dataset.at("total"))
            kinds = [
                [number, kind.at("name").text() or "", quantity]
                for number, kind in enumerate(dataset.at("kinds").each())
                if (quantity := _quantity(kind.at("quantity"))) is not None
            ]
            found[identity] = [index, stated if total is None else {**stated, "total": total}, kinds]
    return found or None


def _text(node: Node) -> str | None:
    """A text that two declarations must agree on, however it is spelt."""
    text = node.written if node.number() is not None else node.text()
    return None if text is None else folded(text)


def _quantity(node: Node) -> float | None:
    """A number that two declarations must agree on."""
    number = node.number()
    return number if isinstance(number, int) or (number is not None and math.isfinite(number)) else None


@portfolio_rule("PFO04", "shared-dataset-contradicts", Severity.WARNING, collect=_declarations)
def shared_dataset_contradicts(portfolio: Portfolio) -> Iterator[Finding]:
    """Two projects declare a data set under one id and state different facts of it."""
    shared: dict[str, list[tuple[Record, Json]]] = {}
    for record, datasets in portfolio.collected("PFO04"):
        for identity, stated in datasets.items():
            shared.setdefault(identity, []).append((record, stated))
    for identity, taken in shared.items():
        if len(taken) > 1:
            yield from _contradictions(identity, [_Declaration.of(*one) for one in taken], portfolio)


def _contradictions(identity: str, declarations: list[_Declaration], portfolio: Portfolio) -> Iterator[Finding]:
    """What deviates from what most declarations of one version state, or from the first where no value prevails."""
    for same_version in _apart(declarations, lambda one: one.facts.get(("version", ""))):
        stating: dict[Key, list[_Declaration]] = {}
        for declaration in same_version:
            for key in declaration.facts:
                stating.setdefault(key, []).append(declaration)
        for key, stated in stating.items():
            if key[0] in {"version", "unit"} or len(stated) == 1:
                continue
            for comparable in _by_unit(stated) if key[0] in {"total", "kinds"} else [stated]:
                for mine, other in _deviations(key, comparable, portfolio):
                    is_whole = key in _PERIOD and all(mine.facts.get(end) != other.facts.get(end) for end in _PERIOD)
                    if is_whole and key == _PERIOD[1]:
                        continue  # told at the first: another period is one contradiction
                    fact = ("period", "") if is_whole else key
                    at, theirs, name = mine.at(fact), other.at(fact), other.record.called
                    facts = {"id": identity, "key": mine.name_of(fact), "mine": at, "theirs": theirs, "other": name}
                    yield Finding(at, "default", facts, (label(theirs, "other", other=name),))


def _apart(
    declarations: list[_Declaration], stated: Callable[[_Declaration], Value | None]
) -> Iterable[list[_Declaration]]:
    """The declarations by what they state. One that states nothing is of the only value there is; of several it may be any."""
    groups: dict[Value | None, list[_Declaration]] = {}
    values = {value for one in declarations if (value := stated(one)) is not None}
    only = next(iter(values)) if len(values) == 1 else None
    for one in declarations:
        value = stated(one)
        groups.setdefault(only if value is None else value, []).append(one)
    return groups.values()


def _by_unit(declarations: list[_Declaration]) -> Iterator[list[_Declaration]]:
    """The declarations whose quantities can be compared: those in one unit.

    Two languages name one unit differently. So where each names one only, they are taken as the same.
    """
    in_language: dict[str, list[_Declaration]] = {}
    for one in declarations:
        in_language.setdefault(one.record.lang, []).append(one)
    shared: list[_Declaration] = []
    for lang, ours in in_language.items():
        units = {one.facts[key] for one in ours if (key := ("unit", lang)) in one.facts}
        if len(units) <= 1:
            shared += ours
        else:
            yield from _apart(ours, lambda one, lang=lang: one.facts.get(("unit", lang)))  # type: ignore[misc]
    yield shared


def _deviations(
    key: Key, stated: list[_Declaration], portfolio: Portfolio
) -> Iterator[tuple[_Declaration, _Declaration]]:
    """Each declaration that contradicts the usual one, and that one: every pair once.

    Where no value prevails, the first is no more right than the others; it is told of, if it is asked for and they are not.
    """
    counts = Counter(one.facts[key] for one in stated).most_common(2)
    if len(counts) == 1 or not counts:
        return
    prevails = counts[0][1] > counts[1][1]
    usual = next(one for one in stated if not prevails or one.facts[key] == counts[0][0])
    others = [one for one in stated if _contradicts(key[0], one.facts[key], usual.facts[key])]
    if not prevails and portfolio.is_asked_for(usual.record):
        asked = [one for one in others if portfolio.is_asked_for(one.record)]
        if not asked and others:
            yield usual, others[0]
            return
    yield from ((one, usual) for one in others)


def _contradicts(fact: str, value: Value, other: Value) -> bool:
    """Whether two values of a fact of a data set cannot both be right; two writers word one thing in two ways."""
    if value == other or fact not in WORDS:
        return value != other
    if fact == "source":
        return {*_WORD.findall(str(value))}.isdisjoint(_WORD.findall(str(other)))
    telling = _LICENSE if fact == "license" else _NUMBER
    ours, theirs = ({*telling.findall(str(one).replace(" ", "-"))} for one in (value, other))
    return bool(ours and theirs) and ours != theirs


def _personal(document: Document) -> Json:
    """Whether a document says that each of its data sets holds personal data, and where: ``{id: [answer, path]}``."""
    project = document.at("constraints.privacy.personal_data")
    found: dict[str, Json] = {}
    for dataset in document.at("data.datasets").each():
        identity = dataset.at("id").text()
        if identity is None or identity in found:
            continue
        own, columns = dataset.at("personal_data"), dataset.at("personal_columns")
        if own.flag() is not None:
            found[identity] = [own.flag(), list(own.path)]
        elif columns.texts():
            found[identity] = [True, list(columns.path)]
        else:
            found[identity] = [False if project.flag() is False else None, list(project.path)]
    return found or None


@portfolio_rule("PFO05", "personal-data-disputed", Severity.ERROR, collect=_personal)
def personal_data_disputed(portfolio: Portfolio) -> Iterator[Finding]:
    """One project declares personal data in a data set, and another denies it for the same data set."""
    answers: dict[str, dict[bool, list[tuple[Record, Reference]]]] = {}
    for record, datasets in portfolio.collected("PFO05"):
        for identity, (is_personal, path) in datasets.items():
            if is_personal is not None:
                sides = answers.setdefault(identity, {True: [], False: []})
                sides[is_personal].append((record, _fact(record, *path)))
    for identity, sides in answers.items():
        if sides[True] and sides[False]:
            for is_personal, stated in sides.items():
                other, theirs = sides[not is_personal][0]
                for _, at in stated:
                    facts = {"id": identity, "other": other.called}
                    related = label(theirs, "denied" if is_personal else "declared", **facts)
                    yield Finding(at, "declared" if is_personal else "denied", facts, (related,))


# -- goals -----------------------------------------------------------------------------------------------------------


def _goals(document: Document) -> Json:
    """The business metrics of the goal, with the keys under which another project may have the same one, and whom it names."""
    service = document.at("business.service").stated()
    metrics = {metric.at("id").text(): metric for metric in document.at("metrics").each()}
    found = []
    for node in document.at("goal.metrics").each() if service else ():
        metric = metrics.get(node.text())
        if metric is not None and node.text() and metric.at("kind").value == "business":
            names = (f"id {node.text()}", f"name {metric.at('name').text() or ''}")
            found.append([list(node.path), [f"{folded(service or '')}\n{folded(name)}" for name in names]])
    named = {name for key in CHAINS for name, _ in _chain(document, key)}
    return [found, sorted(named)] if found else None


@portfolio_rule("PFO06", "goal-shared", Severity.INFO, collect=_goals)
def goal_shared(portfolio: Portfolio) -> Iterator[Finding]:
    """Two active projects want to move the same business metric of the same service, and neither names the other.

    Documents with one id are one project. It passes over no more of the others than name it or are named by it, so that all
    together look at no more than is written.
    """
    goals: list[tuple[Record, Reference, list[str]]] = []
    names: dict[str | None, set[str]] = {}
    shared: dict[str, dict[str | None, tuple[Record, Reference]]] = {}
    for record, (found, named) in portfolio.collected("PFO06"):
        if record.is_active:
            names.setdefault(record.id, set()).update(named)
            for path, keys in found:
                goals.append((record, _fact(record, *path), keys))
                for key in keys:
                    shared.setdefault(key, {}).setdefault(record.id, (record, _fact(record, *path)))

    @cache
    def first_other(project: str | None, key: str) -> tuple[Record, Reference] | None:
        others = (other for other in shared[key] if other != project)
        strangers = (other for other in others if other not in names[project] and project not in names[other])
        return next((shared[key][other] for other in strangers), None)

    for record, at, keys in goals:
        found_other = next(filter(None, (first_other(record.id, key) for key in keys)), None)
        if found_other is not None:
            other, theirs = found_other
            facts = {"other": other.called, "service": _fact(record, "business", "service")}
            yield Finding(at, "default", facts, (label(theirs, "other", other=other.called),))


RULES = (
    shared_project_id,
    project_reference_broken,
    replaced_project_in_force,
    shared_dataset_contradicts,
    personal_data_disputed,
    goal_shared,
)
