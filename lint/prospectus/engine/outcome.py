"""The outcome of a whole run, kept for the next: where nothing has changed since, there is nothing to do but to say it again.

It holds as long as the same documents are found, each with the same content, today lies between the days of all answers, and
all links lead where they led. Nothing that checks documents is imported to find that out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from prospectus.engine.cache import DOUBTFUL, Cache
from prospectus.engine.files import Tree, link_exists
from prospectus.engine.stamp import Stamp, refreshed
from prospectus.ground.named_tuple import NamedTuple
from prospectus.ground.pattern import Pattern
from prospectus.ground.terminal import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date
    from pathlib import Path

    from prospectus.config import Config
    from prospectus.engine.check import InternalError


_COLOR = Pattern("\x1b\\[[0-9;]{1,8}m")


class Outcome(NamedTuple):
    """What a run says: its output in the chosen format, the counts of its summary, and the rules that failed (then it is not kept).

    ``tallies`` are those of :meth:`~prospectus.engine.report.Report.tallies`, as plain data. ``baselined`` are held back by a baseline,
    ``nearer`` of them are nearer to being right than it says; ``stale`` of its entries hold nothing back, and ``first_stale`` names some.
    ``beside`` is what is said in a second place, as in the summary of a CI job; empty where there is none.
    """

    text: str
    beside: str
    documents: int
    skipped: int
    suppressed: int
    cached: int
    errors: int
    warnings: int
    infos: int
    fixable: int
    promptable: int
    unsafely_fixable: int
    baselined: int
    nearer: int
    stale: int
    first_stale: tuple[str, ...]
    tallies: tuple[tuple[str, str, int, int, int], ...]
    internal_errors: tuple[InternalError, ...] = ()


class Conditions(NamedTuple):
    """What an outcome rests on: the files with their stamps, the days (ordinals) and the links of all documents."""

    files: tuple[tuple[str, Stamp], ...]
    since: int
    until: int
    links: tuple[tuple[str, str, bool], ...]


def recalled(config: Config, key: str, paths: Sequence[Path], today: date) -> Outcome | None:
    """The outcome of an earlier run on these files; None when there is none that surely still holds."""
    cache = Cache(config.root)
    found = cache.read(f"outcome-{key}")
    tree = Tree(config.root)
    try:
        files, since, until, links = found["conditions"]
        text, beside, *counts, first_stale, tallies, _ = found["outcome"]
        is_same = [str(path) for path in paths] == [path for path, _ in files]
        is_today = since <= today.toordinal() <= until
        if not is_same or not is_today or any(tree.is_left_by(path) for path, _ in files):
            return None
        now = [refreshed(path, Stamp(*stamp), config.max_file_size) for path, stamp in files]
        if None in now:
            return None
        if any(link_exists(path, target) is not answer for path, target, answer in links):
            return None
        told = tuple(
            (str(code), str(name), int(weight), int(count), int(of)) for code, name, weight, count, of in tallies
        )
        stale = tuple(map(str, first_stale))
        outcome = Outcome._make((text, beside, *map(int, counts), stale, told, ()))
        if not (_is_harmless(text) and _is_harmless(beside)):
            return None
        if any(list(stamp) != known for stamp, (_, known) in zip(now, files, strict=True) if stamp is not None):
            # Times that were not to be trusted then, or are new since a checkout, save reading the files next time.
            found["conditions"][0] = [(path, stamp) for (path, _), stamp in zip(files, now, strict=True)]
            cache.write(f"outcome-{key}", found)
        return outcome._replace(cached=outcome.documents)
    except DOUBTFUL:
        return None


def _is_harmless(text: str) -> bool:
    """Whether an output holds no characters that steer a terminal, beside line ends and the colours of ours."""
    return all(line.isprintable() or plain(bare := _COLOR.sub("", line)) == bare for line in text.split("\n"))


def remember(config: Config, key: str, conditions: Conditions, outcome: Outcome) -> None:
    """Keep an outcome for the next run."""
    Cache(config.root).write(f"outcome-{key}", {"conditions": conditions, "outcome": outcome})


def conditions_of(entries: Iterable[tuple[str, Any]]) -> Conditions | None:
    """What the results of some files rest on, each a path with its stamp and its result as a memory keeps them.

    None when a file has none.
    """
    files: list[tuple[str, Stamp]] = []
    links: list[tuple[str, str, bool]] = []
    since, until = 0, 1 << 31
    for path, entry in entries:
        if entry is None:
            return None
        stamp, checked, _ = entry
        *_, first, last, answers = checked
        files.append((path, stamp))
        links.extend((path, target, answer) for target, answer in answers)
        since, until = max(since, first), min(until, last)
    return Conditions(tuple(files), since, until, tuple(links))
