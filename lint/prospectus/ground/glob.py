"""Patterns of file names, the one matcher for every place where a configuration names files.

In a pattern ``*`` and ``?`` stay within a folder, ``**/`` is any number of folders, none included, ``[…]`` is one of some
characters, ``{a,b}`` one of some words. A pattern that ends in ``/`` is all that lies below. ``../`` leads out of the folder
that the pattern is relative to.
"""

from __future__ import annotations

import os
import re
from fnmatch import translate
from functools import cache
from itertools import chain, pairwise, takewhile
from typing import TYPE_CHECKING

from prospectus.ground.named_tuple import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    State = tuple["Segment", ...]
    """What is left of a pattern below a folder."""
    States = frozenset[State]

MOST_ALTERNATIVES = 1_000
"""How many patterns the braces of one may stand for."""

MOST_CHARACTERS = 1_000
"""How long a pattern may be: no path that anybody writes is longer, and the time of a match grows faster than that."""

_MAGIC = frozenset("*?[")


class PatternError(ValueError):
    """A pattern that is none; ``reason`` names which of the reasons of :data:`REASONS`."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


REASONS = {
    "negated": {
        "en": "a pattern cannot take back with `!`; put the pattern without it into `exclude`",
        "ko": "`!`로 제외할 수 없습니다. `!`를 뺀 패턴을 `exclude`에 넣으세요",
    },
    "absolute": {
        "en": "a pattern is relative to the folder of the configuration, and cannot begin with `/`",
        "ko": "패턴은 설정 파일이 있는 폴더가 기준이므로 `/`로 시작할 수 없습니다",
    },
    "backslash": {"en": "write `/` between folders, not `\\`", "ko": "폴더 사이에는 `\\`가 아니라 `/`를 쓰세요"},
    "nul": {"en": "no file name holds a NUL character", "ko": "파일 이름에는 NUL 문자가 올 수 없습니다"},
    "long": {"en": "the pattern is too long", "ko": "패턴이 너무 깁니다"},
    "alternatives": {
        "en": "the braces of this pattern stand for too many patterns",
        "ko": "중괄호가 나타내는 패턴이 너무 많습니다",
    },
}
"""Why a pattern is refused, for people."""


class Segment(NamedTuple):
    """The part of a pattern that names one folder or file; ``**`` names any number of folders."""

    text: str

    @property
    def is_deep(self) -> bool:
        """Whether it is ``**``."""
        return self.text == "**"

    @property
    def is_plain(self) -> bool:
        """Whether it is a name, and no pattern."""
        return _MAGIC.isdisjoint(self.text)

    def test(self, *, hidden: bool) -> Callable[[str], bool]:
        """Whether a name is meant; a name that begins with a dot only where ``hidden`` or the pattern says so."""
        return _test(self.text, hidden or self.text.startswith("."))


class Globs:
    """Patterns that are matched together, relative to one folder.

    Raises :class:`PatternError` for a text that is no pattern. ``hidden`` is whether wildcards stand for names that begin
    with a dot.
    """

    def __init__(self, root: str, patterns: Iterable[str], *, hidden: bool = False) -> None:
        self.root = root
        self.hidden = hidden
        self.bases: dict[str, States] = {}
        for pattern in chain.from_iterable(map(expand, patterns)):
            base, state = _rooted(root, pattern)
            self.bases[base] = self.bases.get(base, frozenset()) | {state}

    def folders(self) -> list[str]:
        """The folders in which everything lies that is meant: of each pattern, the one that its plain names lead to."""
        found: dict[str, None] = {}
        for base, states in self.bases.items():
            for state in sorted(states):
                plain = takewhile(lambda segment: segment.is_plain, state[:-1])
                found[os.path.join(base, *(segment.text for segment in plain))] = None  # noqa: PTH118 - of texts
        return [*found]

    def match(self, path: str) -> bool:
        """Whether an absolute path is meant."""
        for base, states in self.bases.items():
            inside = path.removeprefix(base.rstrip(os.sep) + os.sep)
            if inside != path and self._leads(states, inside):
                return True
        if not self.hidden or path.startswith(self.root.rstrip(os.sep) + os.sep):
            return False
        # What lies outside of the root is meant by what names files in any folder: `**/index.md`.
        anywhere = frozenset(state for state in self.bases.get(self.root, ()) if state[0].is_deep)
        return bool(anywhere) and self._leads(
            anywhere, path[len(os.path.commonpath((path, self.root))) :].strip(os.sep)
        )

    def _leads(self, states: States, inside: str) -> bool:
        *folders, name = inside.split(os.sep)  # noqa: PTH206 - a Path costs more than the match
        for folder in folders:
            states = self.enter(states, folder)
            if not states:
                return False
        return any(test(name) for test in self.tests(states))

    def enter(self, states: States, folder: str) -> States:
        """What is left of the patterns in a folder of this name."""
        found: set[State] = set()
        for state in _closure(states):
            if state[0].is_deep:
                if self.hidden or not folder.startswith("."):
                    found.add(state)
            elif len(state) > 1 and state[0].test(hidden=self.hidden)(folder):
                found.add(state[1:])
        return frozenset(found)

    def tests(self, states: States) -> list[Callable[[str], bool]]:
        """What a file of the folder is to be asked by its name; it is meant when one of them says so."""
        last = {state[0] for state in _closure(states) if len(state) == 1}
        return [(Segment("*") if segment.is_deep else segment).test(hidden=self.hidden) for segment in sorted(last)]

    def means_all(self, states: States) -> bool:
        """Whether everything below the folder is meant."""
        return self.hidden and any(len(state) == 1 and state[0].is_deep for state in states)

    @staticmethod
    def plain_names(states: States) -> list[str] | None:
        """The names that may follow in the folder, when each is written out; None when it has to be listed."""
        closed = _closure(states)
        if all(state[0].is_plain for state in closed):
            return sorted({state[0].text for state in closed})
        return None


def expand(pattern: str) -> list[str]:
    """The patterns that the braces of one stand for; raises :class:`PatternError` when it is refused."""
    for reason, is_wrong in (
        ("negated", pattern.startswith("!")),
        ("absolute", pattern.startswith("/") or os.path.isabs(pattern)),  # noqa: PTH117 - of a text
        ("backslash", "\\" in pattern),
        ("nul", "\0" in pattern),
        ("long", len(pattern) > MOST_CHARACTERS),
    ):
        if is_wrong:
            raise PatternError(reason)
    done: list[str] = []
    waiting = [pattern]
    while waiting:
        text = waiting.pop()
        braces = _braces(text)
        if braces is None:
            done.append(text)
        else:
            start, end, words = braces
            waiting.extend(text[:start] + word + text[end:] for word in reversed(words))
        if len(done) + len(waiting) > MOST_ALTERNATIVES:
            raise PatternError("alternatives")  # noqa: EM101 - a reason, no message
    return done


def _braces(text: str) -> tuple[int, int, list[str]] | None:
    """The first ``{a,b}`` of a text: where it stands and its words. Braces without a comma are characters."""
    starts: list[tuple[int, list[int]]] = []
    at = 0
    while at < len(text):
        char = text[at]
        if char == "[":
            end = text.find("]", at + 2)
            at = end if end > 0 else at
        elif char == "{":
            starts.append((at, []))
        elif char == "," and starts:
            starts[-1][1].append(at)
        elif char == "}" and starts:
            start, commas = starts.pop()
            if commas:
                edges = [start, *commas, at]
                return start, at + 1, [text[a + 1 : b] for a, b in pairwise(edges)]
        at += 1
    return None


def _rooted(root: str, pattern: str) -> tuple[str, State]:
    """The folder that a pattern begins at, and what it says below."""
    base = root
    segments: list[Segment] = []
    for text in pattern.split("/"):
        if text == "..":
            if segments:
                segments.pop()
            else:
                base = os.path.dirname(base)  # noqa: PTH120 - of a text: this runs at each start
        elif text not in {"", "."} and not (text == "**" and segments[-1:] == [Segment("**")]):
            segments.append(Segment(text))
    if pattern.endswith("/") or not segments:
        segments.append(Segment("**"))
    return base, tuple(segments)


def _closure(states: Iterable[State]) -> set[State]:
    """The states, and those that ``**`` as no folder at all leads to."""
    found = set(states)
    found.update(state[1:] for state in states if state[0].is_deep and len(state) > 1)
    return found


@cache
def _test(text: str, hidden: bool) -> Callable[[str], bool]:  # noqa: FBT001 - of a cache
    ending = text.removeprefix("*")
    if _MAGIC.isdisjoint(text):
        return text.__eq__
    if text in {"*", "**"}:
        return (lambda _name: True) if hidden else _is_shown
    if _MAGIC.isdisjoint(ending):
        if hidden:
            return lambda name: name.endswith(ending)
        return lambda name: name.endswith(ending) and name[0] != "."
    matches = re.compile(translate(text)).match
    if hidden:
        return lambda name: matches(name) is not None
    return lambda name: name[0] != "." and matches(name) is not None


def _is_shown(name: str) -> bool:
    return name[0] != "."


class _Place(NamedTuple):
    """A folder of a walk, and what is left there of the patterns; ``excluded`` is None outside of their root."""

    folder: str
    wanted: States
    excluded: States | None
    is_linked: bool = False


class Walk:
    """One walk over the files that patterns name, without those that others exclude.

    A file or folder counts once, by its real path. A folder behind a link is looked into only where that lies below the root or
    below where the walk began. A folder that may not be listed, or a link that leads out, is found itself: whoever reads it
    is told.
    """

    def __init__(self, wanted: Globs, excluded: Globs) -> None:
        self.wanted = wanted
        self.excluded = excluded
        self._allowed = {os.path.realpath(folder) for folder in (wanted.root, *wanted.bases)}
        self._seen: set[tuple[str, States, States | None]] = set()
        self.left_out: list[str] = []
        """What was wanted and is excluded: files, and folders with all that is in them, which end with a separator."""
        self._files: list[str] = []
        self._linked: list[str] = []

    def files(self) -> list[str]:
        """The absolute paths, sorted."""
        waiting = [
            _Place(base, states, self.excluded.bases.get(base, frozenset()) if base == self.wanted.root else None)
            for base, states in self.wanted.bases.items()
        ]
        behind_links: list[_Place] = []  # looked into last: a file is called by its own name rather than by a link's
        while waiting or behind_links:
            place = waiting.pop() if waiting else behind_links.pop()
            for below in self._folder(place):
                (behind_links if below.is_linked else waiting).append(below)
        found = {os.path.realpath(path) if self._linked else path: path for path in sorted(set(self._files))}
        for path in sorted(set(self._linked)):
            found.setdefault(os.path.realpath(path), path)
        return sorted(found.values())

    def _folder(self, place: _Place) -> Iterator[_Place]:
        """Note the files of one folder; gives the folders in it to look into."""
        key = os.path.realpath(place.folder) if place.is_linked else place.folder
        if place.is_linked and not any(_is_within(key, allowed) for allowed in self._allowed):
            self._linked.append(place.folder)
            return
        if (key, place.wanted, place.excluded) in self._seen:
            return
        self._seen.add((key, place.wanted, place.excluded))
        tests = self.wanted.tests(place.wanted)
        not_tests = self.excluded.tests(place.excluded or frozenset())
        for name, path, is_folder, is_link in self._entries(place):
            is_linked = place.is_linked or is_link
            if is_folder:
                wanted = self.wanted.enter(place.wanted, name)
                excluded = self.excluded.enter(place.excluded, name) if place.excluded is not None else None
                if wanted and excluded and self.excluded.means_all(excluded):
                    self.left_out.append(path + os.sep)
                elif wanted:
                    yield _Place(path, wanted, excluded, is_linked)
            elif _any(tests, name):
                if _any(not_tests, name) or (place.excluded is None and self.excluded.match(path)):
                    self.left_out.append(path)
                else:
                    (self._linked if is_linked else self._files).append(path)

    def _entries(self, place: _Place) -> Iterator[tuple[str, str, bool, bool]]:
        """Name, path, whether it is a folder, whether it is a link: of what a folder holds."""
        folder = place.folder
        names = self.wanted.plain_names(place.wanted)
        if names is not None:
            for name in names:
                path = os.path.join(folder, name)  # noqa: PTH118 - of a text: this runs for each file
                if os.path.lexists(path):
                    yield name, path, os.path.isdir(path), os.path.islink(path)  # noqa: PTH112, PTH114 - as above
            return
        try:
            with os.scandir(folder) as entries:
                for entry in entries:
                    if entry.is_file(follow_symlinks=False):
                        yield entry.name, entry.path, False, False
                        continue
                    is_link = entry.is_symlink()
                    try:
                        is_folder = entry.is_dir()
                    except OSError:  # a link that leads round in a circle
                        is_folder = False
                    yield entry.name, entry.path, is_folder, is_link
        except (FileNotFoundError, NotADirectoryError):
            return
        except OSError:
            self._linked.append(folder)


def _any(tests: Iterable[Callable[[str], bool]], name: str) -> bool:
    for test in tests:  # noqa: SIM110 - any() with a generator takes twice as long, and this runs for each file
        if test(name):
            return True
    return False


def _is_within(path: str, folder: str) -> bool:
    return path == folder or path.startswith(folder.rstrip(os.sep) + os.sep)


def escaped(folder: str) -> str:
    """A folder's name as a pattern that matches it alone."""
    return "".join(f"[{char}]" if char in "*?[{" else char for char in folder)
