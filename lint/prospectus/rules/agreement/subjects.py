"""What a body may speak of in numbers: the metrics, data sets, models and single facts of the front matter.

A :class:`Subject` has values by *role*: a metric its target, baseline, …; a data set its total and the quantity of each
kind; a model its memory and time; a single fact (a deadline, a peak QPS) one value in whatever role.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from prospectus.project.known_metrics import scale_of_unit
from prospectus.rules.agreement.facts import TIMES
from prospectus.rules.agreement.names import LONGEST_NAME, name_of
from prospectus.rules.agreement.quantities import agrees
from prospectus.rules.agreement.units import Measure

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from collections.abc import Set as AbstractSet

    from prospectus.ground.language import Text
    from prospectus.reading.front_matter.node import Path
    from prospectus.reading.front_matter.scalars import Json
    from prospectus.rules.agreement.facts import Named
    from prospectus.rules.agreement.quantities import Quantity

    Keys = Mapping[str, tuple[Path, ...]]

MEASURED = frozenset({"measured", "offline", "online"})
"""The roles of values that were measured, of which a metric has many."""

_SEVERAL = {*MEASURED, "today"}
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


class Stated(NamedTuple):
    """A value of the front matter: the number (a date as its ordinal), and where it stands."""

    value: float
    path: Path


class Subject:
    """Something with names and with values by role; ``measure`` is how its values are written.

    By role, ``keys`` lead to its values from its own ``path``, ``elsewhere`` to those that stand in other places. Plain facts
    are read and not nodes, and only those that are asked for: a document has hundreds, nearly all of which only agree.
    """

    def __init__(self, kind: str, root: dict[str, Json], path: Path, facts: Json, measure: Measure, keys: Keys) -> None:
        self.kind = kind
        self.root = root
        self.path = path
        self.facts = facts
        self.measure = measure
        self.keys = keys
        self.elsewhere: dict[str, list[Path]] = {}
        self.names: list[str] = []
        self.asides: AbstractSet[str] = frozenset()
        self.label: Text | None = None
        self._stated: dict[str, list[Stated]] = {}

    def stated(self, role: str) -> list[Stated]:
        """What the front matter says in a role."""
        found = self._stated.get(role)
        if found is None:
            keys = self.keys.get(role, ())
            if self.kind == "metric" and role in _SEVERAL:
                keys = (*keys, *_measured(self.facts, role))
            found = [Stated(value, self.path + one) for one in keys if (value := _number(self.facts, one)) is not None]
            for path in self.elsewhere.get(role, ()):
                if (value := _number(self.root, path)) is not None:
                    found.append(Stated(value, path))
            self._stated[role] = found
        return found

    def measure_of(self, role: str) -> Measure:
        """How the numbers of a role are written."""
        return self.measure if self.kind != "model" else _MEMORY if role == "memory" else _TIME

    def call(self, *names: Json) -> Subject:
        """Give it its names."""
        short = (name for name in names if isinstance(name, str) and len(name) <= LONGEST_NAME)
        self.names = [folded for name in short if (folded := name_of(name))]
        return self


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
    is_loose = role in {*MEASURED, "baseline"} or subject.kind == "dataset"
    measure = subject.measure_of(role)
    answers = [agrees(quantity, one.value, measure, is_loose=is_loose) for one in stated]
    is_said = True in answers
    if not is_said and (not answers or None in answers):
        return None
    is_change = quantity.value < 0 and all(one.value >= 0 for one in stated)
    return None if is_change and not is_said else Statement(subject, role, quantity, stated, is_said)


def _measured(metric: Json, role: str) -> Iterator[Path]:
    """Where the measured values of a role stand in a metric."""
    for at, entry in listed(dig(metric, "measured")):
        if role in {"measured", "today"} or dig(entry, "phase") in (role, None):
            yield "measured", at, "value"


def read_subjects(root: dict[str, Json]) -> list[Subject]:
    """The metrics, data sets and models of a front matter."""
    metrics = [_metric(root, at, metric) for at, metric in listed(root.get("metrics"))]
    by_id = {name: one for one in metrics if isinstance(name := dig(one.facts, "id"), str)}
    for where, keys, roles in _ELSEWHERE:
        for at, entry in listed(dig(root, *where)):
            if isinstance(name := dig(entry, "metric"), str) and name in by_id:
                for role in roles:
                    by_id[name].elsewhere.setdefault(role, []).append((*where, at, *keys))
    datasets = [_dataset(root, at, one) for at, one in listed(dig(root, "data", "datasets"))]
    models = [
        Subject("model", root, ("models", at), one, _TIME, _MODEL).call(dig(one, "id"))
        for at, one in listed(root.get("models"))
    ]
    return metrics + datasets + models


def _metric(root: dict[str, Json], at: int, metric: Json) -> Subject:
    unit, id_ = dig(metric, "unit"), dig(metric, "id")
    measure = Measure(unit, scale_of_unit(unit)) if isinstance(unit, str) and unit.strip() else Measure(None, None)
    spaced = id_.replace("-", " ") if isinstance(id_, str) else None
    return Subject("metric", root, ("metrics", at), metric, measure, _METRIC).call(id_, spaced, dig(metric, "name"))


def _dataset(root: dict[str, Json], at: int, dataset: Json) -> Subject:
    unit = dig(dataset, "unit")
    unit = unit if isinstance(unit, str) else None
    asides = {"total", name_of(unit or "")}
    keys: dict[str, tuple[Path, ...]] = {}
    for number, kind in listed(dig(dataset, "kinds")):
        if isinstance(name := dig(kind, "name"), str):
            keys[name_of(name)] = (*keys.get(name_of(name), ()), ("kinds", number, "quantity"))
    keys |= dict.fromkeys(asides, (("total",),))
    subject = Subject("dataset", root, ("data", "datasets", at), dataset, Measure(unit, "count"), keys)
    subject.asides = asides
    return subject.call(dig(dataset, "id"))


def read_fact(root: dict[str, Json], fact: Named) -> Subject | None:
    """A single fact of a document, when it is stated."""
    paths: list[Path] = [path for path in fact.paths if _number(root, path) is not None]
    if not paths:
        return None
    measure = Measure(fact.unit, "percent" if fact.unit == "%" else "other")
    leaf = paths[0][-1]
    if leaf in {"amount", "cost_per_month"}:
        currency, period = (dig(root, "constraints", "budget", key) for key in ("currency", "period"))
        measure = Measure(str(currency), "money", str(period) if leaf == "amount" else "month")
    elif leaf in {"deadline", "value"}:
        measure = Measure(None, "date" if leaf == "deadline" else "ratio")
    if fact.paths == TIMES:  # whose latency it is, the name does not say
        paths += [("metrics", at, "target") for at, one in listed(root.get("metrics")) if dig(one, "unit") == "ms"]
    subject = Subject("fact", root, paths[0], None, measure, {})
    subject.elsewhere = dict.fromkeys(("required", "target", "limit", "value"), paths)
    subject.label = fact.label
    if fact.unit == "ms":
        subject.asides = {str(dig(root, "requirements", "processing_time", "statistic"))}
    return subject


def dig(facts: Json, *path: str | int) -> Json:
    """The value at a path below some facts; None where there is none."""
    for key in path:
        if isinstance(facts, dict):
            facts = facts.get(key)
        elif isinstance(facts, list) and isinstance(key, int):
            facts = facts[key]
        else:
            return None
    return facts


def listed(value: Json) -> Iterable[tuple[int, Json]]:
    """The entries of a list with their numbers; none of anything else."""
    return enumerate(value) if isinstance(value, list) else ()


def _number(facts: Json, path: Path) -> float | None:
    """The value at a path below some facts as a number, a date as its ordinal."""
    value = dig(facts, *path)
    if isinstance(value, float | int):
        return None if isinstance(value, bool) else value
    if isinstance(value, str) and len(value) == len("2026-01-31") and value[:2] == "20":
        try:
            return date.fromisoformat(value).toordinal()
        except ValueError:
            return None
    return None
