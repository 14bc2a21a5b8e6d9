"""What a body may speak of in numbers: the metrics, data sets, models, costs and single facts of the front matter.

A :class:`Subject` has values by *role*: a metric its target, baseline, …; a data set its total and the quantity of each
kind; a model its memory and time; a single fact (a deadline, a peak QPS) one value in whatever role.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from prospectus.project.known_metrics import scale_of_unit
from prospectus.rules.agreement.names import folded
from prospectus.rules.agreement.quantities import LARGEST, Measure, agrees

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from prospectus.ground.language import Text
    from prospectus.reading.front_matter.node import Path
    from prospectus.reading.front_matter.scalars import Json
    from prospectus.rules.agreement.quantities import Quantity
    from prospectus.rules.agreement.terms import Named

    Keys = Mapping[str, tuple[Path, ...]]

MEASURED = frozenset({"measured", "offline", "online"})
"""The roles of values that were measured, of which a metric has many."""

LIMITS = ("required", "target", "limit", "value")
"""The roles in which a single fact may be told; a table's column says which."""

LOOSE = MEASURED | {"today", "baseline"}
"""The roles of values that may be rounded on either side."""

_MEMORY, _TIME = Measure("GB", "other"), Measure("ms", "other")
_TARGET, _MINIMUM, _BASELINE, _ALERT = ("target",), ("minimum",), ("baseline", "value"), ("alert", "value")
_METRIC: Keys = {
    "target": (_TARGET,),
    "minimum": (_MINIMUM,),
    "baseline": (_BASELINE,),
    "today": (_BASELINE,),
    "alert": (_ALERT,),
    "limit": (_TARGET, _MINIMUM, _BASELINE, _ALERT),
    "required": (_TARGET, _MINIMUM),
}
_ELSEWHERE: tuple[tuple[Path, Path, tuple[str, ...]], ...] = (
    (("monitoring", "metrics"), _ALERT, ("alert", "limit")),
    (("requirements", "accuracy"), ("value",), ("required",)),
)
"""Where other places name a metric and give a value of it, and in which roles."""
_MODEL: Keys = {"memory": (("memory_gb",),), "time": (("processing_ms",),)}
_COST: Keys = {"value": (("amount",),)}


class Stated(NamedTuple):
    """A value of the front matter: the number (a date as its ordinal), and where it stands."""

    value: float
    path: Path


class Subject:
    """Something with names and values; ``measure`` is how these are written.

    By role, ``keys`` lead to its values from its own ``path``, ``elsewhere`` from the root. ``usual`` is the role of a number
    that is told without one; ``asides`` may stand beside a name and add nothing.
    """

    asides: frozenset[str] = frozenset()
    label: Text | None = None

    def __init__(
        self, kind: str, root: Json, path: Path, facts: Json, measure: Measure, keys: Keys, names: Iterable[Json] = ()
    ) -> None:
        self.kind = kind
        self.usual = {"fact": "required", "dataset": "total", "cost": "value"}.get(kind, "")
        self.root = root
        self.path = path
        self.facts = facts
        self.measure = measure
        self.keys = keys
        self.elsewhere: dict[str, list[Path]] = {}
        self.names = [name for name in names if isinstance(name, str)]
        self._stated: dict[str, list[Stated]] = {}

    def role_of(self, column: str, name: str) -> str:
        """The role of a number in a column, beside a name that may tell one: *Target recall* under *Value*."""
        return name if name and name != self.usual and column in LIMITS else column

    def measure_of(self, role: str) -> Measure:
        """How the numbers of a role are written."""
        return _TIME if self.kind == "model" and role == "time" else self.measure

    def stated(self, role: str) -> list[Stated]:
        """What the front matter says in a role; nothing where one of its values cannot be read."""
        if role not in self._stated:
            self._stated[role] = self._read(role)
        return self._stated[role]

    def _read(self, role: str) -> list[Stated]:
        if role in {"limit", "required"} and self.kind == "metric" and dig(self.facts, "target") is None:
            return []  # without the target, the number may be that
        paths = [(self.facts, key, self.path + key) for key in self.keys.get(role, ())]
        if self.kind == "metric" and (role in MEASURED or role == "today"):
            for at, entry in listed(dig(self.facts, "measured")):
                if role in {"measured", "today"} or dig(entry, "phase") in (role, None):
                    paths.append((entry, ("value",), (*self.path, "measured", at, "value")))
        paths += [(self.root, path, path) for path in self.elsewhere.get(role, ())]
        read = _day if self.measure.scale == "date" else _number
        found = []
        for facts, key, path in paths:
            if (value := dig(facts, *key)) is not None:
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
    measure = subject.measure_of(role)
    answers = [agrees(quantity, one.value, measure, is_loose=is_loose) for one in stated]
    is_said = True in answers
    is_change = quantity.value < 0 and all(one.value >= 0 for one in stated)
    if not is_said and (not answers or None in answers or is_change):
        return None
    return Statement(subject, role, quantity, stated, is_said)


