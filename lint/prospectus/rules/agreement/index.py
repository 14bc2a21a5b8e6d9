"""The subjects of a document by what they are called in a text."""

from __future__ import annotations

from functools import cache, cached_property, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from prospectus.rules.agreement.names import parts_of, words_of
from prospectus.rules.agreement.subjects import read_fact, read_subjects
from prospectus.rules.agreement.terms import facts, listed_terms, meanings

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


@cache
def _last_words() -> frozenset[str]:
    names = (name.rpartition(" ")[2] for fact in facts() for name in fact.names)
    return frozenset({*meanings("roles"), *meanings("statistics"), *listed_terms("fillers"), *names})


def is_neutral(qualifier: str, subject: Subject) -> bool:
    """Whether what is added to a name leaves it whole: its unit, its kind of metric, its statistic, its other name."""
    is_word = qualifier in listed_terms("neutral") or qualifier in subject.asides
    is_told = (
        is_word or meanings("statistics").get(qualifier, "-") in subject.asides or subject.measure.knows(qualifier)
    )
    return is_told or words_of(qualifier) in map(words_of, subject.names)


@lru_cache(maxsize=4096)
def _split(words: frozenset[str]) -> tuple[str, frozenset[str]]:
    """The role that one of the words tells, and the others."""
    roles = [word for word in words if word in meanings("roles")]
    return (
        (meanings("roles")[roles[0]], words.difference(roles, listed_terms("fillers")))
        if len(roles) == 1
        else ("", words)
    )


@lru_cache(maxsize=4096)
def _fact_of(words: frozenset[str]) -> tuple[Named | None, frozenset[str]]:
    """The single fact that words name, and the statistics among them."""
    told = frozenset() if words in _facts() else words & meanings("statistics").keys()
    return _facts().get(words - told), frozenset(meanings("statistics")[word] for word in told)


class Called(NamedTuple):
    """What a text names: a subject, and a role where the text tells one.

    It is ``sure``, or it may be something else: ``near`` is a name cut short, or a model that is described; ``far`` one with
    something added.
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
        self._named.pop(frozenset(), None)
        self._facts: dict[str, Subject] = {}
        self._found: dict[str, Called | None] = {}

    @cached_property
    def counted(self) -> set[str]:
        """What the columns of a table of data sets may be called: the kinds of their records, and the units of these."""
        return {role for one in self.subjects if one.kind == "dataset" for role in one.keys}

    @cached_property
    def last_words(self) -> frozenset[str]:
        """The last words of all names and roles, before a number in a sentence."""
        own = (name.casefold().rpartition(" ")[2].strip("()") for one in self.subjects for name in one.names)
        return _last_words().union(own)

    @cached_property
    def _holders(self) -> dict[str, set[Subject]]:
        """What has a word in one of its names."""
        holders: dict[str, set[Subject]] = {}
        for subject in self.subjects[:MOST_SUBJECTS]:
            for name in subject.names:
                for word in words_of(name):
                    holders.setdefault(word, set()).add(subject)
        return holders

    def named(self, words: frozenset[str]) -> Called | None:
        """What words name that are nothing but a name, and perhaps a role."""
        subject = self._subject(words)
        if subject is not None:
            return Called(subject, subject.usual)
        role, others = _split(words)
        subject = self._subject(others) if role else None
        return Called(subject, role) if subject else None

    def _subject(self, words: frozenset[str]) -> Subject | None:
        if words in self._named:
            return self._named[words]
        fact, statistics = _fact_of(words)
        subject = self._fact(fact) if fact else None
        return subject if subject and statistics <= subject.asides else None

    def _fact(self, fact: Named) -> Subject:
        name = fact.names[0]
        if name not in self._facts:
            self._facts[name] = read_fact(self.root, fact)
        return self._facts[name]

    def find(self, text: str) -> Called | None:
        """What the name at the beginning of a row names."""
        if text not in self._found:
            self._found[text] = self._find(text)
        return self._found[text]

    def _find(self, text: str) -> Called | None:
        words = words_of(text)
        called = self.named(words)
        if called is not None or not words:
            return called
        first, *more = parts_of(text)
        called = self.named(words_of(first)) if more else None
        if called is None:
            return self._find_like(words)
        subject = called.subject
        more = [one for one in more if not is_neutral(one, subject)]
        if not more:
            return called
        return called._replace(is_sure=False)

    def _find_like(self, words: frozenset[str]) -> Called | None:
        """The one subject in whose names all these words stand, or more of them than in any other, and half of them."""
        counts: dict[Subject, int] = {}
        for word in words:
            for subject in self._holders.get(word, ()):
                counts[subject] = counts.get(subject, 0) + 1
        most = max(counts.values(), default=0)
        best = [subject for subject, times in counts.items() if times == most]
        if len(best) != 1 or 2 * most < len(words):
            return None
        return Called(best[0], "", is_sure=False)
