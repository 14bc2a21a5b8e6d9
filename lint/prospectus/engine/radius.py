"""The blast radius of a change: the documents that were not touched, and in which it may show all the same."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Literal, NamedTuple
from urllib.parse import unquote

from prospectus.rules.relations import relations

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from prospectus.model.record import Record
    from prospectus.rules.relations import Relations

Why = Literal["names", "replaced", "relies", "id", "dataset", "goal", "cycle", "link", "configuration"]
"""How a document is related to a changed one: it names it; is replaced by it, or replaces it; names one that is; has the same id, a data
set, a goal in common; stands in a cycle of references with it; links to a file that is gone; or all documents are, by the configuration."""


class Reach(NamedTuple):
    """Why a document is checked besides: what relates it (``what``: an id, a goal, a file), and to which document or file."""

    why: Why
    what: str
    of: str


def reached(records: Iterable[Record], touched: Collection[str], changed: Iterable[Record]) -> dict[str, Reach]:
    """The documents that are related to changed ones, by name, in order.

    ``touched`` are the names of the documents that were changed; ``changed`` their records, as they are and as they were, with
    those of documents that are gone.
    """
    index = _Index((record.name, relations(record)) for record in changed)
    others = {record.name: relations(record) for record in records if record.name not in touched}
    index.relay(others.values())
    found = {name: reach for name, told in others.items() if (reach := index.reach(told)) is not None}
    for name, reach in _in_cycles(others, index):
        found.setdefault(name, reach)
    return {name: found[name] for name in others if name in found}


class _Index:
    """What the changed documents are, name and share; each with the first document that does."""

    def __init__(self, changed: Iterable[tuple[str, Relations]]) -> None:
        self.ids: dict[str, str] = {}
        self.named: dict[str, str] = {}
        self.replaced: dict[str, str] = {}
        self.relied: dict[str, str] = {}
        self.datasets: dict[str, str] = {}
        self.goals: dict[str, str] = {}
        for name, told in changed:
            for found, values in (
                (self.ids, [told.id] if told.id else ()),
                (self.named, told.named),
                (self.replaced, told.replaced),
                (self.datasets, told.datasets),
                (self.goals, told.goals),
            ):
                for value in values:
                    found.setdefault(value, name)

    def relay(self, others: Iterable[Relations]) -> None:
        """Note of which projects it hangs on the changed ones whether they are replaced: by what these say, or they themselves."""
        self.relied = dict(self.replaced)
        for told in others:
            by = next((self.ids[name] for name in sorted(told.replaced) if name in self.ids), None)
            if told.id and by is not None:
                self.relied.setdefault(told.id, by)

    def reach(self, told: Relations) -> Reach | None:
        """How a document is related to one of them, if it is: what weighs most."""
        own = {told.id} if told.id else set[str]()
        shared: tuple[tuple[Why, Iterable[str], dict[str, str]], ...] = (
            ("names", told.named, self.ids),
            ("id", own, self.ids),
            ("replaced", own, self.replaced),
            ("relies", told.named, self.relied),
            ("dataset", told.datasets, self.datasets),
            ("goal", told.goals, self.goals),
        )
        for why, values, known in shared:
            common = sorted(value for value in values if value in known)
            if common:
                return Reach(why, common[0], known[common[0]])
        return None


def _in_cycles(others: dict[str, Relations], index: _Index) -> Iterator[tuple[str, Reach]]:
    """The documents on a way of references from a changed document back to one."""
    graph = {told.id: told.named for told in others.values() if told.id}
    back: dict[str, set[str]] = {}
    for start, ends in graph.items():
        for end in ends:
            back.setdefault(end, set()).add(start)
    onward = _from(index.named, graph) & _from(index.ids, back)
    for name, told in others.items():
        if told.id in onward:
            yield name, Reach("cycle", told.id or "", next(iter(index.ids.values()), ""))


def _from(starts: Iterable[str], graph: dict[str, frozenset[str]] | dict[str, set[str]]) -> set[str]:
    """What can be reached from some ids, with themselves."""
    found = set(starts)
    waiting = [*found]
    while waiting:
        for end in graph.get(waiting.pop(), ()):
            if end not in found:
                found.add(end)
                waiting.append(end)
    return found


def link_to(folder: str, targets: Iterable[str], gone: Collection[str]) -> str | None:
    """The first of some relative links, written in a file of a folder, that leads to a file that is gone; None when none does.

    The address of a page counts as the Markdown file that it is made from.
    """
    for target in targets:
        name = unquote(target.split("#", 1)[0].split("?", 1)[0])
        path = os.path.normpath(os.path.join(folder, name))  # noqa: PTH118 - of texts: this runs for each link
        if path in gone or (name.endswith("/") and f"{path}.md" in gone):
            return target
    return None
