"""What a document says of each class of constraint, part by part, as it is to be read by people."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from prospectus.ground.language import say
from prospectus.ground.numbers import grouped, non_negative
from prospectus.writing.skeleton import described

from prospectus_site.facts.limits import CLASSES

if TYPE_CHECKING:
    from prospectus.ground.language import Text
    from prospectus.model.document import Document
    from prospectus.reading.front_matter.node import Node

_WORDS: dict[str, dict[str, Text]] = {
    "required": {
        "none": {"en": "none", "ko": "필요 없음"},
        "global": {"en": "overall", "ko": "전체 수준"},
        "per-decision": {"en": "for each decision", "ko": "판정마다"},
    },
    "below": {
        "abstain": {"en": "abstain", "ko": "판정 보류"},
        "human": {"en": "a person decides", "ko": "사람이 판정"},
        "fallback": {"en": "fallback", "ko": "대체 수단"},
    },
}
"""What the words of the schema are called, by the key under which they stand."""

_ANSWERS: dict[bool, Text] = {True: {"en": "yes", "ko": "예"}, False: {"en": "no", "ko": "아니요"}}


class Part(NamedTuple):
    """A part of a constraint: what the schema calls it in the reader's language (empty for the whole), and what its writer says."""

    label: str
    words: str


Constraints = tuple[tuple[str, tuple[Part, ...]], ...]
"""The classes of which something is said, in the order of the schema, each with its parts."""


def constraints_of(document: Document, lang: str) -> Constraints:
    """The constraints that a document states, their parts named in a language."""
    found = ((name, tuple(_parts(document, name, lang))) for name in CLASSES)
    return tuple((name, parts) for name, parts in found if parts)


def _parts(document: Document, name: str, lang: str) -> list[Part]:
    node = document.at("constraints", name)
    if not node:
        return []
    schema = document.contract.schema
    parts = [
        Part(described(schema.at("constraints", name, key), lang)[0] or key, words)
        for key, below in node.entries()
        if (words := _words(below, lang))
    ]
    if parts:
        return parts
    items = [words for item in node.each() if (words := _item(item, lang))]
    words = "; ".join(items) or _words(node, lang)
    return [Part("", words)] if words else []


def _item(item: Node, lang: str) -> str:
    """An item of a list; of a mapping its texts, the first before a colon."""
    words = [said for _, below in item.entries() if (said := _words(below, lang))]
    return ": ".join((words[0], ", ".join(words[1:]))) if len(words) > 1 else "".join(words) or _words(item, lang)


def _words(node: Node, lang: str) -> str:
    answer = node.flag()
    if answer is not None:
        return say(_ANSWERS[answer], lang)
    if node.is_scalar:
        known = _WORDS.get(str(node.path[-1]), {})
        word = node.text()
        if word in known:
            return say(known[word], lang)
        return word or node.written if node.value is not None else ""
    cost, currency = non_negative(node.at("cost")), node.at("currency").text()
    if cost is not None and currency:
        return ", ".join(filter(None, (f"{grouped(cost)} {currency}", node.at("what").text())))
    below = [*node.each()] or [one for _, one in node.entries()]
    return ", ".join(words for one in below if (words := _words(one, lang)))
