"""What a body may speak of in numbers: the metrics, data sets, models and single facts of the front matter, by their names.

A :class:`Subject` has values by *role*: a metric its target, baseline, …; a data set its total and the quantity of each
kind; a model its memory and time; a single fact (a deadline, a peak QPS) one value in whatever role.
"""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from prospectus.project.known_metrics import scale_of_unit
from prospectus.rules.agreement.facts import TIMES, Named, fact_names
from prospectus.rules.agreement.names import (
    LONGEST_NAME,
    PUNCTUATION,
    base_of,
    name_of,
    phrases,
    qualifiers_of,
    words_of,
)
from prospectus.rules.agreement.quantities import MEASURED, Measure, Quantity, agrees, knows_unit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from prospectus.ground.language import Text
    from prospectus.model.document import Document
    from prospectus.reading.front_matter.node import Path
    from prospectus.reading.front_matter.scalars import Json

MOST_SUBJECTS = 100
"""Among more subjects, a name that is cut short is not looked for."""

_NEUTRAL = """
    higher is better, lower is better, higher better, lower better, ↑, ↓, optimizing, optimising, satisficing, guardrail,
    observed, primary, secondary, model, business, system, fairness, online and offline, must have, should have,
    높을수록 좋음, 낮을수록 좋음, 클수록 좋음, 작을수록 좋음, 가드레일, 관찰, 주 지표, 보조 지표, 모델, 비즈니스, 사업, 시스템, 공정성,
    건, 개, 장, 명, 행, 대, 회, 쌍, 문장, 건수, rows, row, samples, images, records, items, examples, instances, documents, n,
    count, #
"""
_STATISTICS = {
    **dict.fromkeys(("mean", "average", "avg", "평균"), "mean"),
    **dict.fromkeys(("p50", "median", "중앙값"), "p50"),
    **{name: name for name in ("p90", "p95", "p99")},
}


_MEMORY, _TIME = Measure("GB", "other"), Measure("ms", "other")


class Stated(NamedTuple):
    """A value of the front matter: the number (a date as its ordinal), and where it stands."""

    value: float
    path: Path


class Subject:
    """Something with names and with values by role; ``measure`` is how its values are written.

    It reads plain facts and not nodes, for a document has hundreds, nearly all of which only agree.
    """

    def __init__(
        self, kind: str, path: Path, root: dict[str, Json], measure: Measure, names: Iterable[Json] = ()
    ) -> None:
        self.kind = kind
        self.path = path
        self.root = root
        self.measure = measure
        self.facts = dig(root, *path)
        short = [name for name in names if isinstance(name, str) and name.strip() and len(name) <= LONGEST_NAME]
        self.names = [folded for name in short if (folded := name_of(name))]
        self.label: Text | None = None
        self.paths: list[Path] = []
        self.asides: set[str] = set()
        self._stated: dict[str, list[Stated]] = {}
        self._values: dict[str, set[float]] = {}

    def stated(self, role: str) -> list[Stated]:
        """What the front matter says in a role."""
        if role not in self._stated:
            held = [Stated(value, path) for path, raw in self._look_up(role) if (value := value_of(raw)) is not None]
            self._stated[role] = held
            self._values[role] = {one.value for one in held}
        return self._stated[role]

    def values(self, role: str) -> set[float]:
        """The values in a role, by themselves."""
        self.stated(role)
        return self._values[role]

    def measure_of(self, role: str) -> Measure:
        """How the numbers of a role are written."""
        return self.measure if self.kind != "model" else _MEMORY if role == "memory" else _TIME

    def phase_of(self, stated: Stated) -> Json:
        """In which phase a value was measured."""
        return dig(self.root, *stated.path[:-1], "phase")

    def _look_up(self, role: str) -> Iterator[tuple[Path, Json]]:
        """The facts in a role, each with its place."""
        path, facts = self.path, self.facts
        if self.kind == "metric":
            yield from self._of_metric(role)
        elif self.kind == "model" and role in {"memory", "time"}:
            key = "memory_gb" if role == "memory" else "processing_ms"
            yield (*path, key), dig(facts, key)
        elif self.kind == "dataset" and role in self.asides:
            yield (*path, "total"), dig(facts, "total")
        elif self.kind == "dataset":
            kinds = [at for at, kind in _listed(dig(facts, "kinds")) if name_of(str(dig(kind, "name") or "")) == role]
            if len(kinds) == 1:
                yield (*path, "kinds", kinds[0], "quantity"), dig(facts, "kinds", kinds[0], "quantity")
        elif role in {"required", "target", "limit", "value"}:
            yield from ((one, dig(self.root, *one)) for one in self.paths)

    def _of_metric(self, role: str) -> Iterator[tuple[Path, Json]]:
        path, facts = self.path, self.facts
        keys = {
            "required": ("target", "minimum"),
            "limit": ("target", "minimum"),
            "target": (role,),
            "minimum": (role,),
        }
        for key in keys.get(role, ()):
            yield (*path, key), dig(facts, key)
        if role in {"baseline", "today", "limit"}:
            yield (*path, "baseline", "value"), dig(facts, "baseline", "value")
        elif role == "required":
            yield from self._naming(("requirements", "accuracy"), "value")
        if role in {"alert", "limit"}:
            yield (*path, "alert", "value"), dig(facts, "alert", "value")
            yield from self._naming(("monitoring", "metrics"), "alert", "value")
        elif role in MEASURED or role == "today":
            is_any = role not in {"offline", "online"}
            for at, entry in _listed(dig(facts, "measured")):
                if isinstance(entry, dict) and (is_any or entry.get("phase") in (role, None)):
                    yield (*path, "measured", at, "value"), entry.get("value")

    def _naming(self, where: Path, *keys: str) -> Iterator[tuple[Path, Json]]:
        """A fact of the entries elsewhere that name a metric."""
        name = dig(self.facts, "id")
        for at, entry in _listed(dig(self.root, *where)):
            if isinstance(entry, dict) and entry.get("metric") == name:
                yield (*where, at, *keys), dig(entry, *keys)


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


