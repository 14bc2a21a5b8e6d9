"""The subjects of a document by what they are called in a text."""

from __future__ import annotations

from functools import cache, cached_property, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from prospectus.rules.agreement.subjects import read_fact, read_subjects
from prospectus.rules.agreement.terms import facts, listed_terms, meanings, parts_of, words_of

if TYPE_CHECKING:
    from prospectus.reading.front_matter.scalars import Json
    from prospectus.rules.agreement.subjects import Subject
    from prospectus.rules.agreement.terms import Named

MOST_SUBJECTS = 100
"""Among more subjects, a name that is cut short is not looked for."""


@cache
def _facts() -> dict[frozenset[str], Named]:
    """The single facts by the words of their names."""
    return {words_of(name): fact for fact in facts() for name in fact.names}


@lru_cache(maxsize=4096)
def _split(words: frozenset[str], kind: str) -> tuple[frozenset[str], frozenset[str]]:
    """The roles or statistics that some of the words tell, and the other words."""
    told = words & meanings(kind).keys()
    return frozenset(meanings(kind)[word] for word in told), words - told


@lru_cache(maxsize=4096)
def _fact_of(words: frozenset[str]) -> tuple[Named | None, frozenset[str]]:
    """The single fact that words name, and the statistics among them."""
    statistics, others = (frozenset(), words) if words in _facts() else _split(words, "statistics")
    return _facts().get(others), statistics


def is_neutral(qualifier: str, subject: Subject) -> bool:
    """Whether what is added to a name leaves it whole: its unit, its kind of metric, its statistic."""
    is_aside = qualifier in subject.asides or meanings("statistics").get(qualifier, "-") in subject.asides
    return is_aside or qualifier in listed_terms("neutral") or subject.measure.knows(qualifier)


class Called(NamedTuple):
    """What a text names: a subject, and a role where the text tells one.

    A name that is cut short, or has something added, may be of something else, and is not ``is_sure``.
    """

    subject: Subject
    role: str
    is_sure: bool = True


class Index:
    """The subjects of a document by the words of each of their names; a name of two of them is no name."""

    def __init__(self, root: dict[str, Json]) -> None:
        self.root = root
        self.subjects = read_subjects(root)
        self._named: dict[frozenset[str], Subject | None] = {}
        for subject in self.subjects:
            for name in subject.names:
                words = words_of(name)
                self._named[words] = subject if self._named.get(words, subject) is subject else None
        self._names = [*self._named.items()][:MOST_SUBJECTS]
        self._named[frozenset()] = None

    @cached_property
    def counted(self) -> set[str]:
        """What the columns of a table of data sets may be called: the kinds of their records, and the units of these."""
        return {role for one in self.subjects if one.kind == "dataset" for role in one.more}

    @cached_property
    def roles(self) -> set[str]:
        """What the heads of columns may tell of their numbers."""
        return self.counted.union(meanings("columns").values())

    def named(self, words: frozenset[str]) -> Called | None:
        """What words name that are nothing but a name, and perhaps a role."""
        if subject := self._subject(words):
            return Called(subject, subject.usual)
        roles, others = _split(words, "roles")
        subject = self._subject(others - listed_terms("fillers")) if len(roles) == 1 else None
        return Called(subject, min(roles)) if subject else None

    def _subject(self, words: frozenset[str]) -> Subject | None:
        if words not in self._named:
            self._named[words] = self._fact(words)
        return self._named[words]

    def _fact(self, words: frozenset[str]) -> Subject | None:
        """The single fact that words name, perhaps with its own statistic."""
        fact, statistics = _fact_of(words)
        subject = read_fact(self.root, fact) if fact else None
        return subject if subject and statistics <= subject.asides else None

    def find(self, text: str) -> Called | None:
        """What the name at the beginning of a row names."""
        words = words_of(text)
        called = self.named(words)
        if called is not None or not words:
            return called
        first, *rest = parts_of(text)
        called = self.named(words_of(first)) if rest else None
        if called is None:
            return self._find_like(words)
        more = {one for one in rest if not is_neutral(one, called.subject)}
        is_own = any(words <= words_of(name) for name in called.subject.names)
        if not is_own and more & meanings("statistics").keys():
            return None  # another statistic is another number
        return called._replace(is_sure=not more)

    def _find_like(self, words: frozenset[str]) -> Called | None:
        """The one subject in a name of which most of these words stand, and at least half of them."""
        shared = [(len(words & name), subject) for name, subject in self._names]
        most = max((times for times, _ in shared), default=0)
        best = {subject for times, subject in shared if times == most}
        subject = best.pop() if len(best) == 1 and 2 * most >= len(words) else None
        return Called(subject, "", is_sure=False) if subject else None