def read_subjects(root: dict[str, Json]) -> list[Subject]:
    """The metrics, data sets, costs and models of a front matter."""
    metrics = []
    for at, metric in listed(root.get("metrics")):
        unit = dig(metric, "unit")
        measure = Measure(unit, scale_of_unit(unit)) if isinstance(unit, str) and unit.strip() else Measure(None, None)
        names = dig(metric, "id"), dig(metric, "name")
        metrics.append(Subject("metric", root, ("metrics", at), metric, measure, _METRIC, names))
    for where, key, roles in _ELSEWHERE:
        for at, entry in listed(dig(root, *where)):
            for metric in metrics:
                if metric.names and metric.names[0] == dig(entry, "metric"):
                    for role in roles:
                        metric.elsewhere.setdefault(role, []).append((*where, at, *key))
    datasets = [_dataset(root, at, one) for at, one in listed(dig(root, "data", "datasets"))]
    models = [
        Subject("model", root, ("models", at), one, _MEMORY, _MODEL, [dig(one, "id")])
        for at, one in listed(root.get("models"))
    ]
    costs = [
        Subject("cost", root, ("constraints", "costs", at), one, _money(one), _COST, [dig(one, "what")])
        for at, one in listed(dig(root, "constraints", "costs"))
    ]
    return [*metrics, *datasets, *models, *costs]


def _dataset(root: dict[str, Json], at: int, dataset: Json) -> Subject:
    unit = dig(dataset, "unit")
    unit = unit if isinstance(unit, str) else None
    keys: dict[str, tuple[Path, ...]] = {}
    for number, kind in listed(dig(dataset, "kinds")):
        if isinstance(name := dig(kind, "name"), str):
            keys[folded(name)] = (*keys.get(folded(name), ()), ("kinds", number, "quantity"))
    asides = frozenset({folded(unit)} if unit else ())
    keys |= dict.fromkeys(("total", *asides), (("total",),))
    measure = Measure(unit, "count")
    subject = Subject("dataset", root, ("data", "datasets", at), dataset, measure, keys, [dig(dataset, "id")])
    subject.asides = asides
    return subject


def read_fact(root: dict[str, Json], fact: Named) -> Subject:
    """A single fact of a document."""
    paths = [*fact.paths]
    measure = Measure(fact.unit, "percent" if fact.unit == "%" else "other")
    if fact.unit in {"date", "ratio", "count"}:
        measure = Measure(None, fact.unit)
    elif fact.unit == "money":
        is_monthly = paths[0][-1] == "cost_per_month"
        measure = _money(dig(root, "constraints", "budget") if is_monthly else dig(root, *paths[0][:-1]))
        measure = measure._replace(period="month") if is_monthly else measure
    if fact.unit == "ms" and len(paths) > 1:  # whose latency it is, the name does not say
        paths += [("metrics", at, "target") for at, one in listed(root.get("metrics")) if dig(one, "unit") == "ms"]
    subject = Subject("fact", root, paths[0], None, measure, {})
    subject.elsewhere = dict.fromkeys(LIMITS, paths)
    if fact.unit in {"ms", "%"}:
        subject.elsewhere |= {"minimum": paths, "maximum": paths}
    if paths[-1][-1] == "peak":
        subject.elsewhere |= {"target": paths[:1], "peak": paths[-1:]}
    subject.label = fact.label
    if fact.unit == "ms":
        subject.asides = frozenset({str(dig(root, "requirements", "processing_time", "statistic"))})
    elif measure.period:
        subject.asides = frozenset({measure.period})
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


def listed(value: Json) -> Iterable[tuple[int, Json]]:
    """The entries of a list with their numbers; none of anything else."""
    return enumerate(value) if isinstance(value, list) else ()


def _number(value: Json) -> float | None:
    return value if isinstance(value, (float, int)) and not isinstance(value, bool) and abs(value) < LARGEST else None


def _day(value: Json) -> float | None:
    """A date as its ordinal."""
    try:
        return date.fromisoformat(value).toordinal() if isinstance(value, str) else None
    except ValueError:
        return None
