"""What the body of a free-form design document states for certain, as facts of the front matter."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from prospectus.contract.schema import Asked
from prospectus.writing.lifting.datasets import dataset_facts
from prospectus.writing.lifting.metric_lines import line_metrics
from prospectus.writing.lifting.metric_tables import table_metrics
from prospectus.writing.lifting.people import team_facts
from prospectus.writing.lifting.risks import risk_facts
from prospectus.writing.lifting.single import single_facts
from prospectus.writing.lifting.statements import Statements

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable

    from prospectus.model.document import Document
    from prospectus.writing.lifting.found import Found

Path = tuple[str | int, ...]

READERS = (single_facts, table_metrics, line_metrics, dataset_facts, team_facts, risk_facts)
MOST_ITEMS = 200
"""A list of more items is a data dump."""


class Lifted(NamedTuple):
    """One fact: its path in the front matter, a value that the schema takes there, and where the body states it.

    ``line`` counts from 1 in the file. ``quote`` is the stretch of the body that states it, on one line. The facts of one item of a
    list have its index in common.
    """

    path: Path
    value: Any
    line: int
    quote: str


def lifted(document: Document) -> tuple[Lifted, ...]:
    """The facts that the body of a document states for certain, in the order of the schema.

    What two statements tell differently is left out, and so is what the schema would not take. What the front matter says already
    is no matter here.
    """
    statements = Statements(document)
    found = [one for read in READERS for one in read(statements)]
    schema = document.contract.schema
    return _valid(document, sorted(_agreed(found), key=lambda one: (schema.order(one.path[0]), _place(one))))


def _place(one: Lifted) -> tuple[tuple[int, str], ...]:
    return tuple((step, "") if isinstance(step, int) else (0, "") for step in one.path[1:])


def _agreed(found: Iterable[Found]) -> list[Lifted]:
    """The facts that all statements about them tell alike, each once; the items of lists in the order of the body."""
    told: dict[tuple[tuple[str, ...], Hashable, tuple[str, ...]], list[Found]] = {}
    for one in found:
        told.setdefault((one.path, one.key, one.field), []).append(one)
    doubted = {_whole(path, key, field) for (path, key, field), ways in told.items() if not _is_agreed(ways)} - {None}
    items: dict[tuple[str, ...], dict[Hashable, int]] = {}
    agreed = []
    for (path, key, field), ways in told.items():
        first = min(ways, key=lambda one: one.line)
        is_certain = field in _NAMES or _is_agreed(ways)
        if first.value == "" or not is_certain or (path, key) in doubted or (path[:-1], None) in doubted:
            continue
        index: tuple[int, ...] = ()
        if key is not None:
            known = items.setdefault(path, {})
            index = (known.setdefault(key, len(known)),)
        if not index or index[0] < MOST_ITEMS:
            agreed.append(Lifted((*path, *index, *field), first.value, first.line, first.quote))
    return agreed


_NAMES = {("id",), ("name",), ("text",)}
"""Two spellings of one name are no contradiction."""


def _is_agreed(ways: list[Found]) -> bool:
    return all(one.value == ways[0].value for one in ways)


def _whole(path: tuple[str, ...], key: Hashable, field: tuple[str, ...]) -> tuple[tuple[str, ...], Hashable] | None:
    """What means nothing where a fact is told in two ways: all numbers of a metric in two units, all times of two statistics."""
    if field == ("unit",):
        return path, key
    return (path[:-1], None) if path[-1] == "statistic" else None


def _valid(document: Document, facts: list[Lifted]) -> tuple[Lifted, ...]:
    """The facts that together break no rule of the schema, with the items of lists counted anew."""
    schema = document.contract.schema
    first = next(iter(document.contract.lifecycle.stages.values()))
    while facts:
        facts = _counted(_unlike(facts))
        blocks = {str(one.path[0]) for one in facts}
        bad = {
            violation.path
            for violation in schema.violations(as_facts(facts), Asked(first.order))
            if violation.path and violation.path[0] in blocks
        }
        if not bad:
            return tuple(facts)
        facts = [one for one in facts if not any(_touches(one.path, path) for path in bad)]
    return ()


def _touches(path: Path, bad: Path) -> bool:
    return path[: len(bad)] == bad or bad[: len(path)] == path


def _counted(facts: list[Lifted]) -> list[Lifted]:
    """The facts with the items of each list numbered without a gap; items with nothing but a name are none."""
    numbers: dict[Path, dict[int, int]] = {}
    said: dict[Path, set[str | int]] = {}
    for one in facts:
        if (at := _index(one.path)) is not None:
            said.setdefault(one.path[: at + 1], set()).add(one.path[at + 1])
    kept = []
    for one in facts:
        at = _index(one.path)
        if at is None:
            kept.append(one)
            continue
        if (
            said[one.path[: at + 1]] <= {"id", "name", "text", "direction", "kind", "unit", "purpose"}
            and one.path[0] != "team"
        ):
            continue
        known = numbers.setdefault(one.path[:at], {})
        index = known.setdefault(int(one.path[at]), len(known))
        kept.append(one._replace(path=(*one.path[:at], index, *one.path[at + 1 :])))
    return kept


def _index(path: Path) -> int | None:
    return next((at for at, step in enumerate(path) if isinstance(step, int)), None)


def _unlike(facts: list[Lifted]) -> list[Lifted]:
    """The facts with ids of which no two in a list are the same."""
    taken: dict[Path, set[str]] = {}
    kept = []
    for one in facts:
        at = _index(one.path)
        if at is not None and one.path[at + 1 :] == ("id",):
            ids = taken.setdefault(one.path[:at], set())
            name, count = str(one.value), 2
            while name in ids:
                name, count = f"{one.value}-{count}", count + 1
            ids.add(name)
            one = one._replace(value=name)  # noqa: PLW2901 - the same fact
        kept.append(one)
    return kept


def as_facts(facts: Iterable[Lifted]) -> dict[str, Any]:
    """The facts as a front matter would hold them."""
    root: dict[str, Any] = {}
    for one in facts:
        here: Any = root
        for step, following in zip(one.path, one.path[1:], strict=False):
            empty: Any = [] if isinstance(following, int) else {}
            if isinstance(step, int):
                while len(here) <= step:
                    here.append({})
                here = here[step]
            else:
                here = here.setdefault(step, empty)
        last = one.path[-1]
        here[last] = one.value
    return root
