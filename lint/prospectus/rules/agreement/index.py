"""The subjects of a document by what they are called in a text."""

from __future__ import annotations

from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from prospectus.rules.agreement.facts import fact_names
from prospectus.rules.agreement.names import (
    LONGEST_NAME,
    PUNCTUATION,
    base_of,
    name_of,
    phrases,
    qualifiers_of,
    words_of,
)
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
}


def is_neutral(qualifier: str, subject: Subject) -> bool:
    """Whether what is added to a name leaves it whole: its unit, its kind of metric, its other name."""
    is_word = qualifier in phrases(_NEUTRAL) or qualifier in subject.asides or qualifier in subject.names
    return is_word or _STATISTICS.get(qualifier) in subject.asides or subject.measure.knows(qualifier)


class _Called(NamedTuple):
    """The single fact that a name is of, the statistics that it tells, and whether it tells nothing more."""

    fact: Named
    statistics: frozenset[str]
    is_whole: bool


@lru_cache(maxsize=4096)
def _called(name: str) -> _Called | None:
    words = PUNCTUATION.sub(" ", name).split()
    bare = " ".join(word for word in words if word not in _STATISTICS)
    fact = fact_names().get(bare) or fact_names().get(base_of(name))
    told = frozenset(_STATISTICS[word] for word in words if word in _STATISTICS)
    return _Called(fact, told, bare in fact_names()) if fact else None


class Index:
    """The subjects of a document by each of their names; a name of two of them is no name."""

    def __init__(self, root: dict[str, Json]) -> None:
        self.root = root
        self.subjects = read_subjects(root)
        self.exact: dict[str, Subject | None] = {}
        for subject in self.subjects:
            for name in subject.names:
                self.exact[name] = subject if self.exact.get(name, subject) is subject else None
        self._facts: dict[str, Subject | None] = {}
        self._found: dict[str, tuple[Subject, str] | None] = {}

    @cached_property
    def counted(self) -> set[str]:
        """What the columns of a table of data sets may be called: the kinds of their records, and the units of these."""
        return {name for one in self.subjects if one.kind == "dataset" for name in one.keys} - {""}

    @cached_property
    def _bases(self) -> dict[str, set[Subject]]:
        bases: dict[str, set[Subject]] = {}
        for subject in self.subjects:
            for name in subject.names:
                bases.setdefault(base_of(name), set()).add(subject)
        return bases

    @cached_property
    def _holders(self) -> dict[str, set[Subject]]:
        """The metrics that have a word in one of their names."""
        holders: dict[str, set[Subject]] = {}
        for subject in self.subjects[:MOST_SUBJECTS]:
            if subject.kind == "metric":
                for word in {word for name in subject.names for word in words_of(name)}:
                    holders.setdefault(word, set()).add(subject)
        return holders

    def fact(self, name: str) -> Subject | None:
        """The single fact with a name, unless something else is called so."""
        found = fact_names().get(name)
        return None if found is None or name in self.exact else self._fact(found)

    def _fact(self, fact: Named) -> Subject | None:
        if fact.names not in self._facts:
            self._facts[fact.names] = read_fact(self.root, fact)
        return self._facts[fact.names]

    def find(self, text: str) -> tuple[Subject, str] | None:
        """The subject that a text names, and how: ``sure``, ``short`` for a name cut short, ``more`` with something added."""
        name = name_of(text)
        if name not in self._found:
            self._found[name] = self._find(name) if name and len(name) <= LONGEST_NAME else None
        return self._found[name]

    def _find(self, name: str) -> tuple[Subject, str] | None:
        if name in self.exact:
            subject = self.exact[name]
            return (subject, "sure") if subject else None
        base = base_of(name)
        same = self._bases.get(base)
        if same:
            return self._find_qualified(name, base, *same) if len(same) == 1 else None
        return self._find_fact(name) or self._find_like(name)

    def _find_qualified(self, name: str, base: str, subject: Subject) -> tuple[Subject, str] | None:
        """A subject that is called by its name with something in brackets or after a comma."""
        extra = {one for one in qualifiers_of(name) if not is_neutral(one, subject)}
        is_own = any(qualifiers_of(one) == extra for one in subject.names if base_of(one) == base)
        if subject.kind == "model" or is_own:
            return subject, "sure"  # what is added to a model describes it: "ranker, 600 trees"
        slices = [
            text.casefold() for _, text in listed(dig(self.root, *subject.path, "slices")) if isinstance(text, str)
        ]
        if any(part in one for one in extra for part in slices):
            return None
        is_short = all(subject in self._holders.get(word, ()) for word in words_of(name))
        return subject, "short" if is_short else "more"

    def _find_fact(self, name: str) -> tuple[Subject, str] | None:
        """A fact that is called by its name and its unit or its statistic: ``memory (GB)``, ``p95 latency``."""
        called = _called(name)
        subject = self._fact(called.fact) if called else None
        if called is None or subject is None or not called.statistics <= subject.asides:
            return None
        is_whole = called.is_whole or all(is_neutral(one, subject) for one in qualifiers_of(name))
        return subject, "sure" if is_whole else "short"

    def _find_like(self, name: str) -> tuple[Subject, str] | None:
        """The one metric in whose names all words of a name stand, or more of them than in any other, and half of them."""
        words = words_of(name)
        counts: dict[Subject, int] = {}
        for word in words:
            for subject in self._holders.get(word, ()):
                counts[subject] = counts.get(subject, 0) + 1
        most = max(counts.values(), default=0)
        best = [subject for subject, times in counts.items() if times == most]
        if len(best) != 1 or 2 * most < len(words):
            return None
        return best[0], "short" if most == len(words) else "more"