def _listed(value: Json) -> Iterable[tuple[int, Json]]:
    return enumerate(value) if isinstance(value, list) else ()


def value_of(value: Json) -> float | None:
    """A value as a number, a date as its ordinal."""
    if isinstance(value, float | int):
        return None if isinstance(value, bool) else value
    if isinstance(value, str) and len(value) == len("2026-01-31") and value[:2] == "20":
        try:
            return date.fromisoformat(value).toordinal()
        except ValueError:
            return None
    return None


class Statement(NamedTuple):
    """A number of the body about a subject in a role, with what the front matter states, and whether that is the same."""

    subject: Subject
    role: str
    quantity: Quantity
    stated: list[Stated]
    is_said: bool


def state(subject: Subject, role: str, quantity: Quantity) -> Statement | None:
    """What a quantity in a role says of a subject; None where the front matter says nothing to compare it with."""
    stated = [
        one for one in subject.stated(role) if quantity.phase is None or subject.phase_of(one) in (quantity.phase, None)
    ]
    is_loose = role in {*MEASURED, "baseline"} or subject.kind == "dataset"
    measure = subject.measure_of(role)
    answers = [agrees(quantity, one.value, measure, is_loose=is_loose) for one in stated]
    if not answers or (True not in answers and None in answers):
        return None
    is_change = quantity.value < 0 and all(one.value >= 0 for one in stated)
    is_said = True in answers
    return None if is_change and not is_said else Statement(subject, role, quantity, stated, is_said)


