"""What a body may speak of in numbers: the metrics, data sets, models, costs and single facts of the front matter.

A :class:`Subject` has values by *role*: a metric its target, baseline, …; a data set its total and the quantity of each
kind; a model its memory and time; a single fact (a deadline, a peak QPS) one value in whatever role.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from prospectus.ground.numbers import LARGEST
from prospectus.project.known_metrics import scale_of_unit
from prospectus.rules.agreement.quantities import Measure, agrees
from prospectus.rules.agreement.terms import folded, value_paths

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from prospectus.ground.language import Text
    from prospectus.reading.front_matter.node import Path
    from prospectus.reading.front_matter.scalars import Json
    from prospectus.rules.agreement.quantities import Quantity
    from prospectus.rules.agreement.terms import Named

    Root = dict[str, Json]

MEASURED = frozenset({"measured", "offline", "online"})
"""The roles of values that were measured, of which a metric has many."""

LOOSE = MEASURED | {"today", "baseline"}
"""The roles of values that may be rounded on either side."""

LIMITS = ("required", "target", "limit", "value")
"""The roles in which a single fact may be told; a table's column says which."""

_ELSEWHERE: tuple[tuple[Path, Path, tuple[str, ...]], ...] = (
    (("monitoring", "metrics"), ("alert", "value"), ("alert", "limit")),
    (("requirements", "accuracy"), ("value",), ("required",)),
)
"""Where other places name a metric and give a value of it, and in which roles."""
_TIME = Measure("ms", "other")


class Stated(NamedTuple):
    """A value of the front matter: the number (a date as its ordinal), and where it stands."""

    value: float
    path: Path


class Subject:
    """Something with names and values; ``measure`` is how they are written.

    By role, ``keys`` lead to its values from its own ``path``, and ``more`` are the paths of others. ``usual`` is the role of a number that is told without one; ``asides`` may stand beside a name and add nothing.
    """

    label: Text | None = None
    asides: frozenset[str] = frozenset()

    def __init__(self, kind: str, root: Root, path: Path, measure: Measure, names: Iterable[Json]) -> None:
        self.kind = kind
        self.usual = {"fact": "required", "dataset": "total", "cost": "value"}.get(kind, "")
        self.root = root
        self.path = path
        self.measure = measure
        self.names = [name for name in names if isinstance(name, str)]
        self.keys = value_paths(kind)
        self.more: dict[str, list[Path]] = {}
        self._stated: dict[str, list[Stated]] = {}

    def role_of(self, column: str, name: str) -> str:
        """The role of a number in a column, beside a name that may tell one: *Target recall* under *Value*."""
        return name if name and name != self.usual and column in LIMITS else column

    def measure_of(self, role: str) -> Measure:
        """How the numbers of a role are written."""
        return _TIME if role == "time" else self.measure

    def paths(self, role: str) -> list[Path]:
        """Where the values of a role stand."""
        return [*(self.path + key for key in self.keys.get(role, ())), *self.more.get(role, ())]

    def stated(self, role: str) -> list[Stated]:
        """What the front matter says in a role; nothing where one of its values cannot be read."""
        if role not in self._stated:
            self._stated[role] = self._read(role)
        return self._stated[role]

    def _read(self, role: str) -> list[Stated]:
        if role in {"limit", "required"} and self.kind == "metric" and dig(self.root, *self.path, "target") is None:
            return []  # without the target, the number may be that
        read = _day if self.measure.scale == "date" else _number
        found = []
        for path in self.paths(role):
            if (value := dig(self.root, *path)) is not None:
                if (number := read(value)) is None:
                    return []
                found.append(Stated(number, path))
        return found


class Statement(NamedTuple):
    """A number of the body about a subject in a role, with what the front matter states, and whether that is the same."""

    subject: Subject
    role: str
    quantity: Quantity
    stated: list[Stated]
    is_said: bool


def state(subject: Subject, role: str, quantity: Quantity) -> Statement | None:
    """What a quantity in a role says of a subject; None where the front matter says nothing to compare it with."""
    stated = subject.stated(role)
    is_loose = role in LOOSE or subject.kind == "dataset"
    answers = [agrees(quantity, one.value, subject.measure_of(role), is_loose=is_loose) for one in stated]
    return None if not answers or None in answers else Statement(subject, role, quantity, stated, True in answers)


