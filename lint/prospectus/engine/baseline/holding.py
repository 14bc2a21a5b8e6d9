"""A baseline at work in one report: it holds findings back, and knows afterwards which of its entries did nothing."""

from __future__ import annotations

from string import Formatter
from typing import TYPE_CHECKING, NamedTuple, Protocol

from prospectus.engine.baseline.comparison import compared
from prospectus.engine.baseline.entry import Entry, entry_of
from prospectus.engine.diagnose import diagnose
from prospectus.model.suppression import NEVER_HELD
from prospectus.rules import ALL_RULES
from prospectus.rules.page import read_page

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

    from prospectus.config import Config
    from prospectus.model.finding import PlainFinding
    from prospectus.model.record import Record
    from prospectus.model.rule import Rule


class Use(NamedTuple):
    """What became of a baseline in a report.

    ``kept`` is what its file should hold from now on: without ``stale``, which held nothing back although their documents and
    rules were looked at. ``nearer`` is how many findings were held back that are nearer to being right than they were.
    """

    kept: tuple[Entry, ...]
    stale: tuple[Entry, ...] = ()
    nearer: int = 0


class Scope:
    """What a report looks at: the records of all documents by their names, those reported on, and the rules.

    ``paths`` are the paths of all documents from the configuration's folder, by their names; ``rules`` those that are run, by code.
    ``is_whole`` tells that nothing was left out.
    """

    def __init__(
        self,
        records: Mapping[str, Record],
        names: Collection[str],
        paths: Mapping[str, str],
        rules: Mapping[str, Rule],
        *,
        is_whole: bool,
    ) -> None:
        self.records = records
        self.names = frozenset(names)
        self.paths = paths
        self.rules = rules
        self.is_whole = is_whole
        self.is_readable = all(record.is_readable for record in records.values())


class Baseline(Protocol):
    """What holds findings back, document by document."""

    def hold(self, name: str, findings: Sequence[PlainFinding]) -> frozenset[int]:
        """Which of a document's findings are held back, by their places in the list."""

    def use(self, *, has_failed: bool) -> Use:
        """What became of it, once all documents had their turn; ``has_failed`` tells that a rule did."""


class Holding:
    """The entries of a file, each of which holds back one finding that was there when it was written."""

    def __init__(self, entries: Sequence[Entry], scope: Scope) -> None:
        self._entries = entries
        self._scope = scope
        self._of = by_document(entries, scope)
        self._used: set[int] = set()
        self._nearer = 0

    def hold(self, name: str, findings: Sequence[PlainFinding]) -> frozenset[int]:
        """Which of a document's findings are held back, by their places in the list."""
        own = self._of.get(name, ())
        if not own or not findings:
            return frozenset()
        found = [(index, finding) for index, finding in enumerate(findings) if may_be_held(finding)]
        now = [_entry(finding, self._scope, name) for _, finding in found]
        held = set()
        for match in compared(now, [self._entries[index] for index in own], _distance):
            held.add(found[match.finding][0])
            self._used.add(own[match.entry])
            self._nearer += match.is_nearer
        return frozenset(held)

    def use(self, *, has_failed: bool) -> Use:
        """What became of it, once all documents had their turn; where a rule has failed, nothing is known to be gone."""
        if has_failed:
            return Use(tuple(self._entries), (), self._nearer)
        looked_at = {index for name, own in self._of.items() if _is_looked_at(self._scope, name) for index in own}
        stale = {
            index
            for index, entry in enumerate(self._entries)
            if index not in self._used and _was_looked_for(entry, self._scope) and index in looked_at
        }
        return Use(
            tuple(entry for index, entry in enumerate(self._entries) if index not in stale),
            tuple(self._entries[index] for index in sorted(stale)),
            self._nearer,
        )


class Recording:
    """Holds back all that a baseline may hold, and makes its entries; those of an earlier one stay where nobody looks now."""

    def __init__(self, earlier: Sequence[Entry], scope: Scope, words: Callable[[PlainFinding], str]) -> None:
        self._earlier = earlier
        self._scope = scope
        self._words = words
        self._made: list[Entry] = []

    def hold(self, name: str, findings: Sequence[PlainFinding]) -> frozenset[int]:
        """Which of a document's findings are held back, by their places in the list."""
        held = frozenset(index for index, finding in enumerate(findings) if may_be_held(finding))
        self._made += [_entry(findings[index], self._scope, name, self._words(findings[index])) for index in held]
        return held

    def use(self, *, has_failed: bool) -> Use:
        """What became of it, once all documents had their turn; where a rule has failed, nothing is known to be gone."""
        if has_failed:
            return Use(tuple(self._earlier))
        of = by_document(self._earlier, self._scope)
        replaced = {
            index
            for name, own in of.items()
            if _is_looked_at(self._scope, name)
            for index in own
            if _was_looked_for(self._earlier[index], self._scope)
        }
        untouched = (entry for index, entry in enumerate(self._earlier) if index not in replaced)
        return Use(tuple(sorted((*untouched, *self._made), key=Entry.order)))


def baseline_of(entries: Sequence[Entry], scope: Scope, config: Config, *, records: bool) -> Baseline:
    """What holds back findings: entries, or all that may be held, if it ``records``."""
    if not records:
        return Holding(entries, scope)
    return Recording(entries, scope, lambda finding: diagnose(scope.rules[finding.code], finding, config, "en").message)


def may_be_held(finding: PlainFinding) -> bool:
    """Whether a baseline may hold a finding back: not that a document cannot be read, nor a mistake in what holds back itself."""
    return not finding.code.startswith(NEVER_HELD)


GONE = ""
"""What stands for the documents that are no more, for their entries."""


def by_document(entries: Iterable[Entry], scope: Scope) -> dict[str, list[int]]:
    """The places of entries by the names of their documents: by the id, which a document keeps where it is moved, else by path."""
    ids: dict[str, list[str]] = {}
    for name, record in scope.records.items():
        if record.id is not None:
            ids.setdefault(record.id, []).append(name)
    names = {path: name for name, path in scope.paths.items()}
    found: dict[str, list[int]] = {}
    for index, entry in enumerate(entries):
        at_path = names.get(entry.path, GONE)
        called = ids.get(entry.id, []) if entry.id is not None else []
        name = at_path if at_path in called or not called else called[0]
        found.setdefault(name, []).append(index)
    return found


def _is_looked_at(scope: Scope, name: str) -> bool:
    """Whether all findings of a document are there to be compared; of one that is gone, when the whole portfolio was looked at."""
    return scope.is_whole if name == GONE else name in scope.names and scope.records[name].is_readable


def _was_looked_for(entry: Entry, scope: Scope) -> bool:
    """Whether the rule of an entry has run; one that there is no more will never find anything again.

    A rule across documents has not, while one of them cannot be read.
    """
    rule = scope.rules.get(entry.rule)
    if rule is None:
        return all(entry.rule != known.code for known in ALL_RULES)
    return rule.scope == "document" or scope.is_readable


def _entry(finding: PlainFinding, scope: Scope, name: str, message: str = "") -> Entry:
    return entry_of(finding, scope.records[name].id, scope.paths[name], _said(finding), message)


def _said(finding: PlainFinding) -> frozenset[str]:
    """The names of the facts of which a finding's message speaks."""
    said = {name for words in read_page(finding.code).messages[finding.wording].values() for name in _names(words)}
    return frozenset({*said, "idle"})


def _names(words: str) -> Iterator[str]:
    return (name for _, name, _, _ in Formatter().parse(words) if name)


def _distance(code: str, wording: str) -> tuple[str, ...]:
    return read_page(code).distances.get(wording, ())
