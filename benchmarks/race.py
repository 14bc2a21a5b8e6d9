"""Rounds in which every contender runs once, in turn, so that a drifting machine slows all of them."""

from __future__ import annotations

import sys
import tempfile
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from contenders import Grounds
from measure import Cost, TooSlow, cost

if TYPE_CHECKING:
    from contenders import Contender
    from peers import Installed


@dataclass(frozen=True)
class Rules:
    """``rounds`` of a race; a run is ended at ``limit`` seconds; from ``slow`` seconds on a contender runs once only."""

    rounds: int
    limit: float
    slow: float
    light: bool


@dataclass
class Lane:
    """One contender at one size: its rounds (``None`` where it took no part), or why it was skipped."""

    contender: Contender
    documents: int
    expected: float
    rules: Rules
    rounds: list[Cost | None] = field(default_factory=list)
    skipped: str | None = None

    def __post_init__(self) -> None:
        self.skipped = self.contender.missing
        if not self.skipped and self.expected > self.rules.limit:
            self.skipped = f"about {self.expected:.0f} s expected, the limit is {self.rules.limit:.0f} s"

    def warm_up(self, grounds: Grounds) -> None:
        """A run that does not count: it fills the system's file cache, and the contender's own where it keeps one."""
        if not self.skipped and (self.contender.warm or self.expected <= self.rules.slow):
            self._run(grounds)

    def run(self, grounds: Grounds) -> None:
        """A round that counts, unless this contender is skipped or has had its one slow round."""
        slow = any(one and one.wall > self.rules.slow for one in self.rounds)
        self.rounds.append(None if self.skipped or slow else self._run(grounds))

    def _run(self, grounds: Grounds) -> Cost | None:
        commands = self.contender.commands(self.documents)
        did_it = partial(self.contender.did_it, self.documents)
        try:
            return cost(commands, grounds.folder / self.contender.tree, did_it, self.rules.limit)
        except TooSlow:
            self.skipped = f"ended at the limit of {self.rules.limit:.0f} s"
            return None

    def entry(self) -> dict[str, object]:
        """As the results keep it."""
        return {
            "documents": self.documents,
            "contender": self.contender.name,
            "rounds": [one and one.figures() for one in self.rounds] if any(self.rounds) else [],
            "skipped": self.skipped,
        }


def race(
    runners: list[Contender], sizes: list[int], rules: Rules, installed: Installed
) -> tuple[list[dict[str, object]], dict[str, object]]:
    """One entry a size and contender, and what the largest corpus was."""
    entries: list[dict[str, object]] = []
    corpus: dict[str, object] = {}
    seconds_each: dict[str, float] = {}  # as the size before needed
    for size in sizes:
        with tempfile.TemporaryDirectory() as name:
            grounds = Grounds.lay(Path(name), size, installed, light=rules.light)
            lanes = [
                Lane(contender, size, seconds_each.get(contender.name, 0) * size, rules)
                for contender in runners
                if contender.only in {None, size}
            ]
            for lane in lanes:
                lane.warm_up(grounds)
            for number in range(rules.rounds):
                print(f"{size:,} documents, round {number + 1} of {rules.rounds}", file=sys.stderr)
                grounds.edit()
                for lane in lanes:
                    lane.run(grounds)
        seconds_each = {
            lane.contender.name: min(one.wall for one in lane.rounds if one) / size
            for lane in lanes
            if any(lane.rounds)
        }
        entries += [lane.entry() for lane in lanes]
        corpus = {
            "kind": "light" if rules.light else "full",
            "kilobytes": round(grounds.corpus.size / size / 1000, 1),
            "front_matter_kilobytes": round(grounds.corpus.front_matter / size / 1000, 1),
            "digest": grounds.corpus.digest,
        }
    return entries, corpus
