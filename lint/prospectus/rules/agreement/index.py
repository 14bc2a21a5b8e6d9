"""The subjects of a document by what they are called in a text."""

from __future__ import annotations

from functools import cache, cached_property, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from prospectus.rules.agreement.facts import fact_names, named_facts
from prospectus.rules.agreement.names import folded, parts_of, phrases, words_of
from prospectus.rules.agreement.subjects import dig, listed, read_fact, read_subjects

if TYPE_CHECKING:
    from prospectus.reading.front_matter.scalars import Json
    from prospectus.rules.agreement.facts import Named
    from prospectus.rules.agreement.subjects import Subject

MOST_SUBJECTS = 100
"""Among more subjects, a name that is cut short is not looked for."""

_NEUTRAL = """
    higher is better, lower is better, ↑, ↓, optimizing, satisficing, guardrail, observed, primary, secondary, model,
    business, system, fairness, 높을수록 좋음, 낮을수록 좋음, 가드레일, 관찰, 주 지표, 보조 지표, 모델, 비즈니스, 사업, 시스템, 공정성,
    건, 개, 장, 명, 행, 대, 회, 쌍, 문장, rows, samples, images, records, items, examples, documents, count
"""
_STATISTICS = {
    **dict.fromkeys(("mean", "average", "avg", "평균"), "mean"),
    **dict.fromkeys(("p50", "median", "중앙값"), "p50"),
    **{name: name for name in ("p90", "p95", "p99")},
    **dict.fromkeys(("annual", "yearly", "연간", "연"), "year"),
    **dict.fromkeys(("monthly", "월간", "월"), "month"),
}
_ROLE_WORDS = {
    word: role
    for role, words in {
        "baseline": "baseline 베이스라인 기준선",
        "minimum": "minimum min 최소 최소값 최솟값",
        "maximum": "maximum max 최대",
        "target": "target goal 목표 목표값 목표치",
        "required": "required requirement 요구 요구값",
        "alert": "alert alarm 알림 경보",
    }.items()
    for word in words.split()
}
_FILLERS = frozenset("value limit threshold 값 기준".split())


@cache
def _last_words() -> frozenset[str]:
    return frozenset({*_ROLE_WORDS, *_FILLERS, *_STATISTICS, *(name.rpartition(" ")[2] for name in fact_names())})


def is_neutral(qualifier: str, subject: Subject) -> bool:
    """Whether what is added to a name leaves it whole: its unit, its kind of metric, its statistic, its other name."""
    is_word = qualifier in phrases(_NEUTRAL) or qualifier in subject.asides
    is_told = is_word or _STATISTICS.get(qualifier, "-") in subject.asides or subject.measure.knows(qualifier)
    return is_told or words_of(qualifier) in map(words_of, subject.names)


@lru_cache(maxsize=4096)
def _split(words: frozenset[str]) -> tuple[str, frozenset[str]]:
    """The role that one of the words tells, and the others."""
    roles = [word for word in words if word in _ROLE_WORDS]
    return (_ROLE_WORDS[roles[0]], words.difference(roles, _FILLERS)) if len(roles) == 1 else ("", words)


@lru_cache(maxsize=4096)
def _fact_of(words: frozenset[str]) -> tuple[Named | None, frozenset[str]]:
    """The single fact that words name, and the statistics among them."""
    told = frozenset() if words in named_facts() else words & _STATISTICS.keys()
    return named_facts().get(words - told), frozenset(_STATISTICS[word] for word in told)


class Called(NamedTuple):
    """What a text names: a subject, and a role where the text tells one.

    It is ``sure``, or it may be something else: ``near`` is a name cut short, or a model that is described; ``far`` one with
    something added.
    """

    subject: Subject
    role: str
    how: str = "sure"


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
        if fact.names not in self._facts:
            self._facts[fact.names] = read_fact(self.root, fact)
        return self._facts[fact.names]

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
        known = {word for name in subject.names for word in words_of(name)}
        if words <= known or subject.kind in {"model", "fact"}:
            how = "near"
        else:
            how = "far"
        slices = (folded(one) for _, one in listed(dig(self.root, *subject.path, "slices")) if isinstance(one, str))
        if how != "near" and any(part in one for one in slices for part in more):
            return None
        return None if not words <= known and not _STATISTICS.keys().isdisjoint(more) else called._replace(how=how)

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
        return Called(best[0], "", "near" if most == len(words) else "far")
