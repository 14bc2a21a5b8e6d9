"""Which places of a body tell of the project as it is, and not of another time, another group or another system."""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property
from typing import TYPE_CHECKING

from prospectus.ground.pattern import Pattern

if TYPE_CHECKING:
    from prospectus.model.document import Document

HISTORICAL = frozenset({"follow-up-analysis", "changelog", "error-analysis", "prototype", "prior-work"})
"""Sections that tell what was, or what others reached: their numbers need not be today's."""

ELSEWHERE = Pattern(
    r"(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])|\b(?:q[1-4]|v(?:ersion)?[ .]?[0-9]\S*|phases?|pilots?|mvp|milestones?|previous\w*|prior"
    r"|former\w*|original\w*|old(?:er)?|legacy|histor\w+|past|earlier|initial\w*|examples?|illustrat\w+|scenarios?|simulat\w+"
    r"|hypothetical\w*|suppos\w+|assum\w+|would|could|might|if|unless|until|before|not|never|instead|rather|later|future|next|last"
    r"|stretch|long[ -]term|short[ -]term|competitors?|vendors?|alternatives?|candidates?|slices?|segments?|subgroups?|groups?"
    r"|only|except|each|between|raised|lowered|changed|moved|revised|was|were|by|per|paper|literature|e\.g)\b|n't\b|\?"
    r"|파일럿|시범|[0-9]단계|이전|예전|과거|종전|기존|당초|원래|초기|버전|[0-9]판|분기|예시|예를|예컨대|가정|시나리오|세그먼트|집단"
    r"|별(?![가-힣])|별로|마다|장기|단기|경쟁|대안|후보|라면|다면|경우|말고|대신|아니|않|지난|작년|올해|내년|다음|논문|올렸|낮췄|높였|바꾸|바꿨|변경|조정",
    2,
)
"""A heading, a caption or a sentence with one of these may tell of another time, another group or another system."""

_SCOPE = Pattern(r"^\W*(?:in|for|on|at|during|with|without|under|when|while|among|within)\b|에서|에는|의 경우|용\b", 2)
_ITEM = Pattern(r"[ \t]|[ \t]*(?:[-*+]|[0-9]{1,9}[.)])[ \t]")
FARTHEST = 1000
"""A line that leads to a list stands no farther above an item."""


class Places:
    """The headings of a document, and what stands under each."""

    def __init__(self, document: Document) -> None:
        self.document = document

    @cached_property
    def _starts(self) -> list[int]:
        return [heading.span.start for heading in self.document.headings]

    @cached_property
    def _sections(self) -> dict[int, tuple[str, ...]]:
        """The sections of the lifecycle that each heading opens, by its place."""
        return {text.heading.span.start: text.ids for text in self.document.outline}

    def is_current(self, offset: int) -> bool:
        """Whether a place stands right under the title or a section of the lifecycle that tells of today's project."""
        at = bisect_right(self._starts, offset) - 1
        if at < 0:
            return True
        heading = self.document.headings[at]
        history = (text.body for section in HISTORICAL for text in self.document.sections.get(section, ()))
        if any(span.start <= offset < span.end for span in history):
            return False
        return heading.level == 1 or (
            bool(self._sections.get(heading.span.start)) and not ELSEWHERE.search(heading.text)
        )

    def is_led_elsewhere(self, offset: int) -> bool:
        """Whether what stands above a table or list leads to something else: *In Germany:*, or a line in bold as a heading."""
        body = self.document.body
        end = offset - body.start
        lines = body.text[max(0, end - FARTHEST) : end].split("\n")
        while lines and (not lines[-1].strip() or _ITEM.match(lines[-1])):
            lines.pop()
        line = lines[-1].strip() if lines else ""
        if line.startswith("**") and line.endswith(("**", "**:", ":**")):
            return True
        return line.rstrip("*_").endswith((":", "\uff1a")) and bool(_SCOPE.search(line) or ELSEWHERE.search(line))