class Index:
    """The subjects of a document by each of their names; a name of two of them is no name."""

    def __init__(self, document: Document) -> None:
        self.root: dict[str, Json] = document.front_matter.facts
        self.subjects = list(_subjects(document))
        self.datasets = [subject for subject in self.subjects if subject.kind == "dataset"]
        self.exact: dict[str, Subject | None] = {}
        self.bases: dict[str, list[Subject]] = {}
        for subject in self.subjects:
            for name in subject.names:
                self.exact[name] = subject if self.exact.get(name, subject) is subject else None
                same = self.bases.setdefault(base_of(name), [])
                if subject not in same:
                    same.append(subject)

    @cached_property
    def counted(self) -> set[str]:
        """The names of the kinds of records in the data sets, and the units of these."""
        kinds = {
            name_of(str(dig(kind, "name") or ""))
            for one in self.datasets
            for _, kind in _listed(dig(one.facts, "kinds"))
        }
        return (kinds | {aside for one in self.datasets for aside in one.asides}) - {""}

    @cached_property
    def _holders(self) -> dict[str, set[Subject]]:
        """The metrics that have a word in one of their names."""
        holders: dict[str, set[Subject]] = {}
        for subject in self.subjects[:MOST_SUBJECTS]:
            if subject.kind == "metric":
                for word in {word for name in subject.names for word in words_of(name)}:
                    holders.setdefault(word, set()).add(subject)
        return holders

    def fact(self, name: str) -> Subject | None:
        """The single fact with a name, unless something else is called so."""
        found = fact_names().get(name)
        if found is None or name in self.exact:
            return None
        return self._facts.setdefault(found.names, _fact(self.root, found))

    @cached_property
    def _facts(self) -> dict[str, Subject | None]:
        return {}

    def find(self, text: str) -> tuple[Subject, str] | None:
        """The subject that a text names, and how: ``sure``, ``short`` for a name cut short, ``more`` with something added."""
        name = name_of(text)
        if not name or len(name) > LONGEST_NAME:
            return None
        if name in self.exact:
            subject = self.exact[name]
            return (subject, "sure") if subject else None
        base = base_of(name)
        same = self.bases.get(base) or ()
        if len(same) == 1:
            return self._find_qualified(name, base, same[0])
        return None if same else self._find_fact(name, base) or self._find_like(name)

    def _find_qualified(self, name: str, base: str, subject: Subject) -> tuple[Subject, str] | None:
        """A subject that is called by its name with something in brackets or after a comma."""
        extra = {one for one in qualifiers_of(name) if not is_neutral(one, subject)}
        if subject.kind == "model":
            return subject, "sure"  # what is added describes it: "ranker, 600 trees"
        if any(qualifiers_of(one) == extra for one in subject.names if base_of(one) == base):
            return subject, "sure"
        slices = [text.casefold() for _, text in _listed(dig(subject.facts, "slices")) if isinstance(text, str)]
        if any(part in one for one in extra for part in slices):
            return None
        is_short = all(subject in self._holders.get(word, ()) for word in words_of(name))
        return subject, "short" if is_short else "more"

    def _find_fact(self, name: str, base: str) -> tuple[Subject, str] | None:
        """A fact that is called by its name and its unit or its statistic: ``memory (GB)``, ``p95 latency``."""
        words = PUNCTUATION.sub(" ", name).split()
        told = {_STATISTICS[word] for word in words if word in _STATISTICS}
        bare = " ".join(word for word in words if word not in _STATISTICS)
        subject = self.fact(name) or self.fact(bare) or self.fact(base)
        if subject is None or not told <= subject.asides:
            return None
        is_whole = bare in fact_names() or all(is_neutral(one, subject) for one in qualifiers_of(name))
        return subject, "sure" if is_whole else "short"

    def _find_like(self, name: str) -> tuple[Subject, str] | None:
        """The one metric in whose names all words of a name stand, or more of them than in any other, and half of them."""
        words = words_of(name)
        counts: dict[Subject, int] = {}
        for word in words:
            for subject in self._holders.get(word, ()):
                counts[subject] = counts.get(subject, 0) + 1
        most = max(counts.values(), default=0)
        best = [subject for subject, times in counts.items() if times == most]
        if len(best) != 1 or 2 * most < len(words):
            return None
        return best[0], "short" if most == len(words) else "more"


def is_neutral(qualifier: str, subject: Subject) -> bool:
    """Whether what is added to a name leaves it whole: its unit, its kind of metric, its other name."""
    is_word = qualifier in phrases(_NEUTRAL) or qualifier in subject.asides or qualifier in subject.names
    return is_word or _STATISTICS.get(qualifier) in subject.asides or knows_unit(qualifier, subject.measure)


def _subjects(document: Document) -> Iterator[Subject]:
    root = document.front_matter.facts
    for at, metric in _listed(dig(root, "metrics")):
        unit, id_ = dig(metric, "unit"), dig(metric, "id")
        spaced = id_.replace("-", " ") if isinstance(id_, str) else None
        measure = (
            Measure(None, None) if not isinstance(unit, str) or not unit.strip() else Measure(unit, scale_of_unit(unit))
        )
        yield Subject("metric", ("metrics", at), root, measure, (id_, spaced, dig(metric, "name")))
    for at, dataset in _listed(dig(root, "data", "datasets")):
        unit = dig(dataset, "unit")
        unit = unit if isinstance(unit, str) else None
        subject = Subject("dataset", ("data", "datasets", at), root, Measure(unit, "count"), [dig(dataset, "id")])
        subject.asides = {"total", name_of(unit or "")}
        yield subject
    for at, model in _listed(dig(root, "models")):
        yield Subject("model", ("models", at), root, _TIME, [dig(model, "id")])


def _fact(root: dict[str, Json], fact: Named) -> Subject | None:
    """A single fact of a document, when it is stated."""
    paths: list[Path] = [
        path for one in fact.paths if value_of(dig(root, *(path := tuple(one.split("."))))) is not None
    ]
    if not paths:
        return None
    measure = Measure(fact.unit, "percent" if fact.unit == "%" else "other")
    leaf = paths[0][-1]
    if leaf in {"amount", "cost_per_month"}:
        currency, period = (dig(root, "constraints", "budget", key) for key in ("currency", "period"))
        measure = Measure(str(currency), "money", str(period) if leaf == "amount" else "month")
    elif leaf in {"deadline", "value"}:
        measure = Measure(None, "date" if leaf == "deadline" else "ratio")
    subject = Subject("fact", paths[0], root, measure)
    subject.label, subject.paths = fact.label, paths
    if fact.unit == "ms":
        subject.asides = {str(dig(root, "requirements", "processing_time", "statistic"))}
    if fact.paths == TIMES:  # whose latency it is, the name does not say
        subject.paths += [
            ("metrics", at, "target") for at, one in _listed(dig(root, "metrics")) if dig(one, "unit") == "ms"
        ]
    return subject