def read_subjects(root: Root) -> list[Subject]:
    """The metrics, data sets, costs and models of a front matter."""
    gigabytes = Measure("GB", "other")
    models = [Subject("model", root, path, gigabytes, [dig(one, "id")]) for path, one in _listed(root, "models")]
    costs = [
        Subject("cost", root, path, _money(one), [dig(one, "what")])
        for path, one in _listed(root, "constraints", "costs")
    ]
    datasets = [_dataset(root, path, one) for path, one in _listed(root, "data", "datasets")]
    return [*_metrics(root), *datasets, *models, *costs]


def _metrics(root: Root) -> Iterator[Subject]:
    elsewhere = [
        (dig(entry, "metric"), roles, path + key)
        for where, key, roles in _ELSEWHERE
        for path, entry in _listed(root, *where)
    ]
    for path, one in _listed(root, "metrics"):
        unit = dig(one, "unit")
        measure = Measure(unit, scale_of_unit(unit)) if isinstance(unit, str) and unit.strip() else Measure(None, None)
        metric = Subject("metric", root, path, measure, [dig(one, "id"), dig(one, "name")])
        for at, entry in _listed(one, "measured"):
            phase = dig(entry, "phase")
            for role in ("today", "measured", *(("offline", "online") if phase is None else (str(phase),))):
                metric.more.setdefault(role, []).append((*path, *at, "value"))
        for name, roles, there in elsewhere:
            for role in roles if name == dig(one, "id") else ():
                metric.more.setdefault(role, []).append(there)
        yield metric


def _dataset(root: Root, path: Path, one: Json) -> Subject:
    unit = dig(one, "unit")
    unit = unit if isinstance(unit, str) else None
    dataset = Subject("dataset", root, path, Measure(unit, "count"), [dig(one, "id")])
    for at, kind in _listed(one, "kinds"):
        if isinstance(name := dig(kind, "name"), str):
            dataset.more.setdefault(folded(name), []).append((*path, *at, "quantity"))
    if unit:
        dataset.asides = frozenset({folded(unit)})
        dataset.more[folded(unit)] = dataset.paths("total")
    return dataset


def read_fact(root: Root, fact: Named) -> Subject:
    """A single fact of a document."""
    paths = [*fact.paths]
    measure = Measure(fact.unit, "percent" if fact.unit == "%" else "other")
    if fact.unit in {"date", "ratio", "count"}:
        measure = Measure(None, fact.unit)
    elif paths[0][-1] == "cost_per_month":
        measure = _money(dig(root, "constraints", "budget"))._replace(period="month")
    elif fact.unit == "money":
        measure = _money(dig(root, *paths[0][:-1]))
    subject = Subject("fact", root, paths[0], measure, fact.names)
    subject.label = fact.label
    if len(paths) > 1 and fact.unit == "ms":  # whose latency it is, the name does not say
        paths += [(*path, "target") for path, one in _listed(root, "metrics") if dig(one, "unit") == "ms"]
    subject.more = dict.fromkeys((*LIMITS, *(("minimum", "maximum") if fact.unit in {"ms", "%"} else ())), paths)
    if paths[-1][-1] == "peak":
        subject.more |= {"target": paths[:1], "peak": paths[-1:]}
    statistic = dig(root, "requirements", "processing_time", "statistic") if fact.unit == "ms" else measure.period
    subject.asides = frozenset({str(statistic)})
    return subject


def _money(stated: Json) -> Measure:
    """How an amount is written beside which a currency and a period stand."""
    currency, period = dig(stated, "currency"), dig(stated, "period")
    return Measure(str(currency), "money", period if isinstance(period, str) else None)


def dig(facts: Json, *path: str | int) -> Json:
    """The value at a path below some facts; None where there is none."""
    for key in path:
        if type(facts) is dict:  # by far the most are
            facts = facts.get(key)
        elif isinstance(facts, list) and isinstance(key, int):
            facts = facts[key]
        else:
            return None
    return facts


def _listed(facts: Json, *path: str | int) -> list[tuple[Path, Json]]:
    """The entries of a list below some facts, each with its path; none of anything else."""
    value = dig(facts, *path)
    return [((*path, at), one) for at, one in enumerate(value)] if isinstance(value, list) else []


def _number(value: Json) -> float | None:
    return value if isinstance(value, (float, int)) and not isinstance(value, bool) and abs(value) < LARGEST else None


def _day(value: Json) -> float | None:
    """A date as its ordinal."""
    try:
        return date.fromisoformat(value).toordinal() if isinstance(value, str) else None
    except ValueError:
        return None
