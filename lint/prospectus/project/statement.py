"""Problem statements: whether one says what goes wrong, or what is to be done about it.

A plan shows in how a sentence opens in English ("Predict which…", "We want to…", "A model that…"), and in how it ends in Korean
("…개발한다", "…하고자 한다"). Words such as *model*, *system* or 도입 tell nothing by themselves: people who have a problem use them too.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from prospectus.ground.language import has_hangul
from prospectus.ground.pattern import Pattern
from prospectus.project import english_statement, korean_statement

if TYPE_CHECKING:
    from prospectus.project.english_statement import Sort

LONGEST = 1000
"""In characters; a problem that needs more is stated there already, or never will be."""

_SENTENCES = Pattern(r"(?<=[.!?。])\s+|;\s|\n+")
_MARKS = " \t\"'“”«»()[]*_>#-\N{EN DASH}—•·:;,.!?。"

_TROUBLE = Pattern(
    r"\d|\b(?:too|cannot|can't|unable|lacks?|shortages?|slow(?:ly|er)?|delayed|(?:is|are|arrives?|come) late"
    r"|(?:must|have to|has to) wait|waits|waited|fails?|failed|loses?|losing|lost|miss(?:es|ed)|complain(?:s|ed)"
    r"|wast(?:es?|ed)|difficult|hard to|problems?|because|dropped|fell|falls|fallen|rose|risen|grew|grown|declined"
    r"|overlooks?|wrong(?:ly)?|nobody|no one|never|manually|by hand|outdated|inconsistent)\b"
    r"|문제|어렵|어려[워움]|부족|못[하한해했]|않[는아고은]|없[어다는고이]|늦[어은게다]|느[리려린]|걸[리려린]|불만|불편|놓[치친쳐]|낭비"
    r"|손실[이을]|실패[하한했율]|지연[되된돼]|늘[었어]|줄[었어]|떨어[지졌진져]|때문|모른다|다르다",
    re.IGNORECASE,
)
"""Words that say what goes wrong, in a sentence that is no plan; a number says it too."""

_OF_PLAN = Pattern(
    r"\b(?:should|will|shall|must|target|accuracy|precision|recall|auc|f1|deadline|budget|at least)\b|정확도|재현율|정밀도|목표|이상이어야",
    re.IGNORECASE,
)
"""A sentence that is no plan itself and goes on about one: "The accuracy should be 90%"."""


def is_plan(statement: str) -> bool:
    """Whether a statement says what is to be done, and nowhere what goes wrong or how much of it there is."""
    text = statement[:LONGEST].replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")
    sentences = [words for sentence in _SENTENCES.split(text) if (words := sentence.strip(_MARKS))]
    sorts = [_sort(words) for words in sentences]
    if "plan" not in sorts or "trouble" in sorts:
        return False
    others = (words for words, sort in zip(sentences, sorts, strict=True) if sort == "other")
    return not any(_TROUBLE.search(words) and not _OF_PLAN.search(words) for words in others)


def _sort(sentence: str) -> Sort:
    return korean_statement.sort(sentence) if has_hangul(sentence) else english_statement.sort(sentence)
