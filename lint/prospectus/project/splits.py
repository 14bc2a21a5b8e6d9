"""How the data of a project is divided: the shares of the parts, the columns that keep them apart, and the days between them."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from prospectus.ground.folding import folded, letters
from prospectus.ground.numbers import finite
from prospectus.ground.pattern import Pattern
from prospectus.model.document import read_once
from prospectus.project.datasets import datasets, models_of
from prospectus.project.models import name_of

if TYPE_CHECKING:
    from prospectus.model.document import Document
    from prospectus.reading.front_matter.node import Node

BY_TIME = frozenset({"temporal", "rolling-origin"})
"""The strategies that test on what came after the training."""

FRACTIONS_TOLERANCE = 0.01
"""Thirds are written 0.33: fractions within 0.01 of 1 are whole."""

_PERCENT = Pattern(r"([0-9]+(?:\.[0-9]+)?) ?%")
_TRAINING_PART = Pattern(r"train|fit|학습|훈련", re.IGNORECASE)
_WHOLES = (1, 100, 10)
"""What the shares of a split sum to: 0.8 + 0.1 + 0.1, 80 + 10 + 10, or 8 + 1 + 1."""


# -- shares ----------------------------------------------------------------------------------------------------------


def misfit(fractions: Node) -> float | None:
    """The sum of the fractions of a split where they are no whole; None where they are, or where nobody can tell.

    They may be written as shares of 1, in percent, or as a ratio (8:1:1). Less than a whole is one as well where no training
    part is named: then the rest is for training.
    """
    shares = {name: _share(share) for name, share in fractions.entries()}
    stated = [share for share in shares.values() if share is not None]
    if not stated or len(stated) < len(shares) or min(stated) < 0:
        return None
    total = sum(stated)
    in_words = [isinstance(share.value, str) for _, share in fractions.entries()]
    wholes = _WHOLES[:1] if any(in_words) or total <= 1 else _WHOLES
    if any(abs(total - whole) <= whole * FRACTIONS_TOLERANCE + 1e-9 for whole in wholes):
        return None
    names_training = any(_TRAINING_PART.search(name) for name in shares)
    is_part = total < (1 if total <= 1 or min(stated) < 1 else 100)
    return None if is_part and not names_training else total


def _share(share: Node) -> float | None:
    number = finite(share)
    if number is not None:
        return number
    match = _PERCENT.fullmatch((share.text() or "").strip())
    return float(match[1]) / 100 if match else None


# -- columns ---------------------------------------------------------------------------------------------------------

_SUFFIX = Pattern(r"(?:ids?|nos?|num|number|code|key|uuid|번호|아이디|코드)$")
_PEOPLE = (
    "user|customer|client|member|subscriber|patient|student|pupil|person|people|driver|rider|speaker|author|worker"
    "|사용자|고객|회원|가입자|환자|학생|기사|화자|작성자"
)
_GROUPS = "household|family|families|account|classroom|ward|team|가구|가족|계정|학급|병동"
_SITES = (
    "school|hospital|clinic|shop|store|branch|site|plant|factory|factories|company|companies|seller|vendor|building|station"
    "|학교|병원|의원|매장|점포|지점|공장|회사|판매자"
)
_AREAS = "district|city|cities|town|county|counties|region|province|zone|지역|도시|구역|시군구|시도|교육청|지구"
_COUNTRIES = "country|countries|nation|국가|나라"
_LEVELS = tuple(Pattern(rf"(?:{words})s?$") for words in (_PEOPLE, _GROUPS, _SITES, _AREAS, _COUNTRIES))
"""What the names of columns end in, by how much each value of theirs holds."""


def keeps_together(keys: list[str], column: str) -> bool:
    """Whether a split by these columns keeps all records of one value of a column on one side.

    It does when the column is one of them, or one of them is wider: all records of a hospital hold all those of a patient.
    """
    wanted, level = _bare(column), _level(column)
    return any(
        _bare(key) == wanted
        or _level(key) > max(level, 1)
        or (_level(key) == level > 0 and key.isascii() != column.isascii())  # `school` and `학교`
        for key in keys
    )


def _bare(column: str) -> str:
    """The name of a column without case, separators and what marks it as a key: ``school_id`` is ``School``."""
    name = letters(column)
    return (_SUFFIX.sub("", name) or name).removesuffix("s")


def _level(column: str) -> int:
    name = _SUFFIX.sub("", letters(column))
    return max((level for level, words in enumerate(_LEVELS, 1) if words.search(name)), default=0)


# -- time ------------------------------------------------------------------------------------------------------------


class Part(NamedTuple):
    """Which part of its source a data set holds: a slice, from a first to a last day; of all time where none is stated."""

    slice: str
    first: date
    last: date

    @classmethod
    def of(cls, dataset: Node) -> Part:
        """The part that a data set says it holds."""
        period = dataset.at("period")
        first, last = period.at("from").date(), period.at("to").date()
        return cls(folded(dataset.at("slice").text() or ""), first or date.min, last or date.max)

    def is_apart_from(self, other: Part) -> bool:
        """Whether no record can be in both."""
        return self.slice != other.slice or self.last < other.first or other.last < self.first

    @property
    def is_dated(self) -> bool:
        """Whether a first and a last day are stated."""
        return self.first > date.min and self.last < date.max


class Border(NamedTuple):
    """Where the training data of a model end (``train``, ``end``) and a test set of it begins (``test``, ``start``)."""

    model: Node
    train: Node
    end: date
    test: Node
    start: date

    @property
    def days(self) -> int:
        """How many whole days lie between the two and are in neither; less than 0 where a day is in both."""
        return (self.start - self.end).days - 1


@read_once
def borders(document: Document) -> tuple[Border, ...]:
    """The border between the last training data of each model and each of its test sets, as far as they are dated.

    Golden sets are chosen by hand. What others published, and what is made up, is of another time than the project's own data.
    """
    served = models_of(document)
    latest: dict[object, list[tuple[date, Node]]] = {}
    for dataset in datasets(document, "train"):
        end = dataset.at("period.to").date()
        for model in served.get(name_of(dataset), []) if end is not None else ():
            latest.setdefault(model.path, []).append((end or date.min, dataset))
    found: list[Border] = []
    for test in datasets(document, "test"):
        start = test.at("period.from").date()
        for model in served.get(name_of(test), []) if start is not None else ():
            ends = [one for one in latest.get(model.path, ()) if not _is_of_another_time(one[1], test)]
            if ends:
                end, train = max(ends, key=lambda dated: dated[0])
                found.append(Border(model, train, end, test, start or date.max))
    return tuple(found)


def _is_of_another_time(train: Node, test: Node) -> bool:
    if not {train.at("state").text(), test.at("state").text()} & {"external", "synthetic"}:
        return False
    return folded(train.at("source").text() or "") != folded(test.at("source").text() or "")
