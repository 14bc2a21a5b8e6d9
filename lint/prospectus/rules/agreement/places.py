"""Which places of a body tell of the project as it is, and not of another time, another group or another system."""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from prospectus.ground.pattern import Pattern
from prospectus.rules.agreement.names import LONGEST_NAME, words_of
from prospectus.rules.agreement.terms import listed_terms

if TYPE_CHECKING:
    from prospectus.model.document import Document

HISTORICAL = frozenset(
    {"follow-up-analysis", "changelog", "error-analysis", "prototype", "prior-work", "solution-options"}
)
"""Sections that tell what was, what others reached, or what else could be done: their numbers need not be today's."""

ELSEWHERE = Pattern(
    r"(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])|\b(?:q[1-4]|v(?:ersion)?[ .]?[0-9]\S*|phases?|pilots?|mvp|milestones?|previous\w*|prior"
    r"|former\w*|original\w*|old(?:er)?|legacy|histor\w+|past|earlier|initial\w*|examples?|illustrat\w+|scenarios?|simulat\w+"
    r"|hypothetical\w*|suppos\w+|assum\w+|would|could|might|if|unless|until|before|not|never|instead|rather|later|future|next|last"
    r"|stretch|long[ -]term|short[ -]term|competitors?|vendors?|alternatives?|candidates?|slices?|segments?|subgroups?|groups?"
    r"|other|different\w*|differs?|only|except|each|between|raised|lowered|changed|moved|revised|was|were|by|per|paper|literature"
    r"|propos\w+|e\.g)\b|n't\b|\?"
    r"|파일럿|시범|[0-9]단계|이전|예전|과거|종전|기존|당초|원래|초기|버전|[0-9]판|분기|예시|예를|예컨대|가정|시나리오|세그먼트|집단"
    r"|별(?![가-힣])|별로|마다|따로|다르|달랐|달리|장기|단기|경쟁|대안|후보|라면|다면|경우|말고|대신|아니|않|지난|작년|올해|내년|다음 해|논문"
    r"|올렸|올릴|올리|낮췄|높였|늦추|늦춰|앞당|늘렸|늘리|줄였|줄이|수 있|수 없|예정|바꾸|바뀌|바꿨|변경|조정",
    2,
)
"""A heading, a caption or a sentence with one of these may tell of another time, another group or another system."""

SCOPE = Pattern(
    r"^\W*(?:in|for|on|at|during|with|without|under|when|while|among|within)\b|에서|에는|의 경우|용\b|만$", 2
)
"""What begins or goes on like this tells of a part."""

APART = Pattern(
    r"\b(?:others?|different\w*|differs?|competitors?|vendors?|last year|next year|for now)\b"
    r"|따로|다르|다른|달랐|달리|지난해|작년|내년|경쟁",
    2,
)
"""After a sentence with one of these, the next may go on about something else."""

_CLOSED = Pattern(r"[.!?。)]$")
_POINTING = Pattern(r"\b(?:below|following|table)\b|아래|다음|(?<![가-힣])표(?![가-힣])", 2)
_PARTICLE = Pattern(r"(?<=[가-힣])(?:으로|에는|은|는|이|가|을|를|의|와|과|로)$")
_ITEM = Pattern(r"[ \t]|[ \t]*(?:[-*+]|[0-9]{1,9}[.)])[ \t]")
_SENTENCE = Pattern(r"[.!?。]\s")
FARTHEST = 1000
"""A line that leads to a list stands no farther above an item."""


class Places:
    """The headings of a document, and what stands under each."""

    def __init__(self, document: Document) -> None:
        self.document = document

    def is_current(self, offset: int) -> bool:
        """Whether a place stands under headings that are the title, or open a section that tells of today's project."""
        headings, level = self.document.headings, 7
        for heading in reversed(headings[: bisect_right(self._starts, offset)]):
            if heading.level >= level:
                continue
            level = heading.level
            ids = self._sections.get(heading.span.start, ())
            is_title = heading.level == 1 and heading is headings[0] and not ids
            if not is_title and not (ids and HISTORICAL.isdisjoint(ids) and self._is_plain(heading.text, ids)):
                return False
        return True

    @cached_property
    def _starts(self) -> list[int]:
        return [heading.span.start for heading in self.document.headings]

    @cached_property
    def _sections(self) -> dict[int, tuple[str, ...]]:
        """The sections of the lifecycle that each heading opens, by its place."""
        return {text.heading.span.start: text.ids for text in self.document.outline}

    def _is_plain(self, heading: str, ids: tuple[str, ...]) -> bool:
        """Whether a heading names sections and nothing else: "Metrics in Germany" does not."""
        sections = self.document.contract.lifecycle.sections
        known = {
            word
            for one in ids
            for name in (*sections[one].title.values(), *(name for _, name in sections[one].aliases))
            for word in words_of(name)
        }
        words = words_of(heading)
        is_known = all(word in known or word in listed_terms("plain") or word.isdecimal() for word in words)
        return bool(words) and is_known and not ELSEWHERE.search(heading)

    def is_led_elsewhere(self, offset: int, kind: Literal["table", "item", "text"]) -> bool:
        """Whether what stands above a table, a list item or a paragraph may lead to something else: *In Germany:*, *Students*."""
        body = self.document.body
        end = offset - body.start
        lines = body.text[max(0, end - FARTHEST) : end].split("\n")
        while lines and (not lines[-1].strip() or (kind != "table" and _ITEM.match(lines[-1]))):
            lines.pop()
        above: list[str] = []
        while lines and lines[-1].strip() and not lines[-1].startswith(("#", "|", ">")):
            above.insert(0, lines.pop().strip())
        lead = _SENTENCE.split(" ".join(above))[-1].strip("*_ ")
        if _CLOSED.search(lead) and not _POINTING.search(lead):
            return kind != "text" and bool(ELSEWHERE.search(lead))
        words = (_PARTICLE.sub("", word) for word in words_of(lead[:LONGEST_NAME]))
        return not all(word in listed_terms("plain") or word.isdecimal() for word in words)
