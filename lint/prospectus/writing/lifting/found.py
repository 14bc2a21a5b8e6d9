"""A fact that a statement gives, before it has its place among others."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Any, NamedTuple

from prospectus.contract.short_forms import words_of as words_of_enum
from prospectus.ground.ids import cut_between_words
from prospectus.ground.pattern import Pattern
from prospectus.rules.agreement.terms import folded, words_of

if TYPE_CHECKING:
    from collections.abc import Hashable

    from prospectus.model.document import Document

LONGEST_ID = 40
_NOT_IN_ID = Pattern(r"[^\w]+|_+")


class Found(NamedTuple):
    """A value for the fact at a path; with a ``key``, the path leads to a list, and ``field`` into the item with that key.

    An empty value says that the statement does not tell the fact, where that is to be compared with other statements.
    """

    path: tuple[str, ...]
    key: Hashable
    field: tuple[str, ...]
    value: Any
    line: int
    quote: str


def identity(name: str) -> str:
    """The id that is made of a name: its words with hyphens, as many as fit."""
    words = _NOT_IN_ID.sub("-", unicodedata.normalize("NFKC", name).casefold()).strip("-")
    return cut_between_words(words, LONGEST_ID)


def key_of(name: str) -> Hashable:
    """What two spellings of a name have in common."""
    return words_of(name) or folded(name)


def choice(document: Document, text: str, *path: str | int) -> Any:  # noqa: ANN401 - any JSON
    """The value of the enum at a path that a word stands for; None where it stands for none."""
    return words_of_enum(document.contract.schema.at(*path)).get(folded(text))
