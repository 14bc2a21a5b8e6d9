"""Findings against a baseline: which of them were there before.

Each entry holds back one finding. Where several could, the one at the same place is taken before one that was moved, and only
then one that has come nearer to what the rule asks for.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from prospectus.engine.baseline.entry import amount, without_amounts

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterator, Sequence

    from prospectus.engine.baseline.entry import Entry


class Held(NamedTuple):
    """What entries hold back of the findings of a document: the places of both in their lists, and whether a finding came nearer."""

    finding: int
    entry: int
    is_nearer: bool = False


def compared(
    found: Sequence[Entry], known: Sequence[Entry], distance: Callable[[str, str], tuple[str, ...]]
) -> Iterator[Held]:
    """Which findings of one document are held back, each by an entry of its own.

    ``distance`` names, for a rule and a wording, the facts that tell how far it is from being right: one, or two that should
    not be apart; none where that is no question of more or less.
    """
    pairs = _Pairs(found, known)
    # Of several that are alike, one that stands in the same item is the same, wherever that item has moved.
    yield from pairs.matched(lambda entry: (_same(entry), entry.where, entry.item, entry.severity))
    yield from pairs.matched(
        lambda entry: (_same(entry), entry.place, entry.item, entry.severity) if entry.item else None
    )
    yield from pairs.matched(lambda entry: (_same(entry), entry.where, entry.severity))
    for match in pairs.candidates(lambda entry: (entry.rule, entry.says, entry.where, without_amounts(entry.values))):
        if _is_no_worse(found[match.finding], known[match.entry], distance):
            yield pairs.take(match._replace(is_nearer=True))


def _same(entry: Entry) -> Hashable:
    return entry.rule, entry.says, entry.values


def _is_no_worse(now: Entry, before: Entry, distance: Callable[[str, str], tuple[str, ...]]) -> bool:
    """Whether a finding weighs no more than its entry, and its numbers are nearer to what they should be, or the same."""
    if before.severity != now.severity and (
        now.severity is None or before.severity is None or now.severity > before.severity
    ):
        return False
    if now.values == before.values:
        return True
    names = distance(now.rule, now.says)
    is_, was = _apart(now, names), _apart(before, names)
    return is_ is not None and was is not None and is_ < was


def _apart(entry: Entry, names: tuple[str, ...]) -> float | None:
    """How far apart the facts of a name are; how much it is, where there is one name."""
    values = dict(entry.values)
    amounts = [amount(values.get(name, "")) for name in names]
    if not amounts or None in amounts:
        return None
    first, *others = (number for number in amounts if number is not None)
    return abs(first - others[0]) if others else abs(first)


class _Pairs:
    """Two lists of entries, of which each is given away once."""

    def __init__(self, found: Sequence[Entry], known: Sequence[Entry]) -> None:
        self._found = dict(enumerate(found))
        self._known = dict(enumerate(known))

    def candidates(self, key: Callable[[Entry], Hashable]) -> Iterator[Held]:
        """Findings beside entries that have the same key, in order; what has None for a key has none."""
        waiting: dict[Hashable, list[int]] = defaultdict(list)
        for index, entry in reversed(self._known.items()):
            waiting[key(entry)].append(index)
        waiting.pop(None, None)
        for index, entry in [*self._found.items()]:
            if same := waiting.get(key(entry)):
                yield Held(index, same.pop())

    def matched(self, key: Callable[[Entry], Hashable]) -> Iterator[Held]:
        """The candidates, all of which are taken."""
        return map(self.take, self.candidates(key))

    def take(self, held: Held) -> Held:
        """Give away both sides."""
        del self._found[held.finding], self._known[held.entry]
        return held
